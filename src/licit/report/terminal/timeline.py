# SPDX-License-Identifier: Apache-2.0
"""A timeline as a drawn strip: as wide as the terminal, its days marked, one line of reason a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from licit.model.overview import Slice
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.report import words
from licit.report.terminal.style import COLOURS, FILLS, Wrapped, answer_text
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

_NARROWEST: Final = 20


def timeline_strip(slices: Sequence[Slice], record: Record, lang: Lang = "en") -> RenderableType:
    """The strip, its years, the marks and words of its answers, then each slice with what it turns on.

    A slice is drawn by its share of the days, and never narrower than one column while the terminal has one for each.
    """
    if not slices:
        return Text(words.BOOKS[lang].headings["none"])
    return Group(_Strip(tuple(slices)), _legend(slices, lang), Text(), _lines(slices, record, lang))


@dataclass(frozen=True)
class _Strip:
    slices: tuple[Slice, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width, _NARROWEST)
        ends = _columns([(one.last - one.first).days + 1 for one in self.slices], width)
        strip, start = Text(no_wrap=True), 0
        for one, end in zip(self.slices, ends, strict=True):
            strip.append(FILLS[one.answer] * (end - start), style=COLOURS[one.answer])
            start = end
        yield strip
        yield Text(_ruler(self.slices, ends), style="dim", no_wrap=True)


def _columns(days: Sequence[int], width: int) -> list[int]:
    """Where each slice ends, in columns: by its days, but at least one column each while there is room."""
    ends: list[int] = []
    total, passed = sum(days), 0
    for index, count in enumerate(days):
        passed += count
        least = ends[-1] + 1 if ends else 1
        most = width - (len(days) - index - 1)
        ends.append(max(min(max(round(passed * width / total), least), most), 0))
    return ends


def _ruler(slices: Sequence[Slice], ends: Sequence[int]) -> str:
    """A mark and a year where each year begins, as far as the labels find room."""
    line = [" "] * ends[-1]
    free = 0
    for year in range(slices[0].first.year, slices[-1].last.year + 1):
        day = max(date(year, 1, 1), slices[0].first)
        column = _column_of(day, slices, ends)
        label = f"╵{year}"
        if column >= free and column + len(label) <= len(line):
            line[column : column + len(label)] = label
            free = column + len(label) + 1
        elif column < len(line) and line[column] == " ":
            line[column] = "╵"
            free = max(free, column + 1)
    return "".join(line)


def _column_of(day: date, slices: Sequence[Slice], ends: Sequence[int]) -> int:
    start = 0
    for one, end in zip(slices, ends, strict=True):
        if day <= one.last:
            days = (one.last - one.first).days + 1
            return start + (day - one.first).days * (end - start) // days
        start = end
    return start


def _legend(slices: Sequence[Slice], lang: Lang) -> Text:
    shown = [answer for answer in Answer if any(one.answer is answer for one in slices)]
    legend = Text()
    for answer in shown:
        legend.append(f"{FILLS[answer]} {words.answer_words(answer, lang)}   ", style=COLOURS[answer])
    return legend


def _lines(slices: Sequence[Slice], record: Record, lang: Lang) -> Table:
    names = Names(record, lang)
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for number, one in enumerate(slices):
        why: list[RenderableType] = [Wrapped(Text(words.reason_words(one.reason, record, lang)))]
        if number and one.changed_by:
            changed = " · ".join(words.fact_words(fact, record, lang) for fact in one.changed_by)
            heading = words.BOOKS[lang].headings["changed"]
            why.append(Wrapped(Text(words.labelled(lang, heading, changed), style="dim")))
        days = names.day(one.first) if one.first == one.last else f"{names.day(one.first)} – {names.day(one.last)}"
        table.add_row(days, answer_text(one.answer, lang), Group(*why))
    return table
