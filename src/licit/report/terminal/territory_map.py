# SPDX-License-Identifier: Apache-2.0
"""A small world in tiles: each territory's letters and the mark of its answer, roughly where it lies; then lists."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from licit.model.record import Record
from licit.model.verdict import Answer
from licit.report import words
from licit.report.terminal.style import COLOURS, MARKS, answer_text
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

_TILES: Final = Path(__file__).with_name("tiles.csv")
_TILE: Final = 3  # columns: two letters and a mark
_NAMED: Final = 40  # territories that a list names; of more it names those left out, or counts


def territory_map(answers: Mapping[str, Answer], record: Record, lang: Lang = "en") -> RenderableType:
    """The map, then each answer with its territories. In a terminal narrower than the map only the lists are shown."""
    return Group(_Map(dict(answers)), *_lists(answers, record, lang))


@dataclass(frozen=True)
class _Map:
    answers: Mapping[str, Answer]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        tiles = {place: leaf for leaf, place in _tiles().items() if leaf in self.answers}
        if not tiles:
            return
        first, last = min(row for row, _ in tiles), max(row for row, _ in tiles)
        across = max(column for _, column in _tiles().values()) + 1
        if options.max_width < across * _TILE:
            return
        for row in range(first, last + 1):
            line = Text(no_wrap=True)
            for column in range(across):
                leaf = tiles.get((row, column), "")
                if leaf:
                    answer = self.answers[leaf]
                    line.append(f"{leaf[:2]}{MARKS[answer]}", style=COLOURS[answer])
                else:
                    line.append(" " * _TILE)
            line.rstrip()
            yield line
        yield Text()


def _lists(answers: Mapping[str, Answer], record: Record, lang: Lang) -> list[RenderableType]:
    names, book = Names(record, lang), words.BOOKS[lang]
    parts: list[RenderableType] = []
    for answer in Answer:
        inside = sorted(names.territory(leaf) for leaf, held in answers.items() if held is answer)
        if not inside:
            continue
        outside = sorted(names.territory(leaf) for leaf, held in answers.items() if held is not answer)
        head = answer_text(answer, lang)
        head.append(f" ({len(inside)})", style="dim")
        parts += [head, Padding(Text(_list(inside, outside, book.headings, names)), (0, 0, 0, 2))]
    without = sorted(names.territory(leaf) for leaf in answers if leaf not in _tiles())
    if without:
        parts += [Text(), Text(words.labelled(lang, book.headings["no_tile"], ", ".join(without)), style="dim")]
    return parts


def _list(inside: list[str], outside: list[str], headings: Mapping[str, str], names: Names) -> str:
    """The territories by name; where most are inside, those left out."""
    if len(inside) <= _NAMED:
        return ", ".join(inside)
    if not outside:
        return headings["everywhere"]
    if len(outside) <= _NAMED:
        return f"{headings['everywhere']} {headings['except']} {', '.join(outside)}"
    return names.listed(inside)


@functools.cache
def _tiles() -> Mapping[str, tuple[int, int]]:
    with _TILES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["leaf"]: (int(row["row"]), int(row["column"])) for row in rows}
