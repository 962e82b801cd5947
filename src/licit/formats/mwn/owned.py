# SPDX-License-Identifier: Apache-2.0
"""The controls that right shares become, each share of a party once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from licit.formats.apart import MOST, Claimed, left_of
from licit.formats.checks import DOUBT
from licit.formats.ddex.claims import Claims
from licit.formats.mwn.acts import unstated
from licit.formats.mwn.rows import ShareRow
from licit.model.fact import Control, Fact
from licit.model.problem import Problem, Severity

_MEND: Final = "say what each follows in title, if both are meant"


@dataclass(slots=True)
class Owned:
    """What the parties of a message own: by party and work, the claims with the shares that each follows."""

    claims: Claims
    _claimed: dict[tuple[str, str], list[tuple[Claimed, tuple[str, ...]]]] = field(default_factory=dict)

    def full(self, row: ShareRow) -> bool:
        """Whether the controller has claimed as many shares of the work as can be held apart."""
        return any(len(self._claimed.get((row.controller, work), ())) >= MOST for work in row.works)

    def controls(self, row: ShareRow) -> Iterator[tuple[Control, str] | Problem]:
        """The controls that a share brings, with their works.

        Shares of one party in a work add up where they follow different shares, as those of several writers do, or
        have different percentages. Else nothing tells whether one says again what the other says: it counts once.
        """
        for work in row.works:
            one = self._claim(row, work)
            if one is None:
                continue
            mine = self._claimed.setdefault((row.controller, work), [])
            same = [other for other, bases in mine if not _apart(row, other, bases)]
            pieces = left_of(one, same, "work", self.claims.day)
            if pieces != [one]:
                what = f"it claims of {work} what another share of its controller claims: that counts once"
                yield Problem(row.place, what, _MEND, DOUBT, Severity.WARNING)
            for piece in pieces:
                key = replace(piece, locator="")
                yield piece.control("mwn", work, sum(other == key for other, _ in mine)), work
                mine.append((key, row.bases))

    def _claim(self, row: ShareRow, work: str) -> Claimed | None:
        if row.share is None or row.territories is None:
            return None
        mine = (row.controller, row.rights, row.share, row.territories)

        def same(one: Fact) -> bool:
            return isinstance(one, Control) and mine == (one.party, one.rights, one.share, one.territories)

        term = row.term or unstated(self.claims, work, same)
        return Claimed(row.controller, row.share, row.rights, row.territories, term, row.note, row.locator)


def _apart(row: ShareRow, other: Claimed, bases: tuple[str, ...]) -> bool:
    """Whether a share is surely another than one claimed before, by what they follow or how much they are."""
    return bool(row.bases and bases and not set(row.bases) & set(bases)) or row.share != other.share
