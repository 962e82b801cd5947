# SPDX-License-Identifier: Apache-2.0
"""All facts that may bear on one question, however its open points are settled: cruxes and remedies carry them.

Left out is what no settlement and no grant among ``partners`` brings into play. What is kept may still turn out not to
matter. Source: SEMANTICS §3 (a stranger's grants reach no one), §5.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from licit.model.fact import Control, Fact, Grant, Membership, Requirement, Statute
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import Repertoire
from licit.model.territory import Expression

Edges = Collection[tuple[str, str]]


def bearing(record: Record, question: Question, partners: Edges = ()) -> frozenset[str]:
    """The facts, by id. ``partners`` are grantor and grantee of grants that may come on record besides."""
    return _Bearing(record, question, partners).all()


@dataclass(frozen=True)
class _Bearing:
    record: Record
    question: Question
    partners: Edges

    def all(self) -> frozenset[str]:
        record = self.record
        grants = tuple(self._grants())
        named: tuple[Fact, ...] = (*self._controls, *self._laws(), *self._statutes, *grants)
        found = {one.id for one in named}
        found |= {one.id for one in record.servers if one.service == self.question.service}
        found |= {one.id for one in record.operations if one.service == self.question.service}
        found |= {one.id for statute in self._statutes for one in record.opt_outs_of.get(statute.id, ())}
        found |= {one.id for grant in grants for one in record.terminations_of.get(grant.id, ())}
        found |= {one.id for one in self._memberships(grants)}
        return frozenset(_with_findings(record, found))

    @cached_property
    def _assets(self) -> frozenset[str]:
        item = self.record.items.get(self.question.item)
        return frozenset(asset for _, assets in item.assets for asset in assets) if item else frozenset()

    @cached_property
    def _leaves(self) -> frozenset[str]:
        mine = (one.territory for one in self.record.servers if one.service == self.question.service)
        return frozenset((self.question.territory, *mine))

    def _may_hold(self, named: Expression | None) -> bool:
        """Whether one of the leaves is in it on any day; unstated, it may be."""
        if named is None:
            return True
        groups = self.record.atlas.groups
        return any(
            name in self._leaves or any(leaf in self._leaves for leaf, _ in groups.get(name, ()))
            for includes, name in named.steps
            if includes
        )

    @cached_property
    def _controls(self) -> tuple[Control, ...]:
        """Those of the item's assets, wherever: a law elsewhere may be that of the server."""
        of_each = (self.record.controls_of.get(asset, ()) for asset in sorted(self._assets))
        return tuple(one for some in of_each for one in some if self._may_hold(one.territories))

    def _laws(self) -> Iterator[Requirement]:
        uses, asked = self.record.uses, self.question
        for law in self.record.requirements:
            if uses.covers(law.use, asked.use, asked.day) and self._may_hold(law.territories):
                yield law

    @cached_property
    def _statutes(self) -> tuple[Statute, ...]:
        return tuple(
            one
            for one in self.record.statutes
            if self._may_hold(one.territories) and (one.assets is None or one.assets & self._assets)
        )

    def _grants(self) -> Iterator[Grant]:
        """Those by parties on some way from an owner or a society to who asks, makes an act or opts out.

        Of these also what takes without leading on: it may bar the others.
        """
        fitting = [one for one in self.record.grants if self._may_speak_of(one)]
        steps = [*((one.grantor, one.grantee) for one in fitting), *self.partners]
        owners = {one.party for one in self._controls} | {one.society for one in self._statutes}
        after = _reached(owners, steps)
        before = _reached(self._goals, [(taker, giver) for giver, taker in steps])
        for one in fitting:
            if one.grantor in after and one.grantor in before and (one.takes or one.grantee in before):
                yield one

    @property
    def _goals(self) -> frozenset[str]:
        mine = {one.operator for one in self.record.operations if one.service == self.question.service}
        out = {one.party for law in self._statutes for one in self.record.opt_outs_of.get(law.id, ())}
        return frozenset({self.question.service, *mine, *out, *(name for pair in self.partners for name in pair)})

    def _may_speak_of(self, grant: Grant) -> bool:
        named = grant.scope.repertoire
        return self._may_hold(grant.scope.territories) and (named is None or self._may_name(named))

    def _may_name(self, named: Repertoire) -> bool:
        if named.everything or named.parties or named.members_of or named.some_members_of:
            return True
        lists = (self.record.catalogues.get(one, frozenset()) for one in named.catalogues)
        return bool(named.assets & self._assets) or any(one & self._assets for one in lists)

    def _memberships(self, grants: Iterable[Grant]) -> Iterator[Membership]:
        """Those that lead from a party of these facts up to a group that one of them, or a denial, names."""
        named = {one for grant in grants for one in _groups(grant)}
        patterns = (word.pattern for word in self.record.pattern_denials)
        named |= {one for pattern in patterns if pattern for one in pattern.members_of or ()}
        parties = {one.party for one in self._controls}
        parties |= {name for grant in grants for name in (grant.grantor, grant.grantee)}
        parties |= {name for pair in self.partners for name in pair}
        up = _reached(parties, [(one.member, one.group) for one in self.record.memberships])
        down = _reached(named, [(one.group, one.member) for one in self.record.memberships])
        for one in self.record.memberships:
            if one.member in up and one.group in down:
                yield one


def _groups(grant: Grant) -> Iterator[str]:
    for named in (grant.scope.repertoire or Repertoire(), grant.scope.exceptions):
        yield from (*named.members_of, *named.some_members_of)


def _reached(first: Iterable[str], steps: Iterable[tuple[str, str]]) -> set[str]:
    onward: dict[str, list[str]] = {}
    for here, there in steps:
        onward.setdefault(here, []).append(there)
    found, waiting = set(first), list(first)
    while waiting:
        for there in onward.get(waiting.pop(), ()):
            if there not in found:
                found.add(there)
                waiting.append(there)
    return found


def _with_findings(record: Record, facts: set[str]) -> set[str]:
    """The facts, the findings on them, and the findings on these."""
    return _reached(facts, [(one.fact, one.id) for some in record.findings_on.values() for one in some])
