# SPDX-License-Identifier: Apache-2.0
"""Each grant of a party measured against what the party held: share by share, in all leaves and on all days at once.

The *claim* is the grant's scope and term, whoever says so; what is *held* is where a chain or a statute lets the party
make this grant. Both have a lower and an upper reading (SEMANTICS §4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from licit.engine.bearing import Share
from licit.engine.believed import Believed
from licit.engine.grants import LOWER, UPPER, CompiledGrant
from licit.engine.places import refined
from licit.explain.overreach.field import Field, parties_before
from licit.explain.overreach.held import holdings
from licit.explain.overreach.lots import Lot, lots_of
from licit.explain.overreach.misses import misses
from licit.explain.overreach.pairs import Pairs
from licit.explain.overreach.rows import Rows
from licit.explain.overreach.uses import SameUses, uses_of
from licit.model.day import FIRST, LAST
from licit.model.overreach import Excess, Hold, Holding, Overreach, Reach
from licit.model.proof import Break, Standing
from licit.reference.alike import change_days


class Parted(NamedTuple):
    """A share under a grant, as masks: where it is claimed, surely and perhaps, and held, surely and perhaps."""

    surely: int
    perhaps: int
    held: int
    may_hold: int

    @property
    def within(self) -> int:
        """Claimed, and surely held."""
        return self.perhaps & self.held

    @property
    def hanging(self) -> int:
        """Claimed, and held only as open points are taken."""
        return self.perhaps & self.may_hold & ~self.held

    @property
    def beyond(self) -> int:
        """Claimed, and not held however they are taken."""
        return self.perhaps & ~self.may_hold


class Measuring:
    """The grants of a record under a position; ``day`` looks at one day only, ``use`` at one use only."""

    def __init__(self, believed: Believed, *, day: date | None = None, use: str = "") -> None:
        self.believed = believed
        self.day = day
        self.use = use
        record = believed.record
        self.days: Sequence[date] = (day,) if day else change_days(record, FIRST, LAST)
        self.lots = lots_of(believed)
        self.pairs = Pairs(record, self.lots)
        self._same = SameUses(record, self.days)
        self._bound = {party for on in record.findings_on.values() for finding in on for party in finding.between}
        self._fields: dict[tuple[str, str, frozenset[str]], Field] = {}

    def overreach(self, party: str, *, known_by: date | None = None) -> Overreach:
        """Every grant of a party that counts, measured; ``known_by`` is the day of knowledge as it was asked for."""
        grants = self.believed.grants_by.get(party, ())
        useful = parties_before(self.believed.record, frozenset((party, *(one.grantee for one in grants))))
        counted = [(grant, self.standing(grant)) for grant in grants]
        return Overreach(
            party=party,
            position=self.believed.position.name,
            known_by=known_by or self.believed.known_by,
            day=self.day,
            use=self.use,
            grants=tuple(self.reach(one, stands, useful) for one, stands in counted if _counts(stands)),
            unheard=tuple(one.id for one, stands in counted if not _counts(stands)),
        )

    def standing(self, grant: CompiledGrant) -> Standing:
        """How a grant stands; disputed where it is for some share, place or day."""
        base = self.believed.by_words(grant.id)
        if grant.id not in self.believed.record.findings_on and not self.believed.patterned(grant.id):
            return base
        span = self.field(grant.grantee, "", frozenset()).span
        stands = [span.stands(grant.id, owner) for owner in self.told_apart]
        if any(one.disputed for one in stands):
            return Standing.DISPUTED
        if any(one.accepted for one in stands):
            return Standing.ACCEPTED
        return Standing.REJECTED if any(one.rejected for one in stands) else Standing.UNSAID

    @cached_property
    def told_apart(self) -> tuple[str, ...]:
        """The owners for whose shares a finding may bind that does not bind others, and one for all the rest."""
        return ("", *sorted({owner for lot in self.lots for owner in lot.owners} & self._bound))

    def field(self, service: str, use: str, useful: frozenset[str]) -> Field:
        """The field of a grantee and a use; one for all grantees whom no finding names."""
        key = (service if service in self._bound else "", use, useful)
        if key not in self._fields:
            self._fields[key] = Field(self.believed, key[0], use, self.days, useful, last=self.day or LAST)
        return self._fields[key]

    def same_uses(self, use: str) -> tuple[str, ...]:
        """The uses that one stands for."""
        return (use,) if self.use else self._same.of(use)

    def uses_of(self, grant: CompiledGrant) -> tuple[str, ...]:
        """The uses for which a grant is measured, one for all that are alike."""
        found = uses_of(self.believed.record, grant.uses, self.days)
        if self.use:
            return (self.use,) if self.use in found else ()
        return tuple(dict.fromkeys(self._same.of(use)[0] for use in found))

    def rows(self) -> Rows[Any]:
        """Rows still empty."""
        return Rows(self.lots, self.pairs, self.same_uses)

    def parted(self, grant: CompiledGrant, useful: frozenset[str]) -> Iterator[tuple[Field, int, str, Parted]]:
        """The grant's lots and uses, each with where it is claimed and held."""
        for use in self.uses_of(grant):
            field = self.field(grant.grantee, use, useful)
            for number, lot in enumerate(self.lots):
                if self._own_only(grant) and not _ever_held(field, lot, grant):
                    continue
                parted = _parted(field, lot, grant)
                if parted is not None:
                    yield field, number, use, parted

    def _own_only(self, grant: CompiledGrant) -> bool:
        """Whether the grant is by an owner, of all that it has: that claims nothing of what it never had."""
        return grant.grantor in self._owners and grant.repertoire is not None and grant.repertoire.everything

    @cached_property
    def _owners(self) -> frozenset[str]:
        return frozenset(owner for lot in self.lots for owner in lot.owners)

    def reach(self, grant: CompiledGrant, standing: Standing, useful: frozenset[str]) -> Reach:
        """One grant, measured."""
        excesses: Rows[_Kind] = self.rows()
        held: Rows[tuple[str, bool]] = self.rows()
        kinds: tuple[dict[int, int], ...] = ({}, {}, {}, {})
        field = self.field(grant.grantee, "", useful)
        for here, lot, use, parted in self.parted(grant, useful):
            share = self.lots[lot].share
            sure, may = (_united(holdings(here, share, grant.grantor, one)) for one in (LOWER, UPPER))
            for fact, there in may.items():
                held.add((fact, True), lot, use, sure.get(fact, 0) & parted.perhaps)
                held.add((fact, False), lot, use, there & ~sure.get(fact, 0) & parted.perhaps)
            for kind, cell in _excesses(here, share, grant, parted, may):
                excesses.add(kind, lot, use, cell)
            masks = (parted.beyond & parted.surely, parted.beyond, parted.hanging, parted.within)
            for leaves, mask in zip(kinds, masks, strict=True):
                leaves[lot] = leaves.get(lot, 0) | here.leaves(mask)
        beyond, if_meant, hanging, within = self.pairs.first_of(kinds)
        rows = (
            Excess(hold=kind.hold, stated=kind.stated, breaks=kind.breaks, through=kind.through, **row)
            for kind, row in excesses.measured(field)
        )
        return Reach(
            grant=grant.id,
            standing=standing,
            beyond=beyond,
            beyond_if_meant=if_meant,
            hanging=hanging,
            within=within,
            holdings=tuple(Holding(fact=key[0], sure=key[1], **row) for key, row in held.measured(field)),
            excesses=tuple(sorted(rows, key=_weight)),
        )


