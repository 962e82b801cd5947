# SPDX-License-Identifier: Apache-2.0
"""The wholes of an item in all leaves at once: a handful of mask operations. Source: SEMANTICS §3.7, §6.

Only where no owner, requirement or server is open on the day, and the act is where the user is; the rest is settled
leaf by leaf (``decide``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from licit.engine.bearing import Share
from licit.engine.compiled import Compiled
from licit.engine.decide import is_open, requirements_in, taken
from licit.engine.grants import LOWER, UPPER
from licit.model.asset import Item
from licit.model.fact import Control, Requirement
from licit.model.position import PlaceOfAct
from licit.model.scope import ALL
from licit.model.share import TOLERANCE, WHOLE
from licit.model.verdict import Answer


class Value(NamedTuple):
    """Where a whole is at least unknown, and where it is yes."""

    known: int
    yes: int


class Whole(NamedTuple):
    """One right in one asset: where the shares are all held, where any one suffices, and whose they are.

    ``owners`` are pairs of a share and the leaves in which it is one; ``over`` where the shares exceed the whole.
    """

    every: tuple[Value, Value]
    any_one: tuple[Value, Value]
    owners: tuple[tuple[Share, int], ...]
    over: int


class Asked(NamedTuple):
    """A requirement that counts in some leaves of a day."""

    requirement: Requirement
    leaves: int


class Masks(NamedTuple):
    """The four answers as disjoint sets of leaves; together all leaves of the record."""

    cleared: int
    contested: int
    not_cleared: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Leaves in which an answer turns on one part. ``kind`` and ``subject`` are as in ``Decision``.

    ``place`` is where the server stands that decides; empty where the act is where the user is.
    """

    leaves: int
    answer: Answer
    reading: int
    kind: str
    subject: str = ""
    fact: str = ""
    share: Share | None = None
    place: str = ""


class OpenLaw(Exception):  # noqa: N818 - no error: the way out of the short cut
    """Something that is settled as a whole is open: the masks are no answer here."""


