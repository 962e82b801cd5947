# SPDX-License-Identifier: Apache-2.0
r"""Lines of PostgreSQL's COPY text: tabs between, ``\N`` for nothing, backslash escapes, ``\.`` at the end.

Source: PostgreSQL documentation, COPY, text format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from licit.formats import checks
from licit.formats.lines import numbered
from licit.formats.musicbrainz.layouts import MORE, TABLES, Shape, shape
from licit.model.problem import Place, Problem

LONGEST: Final = 16 * 1024 * 1024  # bytes of a line: a release with all its relationships has some megabytes
UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_COPY: Final = re.compile(r'COPY\s+(?:"?\w+"?\.)?"?(\w+)"?\s*\(([^)]*)\)\s*FROM\s+stdin;\s*', re.IGNORECASE)
_ESCAPE: Final = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPES: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_NUMBER: Final = re.compile(r"-?[0-9]{1,18}")
NOTHING: Final = "\\N"
END: Final = "\\."


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its columns as they stand, by name; ``at`` is its line."""

    shape: Shape
    texts: list[str]
    at: int

    @property
    def table(self) -> str:
        """The table's name."""
        return self.shape.table

    def __getitem__(self, name: str) -> str:
        """The text of a column, unescaped; empty where it is null or the row has no such column."""
        place = self.shape.places.get(name)
        if place is None:
            return ""
        text = self.texts[place]
        return "" if text == NOTHING else unescaped(text)

    def number(self, name: str) -> int | None:
        """The number in a column; ``None`` where it is null or no number."""
        place = self.shape.places.get(name)
        return int(self.texts[place]) if place is not None and _NUMBER.fullmatch(self.texts[place]) else None


def unescaped(text: str) -> str:
    r"""The text that COPY wrote: ``a\tb`` has a tab."""
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(match: re.Match[str]) -> str:
    found = match[1]
    if found[0] == "x" and len(found) > 1:
        return chr(int(found[1:], 16))
    if found[0] in "01234567":
        return chr(int(found, 8))
    return _ESCAPES.get(found, found)


def lines(stream: IO[bytes], name: str) -> Iterator[tuple[int, str] | Problem]:
    """The lines, numbered from 1; one that is no UTF-8 or too long is a problem."""
    for number, raw in numbered(stream, LONGEST):
        if raw is None:
            what, mend = f"the line has more than {LONGEST} bytes", "check that this is a dump: one row a line"
            yield Problem(Place(name, number), what, mend, checks.LIMIT)
            continue
        try:
            yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            what = f"byte 0x{raw[error.start]:02X} is not UTF-8"
            place = Place(name, number, error.start + 1)
            yield Problem(place, what, "take the dump as MusicBrainz gives it", checks.ENCODING)


def rows(stream: IO[bytes], name: str, table: str) -> Iterator[Row | Problem | None]:
    """Each line of a dump as a row or a problem; ``None`` for a line that is not of a table that is read.

    ``table`` is what the file holds from its start; empty where COPY lines say so.
    """
    now = shape(table) if table in TABLES else None
    for line in lines(stream, name):
        if isinstance(line, Problem):
            yield line
            continue
        number, text = line
        if text == END:
            now = None
            yield None
        elif now is None:
            now = _copied(text)
            yield None
        else:
            yield _row(text, name, number, now)


def _copied(text: str) -> Shape | None:
    """The table and columns of a COPY line; ``None`` for any other line and for tables that are not read."""
    match = _COPY.match(text)
    if match is None or match[1].lower() not in TABLES:
        return None
    return shape(match[1].lower(), tuple(part.strip().strip('"') for part in match[2].split(",")))


def _row(text: str, name: str, number: int, now: Shape) -> Row | Problem:
    texts = text.split("\t")
    if not len(now.columns) <= len(texts) <= len(now.columns) + MORE:
        what = f"the row has {len(texts)} columns, and {now.table} has {len(now.columns)}"
        mend = "check that the file is the table of its name, whole"
        return Problem(Place(name, number), what, mend, checks.RECORD)
    for place, column in now.whole:
        if not _NUMBER.fullmatch(texts[place]):
            what = f"{column} is {texts[place][:40]!r}, no whole number"
            return Problem(Place(name, number), what, "take the dump as MusicBrainz gives it", checks.VALUE)
    if now.gid >= 0 and not UUID.fullmatch(texts[now.gid]):
        what = f"gid is {texts[now.gid][:40]!r}, no UUID"
        return Problem(Place(name, number), what, "take the dump as MusicBrainz gives it", checks.VALUE)
    return Row(now, texts, number)


def table_of(head: bytes, name: str) -> str:
    """The table whose file begins so: named as the table, shaped as the table. Empty where it is none."""
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    table = base if base in TABLES else base.partition(".")[0]
    first, stop, _ = head.partition(b"\n")
    if table not in TABLES or not stop:
        return ""
    try:
        row = _row(first.decode("utf-8").rstrip("\r"), name, 1, shape(table))
    except UnicodeDecodeError:
        return ""
    return table if isinstance(row, Row) else ""


def copies(head: bytes) -> bool:
    """Whether COPY lines of tables that are read are in these bytes."""
    text = head.decode("utf-8", errors="replace")
    return any(match[1].lower() in TABLES for match in _COPY.finditer(text))
