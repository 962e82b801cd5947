# SPDX-License-Identifier: Apache-2.0
"""``licit ask``: what to ask for, of whom, as letters; and the template of a reply."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from licit.cli.options import (
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
    Service,
    Territory,
    Use,
    today,
)

if TYPE_CHECKING:
    from licit.model.request import Letters
    from licit.tasks.opening import OpenCase


def ask(
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
    to: Annotated[
        str,
        Parameter(
            group=REPORT,
            help="Write to these alone: service, licensor, owners, or one party. Left out: to everyone who would know.",
            show_default=False,
        ),
    ] = "",
    into: Annotated[
        str, Parameter(group=REPORT, help="Write the letters into this file: .md or .txt.", show_default=False)
    ] = "",
    reply: Annotated[
        str,
        Parameter(
            group=REPORT,
            help="Write the template of a reply into this YAML file: filled in, it is read as statements.",
            show_default=False,
        ),
    ] = "",
    engine: Engine = "compiled",
    force: Force = False,
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Turn what breaks or lies open into the questions and documents to ask for, as letters.

    Of one item, or without one of all that the service offers, in one territory on one day. Each letter goes to one
    counterparty, the service, who licenses it, or the owners; each request says what is on record, which document would
    settle it, and what the answer would change, with the ids of the facts. The letters allege nothing.

    The answers come in as statements: --reply writes a file to fill in, which belongs into the folder of the case.
    """
    from licit.cli.files import may_write
    from licit.cli.progress import progress
    from licit.model.problem import InvalidValueError
    from licit.tasks.ask import ask as write_letters
    from licit.tasks.opening import open_case

    if into and not into.endswith((".md", ".txt")):
        raise InvalidValueError(f"{into} is neither .md nor .txt", mend="end the name of the file so")
    if reply and not reply.endswith((".yaml", ".yml")):
        raise InvalidValueError(f"{reply} is no YAML file", mend="end its name in .yaml")
    may_write((path for path in (into, reply) if path), force=force)
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    question = opened.question(
        service, item=item, use=use, territory=territory, day=day, position=position, known_by=known_by
    )
    with progress("ask", quiet=quiet) as told:
        found = write_letters(opened, question, to=to, progress=told)
    _files(opened, found, into, reply, lang)
    if json:
        from licit.cli.printing import print_json
        from licit.report.letter import letters_json

        print_json(letters_json(found, opened.record, lang))
    elif not into:
        from licit.cli.printing import show
        from licit.report.terminal.letter import letters_view

        show(letters_view(found, opened.record, lang))


def _files(opened: OpenCase, found: Letters, into: str, reply: str, lang: Language) -> None:
    from licit.cli.files import write

    if into:
        from licit.report.letter import as_markdown, as_text, written

        letters = written(found, opened.record, lang)
        text = as_markdown(letters, lang) if into.endswith(".md") else as_text(letters, lang)
        write(into, lambda file: file.write_text(text, encoding="utf-8"))
    if reply:
        from licit.report.reply import template

        filled = template(found, opened.record, lang)
        write(reply, lambda file: file.write_text(filled, encoding="utf-8"))
