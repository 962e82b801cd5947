# SPDX-License-Identifier: Apache-2.0
"""What the phrase books say of cruxes: one phrase a kind of open point and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from licit.model.crux import CatalogueCruxes, Crux, Cruxes, Limit, Settlement
from licit.model.proof import OpenKind
from licit.model.record import Record
from licit.report.words import set_for
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

Of = Sequence[tuple[str, ...]]  # what settlements of one dimension that are told together are settled for


@dataclass(frozen=True, kw_only=True)
class CruxBook:
    """The phrases of one language about cruxes."""

    settlements: Mapping[OpenKind, Callable[[Names, Settlement, Of], str]]
    clears: str
    refuses: str
    points: str
    decided: Callable[[Cruxes], str]
    stopped: Callable[[tuple[Limit, ...]], str]
    catalogue: Callable[[CatalogueCruxes], str]
    not_contested: str
    more: str


def book_for(lang: Lang) -> CruxBook:
    """The phrases of a language."""
    if lang == "fr":
        from licit.report.words.french.cruxes import BOOK as FRENCH

        return FRENCH
    from licit.report.words.english.cruxes import BOOK as ENGLISH

    return ENGLISH


def settlement_words(settlement: Settlement, record: Record, lang: Lang = "en") -> str:
    """One open point as it is settled."""
    phrase = book_for(lang).settlements[settlement.point.kind]
    return set_for(lang, phrase(Names(record, lang), settlement, (settlement.of,)))


def crux_lines(crux: Crux, record: Record, lang: Lang = "en") -> tuple[str, ...]:
    """A crux, a line an open point: rights, or other parts of one scope that are settled alike, are told together."""
    together: dict[object, list[Settlement]] = {}
    for one in crux.settlements:
        together.setdefault((one.point, one.so) if one.of and one.so else one, []).append(one)
    phrases = book_for(lang).settlements
    names = Names(record, lang)
    return tuple(
        set_for(lang, phrases[ones[0].point.kind](names, ones[0], tuple(one.of for one in ones)))
        for ones in together.values()
    )
