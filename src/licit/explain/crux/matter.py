# SPDX-License-Identifier: Apache-2.0
"""The part of a record that can matter to one owner's share, at one place, on the day asked about.

A grant matters only if, with every open point for it, it counts, has the share in its scope, has begun, and is in force
or survives (§3.2, §3.4: else it is no link, and rule 3 asks the same of what bars); and if its grantor is on a way from
a root (the owner, a society whose statute reaches the share, §3.1) to whoever may make the use, or to one who opted out
(§3.6): a grantor elsewhere gives nothing on and bars nobody but itself. Then: its terminations, the statutes, opt-outs
and operations; the memberships above the owner, and above grantors where a denied pattern names a group; and the
findings on any of them, and on those. Source: SEMANTICS §§2-4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from licit.model.day import Reading
from licit.model.fact import Fact, Grant, GrantKind, StatuteKind
from licit.model.record import Record
from licit.model.statement import Statement
from licit.reference.point import OwnedShare, Point
from licit.reference.reach import actors
from licit.reference.scope import covers, first_day, last_day
from licit.reference.standing import holds
from licit.reference.statutes import reaching

UPPER = Reading.UPPER


Counting = Callable[[Grant], bool]


def matter(point: Point, share: OwnedShare, counting: Counting | None = None, others: Sequence[Point] = ()) -> Record:
    """The record of what can matter to the share there; it gives every settlement the answer that the whole gives.

    ``counting``: whether a grant counts for the share there, where the compiled engine knows (see ``Cells``).
    ``others``: points where it is to matter too.
    """
    record = point.record
    points = (point, *others)
    reached = (one for kind in StatuteKind for at in points for one in reaching(at, share, kind, UPPER))
    statutes = list({one.id: one for one in reached}.values())
    outs = [out for statute in statutes for out in record.opt_outs_of.get(statute.id, ())]
    roots = [share.owner] if share.owner else []
    roots += [statute.society for statute in statutes if statute.kind is StatuteKind.EXTENDED]
    goals = {actor for at in points for actor, _ in actors(at, UPPER)} | {out.party for out in outs}
    grants = _on_the_way(point, counting or (lambda grant: counts(point, share, grant)), roots, goals)
    kept: dict[str, Fact] = {one.id: one for one in statutes}
    kept |= {one.id: one for one in outs} | {one.id: one for one in grants}
    for grant in grants:
        kept |= {one.id: one for one in record.terminations_of.get(grant.id, ())}
    kept |= {one.id: one for one in record.operations if one.service == point.question.service}
    above = {share.owner} - {""}
    if any(word.pattern and word.pattern.members_of for word in record.pattern_denials):
        above |= {grant.grantor for grant in grants}
    kept |= {one.id: one for one in _memberships(record, above)}
    return part(record, kept.values())


def _on_the_way(point: Point, counting: Counting, roots: Iterable[str], goals: set[str]) -> list[Grant]:
    """The grants on a way from a root to a goal, and what those on it gave exclusively."""
    given: dict[str, list[Grant]] = {}
    waiting = list(roots)
    while waiting:
        party = waiting.pop()
        if party in given:
            continue
        mine = given[party] = [one for one in point.record.grants_by.get(party, ()) if counting(one)]
        waiting += [one.grantee for one in mine if one.sublicense or one.kind is GrantKind.ASSIGNMENT]
    givers: dict[str, set[str]] = {}
    for party, grants in given.items():
        for grant in grants:
            givers.setdefault(grant.grantee, set()).add(party)
    useful: set[str] = set()
    waiting = list(goals)
    while waiting:
        party = waiting.pop()
        if party not in useful:
            useful.add(party)
            waiting += givers.get(party, ())
    for party in sorted(useful - given.keys()):  # reached, and may not let others: its own exclusives bar its own use
        given[party] = [one for one in point.record.grants_by.get(party, ()) if one.takes and counting(one)]
    return [
        grant
        for party, grants in given.items()
        if party in useful
        for grant in grants
        if grant.grantee in useful or grant.takes
    ]


def counts(point: Point, share: OwnedShare, grant: Grant) -> bool:
    """Whether a grant may be a link, or bar: with every open point for it, it is so, in force, and has the share."""
    if not covers(point, grant, share, UPPER) or not holds(point, grant, share.owner, UPPER):
        return False
    if first_day(grant, UPPER) > point.day:
        return False
    ended = last_day(point, grant, share.owner, UPPER) < point.day
    return not ended or (grant.survives_until is not None and point.day <= grant.survives_until.latest)


def _memberships(record: Record, parties: Iterable[str]) -> Iterator[Fact]:
    seen = set(parties)
    waiting = list(seen)
    while waiting:
        for membership in record.memberships_of.get(waiting.pop(), ()):
            yield membership
            if membership.group not in seen:
                seen.add(membership.group)
                waiting.append(membership.group)


def part(record: Record, facts: Iterable[Fact]) -> Record:
    """The record of these facts and the findings on them, with what is said of them and with the denied patterns."""
    kept: dict[str, Fact] = {}
    waiting = list(facts)
    while waiting:
        fact = waiting.pop(0)
        if fact.id not in kept:
            kept[fact.id] = fact
            waiting += record.findings_on.get(fact.id, ())
    said: dict[int, tuple[Statement, list[str]]] = {id(word): (word, []) for word in record.pattern_denials}
    for name in kept:
        for word in record.statements_on.get(name, ()):
            said.setdefault(id(word), (word, []))[1].append(name)
    return Record(
        facts=tuple(kept.values()),
        statements=tuple(
            word if word.facts == names else replace(word, facts=names)
            for word, names in ((word, tuple(dict.fromkeys(names))) for word, names in said.values())
        ),
        catalogues=record.catalogues,
        positions=record.positions,
        atlas=record.atlas,
        uses=record.uses,
    )
