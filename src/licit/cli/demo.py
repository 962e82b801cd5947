# SPDX-License-Identifier: Apache-2.0
"""``licit demo``: the case of AllOfMP3 in one page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from licit.cli.options import Engine, Json, Lang, Language, Quiet, today
from licit.cli.phrases import phrase

if TYPE_CHECKING:
    from rich.console import RenderableType

    from licit.model.verdict import Verdict
    from licit.tasks.demo import Demo

TOP = 8  # open points shown
NEXT = (
    "check examples/allofmp3 allofmp3.com 'Losing My Religion' --territory RU --day 2006-06-01 --sources",
    "check examples/allofmp3 allofmp3.com --territory FR --day 2004-05-17 --known-by 2004-05-31",
    "territories examples/allofmp3 allofmp3.com rem-losing-my-religion --day 2006-06-01",
    "claim examples/allofmp3 allofmp3.com --day 2006-06-01",
    "facts examples/allofmp3 --kind grant --position rightsholders",
    "init my-case",
)


def demo(*, engine: Engine = "compiled", json: Json = False, lang: Lang = "en", quiet: Quiet = False) -> None:
    """Judge the claim of AllOfMP3 (2003-2008) on the public record, in one page."""
    from licit.cli.progress import progress
    from licit.tasks.demo import demo as ask

    with progress("demo", quiet=quiet) as told:
        found = ask(today(), engine=engine, progress=told)
    if json:
        from licit.cli.printing import print_json

        print_json(_as_json(found, lang))
        return
    from licit.cli.printing import say, show

    show(*_drawn(found, lang))
    called = os.environ.get("LICIT_CALLED", "licit")  # as ./licit was, which is on no path
    for command in NEXT:
        say(f"  {called} {command}")


def _as_json(found: Demo, lang: Language) -> dict[str, Any]:
    from licit.cli.plain import plain
    from licit.report.json import audit_json, timeline_json, verdict_json

    record, evidence = found.opened.record, found.opened.case.evidence
    return {
        "claims": [plain(claim) for claim in found.claims],
        "verdicts": [verdict_json(one, record, lang, evidence=evidence) for one in found.verdicts],
        "audit": audit_json(found.then.audit, record, lang),
        "timelines": [timeline_json(one.question, one.slices, record, lang) for one in found.timelines],
        "hanging": audit_json(found.hanging.audit, record, lang),
    }


def _drawn(found: Demo, lang: Language) -> Iterator[RenderableType]:
    from rich.text import Text

    from licit.cli.audit import with_others
    from licit.cli.claim import head
    from licit.cli.timeline import strip
    from licit.report.clean import clean
    from licit.report.terminal import audit_view
    from licit.report.terminal.style import bullets, heading
    from licit.report.terminal.verdict import not_said
    from licit.report.words import open_point_words
    from licit.report.words.names import Names

    record = found.opened.record
    names = Names(record, lang)
    yield Text(clean(record.title), style="bold underline")
    yield from ("", heading(phrase("claimed by the service", lang)))
    yield bullets([head(found.opened, claim, lang) for claim in found.claims])
    for verdict in found.verdicts:
        last = verdict is found.verdicts[-1]  # one of them with who says so
        yield from ("", *_verdict(found, verdict, lang, sources=last))
    audited = found.then.audit
    where = names.listed(names.territory(one) for one in audited.territories)
    yield from ("", heading(phrase("whole sample", lang, day=names.day(audited.day), where=where)))
    yield audit_view(with_others(audited, lang), record, lang, top=5)
    for line in found.timelines:
        where = names.territory(line.question.territory)
        title = phrase("over the years", lang, what=names.title(line.question.item), where=where)
        yield from ("", heading(title), strip(found.opened, line, lang))
    hanging = found.hanging.audit
    yield from ("", heading(phrase("hanging", lang, day=names.day(hanging.day))))
    yield from (
        Text(f"  {one.count:4}  {open_point_words(one.point, record, lang)}") for one in hanging.open_points[:TOP]
    )
    yield from ("", not_said(lang), "", heading(phrase("next", lang)))


def _verdict(found: Demo, verdict: Verdict, lang: Language, *, sources: bool) -> Iterator[RenderableType]:
    """The question, the answer, the links of the proof (with who says so), and what nearly matched."""
    from rich.text import Text

    from licit.report.argument import argument, nearly
    from licit.report.terminal.proof import proof_tree
    from licit.report.terminal.style import COLOURS, MARKS, bullets, heading
    from licit.report.tidy import tidy
    from licit.report.words import BOOKS, sentence, set_for
    from licit.report.words.names import Names

    record, book = found.opened.record, BOOKS[lang]
    asked = set_for(lang, book.asked(Names(record, lang), verdict.question))
    evidence = found.opened.case.evidence if sources else None
    steps = tidy(argument(verdict, record, lang, sources=evidence))
    yield Text(asked, style="dim")
    yield Text(f"{MARKS[verdict.answer]} {sentence(verdict, record, lang)}", style=f"bold {COLOURS[verdict.answer]}")
    yield proof_tree(steps, heading(book.headings["why"]), lang)
    title, near = heading(book.headings["nearly"]), nearly(verdict, record, lang, sources=evidence)
    if sources:
        yield proof_tree(near, title, lang)
    else:
        yield from (title, bullets(dict.fromkeys(one.text for one in near)))
