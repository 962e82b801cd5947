# SPDX-License-Identifier: Apache-2.0
"""A bundle as the folder of an import: tables for what is long, YAML for the rest; there whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

from licit.case.atomic import new_folder
from licit.case.imports.bundle import Bundle
from licit.case.imports.ledger import ENTRY, FOLDER, NAMES, SUBJECTS, Imported, name_rows, written_entry
from licit.case.kinds import FACTS, NAMED, SAID, SAID_KEY
from licit.case.repertoire.columns import COLUMNS
from licit.case.values import CONTROL, RIGHTS
from licit.case.writing import dumped, parted
from licit.model.asset import Asset, Item
from licit.model.fact import Control
from licit.model.statement import Statement

STATEMENTS: Final = "statements"
_KINDS: Final = ("recording", "performance", "work")


def write_import(case: Path, entry: Imported, bundle: Bundle) -> Path:
    """Write what a file brought into the case's folder; returns the folder of the import.

    Raises:
        BadInputError: it can't be written; the case is as it was.
    """
    home = case / FOLDER / entry.name
    with new_folder(home) as made:
        _write(made, f"{FOLDER}/{entry.name}", bundle)
        (made / ENTRY).write_bytes(written_entry(entry))
    return home


def _write(folder: Path, inside: str, bundle: Bundle) -> None:
    said: dict[str, list[Statement]] = {}
    for statement in bundle.statements:
        said.setdefault(statement.facts[0], []).append(statement)
    tables = [
        {"file": f"{inside}/{kind}.csv", "kind": kind}
        for kind, rows in _tables(bundle, said).items()
        if _table(folder / f"{kind}.csv", rows)
    ]
    sections = {name: entries for name, entries in _sections(bundle, said) if entries}
    first: dict[str, Any] = {"repertoire": tables} if tables else {}
    names = [name for name in ("evidence", "parties") if name in sections]
    head: dict[str, Any] = {**first, **{name: sections.pop(name) for name in names}}
    if head:
        (folder / "import.yaml").write_bytes(dumped(_clean(head)))
    for name, entries in sections.items():
        for number, part in enumerate(parted(entries)):
            file = f"{name}.yaml" if number == 0 else f"{name}-{number + 1:04}.yaml"
            (folder / file).write_bytes(dumped(_clean({name: part})))
    _table(folder / NAMES, name_rows(bundle.named.numbers.items(), bundle.named.aliases.items()))
    subjects = ((source, subject, fact) for (source, subject), facts in bundle.subjects.items() for fact in facts)
    _table(folder / SUBJECTS, _headed(("source", "subject", "fact"), subjects))


def _sections(bundle: Bundle, said: dict[str, list[Statement]]) -> Iterator[tuple[str, Any]]:
    """What is no table, as texts and lists; ``said`` of what a table or the case has already stands by itself."""
    yield "evidence", {one.id: NAMED["evidence"].plain(one) for one in bundle.evidence.values()}
    yield "parties", {one.id: NAMED["parties"].plain(one) for one in bundle.named.parties.values()}
    for section, shape in FACTS.items():
        if shape.model is Control:
            continue
        facts = [fact for fact in bundle.facts.values() if type(fact) is shape.model]
        yield section, {one.id: {**shape.plain(one), SAID_KEY: _said(said.pop(one.id, []))} for one in facts}
    yield "notes", {one.id: NAMED["notes"].plain(one) for one in bundle.notes.values()}
    yield "claims", {one.id: NAMED["claims"].plain(one) for one in bundle.claims.values()}
    yield (
        STATEMENTS,
        [{**SAID.plain(one), "facts": list(one.facts)} for statements in said.values() for one in statements],
    )


def _said(statements: Iterable[Statement]) -> list[Any]:
    return [SAID.plain(one) for one in statements]


def _tables(bundle: Bundle, said: dict[str, list[Statement]]) -> dict[str, Iterator[tuple[str, ...]]]:
    controls = [fact for fact in bundle.facts.values() if isinstance(fact, Control)]
    offers = ((service, item) for service, items in bundle.offers.items() for item in items)
    listed = ((name, asset) for name, assets in bundle.catalogues.items() for asset in assets)
    links = ((recording, asset) for recording, assets in bundle.links.items() for asset in assets)
    return {
        "assets": _headed(COLUMNS["assets"], map(_asset, bundle.named.assets.values())),
        "items": _items(bundle.named.items.values()),
        "controls": _headed(COLUMNS["controls"], (_control(one, said) for one in controls)),
        "catalogues": _headed(COLUMNS["catalogues"], listed),
        "links": _headed(COLUMNS["links"], links),
        "offers": _headed(COLUMNS["offers"], offers),
    }


def _headed(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield header
    yield from rows


def _asset(asset: Asset) -> tuple[str, ...]:
    return asset.id, asset.kind, asset.title, ";".join(f"{scheme}={value}" for scheme, value in asset.identifiers)


def _items(items: Iterable[Item]) -> Iterator[tuple[str, ...]]:
    items = list(items)
    details = dict.fromkeys(name for item in items for name, _ in item.details)
    yield (*COLUMNS["items"], *_KINDS, *details)
    for item in items:
        had = dict(item.details)
        released = str(item.released) if item.released else ""
        kinds = (";".join(item.of_kind(kind)) for kind in _KINDS)
        yield item.id, item.title, item.artist, item.group, released, *kinds, *(had.get(one, "") for one in details)


def _control(control: Control, said: dict[str, list[Statement]]) -> tuple[str, ...]:
    words = said[control.id]
    first = words.pop(0)
    rights = RIGHTS.plain(control.rights)
    return (
        control.id,
        control.asset,
        control.party,
        rights if isinstance(rights, str) else ";".join(map(str, rights)),
        str(control.share),
        str(control.territories),
        str(control.term.start or ""),
        str(control.term.end or ""),
        control.note,
        first.source,
        "" if first.affirms else "deny",
        str(first.made or ""),
        str(first.published or ""),
        first.basis.value,
        first.evidence,
        first.locator,
    )


def _clean(value: Any) -> Any:  # noqa: ANN401 - texts, lists, tables of keys
    """The same without characters that no file of a case may have; each becomes a blank."""
    if isinstance(value, str):
        return CONTROL.sub(" ", value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {name: _clean(one) for name, one in value.items()}


def _table(path: Path, rows: Iterator[tuple[str, ...]]) -> bool:
    """Write a table; one without rows is not written."""
    header, first = next(rows), next(rows, None)
    if first is None:
        return False
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for row in chain((header, first), rows):
            writer.writerow([CONTROL.sub(" ", cell) for cell in row])
    return True
