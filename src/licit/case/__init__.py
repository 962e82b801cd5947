# SPDX-License-Identifier: Apache-2.0
"""A case: a folder (or one file) that a lawyer can read, as one :class:`~licit.model.record.Record`, and back.

What writes is imported when it is first used: most commands only read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from licit.case.head import Include
from licit.case.init import init
from licit.case.loaded import Case
from licit.case.reading import load, read

if TYPE_CHECKING:
    from licit.case.rewriting import Change, rewrite
    from licit.case.writing import write

__all__ = ["Case", "Change", "Include", "init", "load", "read", "rewrite", "write"]
_HOMES = {"Change": "rewriting", "rewrite": "rewriting", "write": "writing"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
