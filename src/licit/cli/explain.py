# SPDX-License-Identifier: Apache-2.0
"""``licit explain``: one answer in words at three lengths, and drawn."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Group, Parameter

from licit.cli.exit_codes import of_answer
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
    from licit.report.argument import Step
    from licit.tasks.explain import Explained
    from licit.tasks.opening import OpenCase

Length = Literal["sentence", "paragraph", "argument"]
Drawing = Literal["chains", "timeline", "map"]
DRAWN = Group("Drawings", sort_key=3)


def explain(
    case: Case,
    service: Service,
    item: Item,
    /,
    *,
    territory: Territory,
    day: Day = "",
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    length: Annotated[
        Length,
        Parameter(
            group=REPORT,
            help="How much is said: one sentence, a paragraph, or the whole argument with who says so.",
            show_default=True,
        ),
    ] = "argument",
    svg: Annotated[str, Parameter(group=DRAWN, help="Write a drawing into this file.", show_default=False)] = "",
    drawing: Annotated[
        Drawing,
        Parameter(
            group=DRAWN,
            help="Which: the chains of the proof, the answer over time, or a map of the answer by territory.",
            show_default=True,
        ),
    ] = "chains",
    html: Annotated[
        str,
        Parameter(
            group=DRAWN,
            help="Write a page with the three drawings and the whole argument into this file.",
            show_default=False,
        ),
    ] = "",
    start: Annotated[
        str,
        Parameter(
            name="--from",
            group=DRAWN,
            help="The first day of the timeline, YYYY-MM-DD. Left out: some years before the day asked about.",
            show_default=False,
        ),
    ] = "",
    end: Annotated[
        str,
        Parameter(
            name="--to",
            group=DRAWN,
            help="Its last day. Left out: some years after, as far as the record goes.",
            show_default=False,
        ),
    ] = "",
    text: Annotated[bool, Parameter(group=REPORT, help="Print plain text, a step a line.")] = False,
    engine: Engine = "compiled",
    force: Force = False,
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> int:
    """Explain one answer: in a sentence, a paragraph or the whole argument, and in drawings.

    The drawings need nothing from elsewhere and run no script. A link that breaks is cut and torn and says in what it
    breaks; patterns and words stand beside the colours, so that they can be read without.

    Exit code 0: cleared; 10: not cleared; 11: contested; 12: unknown.
    """
    from licit.cli.files import may_write
    from licit.cli.progress import progress
    from licit.model.problem import InvalidValueError
    from licit.tasks.explain import explain as ask
    from licit.tasks.naming import whole_day
    from licit.tasks.opening import open_case

    if text and json:
        raise InvalidValueError("--text and --json exclude each other", mend="choose one")
    files = tuple(path for path in (svg, html) if path)
    if len(set(files)) < len(files):
        raise InvalidValueError("--svg and --html name the same file", mend="give each its own")
    may_write(files, force=force)
    first, last = (whole_day(one) if one else None for one in (start, end))
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    question = opened.question(
        service, item=item, use=use, territory=territory, day=day, position=position, known_by=known_by
    )
    with progress("explain", quiet=quiet) as told:
        around = _around(svg=svg, drawing=drawing, html=html)
        found = ask(opened, question, around=around, first=first, last=last, progress=told)
    drawn = [(svg, _drawn(opened, found, lang, drawing))] if svg else []
    drawn += [(html, _page(opened, found, lang))] if html else []
    for path, content in drawn:  # before anything is said: a failure leaves nothing on standard output
        _write(path, content)
    _show(opened, found, lang, length, text=text, json=json)
    return of_answer(found.verdict.answer)


def _around(*, svg: str, drawing: Drawing, html: str) -> frozenset[Any]:
    """What the drawings need beside the proof."""
    from licit.tasks.explain import Around

    wanted = {Around.DAYS, Around.TERRITORIES} if html else set()
    if svg and drawing == "timeline":
        wanted.add(Around.DAYS)
    if svg and drawing == "map":
        wanted.add(Around.TERRITORIES)
    return frozenset(wanted)


def _show(opened: OpenCase, found: Explained, lang: Language, length: Length, *, text: bool, json: bool) -> None:
    if json:
        from licit.cli.printing import print_json

        print_json(_as_json(opened, found, lang, length))
    elif text:
        from licit.cli.printing import say

        for line in _lines(opened, found, lang, length):
            say(line)
    elif length == "argument":
        from licit.cli.printing import show
        from licit.report.terminal import show_verdict

        show(show_verdict(found.verdict, opened.record, lang, sources=opened.case.evidence))
    else:
        from rich.text import Text

        from licit.cli.printing import show
        from licit.report.terminal.style import Wrapped

        show(Wrapped(Text(_short(opened, found, lang, length))))


def _short(opened: OpenCase, found: Explained, lang: Language, length: Length) -> str:
    from licit.report.words import paragraph, sentence

    return (sentence if length == "sentence" else paragraph)(found.verdict, opened.record, lang)


def _lines(opened: OpenCase, found: Explained, lang: Language, length: Length) -> list[str]:
    """Plain text: the paragraph, and for the whole argument its steps and what is told beside them."""
    from licit.report.argument import nearly
    from licit.report.plain import proof_lines
    from licit.report.words import BOOKS, not_said, open_point_words

    verdict, record, headings = found.verdict, opened.record, BOOKS[lang].headings
    lines = [_short(opened, found, lang, length)]
    if length != "argument":
        return lines
    parts = [
        ("why", list(proof_lines(verdict, record, lang, sources=opened.case.evidence))),
        ("open", [f"- {open_point_words(one, record, lang)}" for one in verdict.proof.open_points]),
        ("nearly", [f"- {one}" for one in dict.fromkeys(step.text for step in nearly(verdict, record, lang))]),
        ("not_said", [f"- {one}" for one in not_said(lang)]),
    ]
    for key, told in parts:
        if told:
            lines += ["", headings[key], *told]
    return lines


def _as_json(opened: OpenCase, found: Explained, lang: Language, length: Length) -> dict[str, object]:
    from licit.report.argument import argument, nearly
    from licit.report.codec import encode
    from licit.report.tidy import tidy
    from licit.report.words import not_said, open_point_words, paragraph, sentence

    verdict, record, evidence = found.verdict, opened.record, opened.case.evidence
    value: dict[str, object] = {
        "question": encode(verdict.question),
        "answer": verdict.answer.value,
        "sentence": sentence(verdict, record, lang),
    }
    if length != "sentence":
        value["paragraph"] = paragraph(verdict, record, lang)
    if length == "argument":
        value |= {
            "argument": [_step(one) for one in tidy(argument(verdict, record, lang, sources=evidence))],
            "open-points": [open_point_words(one, record, lang) for one in verdict.proof.open_points],
            "nearly-matched": [_step(one) for one in nearly(verdict, record, lang, sources=evidence)],
            "not-said": list(not_said(lang)),
            "receipt": encode(verdict.receipt),
        }
    return value


def _step(step: Step) -> dict[str, object]:
    """A step without what is empty."""
    told: dict[str, object] = {
        "kind": step.kind.value,
        "text": step.text,
        "dimension": step.dimension.code if step.dimension else "",
        "facts": list(step.facts),
        "the-same": list(step.also),
        "below": [_step(one) for one in step.children],
    }
    return {key: one for key, one in told.items() if one}


def _drawn(opened: OpenCase, found: Explained, lang: Language, drawing: Drawing) -> str:
    from licit.report.drawing import chain_svg, map_svg, timeline_svg

    question = found.verdict.question
    if drawing == "timeline" and found.timeline is not None:
        told = found.timeline
        return timeline_svg(told.slices, told.notes, opened.record, lang, day=question.day)
    if drawing == "map" and found.territories is not None:
        return map_svg(found.territories.answers, lang, here=(question.territory,))
    return chain_svg(found.verdict, opened.record, lang)


def _page(opened: OpenCase, found: Explained, lang: Language) -> str:
    from licit.report.drawing import explained_page

    return explained_page(
        found.verdict,
        opened.record,
        lang,
        slices=found.timeline.slices if found.timeline else (),
        notes=found.timeline.notes if found.timeline else (),
        answers=found.territories.answers if found.territories else None,
        sources=opened.case.evidence,
    )


def _write(path: str, content: str) -> None:
    from licit.cli.files import write

    write(path, lambda file: file.write_text(content, encoding="utf-8"))
