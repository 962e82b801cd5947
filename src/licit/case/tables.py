# SPDX-License-Identifier: Apache-2.0
"""Repertoire tables: rows of CSV or Parquet as items, controls and offers."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TextIO

from licit.case.checks import BAD_VALUE, LIMIT, MISSING_FILE, MISSING_KEY, NOT_READABLE, TABLE_ROW, UNKNOWN_KEY
from licit.case.contents import Contents
from licit.case.gathering import Gathering
from licit.case.head import TableFile
from licit.case.nodes import NotReadableError
from licit.case.values import RIGHTS, identifier, text
from licit.case.words import Words
from licit.model.asset import Asset, Item
from licit.model.day import Term, When
from licit.model.evidence import Evidence
from licit.model.fact import Control
from licit.model.problem import InvalidValueError, Place
from licit.model.share import Share
from licit.model.statement import Statement
from licit.vocabulary.nearest import unknown

LARGEST_CELL: Final = (
    65_536  # characters; no title or list of ids is longer, so a longer one is an open quote, or hostile
)
SPEECH: Final = ("by", "says", "made", "published")  # columns by which a row has a statement of its own
ITEM_COLUMNS: Final = ("item", "title", "artist", "group", "released")
CONTROL_COLUMNS: Final = ("id", "asset", "party", "rights", "share", "territories", "start", "end", "note", *SPEECH)
OFFER_COLUMNS: Final = ("service", "item")
NEEDED: Final = {
    "items": ("item",),
    "controls": ("asset", "party", "rights", "share", "territories"),
    "offers": OFFER_COLUMNS,
}
_SAYS: Final = {"": True, "affirm": True, "deny": False}

Row = dict[str, str]


@dataclass(slots=True)
class _Reader:
    """One table on its way into the contents of a case."""

    table: TableFile
    shown: str
    contents: Contents
    to: Gathering
    terms: dict[tuple[str, str], Term]
    shares: dict[str, Share]
    common: list[str]

    def refuse(self, line: int, error: InvalidValueError) -> None:
        self.to.refuse_error(Place(self.shown, line), error)

    def item(self, row: Row, line: int) -> None:
        name = identifier(row.pop("item"), self.to)
        if not self.contents_new(f"item:{name}", name, line):
            return
        title, artist, group = (text(row.pop(column, ""), self.to) for column in ITEM_COLUMNS[1:4])
        released = row.pop("released", "")
        kinds, details = [], []
        for column, cell in row.items():
            kind = _kind(column, self.to.words)
            if kind is None:
                details.append((column, text(cell, self.to)))
            elif ids := tuple(identifier(one.strip(), self.to) for one in cell.split(";") if one.strip()):
                kinds.append((kind, ids))
                for asset in ids:
                    self.contents.assets.setdefault(asset, Asset(asset, kind))
        self.contents.items[name] = Item(
            name,
            tuple(kinds),
            title,
            artist,
            group,
            tuple(pair for pair in details if pair[1]),
            When.parse(released) if released else None,
        )

    def control(self, row: Row, line: int) -> None:
        name = row.get("id") or f"{self.table.file}#{line}".replace(" ", "_")
        if not self.contents_new(identifier(name, self.to), name, line):
            return
        term = self.term(row.get("start", ""), row.get("end", ""))
        day = term.start.earliest if term.start and term.start.precise else None
        self.contents.facts[name] = Control(
            id=name,
            party=identifier(row["party"], self.to),
            asset=identifier(row["asset"], self.to),
            rights=RIGHTS.parse(row["rights"], self.to),
            share=self.share(row["share"]),
            territories=self.to.words.expression(row["territories"], day),
            term=term,
            note=text(row.get("note", ""), self.to),
        )
        own = self.statement(row, name)
        if own is None:
            self.common.append(name)
        else:
            self.contents.statements.append((own, name))

    def offer(self, row: Row, line: int) -> None:
        service = identifier(row["service"], self.to)
        item = identifier(row["item"], self.to)
        self.to.places.setdefault(f"offers:{service}", Place(self.shown, line))
        self.contents.offers.setdefault(service, {})[item] = None

    def statement(self, row: Row, fact: str) -> Statement | None:
        if not any(row.get(column) for column in SPEECH):
            return None
        common = self.table.said
        says = row.get("says", "")
        if says not in _SAYS:
            raise InvalidValueError(f"{says!r} is no word of a statement", mend="write affirm or deny")
        by = row.get("by") or (common.source if common else "")
        if not by:
            raise InvalidValueError("the row says when it was said, but not by whom", mend="fill the column by")
        base = common or Statement("", affirms=True)
        made, published = (When.parse(row[name]) if row.get(name) else None for name in ("made", "published"))
        return replace(
            base,
            source=identifier(by, self.to),
            affirms=_SAYS[says] if says else base.affirms,
            facts=(fact,),
            made=made or base.made,
            published=published or base.published,
        )

    def contents_new(self, key: str, name: str, line: int) -> bool:
        return self.contents.is_new(key, name, Place(self.shown, line), self.to)

    def term(self, start: str, end: str) -> Term:
        found = self.terms.get((start, end))
        if found is None:
            found = Term(When.parse(start) if start else None, When.parse(end) if end else None)
            self.terms[start, end] = found
        return found

    def share(self, cell: str) -> Share:
        found = self.shares.get(cell)
        if found is None:
            found = self.shares[cell] = Share.parse(cell)
        return found


def read_table(table: TableFile, path: Path, shown: str, contents: Contents, to: Gathering) -> str:
    """Read a table into the contents; every row becomes an entry or a problem at its line. Returns its SHA-256.

    ``shown`` is what the user calls the file. Rows without words of their own share the table's statement, whose
    evidence is the file by its hash where it names none.

    Raises:
        NotReadableError: it is no table, or lacks a column.
    """
    to.enter(shown)
    hexadecimal = _hash(path)
    reader = _Reader(table, shown, contents, to, {}, {}, [])
    take: Callable[[Row, int], None] = {
        "items": reader.item, "controls": reader.control, "offers": reader.offer
    }[table.kind]  # fmt: skip
    for line, row in _rows(path, table.kind, shown, to):
        if to.full:
            break
        try:
            if empty := [column for column in NEEDED[table.kind] if not row[column]]:
                what = f"the row has no {empty[0]}"
                to.refuse(Place(shown, line), what, mend="fill the cell", check=MISSING_KEY)
                continue
            take(row, line)
        except InvalidValueError as error:
            reader.refuse(line, error)
    _say(reader, hexadecimal)
    return hexadecimal


def _say(reader: _Reader, hexadecimal: str) -> None:
    table, said = reader.table, reader.table.said
    if said is None:
        return
    evidence = said.evidence or table.file.replace(" ", "_")
    if not said.evidence and evidence not in reader.contents.evidence:
        reader.contents.evidence[evidence] = Evidence(
            id=evidence,
            title=f"repertoire table {table.file}",
            publisher=said.source,
            date=said.made,
            sha256=hexadecimal,
        )
        reader.to.places.setdefault(f"evidence:{evidence}", Place(reader.shown))
    if reader.common:
        key = f"statements[{len(reader.contents.statements)}]"
        reader.to.places[key] = Place(reader.shown)
        whole = replace(said, facts=tuple(reader.common), evidence=evidence)
        reader.contents.statements.append((whole, key))


def _kind(column: str, words: Words) -> str | None:
    """The kind of asset that a column of items holds: its name, or that with an s (``works``)."""
    kinds = words.trade.kinds if words.trade is not None else ("recording", "performance", "work")
    return column if column in kinds else column[:-1] if column.endswith("s") and column[:-1] in kinds else None


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            found = sha256()
            while block := stream.read(1 << 20):
                found.update(block)
    except OSError as error:
        what = f"the table can't be read: {(error.strerror or str(error)).lower()}"
        raise NotReadableError(what, mend="check its path under repertoire", check=MISSING_FILE) from None
    return found.hexdigest()


def _rows(path: Path, kind: str, shown: str, to: Gathering) -> Iterator[tuple[int, Row]]:
    if path.suffix == ".parquet":
        yield from _parquet(path, kind)
        return
    if path.suffix != ".csv":
        mend = "name a file that ends with .csv or .parquet"
        raise NotReadableError(f"{path.suffix or 'this'} is no kind of table", mend=mend)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from _csv(lines, kind, shown, to)


def _csv(lines: TextIO, kind: str, shown: str, to: Gathering) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(lines, strict=True)
    try:
        header = _header([cell.strip() for cell in next(reader, [])], kind)
        begins = reader.line_num + 1
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not cells:
                continue  # an empty line
            if len(cells) != len(header):
                what = f"the row has {len(cells)} cells, not {len(header)}"
                to.refuse(Place(shown, line), what, mend="check its commas and quotes", check=TABLE_ROW)
                continue
            yield line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        check = LIMIT if "limit" in str(error) else NOT_READABLE
        raise NotReadableError(
            f"no CSV: {error}", mend="check the quotes here", line=max(reader.line_num, 1), check=check
        ) from None
    except UnicodeDecodeError as error:
        what = f"byte 0x{error.object[error.start]:02X} is not UTF-8"
        raise NotReadableError(what, mend="save the file as UTF-8", line=reader.line_num + 1) from None


def _parquet(path: Path, kind: str) -> Iterator[tuple[int, Row]]:
    import pyarrow as pa  # heavy: only where there is such a file
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            header = _header([str(name) for name in file.schema_arrow.names], kind)
            number = 0
            for batch in file.iter_batches():
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, {name: _cell(cell) for name, cell in zip(header, cells, strict=True)}
    except (pa.ArrowException, OSError) as error:
        what = f"no Parquet: {' '.join(str(error).split())[:200]}"
        raise NotReadableError(what, mend="check that the file is whole") from None


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever Parquet holds
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(str(one) for one in value)
    return str(value).strip()


def _header(names: list[str], kind: str) -> list[str]:
    """The names of the columns.

    Raises:
        NotReadableError: one stands twice, is needed and not there, or is not known.
    """
    if missing := [name for name in NEEDED[kind] if name not in names]:
        what = f"the table of {kind} has no column {missing[0]}"
        raise NotReadableError(what, mend=f"give it the columns {', '.join(NEEDED[kind])}", line=1, check=MISSING_KEY)
    if twice := next((name for name in names if names.count(name) > 1), None):
        what = f"the column {twice!r} stands twice"
        raise NotReadableError(what, mend="rename one of them", line=1, check=BAD_VALUE)
    for name in names if kind != "items" else ():
        known: Iterable[str] = CONTROL_COLUMNS if kind == "controls" else OFFER_COLUMNS
        if name not in known:
            error = unknown(f"column of {kind}", name, known)
            raise NotReadableError(error.what, mend=error.mend, line=1, check=UNKNOWN_KEY)
    return names
