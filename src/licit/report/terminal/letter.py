# SPDX-License-Identifier: Apache-2.0
"""Letters in the terminal: head, numbered requests, and how to answer."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from licit.model.record import Record
from licit.model.request import Letters
from licit.report.letter import WORDS, Written, written
from licit.report.terminal.style import Wrapped
from licit.report.words import labelled, set_for
from licit.vocabulary.names import Lang


def letters_view(found: Letters, record: Record, lang: Lang = "en") -> RenderableType:
    """Each letter; or that nothing is to be asked."""
    parts: list[RenderableType] = []
    for letter in written(found, record, lang):
        parts += [Rule(style="dim")] if parts else []
        parts += _letter(letter, lang)
    if not parts:
        cleared = found.tally.cleared == found.tally.total
        parts = [Text(set_for(lang, WORDS[lang].LABELS["nothing" if cleared else "nobody"]))]
    return Group(*parts)


def _letter(letter: Written, lang: Lang) -> Iterator[RenderableType]:
    for label, text in letter.head:
        yield _line(label, text, lang)
    for paragraph in letter.opening:
        yield from (Text(), Wrapped(Text(paragraph)))
    for item in letter.items:
        yield Text()
        for position, (label, text) in enumerate(item.lines):
            if not position:
                yield _line(f"{item.number}. {label}", text, lang)
            else:
                yield Padding(_line(label, text, lang), (0, 0, 0, 3))
    for paragraph in letter.closing:
        yield from (Text(), Wrapped(Text(paragraph, style="dim")))


def _line(label: str, text: str, lang: Lang) -> Wrapped:
    whole = Text(labelled(lang, label, text))
    whole.stylize("bold", 0, len(label))
    return Wrapped(whole)
