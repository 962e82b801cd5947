# SPDX-License-Identifier: Apache-2.0
"""Days that cannot all be right. An imprecise day is wrong only where none of its days would do."""

from __future__ import annotations

from collections.abc import Iterator

from licit.case.lint.own import own, own_claims, own_facts, own_statements
from licit.case.lint.remark import Remark
from licit.case.loaded import Case
from licit.model.day import Term, When
from licit.model.fact import Grant, Termination
from licit.model.position import VOCABULARY


def contradictory_dates(case: Case) -> Iterator[Remark]:
    """A term ends before it starts, or a retention ends before the term that it prolongs."""
    for fact in (*own_facts(case), *own_claims(case)):
        if not isinstance(fact, Termination):
            yield from _backwards(f"{fact.id}.end", fact.term)
    for at, statement in own_statements(case):
        if statement.pattern is not None and statement.pattern.term is not None:
            yield from _backwards(f"{at}.pattern", statement.pattern.term)
    for grant in own(case, Grant):
        if before(grant.retention_end, grant.term.end):
            yield Remark(
                f"{grant.id}.retention-end",
                f"the retention ends on {grant.retention_end}, before the term's own end, {grant.term.end}",
                "write the later day as retention-end, or leave it out",
            )


def _backwards(at: str, term: Term) -> Iterator[Remark]:
    if before(term.end, term.start):
        yield Remark(at, f"the end, {term.end}, comes before the start, {term.start}", "write the earlier day as start")


def terminated_before_begun(case: Case) -> Iterator[Remark]:
    """A termination's last day comes before the first day of its grant, which then gives nothing."""
    for termination in own(case, Termination):
        grant = case.record.by_id.get(termination.grant)
        if isinstance(grant, Grant) and before(termination.last_day, grant.begun):
            yield Remark(
                f"{termination.id}.last-day",
                f"the last day, {termination.last_day}, comes before the first day of {grant.id}, {grant.begun}",
                "mend one of the two days; a grant that never was is denied in a statement",
            )


def signed_after_end(case: Case) -> Iterator[Remark]:
    """A grant is signed after its last day: it gives for days past only."""
    for grant in own(case, Grant):
        if before(grant.stated_end, grant.executed):
            yield Remark(
                f"{grant.id}.executed",
                f"it is signed on {grant.executed}, after its last day, {grant.stated_end}",
                "mend one of the two days, unless it was given for days past only",
            )


def group_fixed_imprecise(case: Case) -> Iterator[Remark]:
    """A grant fixes its groups as of a signature whose day is not known precisely."""
    for grant in own(case, Grant):
        if grant.at_signature and (grant.signed is None or not grant.signed.precise):
            day = f"only known as {grant.signed}" if grant.signed else "not on record"
            yield Remark(
                f"{grant.id}.groups",
                f"its groups are fixed as of the signature, whose day is {day}",
                "write the precise day as executed, or groups: day",
            )


def statement_without_day(case: Case) -> Iterator[Remark]:
    """A statement has neither a day made nor a day published: it counts on no day."""
    for at, statement in own_statements(case):
        if statement.made is None and statement.published is None and statement.source != VOCABULARY:
            yield Remark(
                at,
                f"it is not said when {statement.source} said so, so it counts on no day",
                "write made or published; [..2004-05] is a day by which it was said",
            )


def published_before_made(case: Case) -> Iterator[Remark]:
    """A statement is published before it is made."""
    for at, statement in own_statements(case):
        if before(statement.published, statement.made):
            yield Remark(
                f"{at}.published",
                f"it is published on {statement.published}, before it is made, {statement.made}",
                "mend one of the two days",
            )


def retrieved_before_published(case: Case) -> Iterator[Remark]:
    """A statement is retrieved before it is published."""
    for at, statement in own_statements(case):
        if before(statement.retrieved, statement.published):
            yield Remark(
                f"{at}.retrieved",
                f"it is retrieved on {statement.retrieved}, before it is published, {statement.published}",
                "mend one of the two days",
            )


def question_after_complete(case: Case) -> Iterator[Remark]:
    """A question is about a day later than the record goes."""
    complete = case.record.complete_until
    for number, asked in enumerate(case.questions):
        if complete is not None and asked.question.day > complete.latest:
            yield Remark(
                f"question:{number}.day",
                f"the record is complete until {complete}, and {asked.question.day} is later",
                "ask about an earlier day, or bring the record up to date and move complete-until",
            )


def before(one: When | None, other: When | None) -> bool:
    """Whether one day comes before the other, whichever days they are."""
    return one is not None and other is not None and one.latest < other.earliest
