# SPDX-License-Identifier: Apache-2.0
"""Repertoire tables: rows of CSV or Parquet as items, controls and offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from licit.case.checks import MISSING_KEY
from licit.case.contents import Contents
from licit.case.gathering import Gathering
from licit.case.head import TableFile
from licit.case.repertoire.columns import COLUMNS, NEEDED, SPEECH
from licit.case.repertoire.rows import Row, hash_of_file, rows
from licit.case.values import RIGHTS, identifier, text
from licit.case.words import Words
from licit.model.asset import Asset, Item
from licit.model.day import Term, When
from licit.model.evidence import Evidence
from licit.model.fact import Control
from licit.model.problem import InvalidValueError, Place
from licit.model.share import Share
from licit.model.statement import Basis, Statement

_SAYS: Final = {"": True, "affirm": True, "deny": False}


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
        title, artist, group = (text(row.pop(column, ""), self.to) for column in COLUMNS["items"][1:4])
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

    def asset(self, row: Row, line: int) -> None:
        name = identifier(row["asset"], self.to)
        if not self.contents_new(f"asset:{name}", name, line):
            return
        kind = self.to.words.kind(row["kind"])
        pairs = [one.partition("=") for one in row.get("identifiers", "").split(";") if one.strip()]
        found = tuple((scheme.strip(), text(value.strip(), self.to)) for scheme, _, value in pairs)
        self.contents.assets[name] = Asset(name, kind, text(row.get("title", ""), self.to), found)

    def listed(self, row: Row, line: int) -> None:
        catalogue, asset = identifier(row["catalogue"], self.to), identifier(row["asset"], self.to)
        self.to.places.setdefault(f"catalogue:{catalogue}", Place(self.shown, line))
        self.contents.listed.setdefault(catalogue, {})[asset] = None

    def link(self, row: Row, line: int) -> None:
        recording, asset = identifier(row["recording"], self.to), identifier(row["asset"], self.to)
        self.to.places.setdefault(f"link:{recording}:{asset}", Place(self.shown, line))
        self.contents.links.setdefault(recording, {})[asset] = None

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
            basis=_basis(row["basis"]) if row.get("basis") else base.basis,
            evidence=identifier(row["evidence"], self.to) if row.get("evidence") else base.evidence,
            locator=text(row.get("where", ""), self.to) or base.locator,
            through=identifier(row["through"], self.to) if row.get("through") else base.through,
            note=text(row.get("remark", ""), self.to) or base.note,
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


def _basis(word: str) -> Basis:
    try:
        return Basis(word)
    except ValueError:
        mend = f"write {', '.join(one.value for one in Basis)}"
        raise InvalidValueError(f"{word!r} is no basis of a statement", mend=mend) from None


def read_table(table: TableFile, path: Path, shown: str, contents: Contents, to: Gathering) -> str:
    """Read a table into the contents; every row becomes an entry or a problem at its line. Returns its SHA-256.

    ``shown`` is what the user calls the file. Rows without words of their own share the table's statement, whose
    evidence is the file by its hash where it names none.

    Raises:
        NotReadableError: it is no table, or lacks a column.
    """
    to.enter(shown)
    hexadecimal = hash_of_file(path)
    reader = _Reader(table, shown, contents, to, {}, {}, [])
    take: Callable[[Row, int], None] = {
        "items": reader.item,
        "controls": reader.control,
        "offers": reader.offer,
        "assets": reader.asset,
        "catalogues": reader.listed,
        "links": reader.link,
    }[table.kind]
    for line, row in rows(path, table.kind, shown, to):
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
