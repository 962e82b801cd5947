# SPDX-License-Identifier: Apache-2.0
"""Facts with their standing and who says so, and statements, as lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from licit.model.evidence import Evidence
from licit.model.fact import Fact
from licit.model.proof import Standing
from licit.model.record import Record
from licit.model.statement import Statement
from licit.model.verdict import Answer
from licit.report import words
from licit.report.clean import clean
from licit.report.terminal.style import COLOURS, Wrapped
from licit.vocabulary.names import Lang

STANDING_COLOURS: Final = {
    Standing.ACCEPTED: COLOURS[Answer.CLEARED],
    Standing.DISPUTED: COLOURS[Answer.CONTESTED],
    Standing.REJECTED: COLOURS[Answer.NOT_CLEARED],
    Standing.UNSAID: COLOURS[Answer.UNKNOWN],
}


def facts_view(
    facts: Iterable[tuple[Fact, Standing, tuple[Statement, ...]]],
    record: Record,
    lang: Lang = "en",
    *,
    evidence: Mapping[str, Evidence] = words.NO_EVIDENCE,
) -> RenderableType:
    """Each fact with its id, its standing, all that it says, and the statements on it below."""
    parts: list[RenderableType] = []
    for fact, standing, statements in facts:
        head = Text(clean(fact.id), style="bold")
        head.append(f"  {words.standing_words(standing, lang)}", style=STANDING_COLOURS[standing])
        parts += [head, Padding(Wrapped(Text(words.fact_line(fact, record, lang))), (0, 0, 0, 2))]
        for said in statements:
            line = words.statement_line(said, record, lang, fact=fact.id, evidence=evidence)
            parts.append(Padding(Wrapped(Text(f"· {line}", style="dim")), (0, 0, 0, 4)))
    return Group(*parts) if parts else Text(words.BOOKS[lang].headings["none"])


def statements_view(
    statements: Iterable[Statement],
    record: Record,
    lang: Lang = "en",
    *,
    evidence: Mapping[str, Evidence] = words.NO_EVIDENCE,
) -> RenderableType:
    """Each statement, with the facts it speaks of below."""
    parts: list[RenderableType] = []
    for said in statements:
        lone = said.facts[0] if len(said.facts) == 1 else ""
        parts.append(Wrapped(Text(words.statement_line(said, record, lang, fact=lone, evidence=evidence))))
        for fact in said.facts:
            line = Text(f"· {words.labelled(lang, clean(fact), words.fact_words(fact, record, lang))}", style="dim")
            parts.append(Padding(Wrapped(line), (0, 0, 0, 4)))
    return Group(*parts) if parts else Text(words.BOOKS[lang].headings["none"])
