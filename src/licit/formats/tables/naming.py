# SPDX-License-Identifier: Apache-2.0
"""Items, recordings and works by what a row calls them: an identifier, else an own number, else all that it says."""

from __future__ import annotations

import re
from typing import Final

from licit.formats.ids import fact_id
from licit.formats.known import Known
from licit.formats.tables.days import Century, Order, day_of
from licit.formats.tables.limits import DETAIL
from licit.formats.tables.mapping import IGNORE, Mapping
from licit.formats.tables.table import Row
from licit.model.day import When
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError

_ISRC: Final = re.compile(r"([A-Za-z]{2})[-\s]?([A-Za-z0-9]{3})[-\s]?([0-9]{2})[-\s]?([0-9]{5})")
_SEVERAL: Final = re.compile(r"\s*[;|,]\s*")
_NO_ISRC: Final = frozenset({"", "-", "n/a", "na", "none", "null", "unknown", "tba", "nan"})
# What makes two rows without an identifier one item: if all of these are the same, nothing tells them apart.
_TELLING: Final = ("title", "version", "artist", "album", "label", "ean", "released", "duration", "isrc")
_NAMED: Final = frozenset({"item", "title", "artist", "isrc", "label", "service", IGNORE})  # are no details besides
_OWNED: Final = frozenset({"owner", "share", "territory", "start", "end"})
_LABELS: Final = 65_536  # labels kept at hand; a large listing has some ten thousand
_good_prefixes: set[str] = set()  # of ISRCs, as python-stdnum answered for them: a thousand at most


def identifier(scheme: str, text: str) -> tuple[str, InvalidValueError | None]:
    """The identifier in its compared form, or what is wrong with it; neither where there is none."""
    if text.casefold() in _NO_ISRC:
        return "", None
    if scheme == "isrc" and (found := _ISRC.fullmatch(text)) is not None and found[1].upper() in _good_prefixes:
        return "".join(found.groups()).upper(), None
    parts = [part for part in _SEVERAL.split(text) if part]
    if len(parts) > 1:
        try:
            several = {check(scheme, part) for part in parts}
        except InvalidValueError:
            several = set()
        if len(several) > 1:
            what = f"{text[:64]!r} are {len(several)} identifiers of one recording, and nothing says which it is"
            return "", InvalidValueError(what, mend="give each recording a row of its own")
        text = parts[0] if several else text
    try:
        found_text = check(scheme, text)
    except InvalidValueError as error:
        return "", error
    if scheme == "isrc":
        _good_prefixes.add(found_text[:2])
    return found_text, None


class Naming:
    """Names what the rows of one file speak of. ``within`` is whose own numbers they have."""

    def __init__(self, known: Known, within: str) -> None:
        self.doubt: InvalidValueError | None = None  # about the item named last
        self._known = known
        self._within = within
        self._labels: dict[str, str] = {}

    def begin(self, mapping: Mapping, *, works: bool, owned: bool) -> None:
        """Start a table. ``owned``: what it says of owners is read, and no detail besides."""
        self._at = {column.role: at for at, column in reversed(list(enumerate(mapping.columns)))}
        self._centuries = False
        self._telling = [self._at[role] for role in _TELLING if role in self._at]
        released = mapping.one("released")
        self._order = Order.OPEN if released is None else mapping.columns[released].order or Order.OPEN
        self._details = [
            (at, column.name if column.role == "detail" else column.role)
            for at, column in enumerate(mapping.columns)
            if column.role not in _NAMED and not (owned and column.role in _OWNED)
        ]
        self._work_title = self._at.get("work_title", self._at.get("title") if works else None)

    def number(self, cells: tuple[str, ...]) -> str:
        """The row's own number, else one made of all that tells it apart; empty where nothing does."""
        if own := self._cell(cells, "item"):
            return own
        parts = [cells[at].strip() for at in self._telling]
        return fact_id("row", *parts) if any(parts) else ""

    def recording(self, cells: tuple[str, ...], isrc: str) -> str:
        """The recording of the row."""
        title = self._title(cells)
        if isrc:
            own = self._cell(cells, "item")
            within = self._within if own else ""
            return self._known.asset("recording", title, identifiers={"isrc": isrc}, within=within, number=own)
        return self._known.asset("recording", title, within=self._within, number=self.number(cells))

    def work(self, cells: tuple[str, ...], iswc: str, *, alone: bool) -> str:
        """The work of the row; empty where it has neither ISWC nor number (nor, if works are all there is, a title)."""
        title = cells[self._work_title].strip() if self._work_title is not None else ""
        number = self._cell(cells, "work")
        if iswc:
            within = self._within if number else ""
            return self._known.asset("work", title, identifiers={"iswc": iswc}, within=within, number=number)
        if not number and alone and title:
            number = fact_id("row", title, self._cell(cells, "writer"))
        return self._known.asset("work", title, within=self._within, number=number) if number else ""

    def item(self, row: Row, recording: str) -> str:
        """The item of the row, with its details. ``doubt`` says what of it was not understood."""
        cells = row.cells
        self.doubt = None
        label = self._cell(cells, "label")
        own = self._cell(cells, "item") if recording else self.number(cells)
        released = self._released(cells)
        details = [
            (name, cells[at].strip()[:DETAIL])
            for at, name in self._details
            if cells[at] and (released is None or name != "released")
        ]
        details += [(name, text[:DETAIL]) for name, text in row.more if text]
        return self._known.item(
            self._title(cells),
            artist=self._cell(cells, "artist"),
            recording=recording,
            within=self._within if own else "",
            number=own,
            group=self._group(label) if label else "",
            released=released,
            details=_distinct(details),
        )

    def _released(self, cells: tuple[str, ...]) -> When | None:
        text = self._cell(cells, "released")
        if not text:
            return None
        try:
            return day_of(text, self._order)
        except Century:
            if not self._centuries:  # told once for all of them
                self._centuries = True
                what = (
                    f"years have two digits, as in {text[:64]!r}, and nothing says of which century: they are not read"
                )
                self.doubt = InvalidValueError(what, mend="write years with four digits")
        except InvalidValueError as error:
            self.doubt = error
        return None

    def _group(self, label: str) -> str:
        found = self._labels.get(label)
        if found is None:
            found = self._known.party(label, kinds=("label",), within=self._within)
            if len(self._labels) < _LABELS:
                self._labels[label] = found
        return found

    def _title(self, cells: tuple[str, ...]) -> str:
        title, version = self._cell(cells, "title"), self._cell(cells, "version")
        return f"{title} ({version})" if title and version and version.casefold() not in title.casefold() else title

    def _cell(self, cells: tuple[str, ...], role: str) -> str:
        at = self._at.get(role)
        return cells[at].strip() if at is not None else ""


def _distinct(details: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Details of one name as one, so that none is lost."""
    if len({name for name, _ in details}) == len(details):
        return details
    found: dict[str, list[str]] = {}
    for name, text in details:
        found.setdefault(name, []).append(text)
    return [(name, "; ".join(texts)) for name, texts in found.items()]
