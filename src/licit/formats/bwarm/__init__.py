# SPDX-License-Identifier: Apache-2.0
"""BWARM: a register of musical works in bulk, as tables (DDEX; The MLC publishes its own so)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from licit.formats.entries import Entry
from licit.formats.files import Decoded, Detected, File, Value
from licit.formats.known import Known
from licit.formats.room import Room, Version


def _sniff(head: bytes, name: str) -> Detected | None:
    from licit.formats.bwarm.layouts import columns_of, table_of

    try:
        first = head.split(b"\n", 1)[0].decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    table = table_of(name, first.rstrip("\r"))
    version = ("2.0" if columns_of(first) else "1") if table else ""
    return Detected("bwarm", version, (("table", table),)) if table else None


def _read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    from licit.formats.bwarm.facts import read

    return read(files, known)


def _inspect(file: File) -> Iterator[Decoded]:
    from licit.formats.bwarm.rows import Row, rows

    table = dict(file.detected.details).get("table", "")
    for row in rows(file, table) if table else ():
        if isinstance(row, Row):
            names = sorted(row.columns, key=row.columns.__getitem__)
            cells = zip(names, row.cells, strict=False)
            fields = tuple(Value(name, f"column {at}", text) for at, (name, text) in enumerate(cells, start=1))
            yield Decoded(table, f"line {row.place.line}", fields)
        else:
            yield Decoded("?", f"line {row.place.line}", (), problems=(row,))


_LAYOUT: Final = "the published layout alone"
_LIMITS: Final = "experimental; works, parties, right shares, recordings, links; no titles, numbers or releases"
ROOM: Final = Room(
    name="bwarm",
    title="DDEX BWARM, a register of works in bulk",
    versions=(
        Version(name="1 and 2.1", verified=_LAYOUT, limits=_LIMITS),
        Version(name="2.0", verified=_LAYOUT, limits=_LIMITS),
    ),
    sniff=_sniff,
    read=_read,
    inspect=_inspect,
    together="folder",
)
