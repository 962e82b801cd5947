# SPDX-License-Identifier: Apache-2.0
"""What a BWARM set says: works, who controls shares of them, and which recordings embody them.

A newer set of a publisher replaces the older: what is in it no longer is denied, as of its day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Final

from licit.formats import checks
from licit.formats.bwarm.layouts import LINKS, ORDER, OTHER, PARTIES, RECORDINGS, SHARES, UNCLAIMED, WORKS
from licit.formats.bwarm.publisher import SETS, Publisher, published
from licit.formats.bwarm.replacing import Replacing
from licit.formats.bwarm.rows import Row, rows
from licit.formats.bwarm.shares import Reader, followed
from licit.formats.bwarm.store import Shares
from licit.formats.entries import Embodied, Entry, LeftOut, Origin
from licit.formats.files import File, unreadable
from licit.formats.known import Known
from licit.model.day import When
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem, Severity

SCHEMES: Final = (("IpiNameNumber", "ipi-name"), ("ISNI", "isni"), ("CisacSocietyId", "cisac"), ("DPID", "dpid"))


def read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    """All files of a set: parties, works and recordings first, then what names them, however they were given."""
    tables: dict[str, list[File]] = {}
    for file in files:
        tables.setdefault(dict(file.detected.details).get("table", ""), []).append(file)
    publisher = Publisher()
    try:
        yield from published(files, known, publisher)
    except OSError as error:
        yield unreadable(files[0].name, error)
    if not publisher.source:
        return
    publisher.whole = publisher.whole and SHARES in tables
    yield Origin(
        source=publisher.source, made=When.parse(publisher.made) if publisher.made else None, title="BWARM set"
    )
    yield from _lacking(files[0], tables)
    replacing = Replacing(known, publisher)
    reader = _Reader(known, publisher.source)
    for table in ORDER:
        if table == SHARES:
            yield from _shares(tables.get(SHARES, ()), known, replacing)
            continue
        for file in tables.get(table, ()):
            try:
                for row in rows(file, table):
                    yield from (row,) if isinstance(row, Problem) else reader.of(row)
            except OSError as error:
                yield unreadable(file.name, error)
    if publisher.whole and publisher.made:
        files[0].learnt[SETS] = [[publisher.source, publisher.made]]
    yield from replacing.settle(files[0])


def _lacking(first: File, tables: Mapping[str, Sequence[File]]) -> Iterator[Problem]:
    """What a set that is not all there can't say."""
    needed = [table for table in (PARTIES, WORKS) if table not in tables]
    if SHARES not in tables:
        what = f"the set lacks its table {SHARES}: who controls what is not said"
    elif needed:
        what = f"the set lacks {' and '.join(needed)}: what its shares are about is known by number alone"
    elif LINKS in tables and RECORDINGS not in tables:
        what = f"the set lacks {RECORDINGS}: which recordings have a work is known by number alone"
    else:
        return
    mend = "import the set's folder whole, or all its tables at once"
    yield Problem(Place(first.name), what, mend, checks.REFERENCE, Severity.WARNING)


def _shares(files: Sequence[File], known: Known, replacing: Replacing) -> Iterator[Entry]:
    """The shares, twice: once for what may be followed, then for what they say."""
    places = str(files[0].options.get("territories") or "") if files else ""
    try:
        above = Shares(one for file in files for one in followed(file))
    except OSError as error:
        replacing.missing = True
        yield unreadable(files[0].name, error)
        return
    with closing(above):
        reader = Reader(known, replacing, places, above)
        for file in files:
            try:
                for row in rows(file, SHARES):
                    if isinstance(row, Problem):
                        replacing.missing = True
                        yield row
                    else:
                        yield from reader.of(row)
            except OSError as error:
                replacing.missing = True
                yield unreadable(file.name, error)
            yield from replacing.compared(file)


class _Reader:
    """Rows of all tables but that of shares."""

    def __init__(self, known: Known, source: str) -> None:
        self.known, self.source = known, source

    def of(self, row: Row) -> Iterator[Entry]:
        """What one row says."""
        if not row.cells[0].strip():
            yield Problem(row.place, "the row has no id", "fill its first cell", checks.VALUE)
        elif row.table == PARTIES:
            yield from self._party(row)
        elif row.table == WORKS:
            yield from self._asset(row, "work", "FeedProvidersWorkId", "WorkTitle", ("ISWC", "iswc"))
        elif row.table == RECORDINGS:
            yield from self._asset(row, "recording", "FeedProvidersRecordingId", "RecordingTitle", ("ISRC", "isrc"))
        elif row.table == LINKS:
            work, recording = row["FeedProvidersWorkId"], row["FeedProvidersRecordingId"]
            if work and recording:
                yield Embodied(self._numbered("recording", recording), self._numbered("work", work))
            else:
                yield Problem(row.place, "the link names no work or no recording", "fill its cells", checks.REFERENCE)
        elif row.table == UNCLAIMED:
            yield LeftOut("unclaimed share", "whose it is, is not known to the sender")
        elif row.table == OTHER:
            yield LeftOut("title, number or release", "it says nothing of authority")

    def _numbered(self, kind: str, number: str) -> str:
        return self.known.asset(kind, within=self.source, number=number)

    def _party(self, row: Row) -> Iterator[Entry]:
        given: dict[str, str] = {}
        for column, scheme in SCHEMES:
            text = row[column].zfill(11) if scheme == "ipi-name" and row[column] else row[column]
            yield from _checked(row.place, scheme, text, given)
        self.known.party(row["FullName"], identifiers=given, within=self.source, number=row["FeedProvidersPartyId"])

    def _asset(self, row: Row, kind: str, number: str, title: str, identifier: tuple[str, str]) -> Iterator[Entry]:
        column, scheme = identifier
        given: dict[str, str] = {}
        yield from _checked(row.place, scheme, row[column], given)
        self.known.asset(kind, row[title], identifiers=given, within=self.source, number=row[number])


def _checked(place: Place, scheme: str, text: str, given: dict[str, str]) -> Iterator[Problem]:
    """Add an identifier to those given; one that can't be is told, and not used."""
    try:
        given |= {scheme: check(scheme, text)} if text else {}
    except InvalidValueError as error:
        yield Problem(place, f"{error.what}; it is not used", error.mend, checks.VALUE, Severity.WARNING)
