# SPDX-License-Identifier: Apache-2.0
"""Colours and marks of the four answers: never red against green, and never a colour without its word or mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from licit.model.proof import Value
from licit.model.verdict import Answer
from licit.report.words import answer_words
from licit.vocabulary.names import Lang

_WIDEST: Final = 120  # columns; longer lines are hard to follow
COLOURS: Final = {
    Answer.CLEARED: "color(37)",  # blue-teal
    Answer.CONTESTED: "color(178)",  # amber
    Answer.NOT_CLEARED: "color(166)",  # dark orange
    Answer.UNKNOWN: "color(245)",  # grey
}
MARKS: Final = {Answer.CLEARED: "●", Answer.CONTESTED: "◐", Answer.NOT_CLEARED: "○", Answer.UNKNOWN: "?"}
FILLS: Final = {Answer.CLEARED: "█", Answer.CONTESTED: "▓", Answer.NOT_CLEARED: "░", Answer.UNKNOWN: "·"}
VALUES: Final = {
    Value.YES: COLOURS[Answer.CLEARED],
    Value.NO: COLOURS[Answer.NOT_CLEARED],
    Value.UNKNOWN: COLOURS[Answer.UNKNOWN],
}


def answer_text(answer: Answer, lang: Lang = "en", *, strong: bool = False) -> Text:
    """The mark and the word of an answer, in its colour."""
    style = f"bold {COLOURS[answer]}" if strong else COLOURS[answer]
    return Text(f"{MARKS[answer]} {answer_words(answer, lang)}", style=style)


def heading(text: str) -> Text:
    """The heading of a part of a report."""
    return Text(text, style="bold")


@dataclass(frozen=True)
class Wrapped:
    """A text that wraps at blanks alone: rich by itself would part a hard space from its mark.

    ``at``: where it wraps instead, such as between the names of a list. ``hang``: how far later lines are moved in.
    """

    text: Text
    at: str = " "
    hang: int = 0

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From its longest word to its whole length."""
        words = self.text.plain.split(self.at)
        longest = max(cell_len(word) for word in words) + self.hang
        return Measurement(min(longest, options.max_width), min(cell_len(self.text.plain), options.max_width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lines that fit; a word wider than the terminal is left to rich."""
        offsets, start, used, empty = [], 0, 0, True
        for word in self.text.plain.split(self.at):
            width = cell_len(word + self.at.rstrip())
            if not empty and used + width > options.max_width:
                offsets.append(start)
                used = self.hang
            used += width + 1
            start += len(word) + len(self.at)
            empty = empty and not word
        for number, line in enumerate(self.text.divide(offsets)):
            line.rstrip()
            if number:
                line = line[len(line.plain) - len(line.plain.lstrip(" ")) :]  # noqa: PLW2901 - blanks before a word
                line.pad_left(self.hang)
            yield line


def bullets(lines: Iterable[str], style: str = "") -> Table:
    """Lines with a point before each, and hanging below themselves where they wrap."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")  # a long path is parted, not cut
    for line in lines:
        table.add_row(Text("  ·", style=style), Wrapped(Text(line, style=style)))
    return table


def console(file: IO[str] | None = None, *, width: int | None = None) -> Console:
    """A console that takes no text of a case for markup, emoji or anything to colour; ``NO_COLOR`` is heeded.

    Without a ``width`` it is as wide as the terminal, up to what is still good to read.
    """
    made = Console(file=file, width=width, markup=False, emoji=False, highlight=False)
    if width is None and made.width > _WIDEST:
        made.width = _WIDEST
    return made
