# SPDX-License-Identifier: Apache-2.0
"""Right shares one by one: what each becomes, and why it becomes nothing.

Shares of manuscript and collection are money. A share that is limited to some uses, services or carriers, or to a part
of the work, is no control: a control is of the whole right. Percentages are those of the whole right all along a chain,
so that who follows another in title with the same percentage has all that the other has.
Source: MWN 1.3, RightShare; kb.ddex.net, linking right shares, communicating right share percentages in MWN 1.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from licit.formats.apart import MOST
from licit.formats.checks import LIMIT, REFERENCE, VALUE
from licit.formats.ddex.claims import Claims
from licit.formats.ddex.holding import RefusedError
from licit.formats.ddex.shares import ORIGINAL, without_authority
from licit.formats.entries import Entry, LeftOut
from licit.formats.mwn.acts import grant, uses_of
from licit.formats.mwn.owned import Owned
from licit.formats.mwn.rows import ShareRow, World, read, told
from licit.formats.xml import Piece, text, texts
from licit.model.fact import Control, GrantKind
from licit.model.problem import Place, Problem, Severity

_SHARE: Final = "right share"
_NOTHING: Final = ""  # what a share follows that follows none
_IN_DISPUTE: Final = "the sender says that rights are in dispute"
_IN_CONFLICT: Final = "the sender says that shares contradict each other, and takes no side"


@dataclass(frozen=True, slots=True)
class _Held:
    """A share that others may follow: whose it is, how much, and the controls that it became, with their works."""

    row: ShareRow
    facts: tuple[tuple[Control, str], ...] = ()


@dataclass(slots=True)
class Shares:
    """The shares of a message. Those that follow others wait for its end: what they follow may stand behind them."""

    claims: Claims
    world: World
    held: dict[str, _Held | None] = field(default_factory=dict)  # by reference; ``None``: it is about money
    waiting: list[ShareRow] = field(default_factory=list)
    original: dict[str, set[str]] = field(default_factory=dict)  # work: what its original publishers' shares follow
    owned: Owned = field(init=False)
    conflict: bool = False

    def __post_init__(self) -> None:
        self.owned = Owned(self.claims)

    def share(self, piece: Piece) -> Iterator[Entry]:
        """One ``RightShare``."""
        found: list[Problem] = []
        try:
            row = read(piece, self.world, found)
        except RefusedError as error:
            reference = text(piece.element, "RightShareReference")
            yield from (told(one, reference) for one in (*found, error.problem))
            self._broken(piece)
            return
        yield from (told(one, row.reference) for one in found)
        for work in row.works:
            spoken = self.claims.speak(work, row.locator)
            spoken.broken = spoken.broken or any(one.severity is Severity.ERROR for one in found)
        left = without_authority(row.kinds, row.roles)
        if row.reference:
            self.held[row.reference] = None if without_authority(row.kinds, ()) else _Held(row)
        if left is not None:
            yield left
        elif row.unclaimed:
            yield LeftOut(_SHARE, "it is not claimed")
        else:
            yield from self._bearing(row)

    def _broken(self, piece: Piece) -> None:
        """A share was refused: what was claimed before of the works that it names still stands."""
        for one in piece.element.iter("{*}RightShareWorkReference"):
            if work := self.world.works.get(text(one), ""):
                self.claims.speak(work, f"line {piece.line}, RightShare").broken = True

    def _bearing(self, row: ShareRow) -> Iterator[Entry]:
        if not row.rights:
            yield LeftOut(_SHARE, "no right of the vocabulary is named")
            return
        if row.agent and row.controller and row.agent != row.controller:
            yield from self._grant(row, row.controller, row.agent, GrantKind.MANDATE)
        if not row.controller:
            yield LeftOut(_SHARE, "its controller is unknown to the sender")
        elif ORIGINAL in row.kinds and not row.bases:
            yield from self._controls(row)
        else:
            self.waiting.append(row)
        for work in row.works if ORIGINAL in row.kinds else ():
            self.original.setdefault(work, set()).update(row.bases or (_NOTHING,))

    def settle(self) -> Iterator[Entry]:
        """The shares that follow others, now that all are known."""
        for row in self.waiting:
            yield from self._following(row)
        self.waiting.clear()

    def _following(self, row: ShareRow) -> Iterator[Entry]:
        above = [one.row for base in row.bases if (one := self.held.get(base)) is not None]
        unknown = [base for base in row.bases if base not in self.held]
        if unknown:
            what = f"it follows {unknown[0]}, which is no share of the message"
            yield self._refused(row, what, "give the share that it follows", REFERENCE)
        elif len(above) > 1:
            yield LeftOut(_SHARE, "it follows several shares: which part of it follows which, is not said")
        elif above:
            yield from self._follower(row, above[0])
        elif ORIGINAL not in row.kinds and self._beside(row):
            what = "a share of licensing beside one of an original publisher that it isn't said to follow"
            yield LeftOut(_SHARE, what)
        else:
            yield from self._controls(row)

    def _beside(self, row: ShareRow) -> bool:
        """Whether it may be the same part of the work as an original publisher's share: it would count twice."""
        followed = {_NOTHING, *row.bases}
        others = [self.original[work] for work in row.works if work in self.original]
        return bool(others) and (not row.bases or any(one & followed for one in others))

    def _follower(self, row: ShareRow, above: ShareRow) -> Iterator[Entry]:
        """It took over what the one above has: the whole of it, since a grant has no share."""
        if not set(row.works) <= set(above.works):
            what = f"it follows {above.reference}, which is in other works"
            yield self._refused(row, what, "name the share of its own work", REFERENCE)
        elif not above.controller:
            yield LeftOut(_SHARE, "whom it follows is unknown to the sender")
        elif above.controller == row.controller:
            yield LeftOut(_SHARE, "its controller has the share that it follows itself")
        elif row.share is None or above.share is None:
            yield LeftOut(_SHARE, "its percentage, or that of the share it follows, is said to be unknown")
        elif row.share > above.share:
            what = f"it has {row.share} and follows {above.reference}, which has {above.share}"
            yield self._refused(row, what, "percentages never grow along a chain", VALUE)
        elif row.share < above.share:
            yield LeftOut(_SHARE, "it follows a part of another share: a grant has no share")
        else:
            kind = GrantKind.MANDATE if row.acts else GrantKind.EXCLUSIVE
            yield from self._grant(row, above.controller, row.controller, kind)

    def _controls(self, row: ShareRow) -> Iterator[Entry]:
        if row.acts:
            yield LeftOut(_SHARE, "its controller is an agent, and for whom it acts is not said")
        elif row.narrowed or row.uses:
            yield LeftOut(_SHARE, "it is limited to some uses, services, carriers or parts of the work")
        elif row.share is None:
            yield LeftOut(_SHARE, "its percentage is said to be unknown")
        elif not row.share.hundredths:
            yield LeftOut(_SHARE, "it is a share of nothing")
        elif self.owned.full(row):
            what = f"its controller has more than {MOST} different shares of the work"
            yield self._refused(row, what, "say it in fewer", LIMIT)
        elif row.territories is None:
            yield self._refused(row, "it names no territory", "name its territories, or Worldwide", VALUE)
        else:
            yield from self._new(row)

    def _new(self, row: ShareRow) -> Iterator[Entry]:
        facts = []
        for one in self.owned.controls(row):
            if isinstance(one, Problem):
                yield told(one, row.reference)
            else:
                facts.append(one)
        if row.reference:
            self.held[row.reference] = _Held(row, tuple(facts))
        for fact, work in facts:
            yield from self.claims.say(fact, work, row.locator)
            if row.disputed or self.conflict:
                note = _IN_DISPUTE if row.disputed else _IN_CONFLICT
                yield self.claims.denied(fact, work, row.locator, note)

    def contradict(self, piece: Piece) -> Iterator[Entry]:
        """Shares that contradict each other: each is denied as well as affirmed."""
        yield from self.settle()
        for reference in texts(piece.element, "ConflictRightShareReference"):
            one = self.held.get(reference)
            if reference not in self.held:
                what = f"{piece.name} names {reference}, which is no share of the message"
                place = Place(self.claims.file.name, piece.line)
                yield Problem(place, what, "give the share, or mend the reference", REFERENCE)
            for fact, work in one.facts if one is not None and not self.conflict else ():
                yield self.claims.denied(fact, work, f"line {piece.line}, {piece.name}", _IN_CONFLICT)

    def _refused(self, row: ShareRow, what: str, mend: str, check: str) -> Problem:
        for work in row.works:
            self.claims.speak(work, row.locator).broken = True
        return told(Problem(row.place, what, mend, check), row.reference)

    def _grant(self, row: ShareRow, giver: str, taker: str, kind: GrantKind) -> Iterator[Entry]:
        uses = uses_of(row)
        if not uses:
            yield LeftOut(_SHARE, "its uses are none of the vocabulary")
            return
        for work in row.works:
            yield from self.claims.say(grant(self.claims, row, work, (giver, taker, kind), uses), work, row.locator)
