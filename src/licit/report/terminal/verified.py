# SPDX-License-Identifier: Apache-2.0
"""A verified proof on a terminal: the answer it is about, whether it holds, and what does not follow."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from licit.report.clean import clean
from licit.report.filing.verified import Compared, Verified
from licit.report.words import BOOKS as PHRASES
from licit.report.words import labelled, sentence, set_for
from licit.report.words.names import Names
from licit.report.words.verified import BOOKS, VerifiedBook
from licit.vocabulary.names import Lang

SHOWN = 200  # wrong steps and facts: a forged file may have any number


def verified_view(found: Verified, lang: Lang = "en") -> RenderableType:
    """What was asked and answered, whether that holds, each wrong step with its rule, and how the record compares."""
    book = BOOKS[lang]
    parts = [Text(line) for line in _asked(found, lang)]
    if found.holds:
        parts.append(Text(f"✓ {set_for(lang, book.holds[found.level])}", style="bold"))
    else:
        parts.append(Text(f"✗ {set_for(lang, book.fails[found.level](len(found.wrong)))}", style="bold"))
    for number, one in enumerate(found.wrong[:SHOWN], 1):
        parts.append(Text(f"  {number}. {clean(one.path)}: {clean(one.what)} ({one.rule})"))
    if len(found.wrong) > SHOWN:
        parts.append(Text(f"  … {len(found.wrong) - SHOWN}"))
    if found.compared is None:
        parts += [Text(set_for(lang, book.not_looked_for), style="dim")] if found.holds else []
    else:
        parts += [Text(line) for line in _compared(found.compared, book, lang)]
    return Group(*parts)


def _asked(found: Verified, lang: Lang) -> Iterator[str]:
    verdict = found.verdict
    if verdict is None:
        return
    names, asked = Names(found.record, lang), found.question
    yield labelled(lang, names.title(asked.item), PHRASES[lang].answers[verdict.answer])
    if found.holds:  # what does not hold is not told as if it did
        yield sentence(verdict, found.record, lang)
    yield ""


def _compared(compared: Compared, book: VerifiedBook, lang: Lang) -> Iterator[str]:
    yield set_for(lang, book.same if compared.same else book.other)
    for words, facts in (
        (book.changed, compared.changed),
        (book.gone, compared.gone),
        (book.added, compared.added),
    ):
        if facts:
            yield set_for(lang, words(len(facts)))
            yield from (f"  {clean(fact)}" for fact in facts[:SHOWN])
    if compared.today is not None:
        yield set_for(lang, book.today(PHRASES[lang].answers[compared.today]))
