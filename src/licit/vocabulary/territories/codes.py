# SPDX-License-Identifier: Apache-2.0
"""From what people write to a leaf or group: ids, ISO codes, TIS numbers and letters, names, each by its days."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date
from typing import Final

from licit.model.day import Reading
from licit.model.problem import InvalidValueError
from licit.model.territory import Atlas
from licit.vocabulary.names import Lang
from licit.vocabulary.nearest import unknown
from licit.vocabulary.territories import lookup
from licit.vocabulary.territories.atlas import PREFIX, Successor, Tables, own_atlas, tables, tis_atlas

TIS_DIGITS: Final = 4  # a CISAC number has four digits (2136, 0643), an ISO one three (643)
ISO_DIGITS: Final = 3


@dataclass(frozen=True)
class Territories:
    """The territories of the vocabulary, and the ways to name them.

    ``atlas`` is what cases are read with; ``tis`` is CISAC's own, whose groups are named by their numbers.

    Source: ISO 3166-1 and -3; CISAC TIS; DDEX AVS. SOURCES.md has the editions and conventions.
    """

    atlas: Atlas
    tis: Atlas
    tables: Tables

    @property
    def edition(self) -> str:
        """The editions of the sources."""
        return self.atlas.edition

    def resolve(self, code: str, day: date | None = None) -> str:
        """The id in ``atlas`` that a code or name stands for on that day.

        Takes ids of leaves and groups; ISO codes of two and three letters, former ones too; ISO numbers of three
        digits; TIS numbers of four (or ``TIS:643``) and TIS letters of groups (``2EU``), read as TIS means them; names
        in English or French. An id stays what it is on every day.

        Raises:
            InvalidValueError: nothing has this name (the nearest is offered), or it was given twice and the day is
                missing or decides nothing.
        """
        text = code.strip()
        if text in self.atlas.leaves or text in self.atlas.groups:
            return text
        if text.isascii() and text.removeprefix(PREFIX).isdigit():
            return self._by_number(text)
        letters = text.upper()
        if letters in self._codes:
            return lookup.meant_on(text, self._codes[letters], day)
        if letters[:1].isdigit() and letters in self._tis_letters:
            return self.resolve_tis(letters, day)
        if found := self._names.get(lookup.key(text)):
            return found
        raise unknown("territory", code, lookup.known(self.tables))

    def resolve_tis(self, code: str, day: date | None = None) -> str:
        """The id in ``atlas`` that a TIS number or TIS letters stand for, as TIS means them.

        Raises:
            InvalidValueError: TIS has no such code, or gave the letters twice and the day is missing or decides
                nothing.
        """
        text = code.strip().upper()
        number = text.lstrip("0")
        if number in self.tables.numbers:
            return self._by_tis_number(number)
        if text in self._tis_letters:
            meanings = [(self._by_tis_number(one), days) for one, days in self._tis_letters[text]]
            return lookup.meant_on(text, meanings, day)
        raise unknown("TIS code", code, [*self._tis_letters, *self._tis_numbers()])

    def leaf(self, code: str, day: date) -> str:
        """The one leaf a code stands for on that day: what a question is asked about.

        Raises:
            InvalidValueError: as ``resolve``; or it is a group, or does not exist on that day.
        """
        found = self.resolve(code, day)
        if found.startswith(PREFIX):
            found = self.tables.numbers[found.removeprefix(PREFIX)]
        if found in self.tables.groups:
            raise InvalidValueError(f"{found} is a group of territories", mend="ask about one of its members")
        if found not in self.atlas.leaves:  # a code of four letters for a place that was only renamed
            found = self.atlas.groups[found][0][0]
        days = self.atlas.leaves[found]
        if days.covers(day, Reading.LOWER):
            return found
        after = sorted(self.atlas.members(found, day) - {found})
        what = f"{found} exists from {days.start or 'ever'} to {days.end or 'today'}, not on {day}"
        raise InvalidValueError(what, mend=f"ask about {', '.join(after) or 'another day or territory'}")

    def name(self, code: str, lang: Lang = "en") -> str:
        """The name of a leaf or group id in English or French.

        Raises:
            InvalidValueError: no leaf or group has this id.
        """
        if code in self.tables.rows:
            return self.tables.rows[code][f"name_{lang}"]
        if code not in self.atlas.groups:
            raise unknown("territory", code, lookup.known(self.tables))
        if code.startswith(PREFIX):
            number = code.removeprefix(PREFIX)
            return f"{self.name(self.tables.numbers[number], lang)} (TIS {number.zfill(TIS_DIGITS)})"
        return self.name(self.atlas.groups[code][0][0], lang)

    def iso_numeric(self, leaf: str) -> str:
        """The ISO 3166-1 number of a leaf, three digits, as maps use it; empty where it has none (XK).

        Raises:
            InvalidValueError: it is no leaf.
        """
        if leaf not in self.atlas.leaves:
            raise unknown("territory", leaf, self.atlas.leaves)
        return self.tables.rows[leaf]["numeric"]

    def successors(self, former: str) -> tuple[Successor, ...]:
        """What follows a territory that ended; empty for one that did not."""
        return tuple(row for row in self.tables.successors if row.former == former)

    def _by_number(self, text: str) -> str:
        digits = text.removeprefix(PREFIX)
        if text != digits or len(digits) == TIS_DIGITS:
            if digits.lstrip("0") in self.tables.numbers:
                return self._by_tis_number(digits.lstrip("0"))
        elif found := self._iso_numbers.get(digits.zfill(ISO_DIGITS)):
            return found
        raise unknown("territory number", text, [*self._iso_numbers, *self._tis_numbers()])

    def _by_tis_number(self, number: str) -> str:
        return PREFIX + number if PREFIX + number in self.atlas.groups else self.tables.numbers[number]

    def _tis_numbers(self) -> list[str]:
        return [number.zfill(TIS_DIGITS) for number in self.tables.numbers]

    @functools.cached_property
    def _iso_numbers(self) -> dict[str, str]:
        return lookup.iso_numbers(self.tables)

    @functools.cached_property
    def _tis_letters(self) -> lookup.Meanings:
        return lookup.tis_letters()

    @functools.cached_property
    def _codes(self) -> lookup.Meanings:
        return lookup.letter_codes(self.tables, self._tis_letters)

    @functools.cached_property
    def _names(self) -> dict[str, str]:
        return lookup.names(self.tables)


@functools.cache
def territories() -> Territories:
    """The territories of the vocabulary, read once."""
    given = tables()
    return Territories(own_atlas(given), tis_atlas(given), given)
