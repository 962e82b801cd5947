# SPDX-License-Identifier: Apache-2.0
"""What falls if a fact ends, in the terminal: by service and day, then the grants that hang on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from licit.model.change import Cascade, Fall, Hanging, Move
from licit.model.record import Record
from licit.report import words
from licit.report.clean import clean
from licit.report.terminal.changes import moves_view
from licit.report.terminal.style import Wrapped, heading
from licit.report.words.changing import change_words
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

SHOWN: Final = 30  # grants; --json has them all


def cascade_view(
    found: Cascade, ranked: Mapping[Fall, Sequence[Move]], record: Record, lang: Lang = "en"
) -> RenderableType:
    """The fact and its day, each fall with its changes in groups, and a table of grants with what holds them then."""
    names = Names(record, lang)
    title = change_words("cascade", lang, fact=words.fact_words(found.fact, record, lang), day=names.day(found.on))
    known = change_words("known", lang, day=names.day(found.question.known_by))
    asked = " · ".join((names.word(found.question.use), known, clean(found.question.position)))
    parts: list[RenderableType] = [Wrapped(Text(title, style="bold")), Text(asked, style="dim"), Text()]
    for fall in found.falls:
        pairs = sum(one.pairs for one in fall.changes)
        told = change_words("falls", lang, service=names.party(fall.service), day=names.day(fall.day), pairs=pairs)
        parts += [heading(told), moves_view(ranked[fall], record, record, lang), Text()]
    if not found.falls:
        days = names.listed(names.day(day) for day in found.days)
        parts += [Wrapped(Text(change_words("nothing_falls", lang, days=days))), Text()]
    if not found.hanging:
        return Group(*parts, Text(change_words("hangs_none", lang)))
    return Group(*parts, heading(change_words("hanging", lang)), _table(found.hanging, record, lang))


def _table(hanging: Sequence[Hanging], record: Record, lang: Lang) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False)
    for key in ("fallen", "surviving", "kept"):
        table.add_column(change_words(key, lang), justify="right")
    table.add_column(change_words("what", lang))
    for one in hanging[:SHOWN]:
        what = f"{words.fact_words(one.grant, record, lang)} ({clean(one.grant)})"
        table.add_row(str(one.fallen), str(one.surviving), str(one.kept), Wrapped(Text(what)))
    if len(hanging) > SHOWN:
        table.add_row("", "", "", change_words("more", lang, n=len(hanging) - SHOWN))
    return table
