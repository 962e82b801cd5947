# SPDX-License-Identifier: Apache-2.0
"""Proofs by the compiled engine: the chain of each share, or how near one came, on one day at one leaf."""