class _Kind(NamedTuple):
    hold: Hold
    stated: bool
    breaks: tuple[Break, ...]
    through: tuple[str, ...]


def _excesses(
    field: Field, share: Share, grant: CompiledGrant, parted: Parted, may: Mapping[str, int]
) -> Iterator[tuple[_Kind, int]]:
    """Where the grant goes beyond what is surely held: in a cell the same links fail, the same facts may hold."""
    for hold, reading, where in ((Hold.BEYOND, UPPER, parted.beyond), (Hold.OPEN, LOWER, parted.hanging)):
        for stated, part in ((True, where & parted.surely), (False, where & ~parted.surely)):
            if not part:
                continue
            missed = list(misses(field, share, grant, part, reading))
            by = may if hold is Hold.OPEN else {}
            cells = [part]
            for there in (*(there for _, there in missed), *by.values()):
                cells = refined(cells, there)
            for cell in cells:
                breaks = tuple(dict.fromkeys(at for at, there in missed if cell & there))
                yield _Kind(hold, stated, breaks, tuple(fact for fact, there in by.items() if cell & there)), cell


def _united(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for fact, there in parts:
        found[fact] = found.get(fact, 0) | there
    return found


def _ever_held(field: Field, lot: Lot, grant: CompiledGrant) -> bool:
    """Whether the grantor owns the share, or some chain over it ever reached the grantor with power to let others."""
    return lot.share.owner == grant.grantor or any(
        state.sublicense > 0 for come in field.comes(lot.share, UPPER) for state, _ in come.held.get(grant.grantor, ())
    )


def _parted(field: Field, lot: Lot, grant: CompiledGrant) -> Parted | None:
    stands = field.span.stands(grant.id, lot.share.owner)
    there = field.owned(lot) & (stands.accepted | stands.disputed)
    perhaps = there & field.claims(lot.share, grant, UPPER) if there else 0
    if not perhaps:
        return None
    surely = perhaps & field.claims(lot.share, grant, LOWER)
    held = perhaps & field.may_give(lot.share, grant, LOWER)
    return Parted(surely, perhaps, held, perhaps & field.may_give(lot.share, grant, UPPER))


def _counts(standing: Standing) -> bool:
    return standing in (Standing.ACCEPTED, Standing.DISPUTED)


def _weight(one: Excess) -> tuple[object, ...]:
    """What surely goes beyond first, then by how much."""
    return one.hold is Hold.OPEN, not one.stated, -one.pairs, one.rights, one.owners
