# SPDX-License-Identifier: Apache-2.0
"""``licit what-if``: an answer, or all answers, asked again under a supposition."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Group, Parameter

from licit.cli.options import (
    BELIEVED,
    Case,
    Day,
    Engine,
    Json,
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
    from rich.console import RenderableType

    from licit.model.question import Question
    from licit.model.record import Record
    from licit.model.supposition import Supposition
    from licit.model.verdict import Verdict
    from licit.tasks.opening import OpenCase
    from licit.tasks.what_if import WhatIf

SUPPOSED = Group("What is supposed", sort_key=0)


def what_if(
    case: Case,
    service: Service,
    item: Annotated[
        str,
        Parameter(
            help="The item: its id, its title, or 'artist - title'. Left out: all it offers.", show_default=False
        ),
    ] = "",
    /,
    *,
    add: Annotated[
        list[str] | None,
        Parameter(group=SUPPOSED, help="Facts and statements of this file, in the case format; may be repeated."),
    ] = None,
    end: Annotated[
        list[str] | None,
        Parameter(group=SUPPOSED, help="FACT=DAY: its last day is this one, or open: it has none; may be repeated."),
    ] = None,
    begin: Annotated[
        list[str] | None,
        Parameter(group=SUPPOSED, help="FACT=DAY: its first day is this one, or open: it has always begun."),
    ] = None,
    sign: Annotated[
        list[str] | None, Parameter(group=SUPPOSED, help="FACT=DAY: the grant's execution day is this one.")
    ] = None,
    deny: Annotated[
        list[str] | None,
        Parameter(
            group=SUPPOSED,
            help="FACT or FACT=SOURCE: a source of the best rank, or this one, denies it as its last word.",
        ),
    ] = None,
    affirm: Annotated[
        list[str] | None, Parameter(group=SUPPOSED, help="FACT or FACT=SOURCE: the same, it affirms it.")
    ] = None,
    settle: Annotated[
        list[str] | None,
        Parameter(group=SUPPOSED, help="FACT=yes or FACT=no: it is so or not, whoever says what or held what."),
    ] = None,
    trust: Annotated[
        list[str] | None,
        Parameter(group=SUPPOSED, help="SOURCE=RANK: the source is believed in this rank, 1 the best."),
    ] = None,
    distrust: Annotated[list[str] | None, Parameter(group=SUPPOSED, help="SOURCE: the source is not believed.")] = None,
    place: Annotated[
        Literal["reception", "emission", "open"] | None,
        Parameter(group=SUPPOSED, help="The act is placed at the user, at the server, or left open."),
    ] = None,
    territory: Annotated[
        list[str] | None,
        Parameter(group=BELIEVED, help="Only in this territory; may be repeated. Left out: in all of the day."),
    ] = None,
    day: Day = "",
    use: Use = "",
    position: Position = "",
    known_by: KnownBy = "",
    engine: Engine = "compiled",
    json: Json = False,
    lang: Lang = "en",
    quiet: Quiet = False,
) -> None:
    """Ask again with facts added, ended, denied, dated or believed otherwise: what changes?

    The case is never touched. All that is supposed holds together. Told are how many pairs of item and territory get
    another answer, from which to which, and what they turn on; for one item in one territory the answer before and
    after.
    """
    from licit.cli.progress import progress
    from licit.model.position import PlaceOfAct
    from licit.tasks import naming
    from licit.tasks.opening import open_case
    from licit.tasks.what_if import Supposed, supposition
    from licit.tasks.what_if import what_if as ask

    words = Supposed(
        add=add or (),
        end=end or (),
        begin=begin or (),
        sign=sign or (),
        deny=deny or (),
        affirm=affirm or (),
        settle=settle or (),
        trust=trust or (),
        distrust=distrust or (),
        place=PlaceOfAct(place) if place else None,
    )
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    steps = supposition(opened, words)
    asked = opened.question(service, use=use, day=day, position=position, known_by=known_by)
    asked = _with_item(opened, asked, item, steps)
    _remark_on_words(opened, asked, steps)
    where = tuple(dict.fromkeys(naming.territory(opened.record, one, asked.day) for one in territory or ()))
    with progress("what-if", quiet=quiet) as told:
        found = ask(opened, asked, steps, territories=where, progress=told)
    if json:
        _print(opened, steps, found, lang)
    else:
        _show(opened, steps, found, lang)


def _with_item(opened: OpenCase, asked: Question, item: str, steps: Supposition) -> Question:
    """The question with the item, which may be one that is only supposed."""
    from dataclasses import replace

    from licit.cli.printing import remark
    from licit.model.supposition import Added
    from licit.tasks import naming

    if not item:
        return asked
    added = any(isinstance(step, Added) and item in step.more.items for step in steps.steps)
    name = item if added else naming.item(opened.record, item)
    if name not in opened.record.items and not added:
        near = naming.nearest_item(opened.record, name)
        remark(f"no item {name!r} is on record{f'; the nearest is {near}' if near else ''}")
    return replace(asked, item=name)


def _remark_on_words(opened: OpenCase, asked: Question, steps: Supposition) -> None:
    """Say so where a source is to speak whom the position does not believe: its word changes nothing."""
    from licit.cli.printing import remark
    from licit.model.supposition import Ranked, Spoken

    held = opened.record.positions[asked.position]
    trusted = {step.source for step in steps.steps if isinstance(step, Ranked) and step.rank is not None}
    for source in dict.fromkeys(step.source for step in steps.steps if isinstance(step, Spoken) and step.source):
        if held.rank(source) is None and source not in trusted:
            remark(f"{source} is not believed in the position {held.name}, so that its word changes nothing")


def _print(opened: OpenCase, steps: Supposition, found: WhatIf, lang: Language) -> None:
    from licit.cli.printing import print_json
    from licit.report.changes import comparison_json, supposition_json
    from licit.report.json import verdict_json
    from licit.tasks.comparing import moves

    before, after = opened.record, found.supposed
    ranked = moves(after, found.comparison.changes)
    told = {
        "supposed": supposition_json(steps, after, lang),
        **comparison_json(found.comparison, ranked, before, after, lang),
    }
    if found.before and found.after:
        told["verdict-before"] = verdict_json(found.before, before, lang, evidence=opened.case.evidence)
        told["verdict-after"] = verdict_json(found.after, after, lang, evidence=opened.case.evidence)
    print_json(told)


def _show(opened: OpenCase, steps: Supposition, found: WhatIf, lang: Language) -> None:
    from rich.text import Text

    from licit.cli.printing import show
    from licit.report.terminal.changes import answers_view, facts_view, sides_view, supposed_view
    from licit.report.terminal.verdict import not_said
    from licit.tasks.comparing import moves

    before, after = opened.record, found.supposed
    parts = [supposed_view(steps, after, lang), Text()]
    if found.before and found.after:
        parts += [_both(found.before, before, found.after, after, lang), Text()]
    else:
        ranked = moves(after, found.comparison.changes)
        parts += [sides_view(found.comparison, before, after, lang), Text()]
        parts += [answers_view(found.comparison, ranked, before, after, lang), Text()]
    parts += [facts_view(found.comparison.facts, before, after, lang), Text(), not_said(lang)]
    show(*parts)


def _both(before: Verdict, record: Record, after: Verdict, supposed: Record, lang: Language) -> RenderableType:
    """The sentence before and the sentence after."""
    from rich.table import Table
    from rich.text import Text

    from licit.report.terminal.style import Wrapped, answer_text
    from licit.report.words import sentence
    from licit.report.words.changing import change_words

    table = Table.grid(padding=(0, 2))
    for key, verdict, held in (("before", before, record), ("after", after, supposed)):
        told = Wrapped(Text(sentence(verdict, held, lang)))
        table.add_row(change_words(key, lang), answer_text(verdict.answer, lang, strong=True), told)
    return table
