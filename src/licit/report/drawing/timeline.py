# SPDX-License-Identifier: Apache-2.0
"""The timeline: slices of the answer in its patterns, the terms of the facts it turns on below, and days of change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from licit.model.fact import Note
from licit.model.overview import Slice
from licit.model.record import Record
from licit.report.drawing.metrics import width, wrap
from licit.report.drawing.palette import INKS, TEXTS, fill, mark, patterns
from licit.report.drawing.svg import (
    FAINT,
    INK,
    PAPER,
    Element,
    add,
    drawing,
    group,
    ident_of,
    line,
    number,
    text_of,
    write,
)
from licit.report.drawing.terms import Terms, terms
from licit.report.drawing.words import drawn
from licit.report.words import BOOKS, answer_words, labelled, reason_words
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

_ACROSS: Final = 900.0
_LEFT: Final = 14.0
_RIGHT: Final = _ACROSS - 14.0
_STRIP: Final = 36.0
_ROW: Final = 32.0
_EVENTS: Final = 20.0
_BAR: Final = 9.0
_YEAR: Final = 36.0  # units that the label of a year needs
MOST: Final = 24  # facts drawn; of more the rest is counted
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class _Scale:
    """Days as places from left to right; a day takes the room up to the next."""

    first: date
    last: date

    def at(self, day: date, *, end: bool = False) -> float:
        """Where a day begins, or ends; days outside lie on the edge."""
        days = (self.last - self.first).days + 1
        passed = (min(max(day, self.first), self.last) - self.first).days
        passed = days if day > self.last else passed + (1 if end and day >= self.first else 0)
        return _LEFT + (_RIGHT - _LEFT) * passed / days


def timeline_svg(  # noqa: PLR0913 - what is drawn, and in which words
    slices: Sequence[Slice],
    notes: Sequence[Note],
    record: Record,
    lang: Lang = "en",
    *,
    day: date | None = None,
    ident: str = "",
) -> str:
    """The slices of one question as SVG: a text without anything from elsewhere.

    ``day`` is marked, such as the one asked about. Facts are those that the reasons name and those that change the
    answer, with their terms; ``notes`` the events of those days. ``ident`` begins every id; left out, it comes from the
    slices.
    """
    names = Names(record, lang)
    lines = [_told(number_, one, record, names, lang) for number_, one in enumerate(slices, 1)]
    ident = ident or ident_of("timeline", (slices, day))
    told = [*lines] or [BOOKS[lang].headings["none"]]
    told += [f"{names.when(note.day)}: {note.text}" for note in notes]
    root = drawing(ident, _ACROSS, 0.0, drawn("timeline", lang), told)
    if not slices:
        write(root, _LEFT, 24, BOOKS[lang].headings["none"], 12)
        return _sized(root, 40)
    patterns(root, ident)
    scale = _Scale(slices[0].first, slices[-1].last)
    found = terms(slices, record, lang)
    asked = day if day is not None and scale.first <= day <= scale.last else None
    top = _labelled_days(root, slices, scale, names, above=10.0 if asked is None else 18.0)
    below = top + _STRIP + 24 + (_EVENTS if notes else 0)
    rows = found[:MOST]
    low = below + (26 + _ROW * len(rows) if rows else 0)
    for one in slices[1:]:
        x = scale.at(one.first)
        line(root, x, top - 4, x, low, stroke=FAINT, stroke_width=0.8)
    if asked is not None:
        x = _middle(scale, asked)
        line(root, x, top - 2, x, low, stroke=INK, stroke_width=1.6, stroke_dasharray="2 3")
    _strip(root, slices, scale, top, ident, lang)
    _years(root, scale, top + _STRIP)
    for note in notes:
        _event(root, note, scale, top + _STRIP + 24, names)
    if asked is not None:
        x = _middle(scale, asked)
        add(root, "polygon", points=f"{x - 6:.1f},{top - 9:.1f} {x + 6:.1f},{top - 9:.1f} {x:.1f},{top:.1f}", fill=INK)
    y = below
    if rows:
        write(root, _LEFT, y + 12, drawn("facts", lang), 12, bold=True)
        y += 26
        for one_term in rows:
            _row(root, one_term, scale, y)
            y += _ROW
    if len(found) > MOST:
        write(root, _LEFT, y + 11, drawn("facts_more", lang, n=len(found) - MOST), 11, fill=FAINT)
        y += 18
    y = _list(root, slices, lines, y + 8)
    return _sized(root, _key(root, list(_key_lines(rows, asked, notes, names, lang)), y))


def _middle(scale: _Scale, day: date) -> float:
    return (scale.at(day) + scale.at(day, end=True)) / 2


def _sized(root: Element, down: float) -> str:
    root.set("height", number(float(down)))
    root.set("viewBox", f"0 0 {number(_ACROSS)} {number(float(down))}")
    return text_of(root)


def _told(place: int, one: Slice, record: Record, names: Names, lang: Lang) -> str:
    days = names.day(one.first) if one.first == one.last else f"{names.day(one.first)} – {names.day(one.last)}"
    head = labelled(lang, f"{place}. {days} · {answer_words(one.answer, lang)}", reason_words(one.reason, record, lang))
    if place > 1 and one.changed_by:
        facts = " · ".join(BOOKS[lang].fact(names, fact) for fact in one.changed_by)
        head += f" ({labelled(lang, BOOKS[lang].headings['changed'], facts)})"
    return head


def _labelled_days(root: Element, slices: Sequence[Slice], scale: _Scale, names: Names, *, above: float) -> float:
    """The days of change above the strip, in as many rows as they need, the lowest ``above`` it.

    Returned is where the strip begins.
    """
    rows: list[float] = []
    placed = []
    for one in slices[1:]:
        text = names.day(one.first)
        long = width(text, 11)
        x = min(max(scale.at(one.first) - long / 2, _LEFT), _RIGHT - long)
        row = next((i for i, free in enumerate(rows) if x > free), len(rows))
        if row == len(rows):
            rows.append(0)
        rows[row] = x + long + 8
        placed.append((row, x, scale.at(one.first), text))
    top = 12.0 + 15 * len(rows) + above
    for row, x, day_x, text in placed:
        y = top - above - 15 * row
        line(root, day_x, y + 2, day_x, top, stroke=FAINT, stroke_width=0.8)
        write(root, x, y, text, 11)
    return top


def _strip(  # noqa: PLR0913, PLR0917 - what, where, and in which words
    root: Element, slices: Sequence[Slice], scale: _Scale, top: float, ident: str, lang: Lang
) -> None:
    for place, one in enumerate(slices, 1):
        left, right = scale.at(one.first), scale.at(one.last, end=True)
        word = f"{place}  {answer_words(one.answer, lang)}"
        made = group(root, answer_words(one.answer, lang), class_=one.answer.value)
        looks = {"fill": fill(ident, one.answer), "stroke": INKS[one.answer], "stroke_width": 1.2}
        add(made, "rect", x=left, y=top, width=right - left, height=_STRIP, **looks)
        long = width(word, 11, bold=True) + 30
        if right - left < long + 4:
            word, long = str(place), width(str(place), 11, bold=True) + 26
        x = min(max((left + right) / 2, _LEFT + long / 2), _RIGHT - long / 2)
        if right - left < long:  # too narrow even for its number: below its slice
            continue
        add(made, "rect", x=x - long / 2, y=top + 9, width=long, height=18, rx=9, fill=PAPER, stroke=INKS[one.answer])
        mark(made, x - long / 2 + 11, top + 18, one.answer, 5)
        write(made, x - long / 2 + 20, top + 22, word, 11, bold=True, fill=TEXTS[one.answer])


def _years(root: Element, scale: _Scale, y: float) -> None:
    """A tick where each year begins, labelled as far as there is room."""
    years = range(scale.first.year, scale.last.year + 1)
    room = (_RIGHT - _LEFT) / max(len(years), 1)
    step = next((one for one in _STEPS if one * room >= _YEAR), _STEPS[-1])
    for year in years:
        day = date(year, 1, 1)
        if day < scale.first:
            continue
        x = scale.at(day)
        labelled_year = year % step == 0 and x + 4 + width(str(year), 10) < _RIGHT
        line(root, x, y, x, y + (14 if labelled_year else 5), stroke=FAINT, stroke_width=1)
        if labelled_year:
            write(root, x + 4, y + 14, str(year), 10, fill=FAINT)


def _event(root: Element, note: Note, scale: _Scale, y: float, names: Names) -> None:
    """A rhomb on the day of an event, or in the middle of the days on which it may have been."""
    middle = note.day.earliest + (note.day.latest - note.day.earliest) / 2
    x = _middle(scale, min(max(middle, scale.first), scale.last))
    made = group(root, f"{names.when(note.day)}: {note.text}", class_="event")
    corners = f"{x:.1f},{y:.1f} {x + 5:.1f},{y + 6:.1f} {x:.1f},{y + 12:.1f} {x - 5:.1f},{y + 6:.1f}"
    add(made, "polygon", points=corners, fill=PAPER, stroke=INK, stroke_width=1.3)


def _row(root: Element, one: Terms, scale: _Scale, y: float) -> None:
    """The term of a fact: full where it surely holds, pale and dashed where it begins or ends on some day."""
    made = group(root, one.name, class_="term")
    (text,) = wrap(one.name, _RIGHT - _LEFT, 11, most=1)
    add(made, "rect", x=_LEFT - 2, y=y, width=width(text, 11) + 4, height=14, fill=PAPER)  # the days' lines stay behind
    write(made, _LEFT, y + 11, text, 11)
    top = y + 16
    for first, last, sure in one.spans(scale.first, scale.last):
        left, right = scale.at(first), scale.at(last, end=True)
        looks: dict[str, object] = {"fill": "#595959", "stroke": INK, "stroke_width": 1}
        if one.law:
            looks["fill"] = "#c9d2f0"
        if not sure:
            looks |= {"fill": PAPER, "stroke_dasharray": "3 3", "stroke": FAINT}
        add(made, "rect", x=left, y=top, width=max(right - left, 1.5), height=_BAR, rx=4 if one.law else 0, **looks)
    for open_end, x, turn in ((one.before(scale.first), _LEFT, -1), (one.after(scale.last), _RIGHT, 1)):
        if open_end:  # goes on beyond the edge
            tip = f"{x:.1f},{top - 2:.1f} {x + turn * 7:.1f},{top + _BAR / 2:.1f} {x:.1f},{top + _BAR + 2:.1f}"
            add(made, "polygon", points=tip, fill=INK)
    for day in one.ended:
        if scale.first <= day <= scale.last:
            x = scale.at(day, end=True)
            line(made, x, top - 4, x, top + _BAR + 4, stroke=INK, stroke_width=4)


def _list(root: Element, slices: Sequence[Slice], lines: Sequence[str], y: float) -> float:
    """Each slice in words."""
    for one, text in zip(slices, lines, strict=True):
        mark(root, _LEFT + 6, y + 8, one.answer, 5)
        for part in wrap(text, _RIGHT - _LEFT - 20, 11):
            write(root, _LEFT + 20, y + 12, part, 11)
            y += 15
        y += 3
    return y


def _key(root: Element, lines: Sequence[str], y: float) -> float:
    if not lines:
        return y + 8
    for part in wrap(" · ".join(lines), _RIGHT - _LEFT, 11):
        y += 15
        write(root, _LEFT, y, part, 11, fill=FAINT)
    return y + 12


def _key_lines(
    rows: Sequence[Terms], day: date | None, notes: Sequence[Note], names: Names, lang: Lang
) -> Iterator[str]:
    if notes:
        yield labelled(lang, "◇", BOOKS[lang].headings["events"])
    if day is not None:
        yield f"▼ {drawn('day', lang, day=names.day(day))}"
    if any(one.law for one in rows):
        yield drawn("key_laws", lang)
    if any(one.imprecise for one in rows):
        yield drawn("key_imprecise", lang)
    if any(one.ended for one in rows):
        yield drawn("key_ended", lang)
