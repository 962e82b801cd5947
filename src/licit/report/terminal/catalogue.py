# SPDX-License-Identifier: Apache-2.0
"""A catalogue's audit in a terminal, where it is more than an audit of a case shows: territories, reasons, slices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from licit.model.overview import Audit, Tally
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.report import words
from licit.report.terminal.audit import reasons_view, totals
from licit.report.terminal.style import COLOURS
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

_TOP = 50  # reasons shown where they are what is asked for


def territory_rows(audit: Audit, record: Record, lang: Lang) -> Audit:
    """The audit with territories by their names, in the order of their codes."""
    names = Names(record, lang)
    rows = sorted(audit.rows, key=lambda row: row.group)
    return replace(audit, rows=tuple(replace(row, group=names.territory(row.group)) for row in rows))


def reason_totals(audit: Audit, record: Record, lang: Lang) -> list[RenderableType]:
    """All together, and then as many reasons as one reads."""
    whole = totals((), audit.total, record, lang)
    return [whole, *reasons_view(audit.reasons, (), record, lang, top=_TOP)]


def coverage_view(slices: Sequence[tuple[date, date, Tally]], record: Record, lang: Lang) -> RenderableType:
    """A line a slice: its days, and how many pairs have each answer, as counts and as a part of all."""
    names = Names(record, lang)
    shown = [answer for answer in Answer if any(tally.of(answer) for _, _, tally in slices)]
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("")
    for answer in shown:
        style = COLOURS[answer]
        table.add_column(Text(words.answer_words(answer, lang), style=style), justify="right", style=style)
    table.add_column(words.BOOKS[lang].headings["total"], justify="right")
    for first, last, tally in slices:
        days = names.day(first) if first == last else f"{names.day(first)} – {names.day(last)}"
        cells = [_part(tally, answer) for answer in shown]
        table.add_row(Text(days), *(Text(cell) for cell in cells), str(tally.total))
    return table


def _part(tally: Tally, answer: Answer) -> str:
    count = tally.of(answer)
    return f"{count} ({count * 100 / tally.total:.1f} %)" if count else "0"