class Wholes:
    """A compiled form's items on one day."""

    def __init__(self, compiled: Compiled, day: date) -> None:
        self.compiled = compiled
        self.believed = compiled.believed
        self.day = day
        self.everywhere = self.believed.places.everywhere
        self.span = compiled.span_on(day)
        self.open = self.believed.position.place is not PlaceOfAct.RECEPTION
        self.asked: tuple[Asked, ...] = ()
        if not self.open:
            self._read_law()
        self._wholes: dict[tuple[str, str], Whole | None] = {}

    def _read_law(self) -> None:
        """The requirements that count, each with its leaves: defaults where none that is not a default applies."""
        applying: list[Asked] = []
        for requirement in requirements_in(self.span, self.everywhere):
            there = self.span.tile(requirement.territories)
            if is_open(self.span, requirement) & there:
                self.open = True
                return
            applying.append(Asked(requirement, taken(self.span, requirement) & there))
        special = 0
        for requirement, leaves in applying:
            if not requirement.default:
                special |= leaves
        counting = [Asked(one, leaves & ~special if one.default else leaves) for one, leaves in applying]
        self.asked = tuple(one for one in counting if one.leaves)

    # -- one right in one asset

    def whole(self, asset: str, right: str) -> Whole:
        """One right in one asset.

        Raises:
            OpenLaw: one of its controls is open on the day.
        """
        key = (asset, right)
        if key not in self._wholes:
            self._wholes[key] = self._whole(asset, right)
        found = self._wholes[key]
        if found is None:
            raise OpenLaw
        return found

    def _whole(self, asset: str, right: str) -> Whole | None:
        owners: dict[str, int] = {}
        totals = {self.everywhere: 0}
        for control in self.believed.record.controls_of.get(asset, ()):
            if not control.share.hundredths or not (control.rights is ALL or right in control.rights):
                continue
            leaves = self._leaves_of(control)
            if leaves is None:
                return None
            if leaves:
                owners[control.party] = owners.get(control.party, 0) | leaves
                totals = _added(totals, leaves, control.share.hundredths)
        missing = over = 0
        for leaves, total in totals.items():
            if WHOLE - total > TOLERANCE:
                missing |= leaves
            elif total > WHOLE + TOLERANCE:
                over |= leaves
        profile = self.believed.lists.profile(asset)
        owned = [(Share(owner, profile, right), leaves) for owner, leaves in owners.items()]
        unnamed = Share("", profile, right)
        lower = self._both(owned, unnamed, missing, LOWER)
        upper = self._both(owned, unnamed, missing, UPPER)
        if missing:
            owned.append((unnamed, missing))
        any_one = tuple(
            Value(some.known & ~over | every.known & over, some.yes & ~over | every.yes & over)
            for every, some in (lower, upper)
        )
        return Whole((lower[0], upper[0]), (any_one[0], any_one[1]), tuple(owned), over)

    def _leaves_of(self, control: Control) -> int | None:
        """The leaves in which a control counts; ``None`` where it is open."""
        there = self.span.tile(control.territories)
        return None if is_open(self.span, control) & there else taken(self.span, control) & there

    def _both(self, owned: list[tuple[Share, int]], unnamed: Share, missing: int, reading: int) -> tuple[Value, Value]:
        every, some = self.everywhere, 0
        for share, leaves in owned:
            has = self.compiled.held(share, reading, self.day)
            every &= has | ~leaves
            some |= has & leaves
        by_law = self.compiled.held(unnamed, reading, self.day) if missing else 0
        return Value(every, every & (by_law | ~missing)), Value(some | missing, some | missing & by_law)

    # -- the item

    def value(self, item: Item | None, reading: int) -> Value:
        """Where the item is at least unknown, and where yes, in a reading.

        Raises:
            OpenLaw: as above.
        """
        if self.open:
            raise OpenLaw
        if item is None:
            return Value(self.everywhere, 0)
        known = yes = self.everywhere
        lawless = self.everywhere
        for asked in self.asked:
            one = self._required(item, asked, reading)
            known &= one.known | ~asked.leaves
            yes &= one.yes | ~asked.leaves
            lawless &= ~asked.leaves
        return Value(known | lawless, yes & ~lawless)

    def _required(self, item: Item, asked: Asked, reading: int) -> Value:
        known = yes = self.everywhere
        for kind, needed in asked.requirement.rights:
            assets = item.of_kind(kind)
            if needed and not assets:
                yes = 0
            for asset in assets:
                for right in needed:
                    one = self.right(asset, right, asked, reading)
                    known &= one.known
                    yes &= one.yes
        return Value(known, yes)

    def right(self, asset: str, right: str, asked: Asked, reading: int) -> Value:
        """One right in one asset, as a law asks for it.

        Raises:
            OpenLaw: one of its controls is open on the day.
        """
        whole = self.whole(asset, right)
        return (whole.any_one if asked.requirement.any_co_owner else whole.every)[reading]

    def masks(self, item: Item | None) -> Masks:
        """The four answers.

        Raises:
            OpenLaw: as above.
        """
        lower, upper = self.value(item, LOWER), self.value(item, UPPER)
        return Masks(lower.yes, upper.yes & ~lower.yes, self.everywhere & ~upper.known, upper.known & ~upper.yes)

    # -- what it turns on

    def turns(self, item: Item | None, name: str) -> Iterator[Turn]:
        """The part that each answer which is not cleared turns on: the first, in the order of the page.

        Raises:
            OpenLaw: as above.
        """
        masks = self.masks(item)
        by_reading = ((Answer.CONTESTED, LOWER, masks.contested),)
        for answer, reading, leaves in (
            *by_reading,
            (Answer.NOT_CLEARED, UPPER, masks.not_cleared),
            (Answer.UNKNOWN, UPPER, masks.unknown),
        ):
            if leaves:
                yield from self._turning(item, name, answer, reading, leaves)

    def _turning(self, item: Item | None, name: str, answer: Answer, reading: int, leaves: int) -> Iterator[Turn]:
        if item is None:
            yield Turn(leaves, answer, reading, "item-not-on-record", name)
            return
        value = self.value(item, reading)
        for asked in self.asked:
            one = self._required(item, asked, reading)
            deciding = leaves & asked.leaves & _same(one, value, self.everywhere)
            if deciding:
                for turn in self._in_requirement(item, asked, answer, reading, deciding):
                    leaves &= ~turn.leaves
                    yield turn
        if leaves:
            yield Turn(leaves, answer, reading, "no-requirement")

    def _in_requirement(self, item: Item, asked: Asked, answer: Answer, reading: int, leaves: int) -> Iterator[Turn]:
        whole = self._required(item, asked, reading)
        fact = asked.requirement.id
        for kind, needed in asked.requirement.rights:
            for asset in item.of_kind(kind):
                for right in needed:
                    one = self.right(asset, right, asked, reading)
                    deciding = leaves & _same(one, whole, self.everywhere)
                    if deciding:
                        leaves &= ~deciding
                        yield from self._in_right(asset, right, deciding, one, answer, reading, fact)
        for kind, needed in asked.requirement.rights:
            if leaves and needed and not item.of_kind(kind):
                yield Turn(leaves, answer, reading, "asset-unidentified", kind, fact)
                return

    def _in_right(  # noqa: PLR0913, PLR0917 - where, in what, and how it stands
        self, asset: str, right: str, leaves: int, one: Value, answer: Answer, reading: int, fact: str
    ) -> Iterator[Turn]:
        for share, owned in self.whole(asset, right).owners:
            has = self.compiled.held(share, reading, self.day)
            mine = Value(has if share.owner else self.everywhere, has)
            deciding = leaves & owned & _same(mine, one, self.everywhere)
            if deciding:
                leaves &= ~deciding
                yield Turn(deciding, answer, reading, "share", asset, fact, share)


def _same(one: Value, other: Value, everywhere: int) -> int:
    """Where two values are the same."""
    return everywhere & ~(one.known ^ other.known) & ~(one.yes ^ other.yes)


def _added(totals: dict[int, int], leaves: int, hundredths: int) -> dict[int, int]:
    """The totals with a share added in some leaves."""
    found: dict[int, int] = {}
    for cell, total in totals.items():
        inside = cell & leaves
        if inside:
            found[inside] = total + hundredths
        if inside != cell:
            found[cell ^ inside] = total
    return found
