# SPDX-License-Identifier: Apache-2.0
"""Whose statements are believed, and where the law is taken to place the act."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from licit.model.statement import Basis

VOCABULARY: Final = "vocabulary"


class PlaceOfAct(Enum):
    """Where the act is taken to happen: at the user, at the server, or left open. Source: SEMANTICS §4."""

    RECEPTION = "reception"
    EMISSION = "emission"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Position:
    """Ranks of believed sources, best first; a source in no rank is not believed.

    ``bases`` narrows the statements that count to those of a basis. The source ``vocabulary`` joins the lowest rank
    unless a rank names it or ``vocabulary`` is false. Source: SEMANTICS §4.
    """

    name: str
    ranks: tuple[tuple[str, ...], ...]
    place: PlaceOfAct = PlaceOfAct.RECEPTION
    bases: frozenset[Basis] | None = None
    vocabulary: bool = True
    title: str = ""

    def rank(self, source: str) -> int | None:
        """The rank of a source, 0 the best, or ``None`` where it is not believed."""
        for number, sources in enumerate(self.ranks):
            if source in sources:
                return number
        if source == VOCABULARY and self.vocabulary:
            return max(len(self.ranks) - 1, 0)
        return None
