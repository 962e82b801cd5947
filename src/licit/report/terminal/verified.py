# SPDX-License-Identifier: Apache-2.0
"""A verified proof on a terminal: the answer it is about, whether it holds, and what does not follow."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from licit.model.change import Cascade
from licit.model.crux import Cruxes
from licit.model.remedy import ItemRemedies, Plan
from licit.model.verdict import Verdict
from licit.report.clean import clean
from licit.report.filing.verified import Compared, Verified
from licit.report.terminal.crux import cruxes_view
from licit.report.terminal.style import bullets, heading
from licit.report.words import BOOKS as PHRASES
from licit.report.words import fact_words, labelled, sentence, set_for
from licit.report.words.names import Names
from licit.report.words.remedies import grant_words
from licit.report.words.verified import BOOKS, VerifiedBook
from licit.vocabulary.names import Lang

SHOWN = 200  # wrong steps and facts: a forged file may have any number


def verified_view(found: Verified, lang: Lang = "en") -> RenderableType:
    """What was asked and answered, whether that holds, each wrong step with its rule, and how the record compares."""
    book = BOOKS[lang]
    parts: list[RenderableType] = [Text(line) for line in _asked(found, lang)]
    if found.holds:
        parts.append(Text(f"✓ {set_for(lang, book.holds[found.level])}", style="bold"))
        parts += _claimed(found, lang)
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
    return Group(*parts, *(_view(found, lang) if found.holds else ()))


def _asked(found: Verified, lang: Lang) -> Iterator[str]:
    claim, names = found.claim, Names(found.record, lang)
    if isinstance(claim, Plan):
        yield set_for(lang, BOOKS[lang].plan(names.party(claim.question.service), len(claim.agreements)))
    elif isinstance(claim, Cascade):
        yield set_for(lang, BOOKS[lang].cascade(fact_words(claim.fact, found.record, lang), names.day(claim.on)))
    else:
        yield labelled(lang, names.title(found.question.item), PHRASES[lang].answers[claim.answer])
    if found.holds and isinstance(claim, Verdict):  # what does not hold is not told as if it did
        yield sentence(claim, found.record, lang)
    yield ""


def _claimed(found: Verified, lang: Lang) -> Iterator[RenderableType]:
    """What of the claim was checked and what was not, and the claim itself."""
    book, claim = BOOKS[lang], found.claim
    if isinstance(claim, Cruxes):
        yield Text(set_for(lang, book.crux_stopped if claim.stopped else book.crux))
    elif isinstance(claim, ItemRemedies):
        yield Text(set_for(lang, book.remedy))
    elif isinstance(claim, Plan | Cascade):
        yield Text(set_for(lang, book.plan_means if isinstance(claim, Plan) else book.cascade_means))


def _view(found: Verified, lang: Lang) -> Iterator[RenderableType]:
    if isinstance(found.claim, Cruxes):
        yield from (Text(), cruxes_view(found.claim, found.record, lang, top=SHOWN))
    elif isinstance(found.claim, ItemRemedies):
        for number, one in enumerate(found.claim.remedies, 1):
            yield Text()
            yield heading(str(number))
            yield bullets(grant_words(grant, found.record, lang) for grant in one.grants)


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
