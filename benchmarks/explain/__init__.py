# SPDX-License-Identifier: Apache-2.0
"""Explanations beside solvers run naively on the same question."""
