# SPDX-License-Identifier: Apache-2.0
"""What a sample of questions is about: how often each answer, fact, break and knot of the rules occurs in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Final

from licit.explain.turning import deciding, reason_of
from licit.model.day import Term, When
from licit.model.fact import FACT_TYPES, Fact, Grant, GrantKind
from licit.model.position import PlaceOfAct
from licit.model.proof import Dimension, Standing
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict
from licit.reference.order import surely_before
from tests.engine.agreement.asking import Asked, failing

Counts = Counter[tuple[str, str]]  # by group and name, in how many questions

ANSWER, FACT, BREAK, REASON, ASKED, KNOT = "answer", "fact on record", "break in the proof", "reason", "asked", "knot"
TOGETHER: Final = (ANSWER, "")
NOT_CLEARED: Final = (REASON, "")
REASONS: Final = (
    *(one.code for one in Dimension if one is not Dimension.LAW),  # an unnamed owner's: told as owner-unnamed
    *("owner-unnamed", "no-requirement", "asset-unidentified", "item-not-on-record", "no-server"),
)
KNOTS: Final = (
    *("split shares", "a share missing", "too much claimed"),
    *("exclusive before", "exclusive the same day", "exclusive after", "exclusive, order open"),
    *("licence back", "survival", "mandate", "mandate of a mandate", "opt-out", "finding", "dispute", "imprecise day"),
    *("act at the user", "act at the server", "place open"),
)


def count(counts: Counts, record: Record, asked: Asked) -> None:
    """Add one question to the counts."""
    verdict = asked.verdict
    counts[TOGETHER] += 1
    counts[ANSWER, verdict.answer.value] += 1
    counts[ASKED, asked.how] += 1
    kinds = {type(fact).__name__.lower() for fact in record.facts} | {one.kind.value for one in record.grants}
    counts.update((FACT, kind) for kind in kinds)
    counts.update((KNOT, knot) for knot in set(chain(_of_record(record, asked), _of_proof(verdict))))
    if verdict.answer is not Answer.CLEARED:
        counts[NOT_CLEARED] += 1
        counts[REASON, reason_of(record, verdict).code] += 1
        breaks = {share.broken_at.dimension for *_, share in failing(verdict) if share.broken_at}
        counts.update((BREAK, dimension.code) for dimension in breaks)


def floors() -> Iterator[tuple[tuple[str, str], tuple[str, str], int]]:
    """What is to occur, of what, in at least how many percent."""
    yield from (((ANSWER, answer.value), TOGETHER, 10) for answer in Answer)
    yield from (((FACT, kind.__name__.lower()), TOGETHER, 1) for kind in FACT_TYPES)
    yield from (((FACT, kind.value), TOGETHER, 1) for kind in GrantKind)
    yield from (((KNOT, knot), TOGETHER, 1) for knot in KNOTS)
    yield from (((ASKED, how), TOGETHER, 1) for how in ("itself", "leaf", "day before", "day of", "day after"))
    yield from (((BREAK, dimension.code), NOT_CLEARED, 1) for dimension in Dimension)
    yield from (((REASON, code), NOT_CLEARED, 1) for code in REASONS)


def shortages(counts: Counts) -> dict[tuple[str, str], float]:
    """What occurs too seldom, with its percentage."""
    return {
        what: round(100 * counts[what] / counts[of], 2)
        for what, of, floor in floors()
        if 100 * counts[what] < floor * counts[of]
    }


def table(counts: Counts) -> Iterator[str]:
    """The counts as a Markdown table."""
    yield "| group | what | questions | % |"
    yield "|---|---|---:|---:|"
    for group in (ANSWER, ASKED, FACT, KNOT, BREAK, REASON):
        of = counts[NOT_CLEARED if group in (BREAK, REASON) else TOGETHER]
        names = {name: number for (one, name), number in counts.items() if one == group and name}
        for name, number in sorted(names.items(), key=lambda pair: -pair[1]):
            yield f"| {group} | {name} | {number:,} | {100 * number / of:.1f} |"
    yield f"| together | questions | {counts[TOGETHER]:,} | |"
    yield f"| together | not cleared (the whole of breaks and reasons) | {counts[NOT_CLEARED]:,} | |"


def _of_record(record: Record, asked: Asked) -> Iterator[str]:
    """The knots in what is on record, and where the act is."""
    for exclusive in (grant for grant in record.grants if grant.takes):
        for other in record.grants_by[exclusive.grantor]:
            if other.grantee != exclusive.grantee:
                yield _order(exclusive, other)
    givers = {(grant.grantor, grant.grantee) for grant in record.grants}
    mandates = [grant for grant in record.grants if grant.kind is GrantKind.MANDATE]
    place = record.positions[asked.question.position].place
    present = {
        "licence back": any(grant.takes and (grant.grantee, grant.grantor) in givers for grant in record.grants),
        "mandate": mandates,
        "mandate of a mandate": {grant.grantor for grant in mandates} & {grant.grantee for grant in mandates},
        "survival": any(_outlived(grant, asked.question.day) for grant in record.grants),
        "opt-out": record.opt_outs,
        "finding": record.findings_on,
        "imprecise day": any(not when.precise for fact in record.facts for when in _days(fact)),
        "act at the user": place is PlaceOfAct.RECEPTION,
        "act at the server": place is PlaceOfAct.EMISSION,
        "place open": place is PlaceOfAct.OPEN,
    }
    yield from (knot for knot, there in present.items() if there)


def _order(exclusive: Grant, other: Grant) -> str:
    if exclusive.signed and exclusive.signed.precise and exclusive.signed == other.signed:
        return "exclusive the same day"
    if surely_before(exclusive, other):
        return "exclusive before"
    return "exclusive after" if surely_before(other, exclusive) else "exclusive, order open"


def _outlived(grant: Grant, day: date) -> bool:
    """Whether the grant may have ended by the day, its sublicences living on."""
    return grant.survives_until is not None and grant.stated_end is not None and grant.stated_end.earliest < day


def _days(fact: Fact) -> Iterator[When]:
    for name in ("executed", "retention_end", "survives_until", "last_day"):
        when = getattr(fact, name, None)
        if when is not None:
            yield when
    term = getattr(fact, "term", Term())
    yield from (when for when in (term.start, term.end) if when is not None)


def _of_proof(verdict: Verdict) -> Iterator[str]:
    """The knots in the reading that decides."""
    if any(used.standing is Standing.DISPUTED for used in verdict.proof.facts):
        yield "dispute"
    for place in deciding(verdict).places:
        for right in (right for requirement in place.requirements for right in requirement.rights):
            if len([share for share in right.shares if share.owner]) > 1:
                yield "split shares"
            if any(not share.owner for share in right.shares):
                yield "a share missing"
            if right.overclaim:
                yield "too much claimed"
