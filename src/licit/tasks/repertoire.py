# SPDX-License-Identifier: Apache-2.0
"""A case's items, and what their owners control, as a repertoire: the files that an audit by rights classes reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from licit.engine.store import streamed
from licit.model.asset import Item
from licit.model.fact import Control
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.scope import ALL, Named

HEAD: Final = "repertoire.json"
UNIDENTIFIED: Final = "unidentified"  # the kind of an item's assets where the case names no kind
_CONTROLS: Final = pa.schema(
    [
        (name, pa.int32() if name == "share" else pa.string())
        for name in ("asset", "party", "rights", "share", "territories", "start", "end", "said")
    ]
)
_ITEMS: Final = pa.schema([(name, pa.string()) for name in ("item", "kind", "asset")])
_OFFERS: Final = pa.schema([("item", pa.string()), ("label_group", pa.string())])


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written."""

    controls: int
    items: int
    offers: Mapping[str, int]


def write_repertoire(record: Record, into: Path, day: date) -> Written:
    """Write ``controls.parquet``, ``items.parquet``, ``repertoire.json`` and ``catalogues/SERVICE/catalogue.parquet``.

    A row's ``said`` is the id of a control of the case: what is said of that control is said of the row. Controls on
    which nobody says anything count for nobody, and are left out. Offers are those of ``day``.

    Raises:
        InvalidValueError: a court's finding is about a control, which no row can tell; or the case has no items.
        BadInputError: a file can't be written; each is there whole or not at all, ``repertoire.json`` last.
    """
    if not record.items:
        raise InvalidValueError("the case has no items", mend="write items: into it")
    controls = [fact for fact in record.facts if isinstance(fact, Control)]
    held = next((control.id for control in controls if control.id in record.findings_on), "")
    if held:
        raise InvalidValueError(
            f"a court's finding is about the control {held!r}, and rows of a repertoire know of none",
            mend="audit the case without --repertoire",
        )
    into.mkdir(parents=True, exist_ok=True)
    (into / HEAD).unlink(missing_ok=True)
    rows = list(_controls(record, controls))
    _write(into / "controls.parquet", rows, _CONTROLS)
    _write(into / "items.parquet", [row for item in record.items.values() for row in _assets(item)], _ITEMS)
    offers = {service: record.offered(service, day) for service in record.offers}
    for service, items in offers.items():
        folder = into / "catalogues" / folder_of(service)
        folder.mkdir(parents=True, exist_ok=True)
        groups = [record.items[item].group if item in record.items else "" for item in items]
        rows_of = [{"item": item, "label_group": group} for item, group in zip(items, groups, strict=True)]
        _write(folder / "catalogue.parquet", rows_of, _OFFERS)
    head = {"source": "case", "made": day.isoformat(), "published": day.isoformat(), "basis": "seen"}
    with streamed(into / HEAD) as stream:
        stream.write((json.dumps(head) + "\n").encode())
    return Written(len(rows), len(record.items), {service: len(items) for service, items in offers.items()})


def folder_of(service: str) -> str:
    """The folder of a service's catalogue: its id, without what a path can't hold."""
    return quote(service, safe="@ ").lstrip(".") or "_"


def _controls(record: Record, controls: Sequence[Control]) -> Iterator[dict[str, Any]]:
    said: dict[str, list[int]] = {}
    for number, statement in enumerate(record.statements):
        for fact in statement.facts:
            said.setdefault(fact, []).append(number)
    same: dict[tuple[int, ...], str] = {}  # controls of which the same is said name the same one: so classes are few
    for control in controls:
        if control.id in said:
            yield {
                "asset": control.asset,
                "party": control.party,
                "rights": _names(control.rights),
                "share": control.share.hundredths,
                "territories": str(control.territories),
                "start": str(control.term.start) if control.term.start else None,
                "end": str(control.term.end) if control.term.end else None,
                "said": same.setdefault(tuple(said[control.id]), control.id),
            }


def _names(rights: Named) -> str:
    return "all" if rights is ALL else ",".join(sorted(rights))


def _assets(item: Item) -> Iterator[dict[str, Any]]:
    """A row an asset; a kind that was not identified has a row without one."""
    for kind, assets in item.assets or ((UNIDENTIFIED, ()),):
        for asset in assets or (None,):
            yield {"item": item.id, "kind": kind, "asset": asset}


def _write(path: Path, rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> None:
    with streamed(path) as stream:
        pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), stream)
