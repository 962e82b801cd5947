# SPDX-License-Identifier: Apache-2.0
"""Dump tables into the store: of each row the columns that count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from licit.formats.files import File
from licit.formats.musicbrainz.days import stamped, written
from licit.formats.musicbrainz.layouts import RELATIONS
from licit.formats.musicbrainz.rows import Row, rows
from licit.formats.musicbrainz.store import Store
from licit.model.problem import Problem

OFTEN: Final = 10_000  # lines between two words on progress


def load(file: File, table: str, into: Store) -> Iterator[Problem]:
    """Take in a file of one table, or of COPY blocks where ``table`` is empty; yield what is wrong with its rows."""
    with file.open() as stream:
        for count, row in enumerate(rows(stream, file.name, table)):
            if count % OFTEN == 0:
                file.reached(stream.tell())
            if isinstance(row, Problem):
                file.records[table or "row"] += 1
                yield row
            elif isinstance(row, Row):
                file.records[row.table] += 1
                keep(row, f"{file.base}:{row.at}", into)
        file.reached(stream.tell())


def keep(row: Row, place: str, into: Store) -> None:
    """Take in one row."""
    if row.table in RELATIONS:
        made = stamped(row["last_updated"])
        kind = row.table[2:]
        into.add("relation", kind, row.number("link"), row.number("entity0"), row.number("entity1"), made, place)
    else:
        _KEPT[row.table](row, place, into)


def _named(row: Row, _: str, into: Store) -> None:
    into.add(row.table, row.number("id"), row["gid"], row["name"])


def _credited(row: Row, _: str, into: Store) -> None:
    into.add(row.table, row.number("id"), row["gid"], row["name"], row.number("artist_credit"))


def _link(row: Row, place: str, into: Store) -> None:
    first, last = (written(*(row.number(f"{edge}_date_{part}") for part in _PARTS)) for edge in ("begin", "end"))
    into.add("link", row.number("id"), row.number("link_type"), first, last, row["ended"] == "t", place)


def _released(row: Row, _: str, into: Store) -> None:
    day = written(*(row.number(f"date_{part}") for part in _PARTS))
    if day:
        into.add("released", row.number("release"), day)


def _release_label(row: Row, _: str, into: Store) -> None:
    if row.number("label") is not None:
        into.add("release_label", row.number("release"), row.number("label"))


def _nothing(row: Row, place: str, into: Store) -> None:
    """What only tells when the dump was made."""


_PARTS: Final = ("year", "month", "day")
_KEPT: Final[Mapping[str, Callable[[Row, str, Store], None]]] = {
    "label": _named,
    "work": _named,
    "release": _credited,
    "recording": _credited,
    "artist_credit": lambda row, _, into: into.add("credit", row.number("id"), row["name"]),
    "label_ipi": lambda row, place, into: into.add("label_number", row.number("label"), "ipi-name", row["ipi"], place),
    "label_isni": lambda row, place, into: into.add("label_number", row.number("label"), "isni", row["isni"], place),
    "isrc": lambda row, place, into: into.add("number", "recording", row.number("recording"), row["isrc"], place),
    "iswc": lambda row, place, into: into.add("number", "work", row.number("work"), row["iswc"], place),
    "release_label": _release_label,
    "release_country": _released,
    "release_unknown_country": _released,
    "medium": lambda row, _, into: into.add("medium", row.number("id"), row.number("release")),
    "track": lambda row, _, into: into.add("track", row.number("medium"), row.number("recording")),
    "link": _link,
    "link_type": lambda row, _, into: into.add("link_type", row.number("id"), row["gid"]),
    "replication_control": _nothing,
}
