# SPDX-License-Identifier: Apache-2.0
"""``licit check``: one answer, with its proof."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from licit.cli.exit_codes import of_answer
from licit.cli.options import (
    REPORT,
    Case,
    Day,
    Force,
    Item,
    Json,
    KnownBy,
    Lang,
    Language,
    Position,
    Quiet,
    Service,
    Territory,
    Use,
    today,
)

if TYPE_CHECKING:
    from licit.model.overview import ServiceAnswer
    from licit.model.question import Question
    from licit.model.verdict import Verdict
    from licit.tasks.opening import OpenCase


def check(
    case: Case,
    service: Service,
    item: Item = "",
    /,
    *,
    territory: Territory,
    day: Day = "",
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    sources: Annotated[bool, Parameter(group=REPORT, help="Put the statements below each fact.")] = False,
    proof: Annotated[
        str, Parameter(group=REPORT, help="Write the full proof as JSON into this file.", show_default=False)
    ] = "",
    force: Force = False,
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> int:
    """Answer one question, with its proof.

    May this service make this use of this item, for people there, on that day? Without an item: for how much of what
    the service offers is it cleared, none, some or all?

    Exit code 0: cleared; 10: not cleared; 11: contested; 12: unknown.
    """
    from licit.cli.files import may_write
    from licit.cli.progress import progress
    from licit.model.problem import InvalidValueError
    from licit.model.verdict import Verdict
    from licit.tasks.check import answer_for
    from licit.tasks.check import check as ask
    from licit.tasks.opening import open_case

    if proof:
        may_write((proof,), force=force)
        if not item:
            raise InvalidValueError("a proof is of one item", mend="name the item, or leave out --proof")
    opened = open_case(case, today=today(), stdin=sys.stdin)
    question = opened.question(
        service, item=item, use=use, territory=territory, day=day, position=position, known_by=known_by
    )
    _remark_on_item(opened, question)
    with progress("check", quiet=quiet) as told:
        found = ask(opened, question, progress=told)
    if isinstance(found, Verdict):
        _verdict(opened, found, lang, sources=sources, json=json)
        if proof:
            _write_proof(found, proof)
    else:
        _service(opened, found, lang, json=json)
    return of_answer(answer_for(found))


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
    from licit.tasks.check import nearby

    evidence = opened.case.evidence if sources else None
    show(show_verdict(found, opened.record, lang, sources=evidence, differences=nearby(opened.record, found.question)))


def _service(opened: OpenCase, found: ServiceAnswer, lang: Language, *, json: bool) -> None:
    from licit.cli.printing import print_json, show

    if json:
        from licit.report.json import service_json

        print_json(service_json(found, opened.record, lang))
        return
    from licit.report.terminal import service_view
    from licit.report.terminal.verdict import not_said

    show(service_view(found, opened.record, lang), "", not_said(lang))


def _write_proof(found: Verdict, path: str) -> None:
    from licit.cli.files import write
    from licit.report.json import json_text, proof_json

    text = json_text(proof_json(found))
    write(path, lambda file: file.write_text(text, encoding="utf-8"))
