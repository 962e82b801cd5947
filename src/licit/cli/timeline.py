# SPDX-License-Identifier: Apache-2.0
"""``licit timeline``: how an answer changes, with the reason at each change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from licit.cli.options import (
    BELIEVED,
    Case,
    Engine,
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
    from rich.console import RenderableType

    from licit.tasks.opening import OpenCase
    from licit.tasks.timeline import Timeline


def timeline(
    case: Case,
    service: Service,
    item: Item,
    /,
    *,
    territory: Territory,
    start: Annotated[str, Parameter(name="--from", group=BELIEVED, help="The first day, YYYY-MM-DD.")],
    end: Annotated[
        str,
        Parameter(
            name="--to",
            group=BELIEVED,
            help="The last day, YYYY-MM-DD. Left out: how far the record goes, or today.",
            show_default=False,
        ),
    ] = "",
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    engine: Engine = "compiled",
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Draw how an answer changes over time, and what changes it."""
    from licit.cli.progress import progress
    from licit.tasks.naming import whole_day
    from licit.tasks.opening import open_case
    from licit.tasks.timeline import timeline as ask

    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    first = whole_day(start)
    last = whole_day(end) if end else opened.reaches
    question = opened.question(
        service, item=item, use=use, territory=territory, day=first, position=position, known_by=known_by
    )
    with progress("timeline", quiet=quiet) as told:
        found = ask(opened, question, first, last, progress=told)
    if json:
        from licit.cli.plain import plain
        from licit.cli.printing import print_json
        from licit.report.json import timeline_json

        print_json(
            timeline_json(question, found.slices, opened.record, lang) | {"notes": [plain(one) for one in found.notes]}
        )
        return
    from licit.cli.printing import show
    from licit.report.terminal.verdict import not_said

    show(*drawn(opened, found, lang), "", not_said(lang))


def strip(opened: OpenCase, found: Timeline, lang: Language) -> RenderableType:
    """The strip alone, with a line for each slice."""
    from licit.report.terminal import timeline_strip

    return timeline_strip(found.slices, opened.record, lang)


def drawn(opened: OpenCase, found: Timeline, lang: Language) -> list[RenderableType]:
    """The question, the strip with its reasons, and the notes of those days."""
    from rich.text import Text

    from licit.report.clean import clean
    from licit.report.terminal.style import heading
    from licit.report.words import BOOKS
    from licit.report.words.names import Names

    names = Names(opened.record, lang)
    asked = found.question
    what = [
        names.party(asked.service),
        names.title(asked.item),
        names.word(asked.use),
        names.territory(asked.territory),
    ]
    parts: list[RenderableType] = [
        Text(" · ".join((*what, clean(asked.position))), style="dim"),
        Text(),
        strip(opened, found, lang),
    ]
    if found.notes:
        parts += [Text(), heading(BOOKS[lang].headings["events"])]
        parts += [Text(f"  {names.when(note.day)}  {clean(note.text)}") for note in found.notes]
    return parts
