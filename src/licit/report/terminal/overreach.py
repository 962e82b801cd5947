# SPDX-License-Identifier: Apache-2.0
"""A licensor's grants in the terminal: how many go beyond what it held, then each with what was held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from licit.model.overreach import Overreach, Reach
from licit.model.record import Record
from licit.report.clean import clean
from licit.report.overreach import Told
from licit.report.terminal.listing import STANDING_COLOURS
from licit.report.terminal.style import Wrapped, bullets, heading
from licit.report.terminal.verdict import not_said
from licit.report.words import standing_words
from licit.vocabulary.names import Lang

SHOWN: Final = 6  # rows below one heading


def overreach_view(found: Overreach, record: Record, lang: Lang = "en") -> RenderableType:
    """The whole report."""
    told = Told(found, record, lang)
    parts: list[RenderableType] = [Wrapped(Text(told.title(), style="dim")), Text()]
    parts += [Wrapped(Text(told.summary(), style="bold"))]
    for one in found.grants:
        parts += [Text(), *_grant(one, told)]
    if found.unheard:
        parts += [Text(), heading(told.heading("unheard"))]
        parts += [bullets(f"{clean(one)}: {told.fact(one)}" for one in found.unheard)]
    return Group(*parts, Text(), not_said(lang))


def _grant(held: Reach, told: Told) -> Iterator[RenderableType]:
    head = Text(clean(held.grant), style="bold")
    head.append(f"  {standing_words(held.standing, told.lang)}", style=STANDING_COLOURS[held.standing])
    yield head
    yield Padding(Wrapped(Text(told.fact(held.grant), style="dim")), (0, 0, 0, 2))
    yield Padding(Wrapped(Text(told.reach(held))), (0, 0, 0, 2))
    yield from _rows(told.heading("held"), told.holdings(held), told)
    for kind in ("beyond", "beyond_if_meant", "hanging"):
        yield from _rows(told.heading(kind), told.excesses(held, kind), told)


def _rows(title: str, rows: list[str], told: Told) -> Iterator[RenderableType]:
    if rows:
        more = [told.heading("more", count=len(rows) - SHOWN)] if len(rows) > SHOWN else []
        yield Padding(Wrapped(heading(title)), (0, 0, 0, 2))
        yield Padding(bullets([*rows[:SHOWN], *more]), (0, 0, 0, 2))
