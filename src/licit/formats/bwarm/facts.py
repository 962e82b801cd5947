# SPDX-License-Identifier: Apache-2.0
"""What a BWARM set says: works, who controls shares of them, and which recordings embody them.

Shares of manuscript and collection are money; shares of the original publisher and of licensing bear on authority.
Source: DDEX BWARM, WorkRightShares; DDEX AVS, RightShareType, RightsCoverage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from licit.formats import checks
from licit.formats.bwarm.layouts import LINKS, ORDER, PARTIES, RECORDINGS, SHARES, UNCLAIMED, WORKS
from licit.formats.bwarm.rows import Row, rows
from licit.formats.ddex.shares import BEARING, without_authority
from licit.formats.entries import Embodied, Entry, LeftOut, Origin, Stated
from licit.formats.files import File, unreadable
from licit.formats.ids import fact_id
from licit.formats.known import Known
from licit.formats.percentages import percentage
from licit.model.day import Term, When
from licit.model.fact import Control
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem, Severity
from licit.model.territory import Expression
from licit.vocabulary import territories
from licit.vocabulary.rights import called

SCHEMES: Final = (("IpiNameNumber", "ipi-name"), ("ISNI", "isni"), ("CisacSocietyId", "cisac"), ("DPID", "dpid"))


def read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    """All files of a set: parties, works and recordings first, then what names them, however they were given."""
    tables = [(_table(file), file) for file in files]
    source = str(files[0].options.get("source") or "")
    if not source:
        what = "a BWARM set doesn't say whose word it is"
        yield Problem(Place(files[0].name), what, "name who publishes it with --option source=PARTY", checks.ORDER)
        return
    reader = _Reader(known, known.party(source), str(files[0].options.get("territories") or ""))
    yield Origin(source=reader.source, title="BWARM set")
    for wanted in ORDER:
        for table, file in tables:
            if table == wanted:
                try:
                    for row in rows(file, table):
                        yield from (row,) if isinstance(row, Problem) else reader.of(row)
                except OSError as error:
                    yield unreadable(file.name, error)


def _table(file: File) -> str:
    return dict(file.detected.details).get("table", "")


class _Reader:
    def __init__(self, known: Known, source: str, places: str) -> None:
        self.known, self.source, self.places = known, source, places
        self.kind = ""  # of the shares that are read

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
        elif row.table == SHARES:
            yield from self._share(row)
        elif row.table == UNCLAIMED:
            yield LeftOut("unclaimed share", "whose it is, is not known to the sender")

    def _numbered(self, kind: str, number: str) -> str:
        return self.known.asset(kind, within=self.source, number=number)

    def _party(self, row: Row) -> Iterator[Entry]:
        given: dict[str, str] = {}
        for column, scheme in SCHEMES:
            text = row[column].zfill(11) if scheme == "ipi-name" and row[column] else row[column]
            try:
                given |= {scheme: check(scheme, text)} if text else {}
            except InvalidValueError as error:
                yield Problem(row.place, f"{error.what}; it is not used", error.mend, checks.VALUE, Severity.WARNING)
        self.known.party(row["FullName"], identifiers=given, within=self.source, number=row.cells[0].strip())

    def _asset(self, row: Row, kind: str, number: str, title: str, identifier: tuple[str, str]) -> Iterator[Entry]:
        column, scheme = identifier
        given: dict[str, str] = {}
        try:
            given = {scheme: check(scheme, row[column])} if row[column] else {}
        except InvalidValueError as error:
            yield Problem(row.place, f"{error.what}; it is not used", error.mend, checks.VALUE, Severity.WARNING)
        self.known.asset(kind, row[title], identifiers=given, within=self.source, number=row[number])

    def _share(self, row: Row) -> Iterator[Entry]:
        left = without_authority(row.many("RightShareType"), row.many("PartyRole"))
        left = left or self._twice(row)
        if left is not None:
            yield left
            return
        rights = frozenset().union(*(called("ddex", "work").get(one, frozenset()) for one in row.many("RightsType")))
        if not rights:
            yield LeftOut("right share", "no right of the vocabulary is named")
            return
        try:
            fact = self._control(row, rights)
        except InvalidValueError as error:
            yield Problem(row.place, error.what, error.mend, checks.VALUE)
            return
        yield Stated(fact=fact, locator=f"{row.table} line {row.place.line}", subject=row["FeedProvidersWorkId"])

    def _twice(self, row: Row) -> LeftOut | None:
        """Why a share may be the same part of the work as another: rows come in any order, too many to be held."""
        if row["FeedProvidersParentWorkRightShareId"]:
            return LeftOut("right share", "it follows another share, with which it would count twice")
        kinds = [one for one in row.many("RightShareType") if one in BEARING]
        self.kind = self.kind or kinds[0]
        if self.kind in kinds:
            return None
        return LeftOut("right share", f"a {kinds[0]} may be the same part as a {self.kind}: the first type is read")

    def _control(self, row: Row, rights: frozenset[str]) -> Control:
        party, work = row["FeedProvidersPartyId"], row["FeedProvidersWorkId"]
        if not party or not work:
            raise InvalidValueError("the share names no party or no work", mend="fill its cells")
        owner = self.known.party("", within=self.source, number=party)
        asset = self._numbered("work", work)
        term = Term(_day(row["ValidityStartDate"]), _day(row["ValidityEndDate"]))
        start = term.start.earliest if term.start else None
        share, note = percentage(row["RightSharePercentage"])
        places = self._places(row, start)
        name = fact_id("bwarm-control", self.source, owner, asset, rights, share, places, term)
        return Control(
            id=name, party=owner, asset=asset, rights=rights, share=share, territories=places, term=term, note=note
        )

    def _places(self, row: Row, day: date | None) -> Expression:
        codes = row.many("TerritoryCode") or tuple(one.strip() for one in self.places.split(",") if one.strip())
        if not codes:
            what = "the share names no territory"
            raise InvalidValueError(what, mend="say it for all such rows with --option territories=US")
        return Expression(tuple((True, territories().resolve(one, day)) for one in codes))


def _day(text: str) -> When | None:
    return When.parse(text[:10]) if text else None
