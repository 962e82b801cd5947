# SPDX-License-Identifier: Apache-2.0
"""Small dumps: rows by the columns that a test cares for, the rest as MusicBrainz would have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from licit.formats.musicbrainz.layouts import TABLES

STAMP: Final = "2015-06-01 12:00:00.5+00"
OWNERSHIP: Final = "ab7a9be0-c060-4852-8f2e-4faf5b33231e"
P_RECORDING: Final = "fd841726-ba3c-47f7-af8e-6734ab6243ff"
P_RELEASE: Final = "287361d2-1dce-4d39-9f82-222b786e2b30"
LICENSOR: Final = "45a18e5d-b610-412f-acfc-c43ca835c24f"
LICENSEE: Final = "e77cb4ab-a438-43ad-9200-0d9bbf68b378"
PERFORMANCE: Final = "a3005666-a872-32c3-ad06-98af558e99b0"
RENAME: Final = "e6159066-6013-4d09-a2f8-bc473f21e89e"
SOCIETY: Final = "06fc3d02-ae89-4566-ad49-624500d6beb7"
TYPES: Final = (OWNERSHIP, P_RECORDING, P_RELEASE, LICENSOR, LICENSEE, PERFORMANCE, RENAME, SOCIETY)

Rows = Mapping[str, Sequence[Mapping[str, object]]]


def gid(kind: str, number: object) -> str:
    """The gid of an entity of these tests."""
    return str(uuid5(NAMESPACE_URL, f"{kind}/{number}"))


def line(table: str, given: Mapping[str, object]) -> str:
    """A row as COPY writes it."""
    texts = []
    for column in TABLES[table]:
        value = given.get(column)
        if value is None and column == "gid":
            value = gid(table, given["id"])
        if value is None and column in ("last_updated", "created"):
            value = STAMP
        if value is None and column in ("id", "artist_credit", "release_group", "edits_pending", "position"):
            value = 0
        texts.append("\\N" if value is None else str(value))
    return "\t".join(texts) + "\n"


def dump(folder: Path, tables: Rows) -> list[Path]:
    """The tables as files of a folder named as MusicBrainz names them."""
    inside = folder / "mbdump"
    inside.mkdir(parents=True, exist_ok=True)
    paths = []
    for table, rows in tables.items():
        if not rows:
            continue
        path = inside / table
        path.write_text("".join(line(table, row) for row in rows), encoding="utf-8")
        paths.append(path)
    return paths


def types() -> list[dict[str, object]]:
    """The link types, numbered from 1 in the order of ``TYPES``."""
    words = {"entity_type0": "label", "entity_type1": "label", "name": "a", "link_phrase": "b"}
    more = {"reverse_link_phrase": "c", "long_link_phrase": "d"}
    return [{"id": number, "gid": gid_, **words, **more} for number, gid_ in enumerate(TYPES, 1)]


def number_of(type_: str) -> int:
    """The number of a link type in ``types``."""
    return TYPES.index(type_) + 1
