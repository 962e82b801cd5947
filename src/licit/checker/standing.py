# SPDX-License-Identifier: Apache-2.0
"""How a fact stands: whose latest word counts, which pattern denials meet it, which findings bind. SEMANTICS §4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from licit.checker.part import Part
from licit.checker.pattern import Patterns
from licit.model.day import Reading
from licit.model.fact import SHARELESS, Fact, Finding, Grant, Membership, Server
from licit.model.position import Position
from licit.model.proof import Standing
from licit.model.question import Question
from licit.model.record import Record
from licit.model.statement import Statement

COUNTS = (Standing.ACCEPTED, Standing.DISPUTED)


def weigh(words: Iterable[tuple[int, bool]]) -> Standing:
    """The table of §4: pairs of rank (0 the best) and whether it affirms; the best rank on each side decides."""
    best = {True: -1, False: -1}
    for rank, affirms in words:
        best[affirms] = rank if best[affirms] < 0 else min(best[affirms], rank)
    affirmed, denied = best[True], best[False]
    if affirmed < 0:
        return Standing.UNSAID if denied < 0 else Standing.REJECTED
    if denied < 0 or affirmed < denied:
        return Standing.ACCEPTED
    return Standing.REJECTED if denied < affirmed else Standing.DISPUTED


def latest_words(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Of each source the words of its last day; contradictory words of one day both stay."""
    last: dict[str, tuple[date, list[Statement]]] = {}
    for statement in statements:
        day, words = last.get(statement.source, (statement.made_on, []))
        if statement.made_on > day:
            words = []
        if statement.made_on >= day:
            last[statement.source] = (statement.made_on, [*words, statement])
    for _, words in last.values():
        yield from words


@dataclass
class Standings:
    """The standing of every fact of a record, for one question. Answers are kept: they are asked for often."""

    record: Record
    question: Question
    position: Position
    whole: bool = True  # whether the record is all there is, or only what a proof names
    kept: dict[tuple[str, str, str], Standing] = field(default_factory=dict)

    def of(self, fact: Fact, part: Part) -> Standing:
        """The standing of the fact for that share, where its law applies."""
        return self._judged(fact, part, frozenset())

    def gives(self, fact: Fact, part: Part, reading: Reading) -> bool:
        """Whether a giver holds in the reading. A taker holds where a giver would in the opposite one (§4)."""
        standing = self.of(fact, part)
        return standing is Standing.ACCEPTED or (standing is Standing.DISPUTED and reading is Reading.UPPER)

    def heard(self, statement: Statement) -> bool:
        """Whether a believed source says it, on a basis the position takes, published by the day known by."""
        return (
            self.position.rank(statement.source) is not None
            and (self.position.bases is None or statement.basis in self.position.bases)
            and statement.published_on <= self.question.known_by
        )

    def belongs(self, party: str, groups: frozenset[str], leaf: str, day: date, reading: Reading) -> bool:
        """Whether the party is a member of a group, or a member's member, on that day. SEMANTICS §2, Membership."""
        seen: set[str] = set()
        waiting = [party]
        while waiting:
            for step in self._memberships.get(waiting.pop(), ()):
                if (
                    step.group in seen
                    or not step.term.covers(day, reading)
                    or not self.gives(step, Part(leaf), reading)
                ):
                    continue
                if step.group in groups:
                    return True
                seen.add(step.group)
                waiting.append(step.group)
        return False

    def patterns_on(self, grant: Grant, leaf: str) -> Iterator[tuple[Statement, bool]]:
        """The heard denials whose pattern holds the grant, and whether surely."""
        for statement, fit in self._patterns.on(grant):
            groups, day = fit.groups, self.question.day
            if groups is None or self.belongs(grant.grantor, groups, leaf, day, Reading.LOWER):
                yield statement, fit.sure
            elif self.belongs(grant.grantor, groups, leaf, day, Reading.UPPER):
                yield statement, False

    def __post_init__(self) -> None:
        self._memberships: dict[str, list[Membership]] = {}
        for membership in self.record.memberships:
            self._memberships.setdefault(membership.member, []).append(membership)
        heard = tuple(statement for statement in self.record.pattern_denials if self.heard(statement))
        self._patterns = Patterns(self.record, self.question.day, heard)

    def _judged(self, fact: Fact, part: Part, judging: frozenset[str]) -> Standing:
        end = self._in_the_end(fact)
        leaf = end.territory if isinstance(end, Server) else part.leaf  # a server's own place decides (§4)
        owner = None if isinstance(end, SHARELESS) else part.owner
        key = (fact.id, leaf, "" if owner is None else owner)
        if judging or key not in self.kept:
            found = self._under_findings(fact, leaf, owner, judging)
            if judging:
                return found
            self.kept[key] = found
        return self.kept[key]

    def _in_the_end(self, fact: Fact) -> Fact | None:
        """The fact itself, or what a finding, or a finding on a finding, speaks of in the end."""
        seen: set[str] = set()
        end: Fact | None = fact
        while isinstance(end, Finding) and end.id not in seen:
            seen.add(end.id)
            end = self.record.by_id.get(end.fact)
        return end

    def _said(self, fact: Fact, leaf: str) -> Standing:
        named = [statement for statement in self.record.statements_on.get(fact.id, ()) if self.heard(statement)]
        if not isinstance(fact, Grant):
            return self._weighed(named)
        met = tuple(self.patterns_on(fact, leaf))
        sure = [statement for statement, surely in met if surely]
        without = self._weighed([*named, *sure])
        with_all = self._weighed([*named, *(statement for statement, _ in met)])
        return Standing.DISPUTED if without is not with_all and {without, with_all} & set(COUNTS) else without

    def _weighed(self, statements: Iterable[Statement]) -> Standing:
        words = []
        for statement in latest_words(statements):
            rank = self.position.rank(statement.source)
            if rank is not None:
                words.append((rank, statement.affirms))
        return weigh(words)

    def _under_findings(self, fact: Fact, leaf: str, owner: str | None, judging: frozenset[str]) -> Standing:
        said = self._said(fact, leaf)
        strong: set[bool] = set()
        weak: set[bool] = set()
        for finding in self.record.findings_on.get(fact.id, ()):
            if finding.id in judging or finding.id == fact.id or not self._binds(finding, leaf, owner):
                continue  # a circle of findings says nothing
            standing = self._judged(finding, Part(leaf, owner=owner or ""), judging | {fact.id})
            if standing not in COUNTS:
                continue
            firm = standing is Standing.ACCEPTED and not finding.interim
            firm = firm and finding.term.covers(self.question.day, Reading.LOWER)
            (strong if firm else weak).add(finding.holds)
        return outranked(said, strong, weak)

    def _binds(self, finding: Finding, leaf: str, owner: str | None) -> bool:
        if finding.between and self.question.service not in finding.between:
            return False
        if finding.between and owner is not None and owner not in finding.between:
            return False
        day = self.question.day
        return finding.term.may_cover(day) and finding.territories.contains(leaf, self.record.atlas, day)


def outranked(said: Standing, strong: set[bool], weak: set[bool]) -> Standing:
    """What findings make of what is said: a strong one outranks all words and silence, a weak one leaves it open."""
    if len(strong) == len((True, False)):
        return Standing.DISPUTED
    if strong:
        held = True in strong
        if (not held) in weak:
            return Standing.DISPUTED
        return Standing.ACCEPTED if held else Standing.REJECTED
    if said is Standing.ACCEPTED and False in weak:
        return Standing.DISPUTED
    if said in (Standing.REJECTED, Standing.UNSAID) and True in weak:
        return Standing.DISPUTED
    return said
