# SPDX-License-Identifier: Apache-2.0
"""Who says so: facts that nobody states, sources that contradict themselves, positions that believe nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from licit.case.lint.groups import members
from licit.case.lint.own import own_facts, own_notes, own_statements
from licit.case.lint.remark import Remark
from licit.case.loaded import Case
from licit.model.day import LAST
from licit.model.position import VOCABULARY
from licit.model.record import Record
from licit.model.statement import GrantPattern


def unstated_fact(case: Case) -> Iterator[Remark]:
    """A fact that no statement names: under every position it is unsaid and does not count."""
    for fact in own_facts(case):
        if fact.id not in case.record.statements_on:
            yield Remark(
                fact.id,
                f"nobody states the {_kind(fact)} {fact.id}, so it never counts",
                "say who says so under said: by, published and the evidence",
            )


def self_contradiction(case: Case) -> Iterator[Remark]:
    """One source affirms and denies one fact on one day: both words count, and the fact is disputed."""
    said = dict[tuple[str, str, date], set[bool]]()
    for at, statement in own_statements(case):
        if statement.made_on == LAST:
            continue
        for fact in statement.facts:
            words = said.setdefault((statement.source, fact, statement.made_on), set())
            words.add(statement.affirms)
            if len(words) > 1:
                yield Remark(
                    at,
                    f"{statement.source} both affirms and denies {fact} on {statement.made_on}, so it is disputed",
                    "mend the day or the word; of words on different days the latest counts",
                )


def pattern_denies_nothing(case: Case) -> Iterator[Remark]:
    """A pattern is denied between whose parties no grant is on record."""
    for at, statement in own_statements(case):
        if statement.pattern is not None and not _matches(case.record, statement.pattern):
            yield Remark(
                f"{at}.pattern",
                "no grant on record is between the parties of this pattern, so it denies nothing yet",
                "check its from, members-of and to, or leave it for grants still to be recorded",
            )


def _matches(record: Record, pattern: GrantPattern) -> bool:
    anyone = pattern.grantors is None and pattern.members_of is None
    grantors = (pattern.grantors or frozenset()) | members(record, pattern.members_of or ())
    return any(
        (anyone or grant.grantor in grantors) and (pattern.grantees is None or grant.grantee in pattern.grantees)
        for grant in record.grants
    )


def position_unheard(case: Case) -> Iterator[Remark]:
    """A position believes only sources that say nothing: every answer under it rests on silence."""
    heard = {statement.source for statement in case.record.statements}
    for position in case.record.positions.values():
        believed = {source for rank in position.ranks for source in rank}
        if position.name not in case.borrowed.positions and not (believed - {VOCABULARY}) & heard:
            what = "believes nobody" if not believed else "believes only sources that say nothing"
            yield Remark(
                f"position:{position.name}",
                f"the position {position.name} {what}",
                "rank a source that makes statements",
            )


def source_ranked_twice(case: Case) -> Iterator[Remark]:
    """A position names a source in two ranks, of which the better counts."""
    for position in case.record.positions.values():
        seen = set[str]()
        for source in (source for rank in position.ranks for source in rank):
            if source in seen and position.name not in case.borrowed.positions:
                yield Remark(
                    f"position:{position.name}.ranks",
                    f"{source} is ranked twice, and the first rank counts",
                    "leave the second out",
                )
            seen.add(source)


def unsourced_note(case: Case) -> Iterator[Remark]:
    """A note or figure that names neither a source nor evidence."""
    for one in own_notes(case):
        if not one.source and not one.evidence and one.id not in case.record.statements_on:
            yield Remark(one.id, f"the {_kind(one)} {one.id} has no source", "name its source, its evidence or both")


def _kind(fact: object) -> str:
    name = type(fact).__name__
    return "opt-out" if name == "OptOut" else name.lower()
