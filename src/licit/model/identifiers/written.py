# SPDX-License-Identifier: Apache-2.0
"""How an identifier is written: what may stand between its characters, and how a bad one is quoted back."""

from __future__ import annotations

from typing import Final

from licit.model.problem import InvalidValueError

_BETWEEN: Final = str.maketrans("", "", " -.\N{NON-BREAKING HYPHEN}\N{NO-BREAK SPACE}")
LONGEST: Final = 64  # characters; no identifier here is half as long, so a longer text is none, or hostile


def compact(text: str) -> str:
    """The text without spaces, hyphens and full stops, in capitals: what its characters are counted on."""
    return text[:LONGEST].translate(_BETWEEN).upper()


def refused(text: str, name: str, why: str, mend: str) -> InvalidValueError:
    """The one error of every identifier: which text is no such identifier, why, and how to mend it."""
    return InvalidValueError(f"{text[:LONGEST]!r} is no {name}: {why}", mend=mend)
