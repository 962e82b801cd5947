# SPDX-License-Identifier: Apache-2.0
"""From one rule to the grants it would be: each action, party, and box of days and places is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from licit.formats.ids import fact_id
from licit.formats.known import Known
from licit.formats.odrl import names, profile
from licit.formats.odrl.actions import UNKNOWN, Meaning, meaning
from licit.formats.odrl.constraints import boxes
from licit.formats.odrl.context import ODRL
from licit.formats.odrl.rows import Act, Duty, End, Policy, Rule, local
from licit.model.day import When
from licit.model.fact import Condition, Grant, GrantKind
from licit.model.scope import NOTHING, Repertoire, Scope

EXCLUSIVITY: Final = ODRL + "ensureExclusivity"


@dataclass(frozen=True, slots=True)
class Would:
    """A grant that a rule would be; or why it is none (``nothing``)."""

    grant: Grant | None
    nothing: str = ""


@dataclass(slots=True)
class Reader:
    """How the rules of one file are read.

    ``members`` are the members of collections, ``ends`` what the file names; ``actions`` what the user says of actions;
    ``kind`` what a target is that does not say. ``unsaid`` collects the targets whose kind was not said, ``listed``
    the members of catalogues.
    """

    known: Known
    members: Mapping[str, Sequence[End]]
    ends: Mapping[str, End]
    actions: Mapping[str, Meaning]
    kind: str
    assigner: End | None = None
    assignee: End | None = None
    unsaid: dict[str, None] = field(default_factory=dict)
    listed: dict[tuple[str, str], None] = field(default_factory=dict)

    def would(self, policy: Policy, rule: Rule, more: Sequence[str], issued: When | None) -> Iterator[Would]:
        """The grants that a rule would be, in order. ``more`` are reasons for which each is an open point."""
        named = [end for end in rule.assigners if end.address or end.name]
        assigners = named or ([self.assigner] if self.assigner else [])
        assignees = self._grantees(rule.assignees) or ([self.assignee] if self.assignee else [])
        if not assigners:
            yield Would(None, "no assigner: nobody's word. Name one with the option assigner")
        elif not assignees:
            yield Would(None, "no assignee: whom it is for is not said. Name one with the option assignee")
        else:
            for act in rule.acts or (Act(""),):
                gives = meaning(act.address, self.actions) if act.address != profile.ACT else UNKNOWN
                if gives.nothing:
                    yield Would(None, gives.nothing)
                    continue
                base = self._base(policy, rule, act, gives, more, issued)
                for box in boxes(rule.constraints):
                    opened = tuple(Condition(f"constraint: {one}") for one in box.open)
                    scope = replace(base.scope, territories=box.territories)
                    each = replace(base, scope=scope, term=box.term, conditions=(*base.conditions, *opened))
                    for grantor in assigners:
                        for grantee in assignees:
                            yield Would(self._between(each, rule, grantor, grantee))

    def _between(self, grant: Grant, rule: Rule, grantor: End, grantee: End) -> Grant:
        by, to = names.party(grantor, self.known), names.party(grantee, self.known)
        said = tuple(Condition(f"of the assignee: {one}") for one in grantee.refinements)
        one = replace(grant, grantor=by, grantee=to, conditions=(*grant.conditions, *said))
        one = profile.read(one, rule.terms, self._party, self._named)
        scope = one.scope
        parts = (one.grantor, one.grantee, one.kind, one.exercise, one.sublicense, one.term, one.executed, one.order)
        rest = (one.retention_end, one.survives_until, one.at_signature, sorted(p.value for p in one.reserved))
        told = tuple((condition.text, condition.fulfilled) for condition in one.conditions)
        written = (_repertoire(scope.repertoire), _repertoire(scope.exceptions), scope.rights, scope.uses)
        return replace(one, id=fact_id("odrl-grant", *parts, *rest, told, *written, scope.territories))

    def _base(  # noqa: PLR0913, PLR0917 - what a grant is made of
        self, policy: Policy, rule: Rule, act: Act, gives: Meaning, more: Sequence[str], issued: When | None
    ) -> Grant:
        makers = {end.address for end in rule.assigners}
        kept, exclusive = [], False
        for duty in rule.duties:
            if _exclusive(duty, makers):
                exclusive = True
            else:
                kept.append(f"duty: {duty}")
        exclusive = exclusive or any(_exclusive(duty, makers) for duty in policy.obligations)
        told = [*more, *(f"of the action: {one}" for one in act.refinements)]
        told += [f"of the target: {one}" for end in rule.targets for one in end.refinements]
        if gives is UNKNOWN and act.address not in ("", profile.ACT):
            told.append(f"the action {local(act.address)} is not known; say what it is with the option actions")
        repertoire = self.repertoire(rule.targets)
        return Grant(
            id="",
            grantor="",
            grantee="",
            kind=GrantKind.EXCLUSIVE if exclusive else GrantKind.NON_EXCLUSIVE,
            scope=Scope(repertoire, gives.rights, gives.uses),
            exercise=gives.exercise,
            sublicense=gives.sublicense,
            executed=issued,
            conditions=tuple(Condition(one) for one in (*told, *kept)),
        )

    def _party(self, address: str) -> str:
        return names.party(self.ends.get(address, End(address)), self.known)

    def _named(self, addresses: Sequence[str]) -> Repertoire | None:
        return self.repertoire([self.ends.get(address, End(address)) for address in addresses])

    def repertoire(self, targets: Sequence[End]) -> Repertoire | None:
        """What the targets are together; ``None``, unstated, where none has an address."""
        known = [end for end in targets if end.address]
        if not known:
            return None
        catalogues, assets = set(), set()
        for end in known:
            if end.collection or end.address in self.members:
                one = names.catalogue(end.address)
                catalogues.add(one)
                for asset in self._inside(end.address, set()):
                    self.listed[one, asset] = None
            else:
                assets.add(self._asset(end))
        return Repertoire(catalogues=frozenset(catalogues), assets=frozenset(assets))

    def _inside(self, address: str, seen: set[str]) -> Iterator[str]:
        seen.add(address)
        for member in self.members.get(address, ()):
            if member.collection or member.address in self.members:
                if member.address not in seen:
                    yield from self._inside(member.address, seen)
            elif member.address:
                yield self._asset(member)

    def _asset(self, end: End) -> str:
        one, said = names.asset(end, self.known, self.kind)
        if not said:
            self.unsaid[one] = None
        return one

    def _grantees(self, ends: Sequence[End]) -> list[End]:
        """The parties; a collection stands for its members, where the file names any, and for itself."""
        found: dict[str, End] = {}
        for end in ends:
            for member in self.members.get(end.address, ()):
                found.setdefault(member.address, replace(member, refinements=end.refinements))
            if end.address or end.name:
                found.setdefault(end.address, end)
        return list(found.values())


def _exclusive(duty: Duty, makers: set[str]) -> bool:
    """Whether the assigner itself has to see to it that the rule is exclusive. Source: ODRL, ensureExclusivity."""
    return any(act.address == EXCLUSIVITY for act in duty.acts) and bool(makers.intersection(duty.assignees))


def _repertoire(one: Repertoire | None) -> object:
    if one is None or one == NOTHING:
        return one
    sets = (one.parties, one.members_of, one.some_members_of, one.catalogues, one.assets)
    return one.everything, *(",".join(sorted(mine)) for mine in sets)
