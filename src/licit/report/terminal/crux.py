# SPDX-License-Identifier: Apache-2.0
"""Cruxes in the terminal: two lists, what clears and what refuses, each crux with its settlements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from licit.model.crux import CatalogueCruxes, Crux, Cruxes, RankedCrux
from licit.model.evidence import Evidence
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.report import words
from licit.report.terminal.style import COLOURS, MARKS, Wrapped, answer_text, bullets, heading
from licit.report.words.cruxes import CruxBook, book_for, crux_lines
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

ShownT = TypeVar("ShownT", Crux, RankedCrux)
TOP: Final = 10  # cruxes a side that are shown; JSON has them all
FEW: Final = 3  # beside an answer


def cruxes_view(
    found: Cruxes,
    record: Record,
    lang: Lang = "en",
    *,
    sources: Mapping[str, Evidence] | None = None,
    top: int = TOP,
) -> RenderableType:
    """The question, its answer, and the cruxes of each side; ``sources`` puts who says what below the open facts."""
    book = book_for(lang)
    asked = words.set_for(lang, words.BOOKS[lang].asked(Names(record, lang), found.question))
    parts: list[RenderableType] = [
        Wrapped(Text(asked, style="dim")),
        Text(),
        answer_text(found.answer, lang, strong=True),
    ]
    parts += cruxes_of(found, record, lang, top=top)
    if sources is not None:
        parts += _said(found, record, lang, sources)
    if found.answer is not Answer.CONTESTED:
        parts += [Text(), Wrapped(Text(book.not_contested))]
    return Group(*parts)


def cruxes_of(found: Cruxes, record: Record, lang: Lang = "en", *, top: int = TOP) -> list[RenderableType]:
    """The two lists alone, and where it stopped."""
    book = book_for(lang)
    parts: list[RenderableType] = []
    if decided := book.decided(found):
        if found.answer is Answer.CONTESTED:
            parts += [Text(), Wrapped(Text(decided))]
    else:
        for title, answer, side in _sides(book, found.clearing, found.refusing):
            parts += [
                Text(),
                _title(title, answer),
                _listed(((None, crux) for crux in side), len(side), record, lang, top),
            ]
    if found.stopped:
        parts += [Text(), Wrapped(Text(book.stopped(found.stopped), style="dim"))]
    return parts


def catalogue_cruxes_view(
    found: CatalogueCruxes, record: Record, lang: Lang = "en", *, top: int = TOP
) -> RenderableType:
    """Both lists ranked, each crux with how many pairs have it."""
    book = book_for(lang)
    parts: list[RenderableType] = [Wrapped(Text(words.set_for(lang, book.catalogue(found))))]
    for title, answer, side in _sides(book, found.clearing, found.refusing):
        if side:
            rows = ((one.pairs, one.crux) for one in side)
            parts += [Text(), _title(title, answer), _listed(rows, len(side), record, lang, top)]
    if found.points:
        parts += [Text(), heading(book.points), _points(found, record, lang, top)]
    if found.stopped:
        parts += [Text(), Wrapped(Text(f"{book.stopped(found.stopped)} ({found.unfinished})", style="dim"))]
    return Group(*parts)


def _points(found: CatalogueCruxes, record: Record, lang: Lang, top: int) -> Table:
    """Each open point with how many pairs have a crux that settles it."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for one in found.points[:top]:
        table.add_row(Text(f"  {one.count}"), Wrapped(Text(words.open_point_words(one.point, record, lang))))
    if len(found.points) > top:
        table.add_row("", Text(book_for(lang).more.format(len(found.points) - top), style="dim"))
    return table


def _sides(
    book: CruxBook, clearing: Sequence[ShownT], refusing: Sequence[ShownT]
) -> tuple[tuple[str, Answer, Sequence[ShownT]], ...]:
    return (book.clears, Answer.CLEARED, clearing), (book.refuses, Answer.NOT_CLEARED, refusing)


def _title(title: str, answer: Answer) -> Text:
    return Text(f"{MARKS[answer]} {title}", style=f"bold {COLOURS[answer]}")


def _listed(
    rows: Iterable[tuple[int | None, Crux]], count: int, record: Record, lang: Lang, top: int
) -> RenderableType:
    """Each crux as a block: its number of pairs if it has one, its settlements one below the other."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for number, (pairs, crux) in enumerate(rows):
        if number == top:
            break
        for at, line in enumerate(crux_lines(crux, record, lang)):
            first = f"  {number + 1}." if pairs is None else f"  {pairs}"
            table.add_row(Text(first if at == 0 else ""), Text("·" if at == 0 else "+"), Wrapped(Text(line)))
    if count > top:
        table.add_row("", "", Text(book_for(lang).more.format(count - top), style="dim"))
    return table


def _said(found: Cruxes, record: Record, lang: Lang, evidence: Mapping[str, Evidence]) -> list[RenderableType]:
    """Who says what of each fact that a crux settles."""
    parts: list[RenderableType] = [Text(), heading(words.BOOKS[lang].headings["who"])]
    settled = (one for crux in (*found.clearing, *found.refusing) for one in crux.settlements)
    for fact in dict.fromkeys(name for one in settled for name in one.point.facts):
        known = found.question.known_by
        heard = [one for one in record.statements_on.get(fact, ()) if one.published_on <= known]
        parts.append(Wrapped(Text(f"  {words.fact_words(fact, record, lang)}")))
        lines = [words.statement_line(one, record, lang, fact=fact, evidence=evidence) for one in heard]
        parts.append(bullets(lines, style="dim"))
    return parts
