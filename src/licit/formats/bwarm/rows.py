# SPDX-License-Identifier: Apache-2.0
"""The lines of a BWARM table as rows: tabs between cells, no quotes, ``|`` between values of one cell, UTF-8."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from licit.formats import checks
from licit.formats.bwarm.layouts import COLUMNS, WIDTHS, columns_of
from licit.formats.files import File
from licit.formats.lines import numbered
from licit.model.problem import Place, Problem

LONGEST: Final = 1 << 20  # bytes of a line; a title with all its names has some thousand
_BY_PLACE: Final = {table: {name: at for at, name in enumerate(names)} for table, names in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``row["ISWC"]`` is its cell, empty where there is nothing; ``many`` the values of a cell of several."""

    table: str
    cells: tuple[str, ...]
    place: Place
    columns: Mapping[str, int]

    def __getitem__(self, name: str) -> str:
        at = self.columns.get(name, len(self.cells))
        return self.cells[at].strip() if at < len(self.cells) else ""

    def many(self, name: str) -> tuple[str, ...]:
        """The values of a cell that may hold several."""
        return tuple(one.strip() for one in self[name].split("|") if one.strip())


def rows(file: File, table: str, *, counted: bool = True) -> Iterator[Row | Problem]:
    """Each line as a row or a problem; rows + problems = lines, but for a line of names. Constant memory.

    ``counted``: the lines are counted as records, and told as progress.

    Raises:
        OSError: the file can't be read.
    """
    columns: Mapping[str, int] = _BY_PLACE.get(table, {})
    widths = WIDTHS.get(table, ())
    with file.open() as stream:
        for number, raw in numbered(stream, LONGEST):
            found: Row | Problem | str = _text(file, number, raw)
            if isinstance(found, str):
                if number == 1 and (names := columns_of(found)):
                    columns, widths = {name: at for at, name in enumerate(names)}, (len(names),)
                    continue
                cells = tuple(found.split("\t"))
                place = Place(file.name, number)
                if len(cells) in widths:
                    found = Row(table, cells, place, columns)
                else:
                    wanted = widths[0] if widths else "another number"
                    what = f"the line has {len(cells)} cells, a row of {table} has {wanted}"
                    found = Problem(place, what, "check its tabs", checks.RECORD)
            if counted:
                file.reached(stream.tell())
                file.records[table] += 1
            yield found


def _text(file: File, number: int, raw: bytes | None) -> str | Problem:
    """The text of a line."""
    if raw is None:
        what = f"the line has more than {LONGEST} bytes"
        mend = "check that this is BWARM: one record a line"
        return Problem(Place(file.name, number), what, mend, checks.LIMIT)
    try:
        return raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        what = f"byte 0x{raw[error.start]:02X} is not UTF-8"
        return Problem(Place(file.name, number, error.start + 1), what, "write UTF-8", checks.ENCODING)
