# SPDX-License-Identifier: Apache-2.0
"""Small repertoires on disk, and their classes found the plain way: one item after another, in dictionaries."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from licit.engine.classes import ClassTable

Row = tuple[Any, ...]
LINE = ("party", "rights", "share", "territories", "start", "end", "said")
CONTROL = ("asset", *LINE)
ITEM = ("item", "kind", "asset")
STATEMENT = b'{"source": "society:x", "made": "2024-01-01", "published": "2024-01-02", "basis": "reported"}'
Situation = tuple[int, tuple[Row, ...]]
Content = tuple[tuple[str, Situation | None], ...]


@dataclass(frozen=True)
class Repertoire:
    """Rows, as they are written; ``names`` is the type of items and assets."""

    controls: tuple[Row, ...] = ()
    items: tuple[Row, ...] = ()
    marks: Mapping[Any, int] = field(default_factory=dict)
    names: pa.DataType = field(default_factory=pa.string)

    def shuffled(self, seed: int) -> Repertoire:
        """The same rows in another order."""
        rng = random.Random(seed)  # noqa: S311
        return replace(
            self,
            controls=tuple(rng.sample(self.controls, len(self.controls))),
            items=tuple(rng.sample(self.items, len(self.items))),
        )

    def write(self, folder: Path, *, name: str = "", group: int = 7) -> Path:
        """Write it to a folder: as ``controls.parquet`` and ``items.parquet``, or into folders under a name."""
        folder.mkdir(exist_ok=True)
        (folder / "repertoire.json").write_bytes(STATEMENT)
        texts = pa.dictionary(pa.int32(), pa.string())
        types = [self.names, *(pa.int32() if column == "share" else texts for column in LINE)]
        write_rows(at(folder, "controls", name), CONTROL, self.controls, types, group)
        write_rows(at(folder, "items", name), ITEM, self.items, [self.names, texts, self.names], group)
        return folder


def at(folder: Path, kind: str, name: str) -> Path:
    """Where rows of a kind are written."""
    if not name:
        return folder / f"{kind}.parquet"
    (folder / kind).mkdir(exist_ok=True)
    return folder / kind / f"{name}.parquet"


def write_rows(
    path: Path, columns: Sequence[str], rows: Sequence[Row], types: Sequence[pa.DataType], group: int
) -> None:
    """Write rows as Parquet, in row groups of so many."""
    arrays = [
        pa.array([row[at] for row in rows], kind.value_type).dictionary_encode()
        if pa.types.is_dictionary(kind)
        else pa.array([row[at] for row in rows], kind)
        for at, kind in enumerate(types)
    ]
    pq.write_table(pa.table(arrays, names=list(columns)), path, row_group_size=group)


def random_repertoire(seed: int, *, integers: bool = False, rows: int = 120) -> Repertoire:
    """Few lines, so that they meet: duplicates, assets without rows, several works, kinds not identified, marks."""
    rng = random.Random(seed)  # noqa: S311
    lines = [
        (
            rng.choice(["label:a", "label:b", "publisher:é"]),
            rng.choice(["all", "making-available", "making-available,reproduction"]),
            rng.choice([10000, 5000, 3333]),
            rng.choice(["World", "World except FR", "FR, DE"]),
            rng.choice([None, "2004", "2004-01-31"]),
            rng.choice([None, "[2010-01-01..2012-12-31]"]),
            rng.choice([None, None, "letter"]),
        )
        for _ in range(4)
    ]
    assets = [str(number) if not integers else number for number in rng.sample(range(-(2**40), 2**40), 25)]
    names = [f"item {number}" if not integers else number for number in rng.sample(range(1000), 40)]
    controls = [(rng.choice(assets[5:]), *rng.choice(lines)) for _ in range(rows)]
    items = []
    for name in names:
        recording = rng.choice([*assets[:15], None])
        items.append((name, "recording", recording))
        items += [(name, "work", rng.choice([*assets[10:], None])) for _ in range(rng.choice([0, 1, 1, 2]))]
    marks = {asset: rng.choice([0, 1, 7]) for asset in rng.sample(assets, 6)}
    return Repertoire(tuple(controls), tuple(items), marks, pa.int64() if integers else pa.string())


def plain_classes(repertoire: Repertoire) -> dict[Any, Content]:
    """Each item with all that its class says of it, in the order in which items first appear."""
    lines: dict[Any, list[Row]] = defaultdict(list)
    for asset, *line in repertoire.controls:
        lines[asset].append(tuple(line))
    parts: dict[Any, list[tuple[str, Situation | None]]] = defaultdict(list)
    for item, kind, asset in repertoire.items:
        situation = None
        if asset is not None:
            situation = (repertoire.marks.get(asset, 0), tuple(sorted(lines[asset], key=repr)))
        parts[item].append((kind, situation))
    return {item: tuple(sorted(found, key=repr)) for item, found in parts.items()}


def class_contents(table: ClassTable) -> list[Content]:
    """What each class of a table says."""
    lines = [tuple(row[name] for name in LINE) for row in table.lines.to_pylist()]
    situations: list[Situation] = []
    for number, mark in enumerate(table.profiles.tolist()):
        these = table.situation_lines[table.situation_offsets[number] : table.situation_offsets[number + 1]]
        assert these.tolist() == sorted(these.tolist())
        situations.append((mark, tuple(sorted((lines[one] for one in these.tolist()), key=repr))))
    found: list[Content] = []
    for number in range(len(table.counts)):
        part = slice(int(table.class_offsets[number]), int(table.class_offsets[number + 1]))
        pairs = list(zip(table.part_kinds[part].tolist(), table.part_situations[part].tolist(), strict=True))
        assert pairs == sorted(pairs)
        said = [(table.kinds[kind], None if one < 0 else situations[one]) for kind, one in pairs]
        found.append(tuple(sorted(said, key=repr)))
    assert len(set(lines)) == len(lines)
    assert len(set(situations)) == len(situations)
    assert len(set(found)) == len(found)
    return found


def read_back(table: ClassTable) -> dict[Any, Content]:
    """Each item with all that its class says of it; counts and representatives are checked on the way."""
    contents = class_contents(table)
    ids = table.class_ids.tolist()
    names = table.items().to_pylist()
    assert len(names) == len(set(names)) == len(ids)
    counted = Counter(ids)
    assert table.counts.tolist() == [counted[number] for number in range(len(contents))]
    for number in range(len(contents)):
        first = names[ids.index(number)] if counted[number] else None
        assert table.representative(number) == first
    return {name: contents[one] for name, one in zip(names, ids, strict=True)}
