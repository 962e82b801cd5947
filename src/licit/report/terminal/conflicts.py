# SPDX-License-Identifier: Apache-2.0
"""The conflicts of a record in the terminal, by kind; with sources, the statements on each fact below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from licit.model.conflict import Conflict, ConflictKind, Conflicts
from licit.model.evidence import Evidence
from licit.model.record import Record
from licit.report.clean import clean
from licit.report.conflicts import Told
from licit.report.terminal.style import Wrapped, bullets, heading
from licit.report.terminal.verdict import not_said
from licit.report.words import standing_words
from licit.vocabulary.names import Lang


def conflicts_view(
    found: Conflicts, record: Record, lang: Lang = "en", *, sources: Mapping[str, Evidence] | None = None
) -> RenderableType:
    """Each kind with its conflicts; ``sources`` is the evidence of the case."""
    told = Told(found, record, lang, sources or {})
    parts: list[RenderableType] = [Wrapped(Text(told.title(), style="dim"))]
    for kind in ConflictKind:
        if of_kind := found.of(kind):
            parts += [Text(), heading(f"{told.heading(kind)} ({len(of_kind)})")]
            for one in of_kind:
                parts += [bullets([told.sentence(one)]), *_facts(one, told, sources=sources is not None)]
    if not found.found:
        parts += [Text(), Text(told.none(), style="bold")]
    return Group(*parts, Text(), not_said(lang))


def _facts(one: Conflict, told: Told, *, sources: bool) -> Iterator[RenderableType]:
    """The ids of the facts, each with its standing, and who says so."""
    line = ", ".join(f"{clean(fact)} ({standing_words(standing, told.lang)})" for fact, standing in one.standings)
    yield Padding(Wrapped(Text(line, style="dim")), (0, 0, 0, 4))
    if sources:
        for fact, _ in one.standings:
            for said in told.sources(fact):
                yield Padding(Wrapped(Text(f"{clean(fact)}: {said}", style="dim")), (0, 0, 0, 6))
