# SPDX-License-Identifier: Apache-2.0
"""The engine agrees with the reference, collapses what is alike, and keeps what it worked out safely."""
