# SPDX-License-Identifier: Apache-2.0
"""``licit audit``: all that a service offers × territories × uses."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from licit.cli.options import (
    BELIEVED,
    REPORT,
    Case,
    Day,
    Engine,
    Force,
    Json,
    KnownBy,
    Lang,
    Position,
    Quiet,
    Service,
    today,
)
from licit.cli.phrases import phrase

if TYPE_CHECKING:
    from licit.model.overview import Audit
    from licit.model.question import Question
    from licit.tasks.audit import Audited
    from licit.tasks.opening import OpenCase


def audit(
    case: Case,
    service: Service,
    /,
    *,
    territory: Annotated[
        list[str] | None,
        Parameter(group=BELIEVED, help="Only in this territory; may be repeated. Left out: in all of the day."),
    ] = None,
    use: Annotated[
        list[str] | None,
        Parameter(group=BELIEVED, help="This use; may be repeated. Left out: the one the case asks about most."),
    ] = None,
    day: Day = "",
    position: Position = "",
    known_by: KnownBy = "",
    by: Annotated[
        Literal["major", "label", "owner"], Parameter(group=REPORT, help="What the totals are grouped by.")
    ] = "major",
    csv: Annotated[str, Parameter(group=REPORT, help="Write every pair into this CSV file.", show_default=False)] = "",
    parquet: Annotated[
        str, Parameter(group=REPORT, help="Write every pair into this Parquet file.", show_default=False)
    ] = "",
    engine: Engine = "compiled",
    force: Force = False,
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Answer for all that a service offers, everywhere: totals and reasons.

    Reasons are ranked by how many pairs of item and territory turn on them, open points by how many contested pairs
    hang on them. Shares of the market appear only where the record has them.
    """
    from licit.cli.files import may_write
    from licit.cli.progress import progress
    from licit.tasks import naming
    from licit.tasks.audit import audit as ask
    from licit.tasks.opening import open_case

    may_write((path for path in (csv, parquet) if path), force=force)
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    question = opened.question(service, use=use[0] if use else "", day=day, position=position, known_by=known_by)
    where = tuple(dict.fromkeys(naming.territory(opened.record, one, question.day) for one in territory or ()))
    uses = tuple(dict.fromkeys(naming.use(opened.record, one) for one in use or ()))
    with progress("audit", quiet=quiet) as told:
        found = ask(opened, question, territories=where, uses=uses, progress=told)
    if csv or parquet:
        _write(opened, question, found, csv=csv, parquet=parquet)
    _show(opened, found, by, lang, json=json)


def _show(
    opened: OpenCase, found: Audited, by: Literal["major", "label", "owner"], lang: Literal["en", "fr"], *, json: bool
) -> None:
    from dataclasses import replace

    rows = {"major": found.audit.rows, "label": found.by_label, "owner": found.by_owner}[by]
    shown = replace(found.audit, rows=rows)
    if json:
        from licit.cli.printing import print_json
        from licit.report.json import audit_json

        print_json(audit_json(shown, opened.record, lang))
        return
    from licit.cli.printing import show
    from licit.report.terminal import audit_view
    from licit.report.terminal.verdict import not_said

    show(audit_view(with_others(shown, lang), opened.record, lang), "", not_said(lang))


def with_others(audit: Audit, lang: Literal["en", "fr"]) -> Audit:
    """The audit with a name for the group of labels that belong to no major."""
    from dataclasses import replace

    return replace(audit, rows=tuple(replace(row, group=row.group or phrase("others", lang)) for row in audit.rows))


def _write(opened: OpenCase, question: Question, found: Audited, *, csv: str, parquet: str) -> None:
    from licit.cli.files import write
    from licit.report import tables
    from licit.tasks.audit import pairs

    rows = list(pairs(opened.record, question, found.alike))
    if csv:
        write(csv, lambda file: tables.write_csv(rows, file))
    if parquet:
        write(parquet, lambda file: tables.write_parquet(rows, file))
