# SPDX-License-Identifier: Apache-2.0
"""A plain record as flat rows: grants, statutes, opt-outs, and territory sets as lists of leaves and as four words."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import NamedTuple

from benchmarks.worlds import stage
from licit.model.day import Term
from licit.model.fact import Grant, Statute, StatuteKind
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.scope import ALL, Named
from licit.model.territory import Expression

WORD = 64  # bits
WORDS = 4


class GrantRow(NamedTuple):
    """A grant. Days are numbers such as 20040615, both ends in; ``rank`` is the order of signature; flags are 0 or 1.

    ``making``, ``reproduction``, ``stream``, ``download`` say whether the scope has the right or covers the use.
    """

    grantor: str
    grantee: str
    takes: int
    links: int
    exercise: int
    first: int
    last: int
    rank: int
    making: int
    reproduction: int
    stream: int
    download: int
    territories: str


class StatuteRow(NamedTuple):
    """An extended statute."""

    id: str
    society: str
    links: int
    first: int
    last: int
    making: int
    reproduction: int
    stream: int
    download: int
    territories: str


class OptOutRow(NamedTuple):
    """An owner's opt-out."""

    party: str
    statute: str
    first: int
    last: int


class Flat:
    """The rows of a plain record.

    Raises:
        InvalidValueError: the record has what no plain world has.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.atlas = record.atlas
        on_days = {leaf for day in stage.ASKED for leaf in self.atlas.leaves_on(day)}
        self.leaves = tuple(leaf for leaf in self.atlas.leaves if leaf in on_days)
        self.bit = {leaf: number for number, leaf in enumerate(self.leaves)}
        if len(self.leaves) > WORD * WORDS:
            raise _not_plain(f"{len(self.leaves)} leaves", "ask on fewer days")

    @cached_property
    def grants(self) -> list[GrantRow]:
        """All grants."""
        ordered = sorted(self.record.grants, key=_signature)
        rank = {grant.id: number for number, grant in enumerate(ordered)}
        return [self._grant(grant, rank[grant.id]) for grant in self.record.grants]

    @cached_property
    def statutes(self) -> list[StatuteRow]:
        """The extended statutes."""
        return [self._statute(statute) for statute in self.record.statutes]

    @cached_property
    def opt_outs(self) -> list[OptOutRow]:
        """The opt-outs."""
        return [OptOutRow(one.party, one.statute, *_days(one.term)) for one in self.record.opt_outs]

    def leaves_of(self, text: str, day: date) -> frozenset[str]:
        """The leaves of an expression that exist on the day."""
        return Expression.parse(text).leaves(self.atlas, day) & frozenset(self.atlas.leaves_on(day))

    def words(self, leaves: frozenset[str]) -> tuple[int, ...]:
        """The set as four signed words of 64 bits."""
        mask = sum(1 << self.bit[leaf] for leaf in leaves)
        return tuple(signed(mask >> WORD * number & (1 << WORD) - 1) for number in range(WORDS))

    def _grant(self, grant: Grant, rank: int) -> GrantRow:
        scope = grant.scope
        if scope.repertoire is None or not scope.repertoire.everything or scope.territories is None:
            raise _not_plain(f"the grant {grant.id} speaks of a part of what its grantor has")
        return GrantRow(
            grant.grantor,
            grant.grantee,
            int(grant.takes),
            grant.sublicense,
            int(grant.exercise),
            *_days(grant.term),
            rank,
            *self._flags(scope.rights, scope.uses),
            str(scope.territories),
        )

    def _statute(self, statute: Statute) -> StatuteRow:
        if statute.kind is not StatuteKind.EXTENDED or statute.territories is None:
            raise _not_plain(f"the statute {statute.id} is no extended one")
        flags = self._flags(statute.rights, statute.uses)
        place = str(statute.territories)
        return StatuteRow(statute.id, statute.society, statute.links, *_days(statute.term), *flags, place)

    def _flags(self, rights: Named | None, uses: Named | None) -> tuple[int, int, int, int]:
        if rights is None or uses is None:
            raise _not_plain("a scope leaves its rights or uses unstated")
        making, reproduction = (int(rights is ALL or right in rights) for right in stage.RIGHTS)
        stream, download = (int(uses is ALL or self._covers(uses, use)) for use in stage.USES)
        return making, reproduction, stream, download

    def _covers(self, uses: frozenset[str], use: str) -> bool:
        return any(self.record.uses.covers(wide, use, stage.ASKED[0]) for wide in uses)


def number_of(day: date) -> int:
    """A day as a number that sorts: 20040615."""
    return day.year * 10000 + day.month * 100 + day.day


def signed(word: int) -> int:
    """Sixty-four bits as a signed number, which every database has."""
    return word - (1 << WORD) if word >> WORD - 1 else word


def _signature(grant: Grant) -> tuple[date, int]:
    signed_on = grant.signed
    if signed_on is None or not signed_on.precise:
        raise _not_plain(f"the grant {grant.id} has no precise day")
    return signed_on.earliest, grant.order or 0


def _days(term: Term) -> tuple[int, int]:
    first = number_of(term.start.earliest) if term.start else 0
    return first, number_of(term.end.latest) if term.end else 99991231


def _not_plain(what: str, mend: str = "make the world with plain features") -> InvalidValueError:
    return InvalidValueError(what, mend=mend)
