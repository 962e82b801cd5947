# SPDX-License-Identifier: Apache-2.0
"""Owners of whom the record says the same but for their names: one stands in for all, so that few need judging.

A renaming of parties changes no answer (SEMANTICS §7). Parties that only own and belong, alike in what they belong to,
can be renamed into each other; what is told of one is told of the other with its own name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from licit.model.fact import Control, Fact, Finding, Grant, Membership, Operation, OptOut, Server, Statute
from licit.model.overview import Reason
from licit.model.proof import OpenPoint
from licit.model.record import Record
from licit.model.scope import Repertoire


def stand_ins(record: Record, named: Iterable[str] = ()) -> Mapping[str, str]:
    """For each owner that only owns and belongs, the one that stands in for it; ``named`` never do."""
    apart = {*named, *(party for fact in record.facts for party in _named_in(fact))}
    for word in record.pattern_denials:
        if word.pattern is not None:
            apart |= (word.pattern.grantors or frozenset()) | (word.pattern.grantees or frozenset())
    memberships: dict[str, list[Membership]] = {}
    for membership in record.memberships:
        memberships.setdefault(membership.member, []).append(membership)
    first: dict[object, str] = {}
    found: dict[str, str] = {}
    for fact in record.facts:
        if isinstance(fact, Control) and fact.party not in apart and fact.party not in found:
            belongs = frozenset(_belonging(record, one) for one in memberships.get(fact.party, ()))
            found[fact.party] = first.setdefault(belongs, fact.party)
    return found


def _belonging(record: Record, membership: Membership) -> object:
    """What matters of a membership; one that a finding or a denial names is like no other."""
    words = record.statements_on.get(membership.id, ())
    said = frozenset((word.source, word.affirms, word.basis, word.made_on, word.published_on) for word in words)
    return membership.group, membership.term, said, membership.id if membership.id in record.findings_on else ""


def _named_in(fact: Fact) -> Iterator[str]:
    if isinstance(fact, Grant):
        yield from (fact.grantor, fact.grantee)
        yield from _in_repertoire(fact.scope.repertoire)
        yield from _in_repertoire(fact.scope.exceptions)
    elif isinstance(fact, Membership):
        yield fact.group
    elif isinstance(fact, Statute):
        yield fact.society
    elif isinstance(fact, OptOut):
        yield fact.party
    elif isinstance(fact, Server):
        yield fact.service
    elif isinstance(fact, Operation):
        yield from (fact.operator, fact.service)
    elif isinstance(fact, Finding):
        yield from fact.between


def _in_repertoire(repertoire: Repertoire | None) -> Iterator[str]:
    if repertoire is not None:
        yield from repertoire.parties


def names_of(record: Record, of: str, like: str) -> Mapping[str, str] | None:
    """How the owners, assets and facts of the item ``like`` are called in ``of``; ``None``: it can't be told."""
    one, other = record.items.get(like), record.items.get(of)
    if one is None or other is None:
        return {} if like == of else None
    names: dict[str, str] = {}
    for kind, assets in one.assets:
        for ours, theirs in zip(assets, other.of_kind(kind), strict=False):
            names[ours] = theirs
            pairs = zip(record.controls_of.get(ours, ()), record.controls_of.get(theirs, ()), strict=False)
            for control, counterpart in pairs:
                if (control.share, control.rights) != (counterpart.share, counterpart.rights):
                    return None
                names[control.id] = counterpart.id
                if names.setdefault(control.party, counterpart.party) != counterpart.party:
                    return None
                names |= _memberships(record, control.party, counterpart.party)
    return names


def _memberships(record: Record, party: str, other: str) -> Mapping[str, str]:
    if party == other:
        return {}
    theirs = {(one.group, one.term): one.id for one in record.memberships if one.member == other}
    ours = (one for one in record.memberships if one.member == party)
    return {one.id: theirs[one.group, one.term] for one in ours if (one.group, one.term) in theirs}


def renamed_reason(reason: Reason, names: Mapping[str, str]) -> Reason:
    """The reason with the names of another item."""
    return replace(
        reason,
        at=names.get(reason.at, reason.at),
        to=names.get(reason.to, reason.to),
        facts=tuple(names.get(fact, fact) for fact in reason.facts),
        subject=names.get(reason.subject, reason.subject),
        open_points=tuple(renamed_point(point, names) for point in reason.open_points),
    )


def renamed_point(point: OpenPoint, names: Mapping[str, str]) -> OpenPoint:
    """The open point with the names of another item."""
    return replace(point, facts=tuple(names.get(fact, fact) for fact in point.facts))
