# SPDX-License-Identifier: Apache-2.0
"""What each code and name means, and on which days: the indexes behind ``Territories``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Final

from licit.model.day import ALWAYS, Reading, Term
from licit.model.problem import InvalidValueError
from licit.vocabulary.tables import rows, term
from licit.vocabulary.terms import joined
from licit.vocabulary.territories.atlas import HERE, Tables

_WORD: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset({"the", "of", "and", "de", "du", "des", "la", "le", "les", "et", "l", "d"})
Meanings = dict[str, list[tuple[str, Term]]]


def tis_letters() -> Meanings:
    """TIS letters and extended letters, with the numbers they stood for and when."""
    found: Meanings = {}
    for row in rows(HERE / "tis.csv"):
        for letters in filter(None, (row["letters"], row["extended"])):
            found.setdefault(letters, []).append((row["number"], term(row)))
    return found


def letter_codes(given: Tables, letters: Meanings) -> Meanings:
    """Codes of letters that are no ids, former ones too, with the ids they stood for and when."""
    found: Meanings = {
        code: [(given.numbers[number], days) for number, days in meanings]
        for code, meanings in letters.items()
        if not code[0].isdigit()
    }
    for row in rows(HERE / "codes.csv"):
        found.setdefault(row["code"], []).append((row["id"], term(row)))
    for leaf in given.leaves:
        found.setdefault(given.rows[leaf]["alpha3"], [(leaf, ALWAYS)])
    return found


def iso_numbers(given: Tables) -> dict[str, str]:
    """ISO 3166-1 numbers of three digits. A number that was given on belongs to the leaf that still is."""
    found: dict[str, str] = {}
    for leaf in given.leaves:  # those that are come first
        found.setdefault(given.rows[leaf]["numeric"], leaf)
    found.pop("", None)
    return found


def names(given: Tables) -> dict[str, str]:
    """English and French names by ``key``, and ids written in another case."""
    found: dict[str, str] = {}
    for one, row in given.rows.items():
        for text in (row["name_en"], row["name_fr"], one):
            found.setdefault(key(text), one)
    for other in rows(HERE / "names.csv"):
        found.setdefault(key(other["name"]), other["id"])
    found.pop("", None)  # ids that are small words, DE and LA
    return found


def known(given: Tables) -> list[str]:
    """All that may be suggested for a misspelt name."""
    shown = [row[column] for row in given.rows.values() for column in ("name_en", "name_fr")]
    return [*given.rows, *shown, *(row["name"] for row in rows(HERE / "names.csv"))]


def key(text: str) -> str:
    """The words of a name, sorted, without case, accents and small words: ``SALOMON, ILES`` is ``Îles Salomon``."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return " ".join(sorted(word for word in _WORD.findall(plain) if word not in _SMALL))


def meant_on(code: str, meanings: Iterable[tuple[str, Term]], day: date | None) -> str:
    """The one thing a code means, or means on that day.

    Raises:
        InvalidValueError: it was given twice and the day is missing or decides nothing.
    """
    given = joined(meanings)
    ids = list(dict.fromkeys(one for one, _ in given))
    if len(ids) == 1:
        return ids[0]
    on_day = [one for one, days in given if day is not None and days.covers(day, Reading.LOWER)]
    if len(on_day) == 1:
        return on_day[0]
    when = "without a day" if day is None else f"on {day}"
    meant = ", ".join(f"{one} ({days.start or '…'} to {days.end or '…'})" for one, days in given)
    what = f"{code!r} was given more than once and says nothing {when}: {meant}"
    raise InvalidValueError(what, mend=f"write {' or '.join(ids)}")
