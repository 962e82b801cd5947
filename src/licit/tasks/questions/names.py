# SPDX-License-Identifier: Apache-2.0
"""What a cell of a question is called in the record: the rules of ``licit.tasks.naming``, and what cells leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final

from licit.model.day import FIRST, LAST, Term, next_day
from licit.model.problem import InvalidValueError
from licit.tasks import naming
from licit.tasks.opening import OpenCase
from licit.tasks.questions.columns import Defaults

_BEYOND_HOST: Final = re.compile(r"([a-z]+://[^/?#]+)[/?#].*", re.IGNORECASE | re.DOTALL)


class Names:
    """Each method takes the text of a cell, empty where it says nothing, and gives what the record calls it.

    Raises:
        InvalidValueError: nothing is called so, or nothing is given and there is no default.
    """

    def __init__(self, opened: OpenCase, defaults: Defaults) -> None:
        self.opened = opened
        self.record = opened.record
        self.defaults = defaults

    def service(self, text: str) -> str:
        """A party."""
        text = text or self._default("service")
        if text not in self.record.parties and (match := _BEYOND_HOST.fullmatch(text)):
            text = match[1]
        return naming.service(self.record, text)

    def item(self, text: str) -> str:
        """An item; what is not on record stays as it is."""
        text = text or self._default("item")
        if text in self.record.items:
            return text
        titled = self._titles.get(text.casefold(), text)
        return naming.item(self.record, text) if titled is None else titled

    def use(self, text: str) -> str:
        """A use; without one the usual one of the case."""
        text = text or self.defaults.use
        return naming.use(self.record, text) if text else self.opened.usual_use

    def territory_text(self, text: str) -> str:
        """The name or code of a territory, not looked up yet: that takes a day."""
        return text or self._default("territory")

    def territory(self, text: str, day: date) -> str:
        """A leaf on that day."""
        return naming.territory(self.record, text, day)

    def position(self, text: str) -> str:
        """A position; without one the first of the case."""
        return naming.position(self.record, text or self.defaults.position)

    def day(self, text: str) -> int:
        """A whole day, as its ordinal; without one today."""
        return self._whole(text or self.defaults.day)

    def known_by(self, text: str) -> int:
        """The day of knowledge, as its ordinal; without one today."""
        return self._whole(text or self.defaults.known_by)

    @cached_property
    def slices(self) -> tuple[date, ...]:
        """The days from which on a territory exists, no longer does, or goes by another code."""
        from licit.vocabulary.territories import lookup, territories

        atlas, tables = self.record.atlas, territories().tables
        letters = lookup.tis_letters()
        terms = [*atlas.leaves.values(), *tables.leaves.values()]
        terms += [term for members in atlas.groups.values() for _, term in members]
        terms += [term for members in territories().atlas.groups.values() for _, term in members]
        for meanings in (*letters.values(), *lookup.letter_codes(tables, letters).values()):
            terms += [term for _, term in meanings]
        return tuple(sorted({day for term in set(terms) for day in _edges(term)}))

    @cached_property
    def _titles(self) -> dict[str, str | None]:
        """The item of each title and ``artist - title``; ``None`` where there are several."""
        found: dict[str, str | None] = {}
        for one in self.record.items.values():
            for name in {one.title.casefold(), naming.title_of(one).casefold()}:
                found[name] = None if name in found else one.id
        return found

    def _whole(self, text: str) -> int:
        return (naming.whole_day(text) if text else self.opened.today).toordinal()

    def _default(self, column: str) -> str:
        text: str = getattr(self.defaults, column)
        if not text:
            raise InvalidValueError(f"the row names no {column}", mend="fill the cell, or give one for all rows")
        return text


def _edges(term: Term) -> Iterator[date]:
    """The first days of a term, and the first after it, as its ends may be."""
    for start in (term.start.earliest, term.start.latest) if term.start else ():
        if start != FIRST:
            yield start
    for end in (term.end.earliest, term.end.latest) if term.end else ():
        if end != LAST:
            yield next_day(end)
