# SPDX-License-Identifier: Apache-2.0
"""What is believed, with a few facts otherwise: looked up as before, but for these. For questions of *what if so*.

A record of 10⁶ items takes seconds to index anew; a question about one other fact of it takes a few lookups.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, Final, cast

from licit.engine.believed import Believed
from licit.engine.grants import CompiledGrant
from licit.engine.span import Span, Stands
from licit.model.fact import (
    Control,
    Fact,
    Finding,
    Grant,
    Membership,
    Operation,
    OptOut,
    Requirement,
    Server,
    Statute,
    Termination,
)
from licit.model.record import Record

# Where a record keeps the facts of a kind: those of all, and those of a key with the field that is the key.
_ALL: Final[Mapping[type, str]] = {
    Statute: "statutes",
    OptOut: "opt_outs",
    Membership: "memberships",
    Requirement: "requirements",
    Server: "servers",
    Operation: "operations",
}
_KEYED: Final[Mapping[type, tuple[str, str]]] = {
    Control: ("controls_of", "asset"),
    Grant: ("grants_by", "grantor"),
    Termination: ("terminations_of", "grant"),
    OptOut: ("opt_outs_of", "statute"),
    Membership: ("memberships_of", "member"),
    Finding: ("findings_on", "fact"),
}


class SettledSpan(Span):
    """A span in which some facts are taken as so, or not, whoever says what."""

    def __init__(self, span: Span, settled: Mapping[str, bool]) -> None:
        super().__init__(span.believed, span.service, span.use, span.days)
        self._taken = {
            fact: Stands(self.everywhere if so else 0, 0, 0 if so else self.everywhere) for fact, so in settled.items()
        }

    def stands(self, fact_id: str, owner: str) -> Stands:
        """How a fact stands for the share of this owner."""
        return self._taken.get(fact_id) or super().stands(fact_id, owner)


def with_facts(believed: Believed, facts: Sequence[Fact]) -> Believed:
    """The same beliefs about a record in which these facts stand in place of those of their ids.

    Only scopes, terms, days, orders and conditions may be otherwise: who granted what to whom stays.
    """
    known = believed.places.index.keys() | believed.record.atlas.groups.keys()
    if any(name not in known for fact in facts for name in _places(fact)):  # the leaves must be numbered anew
        otherwise = {fact.id: fact for fact in facts}
        all_facts = tuple(otherwise.get(fact.id, fact) for fact in believed.record.facts)
        return Believed(replace(believed.record, facts=all_facts), believed.position, believed.known_by)
    found = copy(believed)
    found.record = _record_with(believed.record, facts)
    changed = {fact.id for fact in facts if isinstance(fact, Grant)}
    changed |= {fact.grant for fact in facts if isinstance(fact, Termination)}
    instead = {name: _compiled(found, believed, name) for name in changed if name in found.record.by_id}
    if instead:
        found.grants_by = _among(believed.grants_by, instead, [one.grantor for one in instead.values()])
        found.takers_by = _among(believed.takers_by, instead, [one.grantor for one in instead.values()])
        to = {
            one.grantee: [instead.get(grant.id, grant) for grant in believed.grants_to[one.grantee]]
            for one in instead.values()
        }
        found.grants_to = {**believed.grants_to, **to}
    return found


def _places(fact: Fact) -> Iterable[str]:
    if isinstance(fact, Grant) and fact.scope.territories is not None:
        return [name for _, name in fact.scope.territories.steps]
    return ()


def _compiled(found: Believed, before: Believed, name: str) -> CompiledGrant:
    grant = found.record.by_id[name]
    number = next(one.number for one in before.grants_by[cast("Grant", grant).grantor] if one.id == name)
    terminations = found.record.terminations_of.get(name, ())
    return CompiledGrant(cast("Grant", grant), number, before.lists, terminations)


def _among(
    by: dict[str, tuple[CompiledGrant, ...]], instead: Mapping[str, CompiledGrant], parties: Iterable[str]
) -> dict[str, tuple[CompiledGrant, ...]]:
    others = {party: tuple(instead.get(one.id, one) for one in by[party]) for party in parties if party in by}
    return {**by, **others}


def _record_with(record: Record, facts: Sequence[Fact]) -> Record:
    """The record's lookups with these facts in place of their namesakes; ``facts`` itself is not read by any judge."""
    otherwise = {fact.id: fact for fact in facts}
    found = copy(record)
    lookups: dict[str, Any] = found.__dict__  # where a frozen record keeps what it found out once
    lookups["by_id"] = _over(record.by_id, otherwise)
    for kind in {type(fact) for fact in facts}:
        if kind in _ALL:
            lookups[_ALL[kind]] = tuple(otherwise.get(one.id, one) for one in getattr(record, _ALL[kind]))
        if kind in _KEYED:
            name, key = _KEYED[kind]
            before = getattr(record, name)
            keys = {getattr(fact, key) for fact in facts if type(fact) is kind}
            lookups[name] = _over(
                before, {one: tuple(otherwise.get(fact.id, fact) for fact in before[one]) for one in keys}
            )
    return found


def _over(before: Mapping[str, Any], otherwise: Mapping[str, Any]) -> Mapping[str, Any]:
    return ChainMap(dict(otherwise), cast("MutableMapping[str, Any]", before))
