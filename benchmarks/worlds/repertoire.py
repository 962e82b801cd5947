# SPDX-License-Identifier: Apache-2.0
"""A repertoire as Parquet files, a block at a time: constant memory whatever the number of recordings."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.worlds import stage
from benchmarks.worlds.draw import FIRST_WORK_ID, Block, Collapse, block, blocks, situation_keys
from benchmarks.worlds.features import FULL, Features, Ids
from benchmarks.worlds.situations import Line, Pool, Situations, situations
from licit.model.record import Record

Ints = npt.NDArray[np.int64]
Arrow: TypeAlias = Any  # pyarrow ships no types
TEXT: Final = np.dtypes.StringDType()
ROW_GROUP: Final = 1 << 18


def repertoire(record: Record, recordings: int, seed: int, into: Path, features: Features = FULL) -> Collapse:
    """Write what the owners of a world control, and what a service offers of it, into the folder ``into``.

    ``controls/*.parquet``: asset, party, rights (``all``, or names joined by a comma), share (int32, hundredths of a
    percent), territories (an expression's text), start, end (text, or null); the rows of one asset are scattered over
    files and in random order. ``items/*.parquet``: item, kind, asset. ``catalogue/*.parquet``: item, label_group.
    ``repertoire.json``: source, made, published and basis of the one statement of all rows.
    """
    drawn_from = situations(record, features, seed)
    writer = _Writer(drawn_from, into, features.ids, seed)
    count = blocks(recordings)
    several = max(drawn_from.recordings.longest, drawn_from.works.longest)
    seen = _Seen()
    kept: dict[int, Block] = {}
    for number in range(count):
        # The k-th rows of a block's assets go to the file k numbers on: one asset's rows lie in several files.
        sources: dict[int, list[int]] = {}
        for k in range(several):
            sources.setdefault((number - k) % count, []).append(k)
        parts = []
        kept = {origin: kept[origin] for origin in sources if origin in kept}  # all but one of the last turn's
        for origin, rows in sources.items():
            if origin not in kept:
                kept[origin] = block(drawn_from, recordings, origin, seed, features.covers)
            one = kept[origin]
            parts += [writer.control_rows(one, k) for k in rows]
            if origin == number:
                writer.items(one, number)
                seen.add(one)
        writer.controls(parts, number)
    said = {"source": stage.PAPER, "made": str(stage.SAID), "published": str(stage.SAID), "basis": "seen"}
    (into / "repertoire.json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    return seen.collapse(writer.rows)


@dataclass
class _Seen:
    """The situations of the items seen so far."""

    items: int = 0
    keys: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    counts: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def add(self, one: Block) -> None:
        keys, counts = np.unique(situation_keys(one), return_counts=True)
        merged, at = np.unique(np.concatenate((self.keys, keys)), return_inverse=True)
        total = np.bincount(at, weights=np.concatenate((self.counts, counts)), minlength=len(merged))
        self.items += len(one.work)
        self.keys, self.counts = merged, total.astype(np.int64)

    def collapse(self, rows: int) -> Collapse:
        return Collapse(self.items, rows, len(self.keys), int(self.counts.max(initial=0)))


class _Writer:
    """Turns drawn blocks into rows and files."""

    def __init__(self, drawn_from: Situations, into: Path, ids: Ids, seed: int) -> None:
        self.into, self.ids, self.seed, self.rows = into, ids, seed, 0
        self.groups = pa.array(drawn_from.label_groups)
        lines = drawn_from.recordings.lines + drawn_from.works.lines
        self.share = np.array([line.share for line in lines], dtype=np.int32)
        self.columns = {name: _Column(lines, name) for name in ("party", "rights", "territories", "start", "end")}
        self.pools = ((drawn_from.recordings, 0), (drawn_from.works, len(drawn_from.recordings.lines)))
        for name in ("controls", "items", "catalogue"):
            (into / name).mkdir(parents=True, exist_ok=True)

    def control_rows(self, one: Block, k: int) -> tuple[Ints, Ints]:
        """The numbers of the assets of a block that have a k-th line, and that line."""
        found = []
        starts = (one.first, one.first_work + FIRST_WORK_ID)
        for (pool, offset), situation, start in zip(self.pools, (one.recording, one.works), starts, strict=True):
            asset, line = _kth(pool, situation, k)
            found.append((asset + start, line + offset))
        return np.concatenate([asset for asset, _ in found]), np.concatenate([line for _, line in found])

    def controls(self, parts: list[tuple[Ints, Ints]], number: int) -> None:
        """Write one file of controls, its rows in random order."""
        asset = np.concatenate([part[0] for part in parts])
        line = np.concatenate([part[1] for part in parts])
        order = np.random.default_rng((self.seed, number, 1)).permutation(len(asset))
        asset, line = asset[order], line[order]
        table = {"asset": self._assets(asset)}
        table |= {name: column.taken(line) for name, column in self.columns.items() if name in ("party", "rights")}
        table["share"] = pa.array(self.share[line])
        table |= {name: column.taken(line) for name, column in self.columns.items() if name not in table}
        self.rows += len(asset)
        self._write(pa.table(table), "controls", number)

    def items(self, one: Block, number: int) -> None:
        """Write one file of items and one of the catalogue, their rows in random order."""
        rng = np.random.default_rng((self.seed, number, 2))
        item = np.arange(len(one.work), dtype=np.int64)
        kinds = [(item, one.first + item, 0)]
        for work in (one.work, one.second):
            has = np.flatnonzero(work >= 0)
            kinds.append((has, FIRST_WORK_ID + one.first_work + work[has], 1))
        which = np.concatenate([items + one.first for items, _, _ in kinds])
        asset = np.concatenate([assets for _, assets, _ in kinds])
        kind = np.concatenate([np.full(len(items), code, dtype=np.int8) for items, _, code in kinds])
        order = rng.permutation(len(which))
        names = pa.DictionaryArray.from_arrays(pa.array(kind[order]), pa.array([stage.RECORDING, stage.WORK]))
        columns = {"item": self._items(which[order]), "kind": names, "asset": self._assets(asset[order])}
        self._write(pa.table(columns), "items", number)
        order = rng.permutation(len(item))
        group = pa.DictionaryArray.from_arrays(pa.array(one.label_group[order].astype(np.int32)), self.groups)
        self._write(pa.table({"item": self._items(order + one.first), "label_group": group}), "catalogue", number)

    def _items(self, numbers: Ints) -> Arrow:
        return pa.array(numbers) if self.ids == "int64" else _text("i", numbers)

    def _assets(self, numbers: Ints) -> Arrow:
        if self.ids == "int64":
            return pa.array(numbers)
        works = numbers >= FIRST_WORK_ID
        found = np.where(works, numbers - FIRST_WORK_ID, numbers).astype(TEXT)
        return pa.array(np.where(works, "w", "r").astype(TEXT) + found)

    def _write(self, table: Arrow, name: str, number: int) -> None:
        dictionaries = [one for one in table.column_names if one not in ("item", "asset", "share")]
        pq.write_table(
            table,
            self.into / name / f"{number:04}.parquet",
            row_group_size=ROW_GROUP,
            use_dictionary=dictionaries,
            compression="zstd" if self.ids == "text" else "lz4",
            store_schema=False,  # readers see plain strings
        )


class _Column:
    """One text column of the lines, as a dictionary and each line's place in it; the empty text is null."""

    def __init__(self, lines: tuple[Line, ...], name: str) -> None:
        texts = [getattr(line, name) for line in lines]
        known = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        self.code = np.array([known[text] for text in texts], dtype=np.int32)
        self.texts = pa.array(list(known))
        self.empty = known.get("", -1)

    def taken(self, lines: Ints) -> Arrow:
        """The column for these lines."""
        codes = self.code[lines]
        missing = codes == self.empty if self.empty >= 0 else None
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=missing), self.texts)


def _kth(pool: Pool, situation: Ints, k: int) -> tuple[Ints, Ints]:
    """The positions of the assets whose situation has a k-th line, and the number of that line."""
    line = pool.first[situation] + k
    has = np.flatnonzero(line < pool.first[situation + 1])
    return has, line[has]


def _text(letter: str, numbers: Ints) -> Arrow:
    return pa.array(np.full(len(numbers), letter, dtype=TEXT) + numbers.astype(TEXT))
