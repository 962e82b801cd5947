# SPDX-License-Identifier: Apache-2.0
"""A proof as lines of plain text, for files, mail and terminals that draw nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from licit.model.evidence import Evidence
from licit.model.record import Record
from licit.model.verdict import Verdict
from licit.report.argument import Step, StepKind, argument
from licit.report.tidy import tidy
from licit.report.words import BOOKS, set_for
from licit.vocabulary.names import Lang


def proof_lines(
    verdict: Verdict,
    record: Record,
    lang: Lang = "en",
    *,
    sources: Mapping[str, Evidence] | None = None,
) -> tuple[str, ...]:
    """The full argument, tidied: one step a line, two spaces a level, ``x`` before a link that breaks.

    With ``sources``, the evidence of the case, the statements on each fact stand below it.
    """
    return tuple(_lines(tidy(argument(verdict, record, lang, sources=sources)), lang, 0))


def _lines(steps: tuple[Step, ...], lang: Lang, depth: int) -> Iterator[str]:
    book = BOOKS[lang]
    for step in steps:
        turn = f"-- {book.markers[step.turns.value]} -- " if step.turns else ""
        mark = "x " if step.kind is StepKind.BREAK else ""
        yield "  " * depth + mark + turn + step.text
        if step.also:
            same = set_for(lang, book.same(len(step.also)))
            yield "  " * (depth + 1) + f"({same} {'; '.join(step.also)})"
        yield from _lines(step.children, lang, depth + 1)
