# SPDX-License-Identifier: Apache-2.0
"""One row or entity at a time, field by field, as ``licit inspect`` shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from licit.formats.files import Decoded, File, Value
from licit.formats.musicbrainz.entities import documents, kind_of
from licit.formats.musicbrainz.facts import is_json, table_in
from licit.formats.musicbrainz.relations import GIDS
from licit.formats.musicbrainz.rows import NOTHING, rows
from licit.model.problem import Problem


def inspect(file: File) -> Iterator[Decoded]:
    """Each row of a table, or each entity with its relations."""
    if is_json(file):
        for number, found in documents(file):
            if isinstance(found, Problem):
                yield Decoded("entity", str(found.place), (), "it can't be read", (found,))
            else:
                kind = kind_of(found) or "entity"
                yield Decoded(kind, f"{file.name}:{number}", tuple(_fields(found)), f"a {kind} of MusicBrainz")
        return
    with file.open() as stream:
        for row in rows(stream, file.name, table_in(file)):
            if isinstance(row, Problem):
                yield Decoded("row", str(row.place), (), "it can't be read", (row,))
            elif row is not None:
                values = (
                    Value(name, f"column {number}", text, "" if text == NOTHING else _meaning(name, row[name]))
                    for number, (name, text) in enumerate(zip(row.shape.columns, row.texts, strict=False), 1)
                )
                yield Decoded(row.table, f"{file.name}:{row.at}", tuple(values), f"a row of the table {row.table}")


def _meaning(name: str, text: str) -> str:
    return GIDS[text][1].value if name == "gid" and text in GIDS else text


def _fields(entity: dict[str, Any] | Any, at: str = "") -> Iterator[Value]:  # noqa: ANN401 - JSON
    for key, value in entity.items():
        where = f"{at}/{key}" if at else key
        if key == "relations" and isinstance(value, list):
            for number, one in enumerate(value, 1):
                if isinstance(one, dict):
                    gid = str(one.get("type-id"))
                    raw = " ".join(str(one.get(part)) for part in ("type", "direction", "target-type", "begin", "end"))
                    meaning = GIDS[gid][1].value if gid in GIDS else "not read"
                    yield Value("relation", f"{where}[{number}]", raw, meaning)
        elif isinstance(value, str | int | float | bool):
            yield Value(key, where, str(value))
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield Value(key, where, ", ".join(value))
        else:
            yield Value(key, where, f"{len(value)} inside" if value else "")
