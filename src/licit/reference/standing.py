# SPDX-License-Identifier: Apache-2.0
"""Who says so: how a fact stands. Source: SEMANTICS §4; findings and memberships, §2.

Memberships are here because each needs the other: a membership stands by statements, and a denial may speak of members.
"""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations

from licit.model.day import Reading, Term, begins, ends
from licit.model.fact import SHARELESS, Fact, Finding, Grant, Membership
from licit.model.proof import Standing
from licit.model.record import Record
from licit.model.scope import ALL, Named
from licit.model.statement import GrantPattern, Statement
from licit.reference.point import Point


def holds(point: Point, fact: Fact, owner: str, reading: Reading) -> bool:
    """Whether the fact counts, in a reading of it as something that gives; what takes is read in the opposite."""
    stands = standing(point, fact.id, owner)
    return stands is Standing.ACCEPTED or (stands is Standing.DISPUTED and reading is Reading.UPPER)


def standing(point: Point, fact_id: str, owner: str) -> Standing:
    """How a fact stands here, on this day, for the share of this owner."""
    key = (fact_id, owner)
    if key not in point.remembered:
        point.remembered[key] = _standing(point, fact_id, owner, ())
    return point.remembered[key]


def _standing(point: Point, fact_id: str, owner: str, seen: tuple[str, ...]) -> Standing:
    if fact_id in point.settled:
        return Standing.ACCEPTED if point.settled[fact_id] else Standing.REJECTED
    # Findings: where and when one binds it outranks all statements, and silence.
    sure: set[bool] = set()
    possible: set[bool] = set()
    for finding in point.record.findings_on.get(fact_id, ()):
        if finding.id in (*seen, fact_id) or not _binds(point, finding, owner, Reading.UPPER):
            continue  # circular findings are lint's; here the second turn says nothing
        stands = _standing(point, finding.id, owner, (*seen, fact_id))
        if stands is Standing.ACCEPTED and not finding.interim and _binds(point, finding, owner, Reading.LOWER):
            sure.add(finding.holds)
        elif stands in (Standing.ACCEPTED, Standing.DISPUTED):
            possible.add(finding.holds)
    base = _by_statements(point, fact_id)
    return _agreed([_found(sure | set(some), base) for some in _subsets(possible)])  # base first


def _agreed(outcomes: list[Standing]) -> Standing:
    """The one outcome, or disputed where it matters which is right; a fact denied counts no more than one unsaid."""
    silent = (Standing.UNSAID, Standing.REJECTED)
    if len(set(outcomes)) == 1 or all(outcome in silent for outcome in outcomes):
        return outcomes[0]
    return Standing.DISPUTED


def _found(held: set[bool], base: Standing) -> Standing:
    if held == {True, False}:
        return Standing.DISPUTED  # findings that contradict each other, whichever is later
    if not held:
        return base
    return Standing.ACCEPTED if held == {True} else Standing.REJECTED


def _subsets(values: set[bool]) -> chain[tuple[bool, ...]]:
    return chain.from_iterable(combinations(values, size) for size in range(len(values) + 1))


def _binds(point: Point, finding: Finding, owner: str, reading: Reading) -> bool:
    if not finding.term.covers(point.day, reading):
        return False
    if not finding.territories.contains(point.territory, point.record.atlas, point.day):
        return False
    if not finding.between:
        return True
    if point.question.service not in finding.between:
        return False
    return owner in finding.between or isinstance(in_the_end(point.record, finding), SHARELESS)


def in_the_end(record: Record, fact: Fact | None) -> Fact | None:
    """The fact that a finding, or a finding on a finding, is about in the end; any other fact itself."""
    seen: set[str] = set()
    while isinstance(fact, Finding) and fact.id not in seen:
        seen.add(fact.id)
        fact = record.by_id.get(fact.fact)
    return fact


def _by_statements(point: Point, fact_id: str) -> Standing:
    fact = point.record.by_id.get(fact_id)
    if not isinstance(fact, Grant) or not point.record.pattern_denials:
        return _ranked(point, heard(point, fact_id, Reading.LOWER))
    # A denial whose pattern may or may not take the grant in (a disputed member) is itself open.
    return _agreed([_ranked(point, heard(point, fact_id, reading)) for reading in (Reading.LOWER, Reading.UPPER)])


def _ranked(point: Point, words: tuple[Statement, ...]) -> Standing:
    affirming, denying = _best_ranks(point, words)
    if affirming is None and denying is None:
        return Standing.UNSAID
    if denying is None or (affirming is not None and affirming < denying):
        return Standing.ACCEPTED
    if affirming is None or denying < affirming:
        return Standing.REJECTED
    return Standing.DISPUTED


