# SPDX-License-Identifier: Apache-2.0
"""An audit as tables: totals by group with their weight, then what the answers turn and hang on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from licit.model.overview import Audit, AuditRow, RankedPoint, RankedReason, ServiceAnswer, Tally
from licit.model.proof import Flag
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.report import words
from licit.report.clean import clean
from licit.report.terminal.style import COLOURS, Wrapped, bullets, heading
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

_TOP: Final = 10  # reasons and open points shown; the tables of a file have them all


def audit_view(audit: Audit, record: Record, lang: Lang = "en", *, top: int = _TOP) -> RenderableType:
    """Totals by group, each answer as a count and a part of its group; then reasons and open points, ranked."""
    parts: list[RenderableType] = [totals(audit.rows, audit.total, record, lang)]
    if audit.flags:
        flags = (f"{words.flag_words(Flag(flag), lang)} ({count})" for flag, count in audit.flags.items())
        parts += [Text(), heading(words.BOOKS[lang].headings["flags"]), bullets(flags)]
    return Group(*parts, *reasons_view(audit.reasons, audit.open_points, record, lang, top=top))


def service_view(held: ServiceAnswer, record: Record, lang: Lang = "en", *, top: int = _TOP) -> RenderableType:
    """One sentence for a whole service, then what its answers turn and hang on."""
    parts = [Wrapped(Text(words.service_sentence(held, record, lang)))]
    return Group(*parts, *reasons_view(held.reasons, held.open_points, record, lang, top=top))


def totals(rows: Sequence[AuditRow], total: Tally, record: Record, lang: Lang) -> Table:
    """The table of totals; the column of weights only where the record has one."""
    headings, names = words.BOOKS[lang].headings, Names(record, lang)
    weighed = any(row.weight for row in rows)
    table = Table(box=box.SIMPLE, show_footer=True, pad_edge=False)
    table.add_column(headings["group"], footer=headings["total"])
    if weighed:
        table.add_column(headings["weight"], justify="right")
    shown = [answer for answer in Answer if total.of(answer)]
    for answer in shown:
        style = COLOURS[answer]
        footer = _part(total, answer)
        title = words.answer_words(answer, lang)
        table.add_column(Text(title, style=style), footer=footer, justify="right", style=style)
    table.add_column(headings["total"], footer=str(total.total), justify="right")
    for row in rows:
        weight = [clean(row.weight or "")] if weighed else []
        cells = [*weight, *(_part(row.tally, answer) for answer in shown), str(row.tally.total)]
        table.add_row(Text(names.party(row.group) or "–"), *(Text(cell) for cell in cells))
    return table


def reasons_view(
    reasons: Sequence[RankedReason],
    points: Sequence[RankedPoint],
    record: Record,
    lang: Lang = "en",
    *,
    top: int = _TOP,
) -> list[RenderableType]:
    """The reasons and the open points with the most answers, each with how many turn or hang on it."""
    headings = words.BOOKS[lang].headings
    turning = _told_apart(reasons, record, lang)
    hanging = [(one.count, words.open_point_words(one.point, record, lang)) for one in points]
    return [*_ranked(headings["reasons"], turning, top), *_ranked(headings["points"], hanging, top)]


def _told_apart(reasons: Sequence[RankedReason], record: Record, lang: Lang) -> list[tuple[int, str]]:
    """Reasons in words; where two read the same, with the party whose chain they break."""
    names = Names(record, lang)
    said = [words.reason_words(one.reason, record, lang) for one in reasons]
    often = Counter(said)
    return [
        (one.count, f"{text} ({names.party(one.reason.at)})" if often[text] > 1 and one.reason.at else text)
        for one, text in zip(reasons, said, strict=True)
    ]


def _ranked(title: str, rows: Sequence[tuple[int, str]], top: int) -> list[RenderableType]:
    if not rows:
        return []
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for count, text in rows[:top]:
        table.add_row(Text(f"  {count}"), Wrapped(Text(text)))
    if len(rows) > top:
        table.add_row("", Text(f"+{len(rows) - top}", style="dim"))
    return [Text(), heading(title), table]


def _part(tally: Tally, answer: Answer) -> str:
    count = tally.of(answer)
    return f"{count} ({count * 100 / tally.total:.0f} %)" if count and tally.total else str(count)
