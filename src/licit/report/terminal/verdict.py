# SPDX-License-Identifier: Apache-2.0
"""A verdict in the terminal: the sentence, the proof, what it hangs on, and what it does not say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from licit.model.crux import Cruxes
from licit.model.evidence import Evidence
from licit.model.record import Record
from licit.model.verdict import Difference, Verdict
from licit.report import words
from licit.report.argument import argument, nearly
from licit.report.terminal.crux import FEW, cruxes_of
from licit.report.terminal.proof import proof_tree
from licit.report.terminal.style import COLOURS, MARKS, Wrapped, bullets, heading
from licit.report.tidy import tidy
from licit.report.words.names import Names
from licit.vocabulary.names import Lang


def show_verdict(  # noqa: PLR0913 - what stands beside an answer
    verdict: Verdict,
    record: Record,
    lang: Lang = "en",
    *,
    sources: Mapping[str, Evidence] | None = None,
    differences: Sequence[Difference] = (),
    cruxes: Cruxes | None = None,
) -> RenderableType:
    """The whole answer to one question.

    ``sources``, the evidence of the case, puts the statements below each fact. ``differences`` are days and territories
    nearby where the answer is another one; ``cruxes`` what decides a contested one.
    """
    book, names = words.BOOKS[lang], Names(record, lang)
    asked = words.set_for(lang, book.asked(names, verdict.question))
    steps = tidy(argument(verdict, record, lang, sources=sources))
    parts: list[RenderableType] = [
        Wrapped(Text(asked, style="dim")),
        Text(),
        _answer(verdict, record, lang),
        Text(),
        proof_tree(steps, heading(book.headings["why"]), lang),
    ]
    points = verdict.proof.open_points
    parts += _listed(book.headings["open"], (words.open_point_words(one, record, lang) for one in points))
    parts += cruxes_of(cruxes, record, lang, top=FEW) if cruxes is not None else []
    if near := nearly(verdict, record, lang, sources=sources):
        title = heading(book.headings["nearly"])
        plain = bullets(dict.fromkeys(one.text for one in near))
        parts += [Text(), proof_tree(near, title, lang)] if sources is not None else [Text(), title, plain]
    parts += _listed(book.headings["elsewhere"], (words.difference_words(one, record, lang) for one in differences))
    if weighed := words.set_for(lang, book.weighed(names, verdict)):
        parts += [Text(), Wrapped(Text(weighed))]
    return Group(*parts, Text(), not_said(lang))


def _answer(verdict: Verdict, record: Record, lang: Lang) -> Wrapped:
    """The sentence, its first word (which is the answer) marked and coloured."""
    text = Text(f"{MARKS[verdict.answer]} {words.sentence(verdict, record, lang)}")
    text.stylize(f"bold {COLOURS[verdict.answer]}", 0, text.plain.index(":"))
    return Wrapped(text)


def not_said(lang: Lang = "en") -> RenderableType:
    """What no answer says: how each report ends."""
    return Group(heading(words.BOOKS[lang].headings["not_said"]), bullets(words.not_said(lang), style="dim"))


def _listed(title: str, lines: Iterable[str]) -> list[RenderableType]:
    found = list(lines)
    return [Text(), heading(title), bullets(found)] if found else []