def _best_ranks(point: Point, heard_words: tuple[Statement, ...]) -> tuple[int | None, int | None]:
    """The best rank that affirms, and the best that denies; each source by its latest word only."""
    words: dict[str, list[Statement]] = {}
    for statement in heard_words:
        words.setdefault(statement.source, []).append(statement)
    affirming: list[int] = []
    denying: list[int] = []
    for source, said in words.items():
        rank = point.position.rank(source)
        last = max(statement.made_on for statement in said)
        for statement in said:
            if rank is not None and statement.made_on == last:  # contradictory words of one day both count
                (affirming if statement.affirms else denying).append(rank)
    return min(affirming, default=None), min(denying, default=None)


def heard(point: Point, fact_id: str, reading: Reading = Reading.UPPER) -> tuple[Statement, ...]:
    """The statements on a fact that the position believes and that were published by the day of knowledge.

    ``reading`` says whether denied patterns take in a grantor who only may be a member (upper) or not (lower).
    """
    named = point.record.statements_on.get(fact_id, ())
    fact = point.record.by_id.get(fact_id)
    if isinstance(fact, Grant):
        denials = point.record.pattern_denials
        named += tuple(word for word in denials if word.pattern and lies_in(point, fact, word.pattern, reading))
    bases = point.position.bases
    return tuple(
        statement
        for statement in named
        if statement.published_on <= point.question.known_by
        and point.position.rank(statement.source) is not None
        and (bases is None or statement.basis in bases)
    )


def lies_in(point: Point, grant: Grant, pattern: GrantPattern, reading: Reading) -> bool:
    """Whether a grant lies wholly in a denied pattern, dimension by dimension."""
    scope = grant.scope
    day = grant.signed.earliest if grant.at_signature and grant.signed else point.day
    return (
        _grantor_in(point, grant.grantor, pattern, reading)
        and (pattern.grantees is None or grant.grantee in pattern.grantees)
        and (pattern.rights is None or _within(scope.rights, pattern.rights))
        and (pattern.uses is None or _uses_within(point, scope.uses, pattern.uses))
        and (
            pattern.territories is None
            or (
                scope.territories is not None
                and scope.territories.leaves(point.record.atlas, day)
                <= pattern.territories.leaves(point.record.atlas, day)
            )
        )
        and (pattern.term is None or _term_within(grant, pattern.term, reading))
    )


def _grantor_in(point: Point, grantor: str, pattern: GrantPattern, reading: Reading) -> bool:
    if pattern.grantors is None and pattern.members_of is None:
        return True
    return grantor in (pattern.grantors or ()) or any(
        is_member(point, grantor, group, point.day, reading) for group in pattern.members_of or ()
    )


def _term_within(grant: Grant, term: Term, reading: Reading) -> bool:
    """Whether the grant's term lies in the pattern's: surely (lower), or as its imprecise days may be (upper)."""
    wide, narrow = (Reading.UPPER, Reading.LOWER) if reading is Reading.LOWER else (Reading.LOWER, Reading.UPPER)
    starts = begins(term.start, narrow) <= begins(grant.begun, wide)
    return starts and ends(grant.stated_end, wide) <= ends(term.end, narrow)


def _within(inner: Named | None, outer: Named) -> bool:
    return outer is ALL or (inner is not None and inner is not ALL and inner <= outer)


def _uses_within(point: Point, inner: Named | None, outer: Named) -> bool:
    if outer is ALL:
        return True
    if inner is None or inner is ALL:
        return False
    return all(any(point.record.uses.covers(wide, use, point.day) for wide in outer) for use in inner)


def is_member(point: Point, party: str, group: str, day: date, reading: Reading) -> bool:
    """Whether the party belongs to the group on that day, membership being read as something that gives."""
    return group in groups_of(point, party, day, reading)


def groups_of(point: Point, party: str, day: date, reading: Reading) -> frozenset[str]:
    """All groups above a party on that day."""
    found: set[str] = set()
    waiting = [party]
    while waiting:
        for membership in point.record.memberships_of.get(waiting.pop(), ()):
            if membership.group not in found and counts(point, membership, day, reading):
                found.add(membership.group)
                waiting.append(membership.group)
    return frozenset(found)


def counts(point: Point, membership: Membership, day: date, reading: Reading) -> bool:
    """Whether a membership counts on that day."""
    return membership.term.covers(day, reading) and holds(point, membership, "", reading)
