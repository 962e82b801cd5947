# SPDX-License-Identifier: Apache-2.0
"""What it would take, in words: what each language's book of it holds, and the lines that both share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from licit.model.overview import Reason
from licit.model.record import Record
from licit.model.remedy import ItemRemedies, Plan, RemedyGrant
from licit.model.territory import Expression, only
from licit.model.territory_set import TerritorySet
from licit.report import words
from licit.report.words.names import Names
from licit.vocabulary.names import Lang


@dataclass(frozen=True, kw_only=True)
class RemedyBook:
    """The phrases of one language. ``headings`` are the fixed words of tables."""

    headings: Mapping[str, str]
    grant: Callable[[Names, RemedyGrant, str], str]
    found: Callable[[Names, ItemRemedies], str]
    nobody: Callable[[Names, Reason], str]
    agreements: Callable[[int], str]
    reached: Callable[[Plan], str]
    proof: Callable[[Plan], str]
    percent: Callable[[int, int], str]
    instead: Callable[[Names, tuple[str, ...]], str]


def remedy_book(lang: Lang) -> RemedyBook:
    """The book of a language."""
    if lang == "fr":
        from licit.report.words.french.remedies import BOOK as FRENCH

        return FRENCH
    from licit.report.words.english.remedies import BOOK as ENGLISH

    return ENGLISH


def grant_words(grant: RemedyGrant, record: Record, lang: Lang = "en", about: str = "") -> str:
    """A grant that would help, in a sentence; ``about`` is the item that is spoken of."""
    names = Names(record, lang, about)
    return words.set_for(lang, remedy_book(lang).grant(names, grant, names.territories(_where(grant, record))))


def _where(grant: RemedyGrant, record: Record) -> Expression:
    """Its territories in the fewest names."""
    known = [leaf for leaf in grant.territories if leaf in record.atlas.leaves_on(grant.start)]
    if len(known) < len(grant.territories):
        return only(*grant.territories)
    return Expression.parse(str(TerritorySet.of(known, record.atlas, grant.start)))


def stuck_words(reason: Reason, record: Record, lang: Lang = "en") -> str:
    """Why no grant clears, in a phrase."""
    if reason.code == "nobody-can-give":
        return words.set_for(lang, remedy_book(lang).nobody(Names(record, lang), reason))
    if reason.code == "asset-unidentified" and not reason.facts:
        return words.set_for(lang, words.BOOKS[lang].missing(Names(record, lang), reason.subject))
    return words.reason_words(reason, record, lang)
