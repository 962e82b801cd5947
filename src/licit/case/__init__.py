# SPDX-License-Identifier: Apache-2.0
"""A case: a folder (or one file) that a lawyer can read, as one :class:`~licit.model.record.Record`, and back."""

from __future__ import annotations

from licit.case.head import Include
from licit.case.init import init
from licit.case.loaded import Case
from licit.case.reading import load, read
from licit.case.rewriting import Change, rewrite
from licit.case.writing import write

__all__ = ["Case", "Change", "Include", "init", "load", "read", "rewrite", "write"]
