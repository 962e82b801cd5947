# SPDX-License-Identifier: Apache-2.0
"""``licit audit``: all that a service offers × territories × uses."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from licit.cli.audit_catalogue import REPERTOIRE, Memory, Repertoire, Threads
from licit.cli.options import (
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
    Territories,
    Uses,
    today,
)
from licit.cli.phrases import phrase
from licit.model.problem import InvalidValueError

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
    territory: Territories = None,
    use: Uses = None,
    day: Day = "",
    position: Position = "",
    known_by: KnownBy = "",
    by: Annotated[
        Literal["major", "label", "owner", "territory", "use", "reason"],
        Parameter(group=REPORT, help="What the totals are grouped by; the last three with --repertoire only."),
    ] = "major",
    csv: Annotated[str, Parameter(group=REPORT, help="Write every pair into this CSV file.", show_default=False)] = "",
    parquet: Annotated[
        str, Parameter(group=REPORT, help="Write every pair into this Parquet file.", show_default=False)
    ] = "",
    xlsx: Annotated[str, Parameter(group=REPORT, help="Write every pair into this workbook.", show_default=False)] = "",
    json_ld: Annotated[
        str, Parameter(name="--json-ld", group=REPORT, help="Write the answers as JSON-LD.", show_default=False)
    ] = "",
    sarif: Annotated[
        str,
        Parameter(
            group=REPORT, help="Write what is not cleared as SARIF 2.1.0, at its place in the case.", show_default=False
        ),
    ] = "",
    repertoire: Repertoire = "",
    catalogue: Annotated[
        str,
        Parameter(
            group=REPERTOIRE,
            help="A folder with catalogue.parquet: what the service offers. Left out: the repertoire's own catalogue,"
            " or all its items.",
            show_default=False,
        ),
    ] = "",
    per: Annotated[
        Literal["class", "pair", "group"],
        Parameter(group=REPERTOIRE, help="What is a row of the files: a class, a pair, or a group of the totals."),
    ] = "class",
    start: Annotated[
        str,
        Parameter(name="--from", group=REPERTOIRE, help="Answer through the days from here on, YYYY-MM-DD."),
    ] = "",
    end: Annotated[
        str,
        Parameter(name="--to", group=REPERTOIRE, help="The last of these days. Left out: how far the record goes."),
    ] = "",
    memory: Memory = 4.0,
    threads: Threads = 2,
    engine: Engine = "compiled",
    force: Force = False,
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Answer for all that a service offers, everywhere: totals and reasons.

    Reasons are ranked by how many pairs of item and territory turn on them, open points by how many contested pairs
    hang on them. Shares of the market appear only where the record has them.

    With --repertoire, items are judged by the rows of the files, class by class: a hundred million of them if need be.
    What was judged is kept beside them, and what was interrupted goes on. Each pair then counts under one reason, the
    first that it turns on.
    """
    from licit.cli.files import may_write
    from licit.cli.progress import progress
    from licit.tasks import naming
    from licit.tasks.audit import audit as ask
    from licit.tasks.opening import open_case

    may_write((path for path in (csv, parquet, xlsx, json_ld, sarif) if path), force=force)
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    question = opened.question(service, use=use[0] if use else "", day=day, position=position, known_by=known_by)
    where = tuple(dict.fromkeys(naming.territory(opened.record, one, question.day) for one in territory or ()))
    uses = tuple(dict.fromkeys(naming.use(opened.record, one) for one in use or ()))
    if repertoire:
        if xlsx or json_ld or sarif:
            raise InvalidValueError(
                "--xlsx, --json-ld and --sarif are for a case's own items",
                mend="leave out --repertoire, or write --parquet or --csv",
            )
        from licit.cli.audit_catalogue import Asked, Shown, show_catalogue

        asked = Asked(
            repertoire=repertoire,
            catalogue=catalogue,
            territories=where,
            uses=uses,
            start=start,
            end=end,
            memory=memory,
            threads=threads,
            quiet=quiet,
        )
        shown = Shown(by=by, per=per, csv=csv, parquet=parquet, lang=lang, json=json)
        show_catalogue(opened, question, asked, shown)
        return
    if catalogue or start or end or by in ("territory", "use", "reason"):
        raise InvalidValueError(
            "--catalogue, --from, --to, and --by territory, use or reason are for a repertoire in files",
            mend="name its folder with --repertoire; licit repertoire writes one from a case",
        )
    with progress("audit", quiet=quiet) as told:
        found = ask(opened, question, territories=where, uses=uses, progress=told)
    _write(opened, question, found, csv=csv, parquet=parquet, xlsx=xlsx)
    _write_linked(opened, found, lang, json_ld=json_ld, sarif=sarif)
    _show(opened, found, by, lang, json=json)


def _show(opened: OpenCase, found: Audited, by: str, lang: Literal["en", "fr"], *, json: bool) -> None:
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


def _write(opened: OpenCase, question: Question, found: Audited, *, csv: str, parquet: str, xlsx: str) -> None:
    if not (csv or parquet or xlsx):
        return
    from licit.cli.files import write
    from licit.report import tables
    from licit.tasks.audit import pairs

    rows = list(pairs(opened.record, question, found.alike))
    if csv:
        write(csv, lambda file: tables.write_csv(rows, file))
    if parquet:
        write(parquet, lambda file: tables.write_parquet(rows, file))
    if xlsx:
        from licit.formats.tables.write import write_book

        flat = tables.table(rows)
        cells = ([("" if cell is None else str(cell)) for cell in row.values()] for row in flat)
        write(xlsx, lambda file: write_book({"audit": (list(flat[0]) if flat else [], cells)}, file))


def _write_linked(opened: OpenCase, found: Audited, lang: Literal["en", "fr"], *, json_ld: str, sarif: str) -> None:
    from licit.cli.files import write

    if json_ld:
        from licit.report.audit_jsonld import audit_jsonld
        from licit.report.json import json_text

        linked = json_text(audit_jsonld(found.audit, found.alike, opened.record, lang))
        write(json_ld, lambda file: file.write_text(linked, encoding="utf-8"))
    if sarif:
        from importlib.metadata import version

        from licit.report.audit_sarif import audit_sarif
        from licit.report.json import json_text

        told = json_text(audit_sarif(found.alike, opened.record, opened.case.places, version("licit"), lang))
        write(sarif, lambda file: file.write_text(told, encoding="utf-8"))
