# SPDX-License-Identifier: Apache-2.0
"""Who owns what a row names: a Control where the table says, or the user says for it, who, how much, of what, where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from licit.formats.checks import DOUBT, REFERENCE
from licit.formats.entries import LeftOut
from licit.formats.ids import fact_id
from licit.formats.known import Known
from licit.formats.tables.days import Century, Order, day_of
from licit.formats.tables.mapping import Mapping
from licit.formats.tables.options import Wishes, rights_of
from licit.formats.tables.places import share_of, territories_of
from licit.model.day import ALWAYS, Term, When
from licit.model.fact import Control
from licit.model.problem import InvalidValueError, Place, Problem, Severity
from licit.model.scope import ALL, Named
from licit.model.share import WHOLE, Share
from licit.model.territory import Expression

_SEVERAL: Final = re.compile(r"\s*[;|]\s*")
_UNKNOWN: Final = 1_000  # different texts that are no territory, after which the column is none of them
_PARTIES: Final = 65_536  # parties kept at hand


class Owning:
    """Makes Controls of rows. It is ``active`` where somebody speaks and somebody owns; else owners stay details."""

    def __init__(  # noqa: PLR0913 - what it needs to know
        self, name: str, wishes: Wishes, mapping: Mapping, known: Known, owner: str, *, works: bool
    ) -> None:
        self._name = name
        self._wishes = wishes
        self._known = known
        self._owner = owner
        self._works = works
        self._parties: dict[str, str] = {}
        self._unknown: set[str] = set()  # texts that are no territories
        self._columns = mapping.columns
        self._at = {role: mapping.one(role) for role in ("owner", "share", "territory", "start", "end")}
        self._by = ["owner", *(("publisher", "writer") if works else ())]
        self._named = {role: mapping.of(role) for role in self._by}
        named = any(self._named.values()) if works else self._at["owner"] is not None
        shared = self._at["share"] is not None or wishes.share is not None
        self.active = bool(wishes.speaker) and (bool(owner) or (named and (shared or not works)))
        self._rights = wishes.rights if wishes.rights is not None else self._by_default()

        self._said = "all" if self._rights is ALL else ",".join(sorted(self._rights or ()))

    def problems(self, place: Place) -> Iterator[Problem]:
        """What is missing for all rows alike; then no Control is made."""
        if not self.active:
            yield from self._unsaid(place)
            return
        if self._rights is None:
            what = "which rights the shares are of is not said"
            yield self._missing(place, what, "name them with the option rights: work:*, work:making-available")
        elif self._at["territory"] is None and self._wishes.territories is None:
            what = "where the owner owns is not said, and unsaid is not everywhere"
            yield self._missing(place, what, "name it with the option territories: World, or give a column")
        elif (at := self._at["share"]) is not None and self._columns[at].fraction is None:
            what = f"nothing tells whether the column {self._columns[at].name!r} has percent or parts of 1"
            yield self._missing(place, what, "say it with the option shares: percent, or fraction")

    def _unsaid(self, place: Place) -> Iterator[Problem]:
        """That the columns name owners and nobody speaks, or that works come in without a word on them."""
        owned = self._at["owner"] is not None or (self._works and self._at["share"] is not None)
        if owned and not self._wishes.speaker:
            what = "the columns say who owns, and not whose word that is: no owner is read"
            mend = "name whose it is with the option source"
        elif self._works and not self._wishes.catalogue:
            what = "the table lists works and says of none who owns which part: nothing hangs on it"
            mend = "name the owner with the option owner, or the list that they are in with the option catalogue"
        else:
            return
        yield Problem(place, what, mend, DOUBT, Severity.WARNING)

    def of(self, cells: tuple[str, ...], asset: str) -> Control | LeftOut:
        """The Control of a row.

        Raises:
            InvalidValueError: a part of it can't be, or is missing.
        """
        party = self._party(cells)
        if not party:
            return LeftOut("row without an owner", "who owns is not said")
        share, places, term = self._share(cells), self._territories(cells), self._term(cells)
        rights: Named = self._rights if self._rights is not None else ALL  # never the latter: ``problems`` stopped it
        return Control(
            id=fact_id("table-control", party, asset, self._said, share, places, term),
            party=party,
            asset=asset,
            rights=rights,
            share=share,
            territories=places,
            term=term,
        )

    def _by_default(self) -> Named | None:
        return None if self._works else rights_of("recording:*")

    def _party(self, cells: tuple[str, ...]) -> str:
        for role in self._by:
            names = [cells[at].strip() for at in self._named[role] if cells[at].strip()]
            if not names:
                continue
            if len(names) > 1 or len(_SEVERAL.split(names[0].strip(";| "))) > 1:
                what = f"{'; '.join(names)[:100]!r} are several, and the row has one share"
                raise InvalidValueError(what, mend="give each owner a row of its own")
            return self._called(names[0])
        return self._owner

    def _called(self, name: str) -> str:
        found = self._parties.get(name)
        if found is None:
            found = self._known.party(name, within=self._known_within())
            if len(self._parties) < _PARTIES:
                self._parties[name] = found
        return found

    def _known_within(self) -> str:
        return self._known.party(self._wishes.speaker)

    def _share(self, cells: tuple[str, ...]) -> Share:
        at = self._at["share"]
        text = cells[at].strip() if at is not None else ""
        if at is not None and text:
            return share_of(text, fraction=bool(self._columns[at].fraction))
        if self._wishes.share is not None:
            return self._wishes.share
        if at is not None:
            raise InvalidValueError("the row has no share", mend="fill it in, or name it with the option share")
        return Share(WHOLE)

    def _territories(self, cells: tuple[str, ...]) -> Expression:
        at = self._at["territory"]
        text = cells[at].strip() if at is not None else ""
        if text:
            return self._place(text)
        if self._wishes.territories is None:
            what = "the row says no territory, and unsaid is not everywhere"
            raise InvalidValueError(what, mend="fill it in, or name it with the option territories")
        return self._wishes.territories

    def _place(self, text: str) -> Expression:
        try:
            return territories_of(text)
        except InvalidValueError:
            self._unknown.add(text[:100])
            if len(self._unknown) >= _UNKNOWN:
                self.active = False
                what = f"no owner is read from here on: {_UNKNOWN} territories are none that is known"
                raise InvalidValueError(what, mend="check that the column names territories") from None
            raise

    def _term(self, cells: tuple[str, ...]) -> Term:
        start, end = self._day(cells, "start"), self._day(cells, "end")
        return Term(start, end) if start or end else ALWAYS

    def _day(self, cells: tuple[str, ...], role: str) -> When | None:
        at = self._at[role]
        text = cells[at].strip() if at is not None else ""
        if at is None or not text:
            return None
        try:
            return day_of(text, self._columns[at].order or Order.OPEN)
        except Century:
            what = f"the year of {text[:64]!r} has two digits, and nothing says of which century"
            raise InvalidValueError(what, mend="write years with four digits") from None

    def _missing(self, place: Place, what: str, mend: str) -> Problem:
        self.active = False
        return Problem(place, f"no owner is read: {what}", mend, REFERENCE)
