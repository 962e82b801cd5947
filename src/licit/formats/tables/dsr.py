# SPDX-License-Identifier: Apache-2.0
"""DDEX Digital Sales Reports, flat-file profile: what recordings, works and labels a service says it has used.

A report is the service's word on its own catalogue. Usage, revenue, and what it allots to whom are no authority.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from licit.formats.checks import DOUBT, ORDER, RECORD, REFERENCE, VALUE
from licit.formats.entries import Embodied, Entry, LeftOut, Offered, Origin
from licit.formats.files import File
from licit.formats.known import Known
from licit.formats.tables.dsr_layout import TYPE, Cells, headed, layout
from licit.formats.tables.limits import CELL, DETAIL
from licit.formats.tables.naming import identifier
from licit.formats.tables.opening import guessed, lines_of
from licit.formats.tables.options import Wishes, wishes_of
from licit.model.day import When
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem, Severity

_WHY: Final = {
    "SY": "sums of usage and money", "SU": "usage and money", "RU": "usage and money", "CU": "cues of a programme",
    "LI": "what the service allots to a licensor, which is no licensor's word", "ML": "a licensor's part of a list",
    "RE": "releases are read for the label and title of their recordings",
}  # fmt: skip
_ENDS: Final = ("FOOT", "SRFO")
_DETAILS: Final = ("duration", "iswc", "writer", "publisher")
_TYPES: Final = 1_000  # types of record that are told apart: the standard has some sixty
_BLOCK: Final = 100_000  # recordings of a block kept at hand; a release has some tens
_ESCAPED: Final = re.compile(r"\\([\\|])")


@dataclass(slots=True)
class _Block:
    """One block: its release, and the recordings by their references."""

    id: str = ""
    release: dict[str, str] = field(default_factory=dict)
    recordings: dict[str, str] = field(default_factory=dict)


def read(file: File, known: Known) -> Iterator[Entry]:
    """What a report says. Records that are not understood are problems; those about money are left out."""
    with file.open() as stream:
        lines, encoding = lines_of(stream, file)
        if encoding.guessed:
            yield guessed(file.name, encoding)
        report = _Report(file, wishes_of(file.options), known)
        for line in lines:
            if lines.problems:
                yield from lines.problems
                lines.problems = []
            yield from report.line(lines.number, line.rstrip("\r\n"))
        yield from lines.problems
        yield from report.end(lines.number)


class _Report:
    def __init__(self, file: File, wishes: Wishes, known: Known) -> None:
        self._file = file
        self._wishes = wishes
        self._known = known
        self._source = self._service = ""
        self._headings: dict[str, Cells] = {}
        self._block = _Block()
        self._foot: tuple[int, str] | None = None
        self._records = 0  # lines that are neither empty nor comments
        self._labels: dict[str, str] = {}

    def line(self, number: int, text: str) -> Iterator[Entry]:
        """What one line says."""
        if not text.strip():
            return
        cells = text.split("\t")
        kind = cells[0].strip()
        if kind.startswith("#"):
            self._file.records["#"] += 1
            if len(self._headings) < _TYPES:
                self._headings[kind.lstrip("# ")] = headed(kind.lstrip("# "), cells)
            yield LeftOut("comment or heading", "it is for people")
            return
        self._records += 1
        counted = TYPE.fullmatch(kind) and (kind in self._file.records or len(self._file.records) < _TYPES)
        self._file.records[kind if counted else "unknown"] += 1
        place = Place(self._file.name, number)
        if not TYPE.fullmatch(kind):
            what = f"{kind[:20]!r} is no type of record"
            yield Problem(place, what, "begin each line with a type, as HEAD or AS02.03, and a tab", RECORD)
        elif max(map(len, cells)) > CELL:
            yield Problem(place, f"a cell has more than {CELL} characters", "shorten it", RECORD)
        elif self._foot is not None:
            yield Problem(place, "a record stands after the last one, FOOT", "put FOOT at the end", ORDER)
        elif kind == "HEAD":
            yield from self._head(cells, place)
        elif not self._source:
            yield Problem(place, f"{kind} stands before HEAD", "put HEAD first: it says whose report it is", ORDER)
        elif kind in _ENDS:
            self._foot = number, cells[1].strip() if len(cells) > 1 else ""
        else:
            yield from self._body(kind, cells, place)

    def end(self, lines: int) -> Iterator[Problem]:
        """What is wrong with the file as a whole."""
        place = Place(self._file.name, lines)
        if self._foot is None:
            yield Problem(place, "the report has no FOOT: it is cut off", "fetch it again, whole", ORDER)
            return
        number, stated = self._foot
        # The standard counts empty and ignored lines in; reports of services leave them out.
        if stated.isdigit() and int(stated) not in (lines, self._records):
            what = f"FOOT says {stated} lines, the file has {self._records} records in {lines} lines"
            mend = "ask the sender for the whole report"
            yield Problem(Place(self._file.name, number), what, mend, DOUBT, Severity.WARNING)

    def _head(self, cells: list[str], place: Place) -> Iterator[Entry]:
        if self._source:
            yield Problem(place, "the report has a second HEAD", "put each report in a file of its own", ORDER)
            return
        said = self._said("HEAD", cells)
        name, number = said.get("sender", ""), said.get("sender_id", "")
        identifiers: dict[str, str] = {}
        if number:
            try:
                identifiers["dpid"] = check("dpid", number)
            except InvalidValueError as error:
                yield Problem(place, error.what, error.mend, VALUE, Severity.WARNING)
        if not (name or number):
            what = "HEAD names no sender, so that nobody says what follows"
            yield Problem(place, what, "fill in SenderPartyId or SenderName", REFERENCE)
            name = self._wishes.service or "sender not named"
        self._source = self._known.party(name or number, identifiers=identifiers, kinds=("service",))
        wished = self._wishes.service
        self._service = self._known.party(wished, kinds=("service",)) if wished else self._source
        made = None
        if text := said.get("created", ""):
            try:
                made = When.parse(text[:10])
            except InvalidValueError as error:
                yield Problem(place, error.what, "write 2014-12-14T10:05:00Z", VALUE, Severity.WARNING)
        period = " to ".join(part for part in (said.get("start", ""), said.get("end", "")) if part)
        title = f"DDEX sales report {said.get('message', '')} ({said.get('profile', '')}) {period}"
        made = made or self._wishes.made
        yield Origin(source=self._source, made=made, published=made, title=" ".join(title.split()))

    def _body(self, kind: str, cells: list[str], place: Place) -> Iterator[Entry]:
        said = self._said(kind, cells)
        if "block" in said and said["block"] != self._block.id:
            self._block = _Block(said["block"])
        family = kind[:2]
        if family == "RE":
            if kind.startswith("RE01"):
                self._block.release = said
            yield LeftOut(family, _WHY[family])
        elif family == "MW":
            yield from self._work(said, place)
        elif any(role in ("isrc", "item", "title") for _, role in self._places(kind).values()):
            yield from self._recording(said, place)
        elif family in _WHY:
            yield LeftOut(family, _WHY[family])
        else:
            yield LeftOut(family, "its cells are not published, and the file has no heading that names them")

    def _recording(self, said: dict[str, str], place: Place) -> Iterator[Entry]:
        isrc, problem = identifier("isrc", said.get("isrc", "").replace("|", ";"))
        if problem is not None:
            yield Problem(place, problem.what, problem.mend, VALUE, Severity.WARNING)
        own = said.get("item", "")
        if not (isrc or own):
            what = "the record names no recording: it has neither ISRC nor the service's own number"
            yield Problem(place, what, "fill in ResourceISRC or DspResourceId", REFERENCE)
            return
        title, version = said.get("title", ""), said.get("version", "")
        title = f"{title} ({version})" if title and version else title
        within = self._service if own else ""
        recording = ""
        if isrc:
            recording = self._known.asset("recording", title, identifiers={"isrc": isrc}, within=within, number=own)
        release = self._block.release
        details = [(name, said[name][:DETAIL]) for name in _DETAILS if said.get(name)]
        details += [(name, release[name][:DETAIL]) for name in ("album", "ean") if release.get(name)]
        item = self._known.item(
            title,
            artist=said.get("artist", ""),
            recording=recording,
            within=within,
            number=own,
            group=self._label(said.get("label") or release.get("label", "")),
            details=details,
        )
        yield Offered(self._service, item)
        if recording and len(self._block.recordings) < _BLOCK:
            self._block.recordings[said.get("reference", "")] = recording
        if recording and said.get("iswc"):
            yield from self._embodied(said, recording, place)

    def _work(self, said: dict[str, str], place: Place) -> Iterator[Entry]:
        recordings = self._block.recordings
        found = recordings.get(said["reference"], "") if said.get("reference") else ""
        if not found and not said.get("reference") and len(recordings) == 1:
            found = next(iter(recordings.values()))
        if not found:
            yield LeftOut("MW", "which recording with an ISRC embodies the work is not said")
        else:
            yield from self._embodied(said, found, place)

    def _embodied(self, said: dict[str, str], recording: str, place: Place) -> Iterator[Entry]:
        iswc, problem = identifier("iswc", said.get("iswc", ""))
        if problem is not None:
            yield Problem(place, problem.what, problem.mend, VALUE, Severity.WARNING)
        number = said.get("work", "")
        if not (iswc or number):
            return
        identifiers = {"iswc": iswc} if iswc else {}
        within = self._service if number else ""
        title = said.get("work_title", "")
        yield Embodied(
            recording, self._known.asset("work", title, identifiers=identifiers, within=within, number=number)
        )

    def _said(self, kind: str, cells: list[str]) -> dict[str, str]:
        """The cells that matter, by what they say; where the file has headings for the type, these tell."""
        places = layout(kind) if kind == "HEAD" else self._places(kind)
        return {
            role: _ESCAPED.sub(r"\1", cells[at].strip())
            for at, (_, role) in places.items()
            if role and at < len(cells) and cells[at].strip()
        }

    def _places(self, kind: str) -> Cells:
        named = self._headings.get(kind)
        if named is None:
            return layout(kind)
        said = {role for _, role in named.values() if role}
        return {**{at: cell for at, cell in layout(kind).items() if cell[1] not in said}, **named}

    def _label(self, name: str) -> str:
        if not name:
            return ""
        if name not in self._labels:
            if len(self._labels) > _BLOCK:
                self._labels.clear()
            self._labels[name] = self._known.party(name, kinds=("label",), within=self._source)
        return self._labels[name]
