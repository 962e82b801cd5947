# SPDX-License-Identifier: Apache-2.0
"""What standards call the rights of music: the columns of its table of rights that carry their words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from licit.vocabulary.tables import rows
from licit.vocabulary.trade import HERE


@cache
def called(standard: Literal["cwr", "ddex"], kind: str) -> Mapping[str, frozenset[str]]:
    """Each word of the standard, with the rights in this kind of asset that it names.

    Words that name rights in other kinds alone are not there.
    """
    found: dict[str, set[str]] = {}
    for row in rows(HERE / "music" / "rights.csv"):
        for word in row[standard].split() if row["id"].startswith(f"{kind}:") else ():
            found.setdefault(word, set()).add(row["id"])
    return {word: frozenset(rights) for word, rights in found.items()}
