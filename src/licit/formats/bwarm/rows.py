# SPDX-License-Identifier: Apache-2.0
"""The lines of a BWARM table as rows: tabs between cells, no quotes, ``|`` between values of one cell, UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from licit.formats import checks
from licit.formats.bwarm.layouts import COLUMNS, WIDTHS
from licit.formats.files import File
from licit.formats.lines import numbered
from licit.model.problem import Place, Problem

LONGEST: Final = 1 << 20  # bytes of a line; a title with all its names has some thousand


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``row["ISWC"]`` is its cell, empty where there is nothing; ``many`` the values of a cell of several."""

    table: str
    cells: tuple[str, ...]
    place: Place

    def __getitem__(self, name: str) -> str:
        at = COLUMNS[self.table].index(name)
        return self.cells[at].strip() if at < len(self.cells) else ""

    def many(self, name: str) -> tuple[str, ...]:
        """The values of a cell that may hold several."""
        return tuple(one.strip() for one in self[name].split("|") if one.strip())


def rows(file: File, table: str) -> Iterator[Row | Problem]:
    """Each line as a row or a problem; rows + problems = lines. Constant memory.

    Raises:
        OSError: the file can't be read.
    """
    with file.open() as stream:
        for number, raw in numbered(stream, LONGEST):
            file.reached(stream.tell())
            file.records[table] += 1
            place = Place(file.name, number)
            if raw is None:
                what = f"the line has more than {LONGEST} bytes"
                yield Problem(place, what, "check that this is BWARM: one record a line", checks.LIMIT)
                continue
            try:
                cells = tuple(raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t"))
            except UnicodeDecodeError as error:
                what = f"byte 0x{raw[error.start]:02X} is not UTF-8"
                yield Problem(Place(file.name, number, error.start + 1), what, "write UTF-8", checks.ENCODING)
                continue
            if len(cells) not in WIDTHS[table]:
                what = f"the line has {len(cells)} cells, a row of {table} has {WIDTHS[table][0]}"
                yield Problem(place, what, "check its tabs", checks.RECORD)
                continue
            yield Row(table, cells, place)
