# SPDX-License-Identifier: Apache-2.0
"""Compiled forms over time: kept on disk, taken up again, and carried over to a record that differs a little."""

from licit.engine.keeping.kept import compile_all, keep, recall

__all__ = ["compile_all", "keep", "recall"]
