# SPDX-License-Identifier: Apache-2.0
"""What a row of a catalogue says: an item, who offers it, in which list it is, who owns it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from licit.formats.checks import DOUBT, REFERENCE, VALUE
from licit.formats.entries import Embodied, Entry, LeftOut, Listed, Offered, Stated
from licit.formats.known import Known
from licit.formats.tables.control import Owning
from licit.formats.tables.damage import Damage
from licit.formats.tables.days import Order
from licit.formats.tables.mapping import Mapping
from licit.formats.tables.naming import Naming, identifier
from licit.formats.tables.options import Wishes
from licit.formats.tables.table import Row, Table
from licit.model.problem import InvalidValueError, Place, Problem, Severity


class Facts:
    """The rows of one file's tables, one table after the other."""

    def __init__(self, name: str, wishes: Wishes, known: Known) -> None:
        self.name = name
        self.silent = False
        self._wishes = wishes
        self._known = known
        self.source = known.party(wishes.source) if wishes.source else ""
        self._owner = known.party(wishes.owner) if wishes.owner else ""
        self._service = known.party(wishes.service, kinds=("service",)) if wishes.service else ""
        self.source = self.source or self._owner or self._service
        within = self.source or wishes.catalogue or "-".join(re.findall(r"\w+", PurePath(name).stem)) or "table"
        self._naming = Naming(known, within)
        self._services: dict[str, str] = {}

    def begin(self, table: Table, mapping: Mapping) -> Iterator[Problem]:
        """Start a table. ``silent`` is whether none of its rows can say anything."""
        self.silent = False
        self._unit = f"sheet {table.sheet}, row" if table.sheet else table.unit
        self.name = table.place or self.name
        self._roles = {column.role: at for at, column in reversed(list(enumerate(mapping.columns)))}
        place = Place(self.name, table.header)
        has = self._roles.keys()
        self._works = bool({"iswc", "work", "work_title"} & has) and not {"isrc", "artist", "item"} & has
        if not self._works and not {"isrc", "title", "item"} & has:
            what = "no column names a recording or a work: none is an ISRC, an ISWC, a title or an own number"
            if table.sheet:
                what = f"in the sheet {table.sheet!r} {what}"
            yield Problem(place, what, "name the columns with the option columns: NAME=title", REFERENCE)
            self.silent = True
            return
        self._damage = Damage(self.name, mapping)
        self._owning = Owning(self.name, self._wishes, mapping, self._known, self._owner, works=self._works)
        yield from self._owning.problems(place)
        self._naming.begin(mapping, works=self._works, owned=self._owning.active)
        yield from _open_orders(mapping, place)

    def of(self, row: Row) -> Iterator[Entry]:
        """What the row says, and what is wrong with it."""
        cells = row.cells
        if not any(cells):
            yield LeftOut("row without a value", "it says nothing")
            return
        place = Place(self.name, row.number)
        if self._damage.watches(row):
            row = self._damage.mended(row)
            yield from self._damage.problems(row)
        yield from self._work_alone(row, place) if self._works else self._recording(row, place)

    def _recording(self, row: Row, place: Place) -> Iterator[Entry]:
        cells = row.cells
        needed = self._owning.active or bool(self._wishes.catalogue)
        isrc, problem = identifier("isrc", self._cell(cells, "isrc"))
        if problem is not None:
            yield self._bad(place, problem, lost=False)
        if not (isrc or self._naming.number(cells)):
            what = "the row names no recording: it has no ISRC, no number and no title"
            yield Problem(place, what, "give it one of them", REFERENCE)
            return
        recording = self._naming.recording(cells, isrc) if isrc or needed else ""
        item = self._naming.item(row, recording)
        if (doubt := self._naming.doubt) is not None:
            yield self._bad(place, doubt, lost=False)
        if service := self._service or self._of_cell(cells):
            yield Offered(service, item)
        if recording:
            if self._wishes.catalogue:
                yield Listed(self._wishes.catalogue, recording)
            yield from self._embodied(cells, recording, place)
            yield from self._owned(row, recording, place)

    def _work_alone(self, row: Row, place: Place) -> Iterator[Entry]:
        iswc, problem = identifier("iswc", self._cell(row.cells, "iswc"))
        if problem is not None:
            yield self._bad(place, problem, lost=True)
        work = self._naming.work(row.cells, iswc, alone=True)
        if not work:
            yield Problem(place, "the row names no work", "give it an ISWC, a number or a title", REFERENCE)
            return
        if self._wishes.catalogue:
            yield Listed(self._wishes.catalogue, work)
        yield from self._owned(row, work, place)

    def _embodied(self, cells: tuple[str, ...], recording: str, place: Place) -> Iterator[Entry]:
        text = self._cell(cells, "iswc")
        if not text and "work" not in self._roles:
            return
        iswc, problem = identifier("iswc", text)
        if problem is not None:
            yield self._bad(place, problem, lost=False)
        if work := self._naming.work(cells, iswc, alone=False):
            yield Embodied(recording, work)

    def _owned(self, row: Row, asset: str, place: Place) -> Iterator[Entry]:
        if not self._owning.active:
            return
        try:
            found = self._owning.of(row.cells, asset)
        except InvalidValueError as error:
            yield Problem(place, error.what, error.mend, VALUE)
            return
        if isinstance(found, LeftOut):
            yield found
        else:
            yield Stated(fact=found, locator=f"{self._unit} {row.number}", source=self.source)

    def _of_cell(self, cells: tuple[str, ...]) -> str:
        name = self._cell(cells, "service")
        if not name:
            return ""
        if name not in self._services:
            found = self._known.party(name, kinds=("service",), within=self.source)
            if len(self._services) >= 10_000:  # noqa: PLR2004 - a column of services has some ten
                return found
            self._services[name] = found
        return self._services[name]

    def _cell(self, cells: tuple[str, ...], role: str) -> str:
        at = self._roles.get(role)
        return cells[at].strip() if at is not None else ""

    def _bad(self, place: Place, error: InvalidValueError, *, lost: bool) -> Problem:
        severity = Severity.ERROR if lost else Severity.WARNING
        return Problem(place, error.what, error.mend, VALUE, severity)


def _open_orders(mapping: Mapping, place: Place) -> Iterator[Problem]:
    for column in mapping.columns:
        if column.order is Order.OPEN:
            what = f"nothing in the column {column.name!r} tells whether its days or its months come first"
            mend = "where both could be, a span stands for the day; say it with the option dates: day-first"
            yield Problem(place, what, mend, DOUBT, Severity.WARNING)
