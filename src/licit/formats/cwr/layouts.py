# SPDX-License-Identifier: Apache-2.0
"""Where each field of each CWR record stands, and what it holds.

One layout a record type for 2.0, 2.1 and 2.2: a later version only adds fields at the end, so that a record of any of
them is read with the latest. 3.x has layouts of its own, and of some records several forms. Source: CWR11-1991R4
(2.1 Rev 8), CWR19-1070R1 (2.2 Rev 2), record formats; of 3.x what docs/formats/cwr.md lists.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
LIKE: Final = {"REV": "NWR", "ISW": "NWR", "EXC": "NWR", "OPU": "SPU", "OPT": "SPT", "OWR": "SWR", "OWT": "SWT"}
LIKE_3: Final = {"EXC": "WRK", "ISA": "ISR", "OPU": "SPU", "OPT": "SPT", "OWR": "SWR", "OWT": "SWT"}
TWO: Final = "2"
PREFIX: Final = 19  # columns before the fields of a record's own
UNKNOWN: Final = frozenset(  # records of 3.x of which nothing but the prefix is known here: CWR22-0145, record types
    {"NPN", "NWN", "NAT", "NOT", "NOW", "NPR", "NRC", "FTV"}
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: columns from 1, ``size`` characters.

    ``format`` is A (text), N (digits), ``N 999v99`` (a share), D (a day, YYYYMMDD), T (a time), F (Y, N or U), B (Y or
    N) or L (a word of a table). ``need`` is M (mandatory), C (in some cases) or O; in 3.x M and T are fields that tell
    which form a record has.
    """

    name: str
    start: int
    size: int
    format: str
    need: str
    since: str

    @property
    def place(self) -> slice:
        """The part of a line."""
        return slice(self.start - 1, self.start - 1 + self.size)

    @property
    def at(self) -> str:
        """As the standard writes it: start/size."""
        return f"{self.start}/{self.size}"


Layout = Mapping[str, Field]


@cache
def layouts(generation: str = TWO) -> Mapping[str, Layout]:
    """The fields of each record type by name, for a generation of the standard (``2`` or ``3``), in the usual form."""
    if generation == TWO:
        found = _table(TWO)
        return {**found, **{name: found[like] for name, like in LIKE.items()}}
    found = {kind: layout for kind, layout in _table(generation).items() if " " not in kind}
    return {**found, **{name: found[like] for name, like in LIKE_3.items()}}


@cache
def forms(record: str) -> Mapping[str, Layout]:
    """The fields of a record of 3.x in each form that was published, by the form's name; the usual one has none."""
    kind = LIKE_3.get(record, record)
    every = ((name.partition(" "), layout) for name, layout in _table("3").items())
    return {form: layout for (name, _, form), layout in every if name == kind}


def layout_of(record: str, generation: str = TWO, form: str = "") -> Layout:
    """The fields of one record; none where there is no such record."""
    return forms(record).get(form, {}) if form else layouts(generation).get(record, {})


@cache
def _table(generation: str) -> Mapping[str, Layout]:
    found: dict[str, dict[str, Field]] = {}
    with (HERE / ("layouts.csv" if generation == TWO else "layouts-3.csv")).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            field = Field(row["field"], int(row["start"]), int(row["size"]), row["format"], row["need"], row["since"])
            found.setdefault(row["record"], {})[field.name] = field
    return found


@cache
def names() -> frozenset[str]:
    """The names of all fields of all records."""
    every = (layout for generation in (TWO, "3") for layout in _table(generation).values())
    return frozenset(name for layout in every for name in layout)
