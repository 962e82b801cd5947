# SPDX-License-Identifier: Apache-2.0
"""``licit report``: a whole case as one HTML page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from licit.cli.options import (
    BELIEVED,
    REPORT,
    Case,
    Day,
    Engine,
    Force,
    KnownBy,
    Lang,
    Language,
    Position,
    Quiet,
    Service,
    Use,
    today,
)

if TYPE_CHECKING:
    from licit.report.page import CasePage, ClaimTold
    from licit.tasks.report import CaseReport


def report(
    case: Case,
    service: Service,
    /,
    *,
    into: Annotated[str, Parameter(group=REPORT, help="Write the page into this file, such as report.html.")],
    item: Annotated[
        str,
        Parameter(
            group=BELIEVED,
            help="The item whose chains and years are drawn. Left out: the one that the case's questions ask about"
            " most.",
            show_default=False,
        ),
    ] = "",
    territory: Annotated[
        tuple[str, ...],
        Parameter(
            group=BELIEVED,
            help="A territory that is looked at closely; may be given several times. Left out: those that the case's"
            " questions ask about most, and where the servers stand.",
            show_default=False,
        ),
    ] = (),
    day: Day = "",
    start: Annotated[
        str, Parameter(name="--from", group=BELIEVED, help="The first day of the years drawn.", show_default=False)
    ] = "",
    end: Annotated[
        str, Parameter(name="--to", group=BELIEVED, help="The last day of the years drawn.", show_default=False)
    ] = "",
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    engine: Engine = "compiled",
    force: Force = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Write a whole case as one page: what is claimed, the answer, where and when, why, and who says so.

    The page needs nothing else: no script, no font and no picture from anywhere; it can be read without colours, by a
    screen reader, and on paper. What speaks for the service has a part of its own.
    """
    from licit.cli.files import may_write, write
    from licit.cli.printing import say
    from licit.cli.progress import progress
    from licit.report.page import case_page
    from licit.tasks import naming
    from licit.tasks.opening import open_case
    from licit.tasks.report import report as ask

    may_write((into,), force=force)
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    question = opened.question(service, item=item, use=use, day=day, position=position, known_by=known_by)
    where = tuple(naming.territory(opened.record, one, question.day) for one in territory)
    first = naming.whole_day(start) if start else None
    last = naming.whole_day(end) if end else None
    with progress("report", quiet=quiet) as told:
        found = ask(opened, question, territories=where, first=first, last=last, progress=told)
    text = case_page(_page(found, lang), lang)
    write(into, lambda path: Path(path).write_text(text, encoding="utf-8"))
    say(into)


def _page(found: CaseReport, lang: Language) -> CasePage:
    from licit.report.page import CasePage, TimelineTold

    opened, audit = found.opened, found.audited.audit
    return CasePage(
        record=opened.record,
        evidence=opened.case.evidence,
        question=found.question,
        items=len(opened.record.offered(found.question.service, found.question.day)),
        leaves=found.leaves,
        positions=found.positions,
        rows=audit.rows,
        reasons=audit.reasons,
        cruxes=found.cruxes,
        verdicts=found.verdicts,
        timelines=tuple(TimelineTold(one.question, one.slices, one.notes) for one in found.timelines),
        claims=tuple(_claims(found, lang)),
    )


def _claims(found: CaseReport, lang: Language) -> Iterator[ClaimTold]:
    """The claims, without the parts about other uses: the page is about one."""
    from licit.cli.claim import head, told_parts
    from licit.report.page import ClaimTold, PartTold

    for held in found.claims:
        parts = [part for part in held.parts if part.use in ("", found.question.use)]
        told = tuple(PartTold(*one) for one in told_parts(found.opened, parts, lang))
        yield ClaimTold(head(found.opened, held.claim, lang), told)
