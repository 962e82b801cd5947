# SPDX-License-Identifier: Apache-2.0
"""Whose word a BWARM set is, of which day, and whether it is whole: the user says it, else its manifest or its folder.

A newer set of a publisher stands instead of the older one. It can't where something of it is missing, or where it
has no day: then it adds to what was said.

Source: BWARM 2.0, manifest; the folder of a set is ``BWARM_<DPID>_<time>`` (the feed's validator, its snapshot option).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from licit.formats import checks
from licit.formats.bwarm.layouts import MANIFEST, columns_of
from licit.formats.bwarm.rows import LONGEST
from licit.formats.files import File
from licit.formats.known import Known
from licit.formats.lines import numbered
from licit.model.day import When
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem, Severity

SETS: Final = "bwarm-sets"  # what is learnt: source and day of each whole set
_FOLDER: Final = re.compile(r"BWARM_(?P<dpid>PADPIDA[0-9A-Z]+)_(?P<day>[0-9]{8})[0-9]*")
_MOST_TABLES: Final = 1000  # lines of a manifest; a set has some fifteen tables


@dataclass(slots=True)
class Publisher:
    """What is known of a set before its tables are read.

    ``lines`` is how many the manifest says each file has, by the file's name. ``before`` is the day of the latest whole
    set of the source that is older, ``latest`` that of the latest of all; empty where there is none.
    """

    source: str = ""
    made: str = ""
    whole: bool = True
    before: str = ""
    latest: str = ""
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def set(self) -> str:
        """The day of the set that the words belong to: its own, or, of a part, that of the set to which it adds."""
        return self.made if self.whole and self.made else self.latest or self.made


def published(files: Sequence[File], known: Known, to: Publisher) -> Iterator[Problem]:
    """Find out; what is wrong is told. Without a source nothing can be read."""
    first, options = files[0], files[0].options
    told = _Told()
    for file in files:
        if _is_manifest(file):
            yield from _manifest(file, told, to)
    folder = _FOLDER.fullmatch(first.path.resolve().parent.name)
    if folder:
        told.dpid = told.dpid or folder["dpid"]
        told.made = told.made or "-".join((folder["day"][:4], folder["day"][4:6], folder["day"][6:]))
    made = str(options.get("made") or told.made)[:10]
    try:
        to.made = _day(made) if made else ""
        if named := str(options.get("source") or ""):
            to.source = known.party(named)
        elif told.name or told.dpid:
            yield from _named(first, told, known, to)
        else:
            what = "a BWARM set doesn't say whose word it is"
            yield Problem(Place(first.name), what, "name who publishes it with --option source=PARTY", checks.ORDER)
            return
    except InvalidValueError as error:
        to.source = ""
        yield Problem(Place(first.name), error.what, error.mend, checks.VALUE)
        return
    yield from _placed(first, to)


def _day(text: str) -> str:
    when = When.parse(text)
    if not when.precise:
        raise InvalidValueError(f"{text!r} is no day", mend="write it as 2024-05-08")
    return str(when)


@dataclass(slots=True)
class _Told:
    """What the set says of itself."""

    name: str = ""
    dpid: str = ""
    made: str = ""


def _named(first: File, told: _Told, known: Known, to: Publisher) -> Iterator[Problem]:
    given = {}
    if told.dpid:
        try:
            given = {"dpid": check("dpid", told.dpid)}
        except InvalidValueError as error:
            what = f"{error.what}; it is not used"
            yield Problem(Place(first.name), what, error.mend, checks.VALUE, Severity.WARNING)
    name = told.name or told.dpid
    to.source = known.party(name, identifiers=given, within="ddex-bwarm", number="" if given else told.dpid)


def _placed(first: File, to: Publisher) -> Iterator[Problem]:
    """Where the set stands among those that were read before."""
    days = sorted(day for source, day in first.options.get(SETS, ()) if source == to.source)
    to.latest = days[-1] if days else ""
    to.whole = str(first.options.get("whole") or "yes") != "no"
    if to.whole and to.made and to.latest > to.made:
        what = f"a newer set of this source, of {to.latest}, was read before this one, of {to.made}"
        mend = "delete the folder of the newer import, then read the sets in their order"
        yield Problem(Place(first.name), what, mend, checks.ORDER)
        to.source = ""
        return
    to.before = max((day for day in days if day < to.made), default="")
    if to.whole and not to.made and to.latest:
        what = f"the set has no day, so that what the set of {to.latest} says still stands beside it"
        yield Problem(
            Place(first.name), what, "say of which day it is with --option made=DAY", checks.DOUBT, Severity.WARNING
        )
        to.whole = False


def _is_manifest(file: File) -> bool:
    return dict(file.detected.details).get("table") == MANIFEST


def _manifest(file: File, told: _Told, to: Publisher) -> Iterator[Problem]:
    """Line 1 has names, line 2 the sender and the day, line 3 names, and each further one a file of the set."""
    with file.open() as stream:
        lines = [(number, _cells(raw)) for number, raw in islice(numbered(stream, LONGEST), _MOST_TABLES)]
        file.reached(stream.tell())
    file.records[MANIFEST] += 1
    if len(lines) > 1 and lines[0][1] and lines[1][1]:
        said = dict(zip(columns_of("\t".join(lines[0][1])), lines[1][1], strict=False))
        told.name, told.dpid = said.get("DataFeedSender", ""), said.get("DataFeedSenderDPID", "")
        told.made = said.get("DataFeedCreatedDateTime", "")[:10]
    columns: tuple[str, ...] = ()
    for number, cells in lines[2:]:
        columns = columns or columns_of("\t".join(cells))
        said = dict(zip(columns, cells, strict=False))
        if cells and cells[0].startswith(("#", "EOF")):
            continue
        try:
            to.lines[said["FileName"]] = int(said["NumberOfLines"])
        except (KeyError, ValueError):
            what, mend = "the line names no file of the set, or not how many lines it has", "fill its cells"
            yield Problem(Place(file.name, number), what, mend, checks.VALUE, Severity.WARNING)


def _cells(raw: bytes | None) -> tuple[str, ...]:
    text = (raw or b"").decode("utf-8-sig", "replace").rstrip("\r\n")
    return tuple(cell.strip() for cell in text.split("\t")) if text else ()
