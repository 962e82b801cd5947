# SPDX-License-Identifier: Apache-2.0
"""``licit check``: one answer, with its proof; or many, without."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Group, Parameter

from licit.cli.exit_codes import of_answer
from licit.cli.options import (
    BELIEVED,
    REPORT,
    Case,
    Day,
    Engine,
    Force,
    Item,
    Json,
    KnownBy,
    Lang,
    Language,
    Position,
    Quiet,
    Use,
    today,
)

if TYPE_CHECKING:
    from licit.model.overview import ServiceAnswer
    from licit.model.question import Question
    from licit.model.verdict import Verdict
    from licit.tasks.opening import OpenCase
    from licit.tasks.questions.columns import Defaults

MANY = Group("Many questions", sort_key=3)


def check(
    case: Case,
    service: Annotated[
        str,
        Parameter(
            help="The service: its id in the case, its name, or one of its domains. Only --batch does without.",
            show_default=False,
        ),
    ] = "",
    item: Item = "",
    /,
    *,
    territory: Annotated[
        str,
        Parameter(
            group=BELIEVED,
            help="Where the people are: a code or name of one territory, as it was on the day. Only --batch does"
            " without.",
            show_default=False,
        ),
    ] = "",
    day: Day = "",
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    sources: Annotated[bool, Parameter(group=REPORT, help="Put the statements below each fact.")] = False,
    proof: Annotated[
        str,
        Parameter(
            group=REPORT,
            help="Write the proof, with the facts it rests on, into this file, for verify-proof.",
            show_default=False,
        ),
    ] = "",
    batch: Annotated[
        str,
        Parameter(
            group=MANY,
            help="Answer each row of this file: CSV, Parquet or NDJSON by its ending; - for NDJSON on standard input.",
            allow_leading_hyphen=True,
            show_default=False,
        ),
    ] = "",
    batch_format: Annotated[
        Literal["csv", "parquet", "ndjson"] | None,
        Parameter(group=MANY, help="The format of that file, whatever its ending."),
    ] = None,
    into: Annotated[
        str,
        Parameter(
            group=MANY,
            help="Write the answers into this file: .csv, .parquet or .ndjson. Left out: on standard output, as CSV"
            " where the questions are CSV, else as NDJSON.",
            show_default=False,
        ),
    ] = "",
    engine: Engine = "compiled",
    force: Force = False,
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> int:
    """Answer one question, with its proof, or each question of a file.

    May this service make this use of this item, for people there, on that day? Without an item: for how much of what
    the service offers is it cleared, none, some or all?

    With --batch each row of a file is a question: its columns service, item, use, territory, day, position and
    known_by are read as the arguments here, which stand in where a column or cell is empty. The rows come back in their
    order with all their columns, and behind these answer, break (what fails), at and to (between which parties) and
    fact (the one that decides); the last four are empty where it is cleared. A row that can't be asked is told with its
    line, and then nothing is written. In CSV a text that a spreadsheet would run as a formula gets an apostrophe.

    Exit code 0: cleared, or all rows answered; 10: not cleared; 11: contested; 12: unknown.
    """
    if batch or batch_format or into:
        from licit.cli.check_batch import check_batch

        _only_batch(batch, sources=sources, proof=proof)
        rest = _defaults(service, item, use, territory, day, position, known_by)
        check_batch(case, batch, batch_format, into, rest, engine=engine, force=force, json=json, quiet=quiet)
        return 0
    from licit.cli.files import may_write
    from licit.cli.progress import progress
    from licit.model.problem import InvalidValueError
    from licit.model.verdict import Verdict
    from licit.tasks.check import answer_for
    from licit.tasks.check import check as ask
    from licit.tasks.opening import open_case

    _only_one(service, territory)
    if proof:
        may_write((proof,), force=force)
        if not item:
            raise InvalidValueError("a proof is of one item", mend="name the item, or leave out --proof")
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    question = opened.question(
        service, item=item, use=use, territory=territory, day=day, position=position, known_by=known_by
    )
    _remark_on_item(opened, question)
    with progress("check", quiet=quiet) as told:
        found = ask(opened, question, progress=told)
    if isinstance(found, Verdict):
        _verdict(opened, found, lang, sources=sources, json=json)
        if proof:
            _write_proof(opened, found, proof)
    else:
        _service(opened, found, lang, json=json)
    return of_answer(answer_for(found))


def _only_one(service: str, territory: str) -> None:
    from licit.model.problem import InvalidValueError

    if not service:
        raise InvalidValueError("no service is named", mend="name it after the case, or ask the rows of --batch FILE")
    if not territory:
        raise InvalidValueError("no territory is named", mend="add one, such as --territory FR")


def _only_batch(batch: str, *, sources: bool, proof: str) -> None:
    from licit.model.problem import InvalidValueError

    if not batch:
        raise InvalidValueError("--into and --batch-format go with --batch", mend="name the file of questions too")
    if sources or proof:
        raise InvalidValueError(
            "rows of a file get no proofs", mend="leave out --sources and --proof, or ask one alone"
        )


def _defaults(  # noqa: PLR0917 - the columns in their order
    service: str, item: str, use: str, territory: str, day: str, position: str, known_by: str
) -> Defaults:
    from licit.tasks.questions.columns import Defaults

    return Defaults(
        service=service, item=item, use=use, territory=territory, day=day, position=position, known_by=known_by
    )


def _remark_on_item(opened: OpenCase, question: Question) -> None:
    from licit.cli.printing import remark
    from licit.tasks.naming import nearest_item

    if question.item and question.item not in opened.record.items:
        near = nearest_item(opened.record, question.item)
        hint = f"; the nearest is {near}" if near else ""
        remark(f"no item {question.item!r} is on record{hint}")


def _verdict(opened: OpenCase, found: Verdict, lang: Language, *, sources: bool, json: bool) -> None:
    from licit.cli.printing import print_json, show

    if json:
        from licit.report.json import verdict_json

        print_json(verdict_json(found, opened.record, lang, evidence=opened.case.evidence))
        return
    from licit.report.terminal import show_verdict
    from licit.tasks.crux import beside
    from licit.tasks.nearby import nearby

    evidence = opened.case.evidence if sources else None
    elsewhere = nearby(opened, found.question)
    hanging = beside(opened, found)
    show(show_verdict(found, opened.record, lang, sources=evidence, differences=elsewhere, cruxes=hanging))


def _service(opened: OpenCase, found: ServiceAnswer, lang: Language, *, json: bool) -> None:
    from licit.cli.printing import print_json, show

    if json:
        from licit.report.json import service_json

        print_json(service_json(found, opened.record, lang))
        return
    from licit.report.terminal import service_view
    from licit.report.terminal.verdict import not_said

    show(service_view(found, opened.record, lang), "", not_said(lang))


def _write_proof(opened: OpenCase, found: Verdict, path: str) -> None:
    from licit.cli.files import write
    from licit.report.filing.proof import filed
    from licit.report.json import json_text

    text = json_text(filed(found, opened.record))
    write(path, lambda file: file.write_text(text, encoding="utf-8"))
