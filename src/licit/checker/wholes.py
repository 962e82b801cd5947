# SPDX-License-Identifier: Apache-2.0
"""The values of wholes, and the worst or best of them over every settlement. SEMANTICS §3.7, §4.

The settlements of servers and requirements are gone through one by one. Under each, rights that share an open owner
are settled together and others apart: the least over all rights is worst (or best) where each group's is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from licit.checker.authority import Authority
from licit.checker.part import Part
from licit.checker.settled import Settled, Settlement, State
from licit.model.day import Reading
from licit.model.fact import Control, Requirement, StatuteKind
from licit.model.position import PlaceOfAct
from licit.model.proof import Value
from licit.model.share import TOLERANCE, WHOLE

UNNAMED = ""


@dataclass(frozen=True, slots=True)
class RightAsked:
    """One right in one asset that a law of one place asks for."""

    leaf: str
    asset: str
    right: str
    any_co_owner: bool


def shares_of(controls: Iterable[Control]) -> dict[str, int]:
    """Each owner's share in hundredths of a percent, with the unnamed owner's where the whole is not reached."""
    shares: dict[str, int] = {}
    for control in controls:
        shares[control.party] = shares.get(control.party, 0) + control.share.hundredths
    rest = WHOLE - sum(shares.values())
    if rest > TOLERANCE:
        shares[UNNAMED] = rest
    return shares


def overclaimed(shares: Mapping[str, int]) -> bool:
    """Whether the shares add up to more than the whole."""
    return sum(shares.values()) > WHOLE + TOLERANCE


def value_of_right(values: Sequence[Value], *, any_co_owner: bool, overclaim: bool) -> Value:
    """The least of the shares; of co-owners any one of whom suffices, the greatest, unless they claim too much."""
    return max(values) if any_co_owner and not overclaim else min(values)


def least(values: Iterable[Value], *, of_none: Value) -> Value:
    """The least of the parts."""
    return min(values, default=of_none)


@dataclass(frozen=True)
class Wholes:
    """Values, worked out from the record and not from a proof."""

    authority: Authority
    settled: Settled

    def share(self, part: Part, reading: Reading) -> Value:
        """The value of one owner's share."""
        key = (part, reading)
        if key not in self._shares:
            self._shares[key] = self._share(part, reading)
        return self._shares[key]

    def extreme(self, reading: Reading) -> Value:
        """The worst (lower) or best (upper) value over all settlements and the places the position leaves open."""
        return _Extreme(reading)(self._placed(leaves, settlement, reading) for leaves, settlement in self._courses())

    @cached_property
    def _shares(self) -> dict[tuple[Part, Reading], Value]:
        return {}

    def _share(self, part: Part, reading: Reading) -> Value:
        laws = self.authority.laws
        for kind in (StatuteKind.COMPULSORY, StatuteKind.EXCEPTION):
            if any(laws.reaching(kind, part, reading)):
                return Value.YES
        if self.authority.reaches(part, reading):
            return Value.YES
        return Value.NO if part.owner else Value.UNKNOWN

    def _courses(self) -> Iterator[tuple[tuple[str, ...], Settlement]]:
        """Each way to place the act and to settle servers and requirements: the places, and the settlement."""
        place = self.settled.standings.position.place
        if place in (PlaceOfAct.RECEPTION, PlaceOfAct.OPEN):
            at_user = (self.settled.standings.question.territory,)
            for settlement in self._laws_settled(at_user):
                yield at_user, settlement
        if place in (PlaceOfAct.EMISSION, PlaceOfAct.OPEN):
            servers = tuple(self.settled.servers())
            open_ones = [one.id for one in servers if self.settled.state(one, one.territory) is State.OPEN]
            for chosen in _combinations(open_ones):
                leaves = tuple(one.territory for one in servers if self.settled.counts(one, one.territory, chosen))
                for settlement in self._laws_settled(leaves):
                    yield leaves, settlement

    def _laws_settled(self, leaves: Sequence[str]) -> Iterator[Settlement]:
        open_ones = {
            law.id
            for leaf in leaves
            for law in self.settled.requirements(leaf)
            if self.settled.state(law, leaf) is State.OPEN
        }
        yield from _combinations(sorted(open_ones))

    def _placed(self, leaves: Sequence[str], laws: Settlement, reading: Reading) -> Value:
        if not leaves:
            return Value.UNKNOWN
        values = []
        rights: set[RightAsked] = set()
        for leaf in leaves:
            in_effect = self.settled.in_effect(leaf, laws)
            values.append(Value.YES if in_effect else Value.UNKNOWN)
            for law in in_effect:
                rights.update(self._rights(law, leaf))
                values.append(Value.UNKNOWN if self.lacks(law) else Value.YES)
        values += [self._group(group, reading) for group in self._groups(rights)]
        return min(values)

    def lacks(self, law: Requirement) -> bool:
        """Whether something the requirement asks about is not on record: a kind of asset, or the item itself."""
        return self.settled.item is None or bool(self.settled.missing(law))

    def _rights(self, law: Requirement, leaf: str) -> Iterator[RightAsked]:
        for _, asset, right in self.settled.asked(law):
            yield RightAsked(leaf, asset, right, law.any_co_owner)

    def _open_owners(self, right: RightAsked) -> frozenset[str]:
        controls = self.settled.controls(right.asset, right.right, right.leaf)
        return frozenset(one.id for one in controls if self.settled.state(one, right.leaf) is State.OPEN)

    def _groups(self, rights: Iterable[RightAsked]) -> list[tuple[list[RightAsked], frozenset[str]]]:
        """The rights with their open owners, grouped so that no two groups share an open owner."""
        groups: list[tuple[list[RightAsked], frozenset[str]]] = []
        for right in rights:
            together, owners = [right], self._open_owners(right)
            apart = []
            for group in groups:
                if group[1] & owners:
                    together, owners = together + group[0], owners | group[1]
                else:
                    apart.append(group)
            groups = [*apart, (together, owners)]
        return groups

    def _group(self, group: tuple[list[RightAsked], frozenset[str]], reading: Reading) -> Value:
        rights, owners = group
        return _Extreme(reading)(
            min(self._right(right, chosen, reading) for right in rights) for chosen in _combinations(sorted(owners))
        )

    def _right(self, right: RightAsked, chosen: Settlement, reading: Reading) -> Value:
        controls = self.settled.controls(right.asset, right.right, right.leaf)
        shares = shares_of(one for one in controls if self.settled.counts(one, right.leaf, chosen))
        values = [self.share(Part(right.leaf, right.asset, right.right, owner), reading) for owner in shares]
        return value_of_right(values, any_co_owner=right.any_co_owner, overclaim=overclaimed(shares))


def _combinations(facts: Sequence[str]) -> Iterator[dict[str, bool]]:
    for taken in product((False, True), repeat=len(facts)):
        yield dict(zip(facts, taken, strict=True))


class _Extreme:
    """The worst or best of some values, looking no further once none can be worse or better."""

    def __init__(self, reading: Reading) -> None:
        self.goal, self.pick = (Value.NO, min) if reading is Reading.LOWER else (Value.YES, max)

    def __call__(self, values: Iterable[Value]) -> Value:
        found: Value | None = None
        for value in values:
            found = value if found is None else self.pick(found, value)
            if found is self.goal:
                break
        return Value.UNKNOWN if found is None else found
