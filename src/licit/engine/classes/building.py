# SPDX-License-Identifier: Apache-2.0
"""Building a class table: out of core, resumed where it was interrupted, there whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from licit.case.checks import LIMIT
from licit.engine.classes import disk
from licit.engine.classes.assets import ranges_of, settle_assets
from licit.engine.classes.fingerprint import (
    CONTROLS,
    ITEMS,
    AssetId,
    Fingerprint,
    StaleClassesError,
    files_of,
    fingerprint,
)
from licit.engine.classes.merging import Whole, merge_classes, merge_kinds, merge_lines_of, merge_situations
from licit.engine.classes.pieces import PARTITIONS
from licit.engine.classes.publishing import publish
from licit.engine.classes.ranges import ids_path, settle_items
from licit.engine.classes.reading import Chunk, NameTypes, chunks, name_type, refused
from licit.engine.classes.runs import number_items
from licit.engine.classes.spilling import Plan, spill_controls, spill_items, spill_marks
from licit.engine.classes.table import ClassTable, open_table, read_manifest
from licit.model.problem import BadInputError
from licit.model.progress import Progress, silent

_WORK: Final = ".work-"
_OURS: Final = re.compile(r"\.work-[0-9a-f]{16}|table-[0-9a-f]{12}-[0-9a-f]{8}|manifest\.json\.part")
_ROW: Final = 200  # bytes that a row takes while its partition is settled, with all copies
_IN_CACHE: Final = 1 << 21  # rows of a partition: more are sorted no faster, fewer make too many files
_CHUNK: Final = 1 << 22  # rows of a chunk: each says most lines again, so that fewer chunks have fewer lines to merge
_SMALLEST: Final = 1 << 10
_ITEM_BITS: Final = 20
_MOST_ROWS: Final = 1 << 31  # items have 32-bit numbers


def build(  # noqa: PLR0913 - each has its default
    repertoire: Path,
    into: Path,
    *,
    marks: Mapping[Any, int] | None = None,
    memory: int = 4 << 30,
    threads: int = 2,
    progress: Progress = silent,
) -> ClassTable:
    """Build the class table of a repertoire in the folder ``into``, or open the one that is there if it is fresh.

    An interrupted build goes on where it stopped. Where files were added to the repertoire and nothing else changed,
    lines, situations and classes keep their numbers, and new ones follow.

    Args:
        repertoire: a folder with controls, items and their common statement.
        into: a folder of its own; while it is built, spilled files take about 25 bytes a row, more for text names.
        marks: for assets that are in named lists of the record, a number that stands for these lists.
        memory: bytes that it may take, about.
        threads: tasks at once.
        progress: told how many tasks of how many are done; what it raises interrupts the build.

    Raises:
        BadInputError: something in the repertoire is missing or can't be read, or nothing can be written to ``into``.
        StaleClassesError: the repertoire was changed while its table was being built.
    """
    marks = marks or {}
    try:
        into.mkdir(parents=True, exist_ok=True)
        with disk.locked(into):
            now = fingerprint(repertoire, marks)
            older = None
            with suppress(BadInputError):
                older = open_table(into)
                if not now.difference(older.fingerprint):
                    _tidy(into, None)
                    return older
            if older is not None and not now.grew_from(older.fingerprint):
                older = None
            _build(repertoire, into, _Wanted(now, marks, memory, threads, progress), older)
            _tidy(into, None)
    except OSError as error:
        raise disk.unwritable(into, error) from error
    return open_table(into)


@dataclass(frozen=True, slots=True)
class _Wanted:
    now: Fingerprint
    marks: Mapping[AssetId, int]
    memory: int
    threads: int
    progress: Progress


@dataclass(slots=True)
class _Tasks:
    """Runs tasks side by side; one whose last file is there is done already."""

    threads: int
    progress: Progress
    total: int
    done: int = field(default=0)

    def run(self, tasks: Sequence[tuple[Path, Callable[[], object]]]) -> None:
        with ThreadPoolExecutor(self.threads) as pool:
            futures = [pool.submit(_unless_there, last, task) for last, task in tasks]
            try:
                for future in as_completed(futures):
                    future.result()
                    self.done += 1
                    self.progress(self.done, self.total)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def _unless_there(last: Path, task: Callable[[], object]) -> None:
    if not last.exists():
        task()


def _build(repertoire: Path, into: Path, wanted: _Wanted, older: ClassTable | None) -> None:
    controls, items = (files_of(repertoire, kind) for kind in (CONTROLS, ITEMS))
    plan, control_chunks, item_chunks = _planned(into, controls, items, wanted, older)
    _tidy(into, plan.work)
    plan.work.mkdir(exist_ok=True)
    tasks = _Tasks(wanted.threads, wanted.progress, len(control_chunks) + len(item_chunks) + 2 * plan.partitions)

    settled = plan.work / "settled.json"  # there when the rows themselves are no longer needed
    asset_type = name_type(controls[0], "asset")
    if settled.exists():
        tasks.done = len(control_chunks) + len(item_chunks) + plan.partitions
    else:
        spills = [(plan.lines(at), partial(spill_controls, plan, at, one)) for at, one in enumerate(control_chunks)]
        spills += [(plan.heads(at), partial(spill_items, plan, at, one)) for at, one in enumerate(item_chunks)]
        tasks.run(spills)
    profiles = spill_marks(plan, wanted.marks, asset_type)
    lines_new, lines = merge_lines_of(plan, len(control_chunks), older)
    kinds_new, kinds = merge_kinds(plan, len(item_chunks), older, items)
    runs = number_items(plan, len(item_chunks))
    ranges = ranges_of(plan, runs.items)
    tasks.total += ranges - plan.partitions
    if not settled.exists():
        settle = partial(settle_assets, plan, lines=lines_new, kinds=kinds_new, runs=runs)
        tasks.run([(plan.embodied(at), partial(settle, at)) for at in range(plan.partitions)])
        with disk.whole_file(settled) as stream:
            stream.write(json.dumps(_size(plan.work)).encode())
    for spilt in (*plan.work.glob("controls-*"), *plan.work.glob("items-*"), *plan.work.glob("names-*")):
        disk.remove(spilt)
    spilled = json.loads(settled.read_bytes())

    situations_new, situations = merge_situations(plan, older, profiles, asset_type)
    tasks.run(
        [(ids_path(plan, at), partial(settle_items, plan, at, runs.items, situations_new)) for at in range(ranges)]
    )
    classes_new, classes = merge_classes(plan, ranges, older)
    spilled += sum(_size(plan.work, pattern) for pattern in ("ids-*", "classes-*"))
    whole = Whole(
        tuple(kinds), lines, situations, profiles, classes, classes_new, runs, name_type(items[0], "item"), spilled
    )
    if fingerprint(repertoire, wanted.marks) != wanted.now:
        raise StaleClassesError(into, "the repertoire was changed while its table was being built")
    publish(plan, into, wanted.now, whole, older)


def _planned(
    into: Path, controls: tuple[Path, ...], items: tuple[Path, ...], wanted: _Wanted, older: ClassTable | None
) -> tuple[Plan, list[Chunk], list[Chunk]]:
    each = max(wanted.memory // max(wanted.threads, 1) // 3, 1)
    fitting = max(each // _ROW, _SMALLEST)
    rows = min(fitting, _CHUNK)
    types: NameTypes = {}
    control_chunks, item_chunks = chunks(controls, CONTROLS, rows, types), chunks(items, ITEMS, rows, types)
    total = sum(one.rows for one in control_chunks + item_chunks)
    partitions = min(max(1, -(-total // min(fitting, _IN_CACHE))), PARTITIONS)
    item_rows = sum(one.rows for one in item_chunks)
    if item_rows >= _MOST_ROWS:
        what = f"the repertoire has {item_rows} rows of items, more than {_MOST_ROWS - 1}"
        raise refused(items[0], 0, what, "part it into several repertoires", LIMIT)
    bits = max(min(max(fitting // 4, _SMALLEST).bit_length() - 1, _ITEM_BITS), (item_rows >> 14).bit_length())
    known = older.folder.name if older is not None else ""
    same = disk.boot() or token_hex(8)
    key = blake2b(f"{wanted.now.key()} {known} {rows} {partitions} {bits} {same}".encode(), digest_size=8).hexdigest()
    return (
        Plan(into / f"{_WORK}{key}", partitions, rows, bits, wanted.memory // 3, wanted.threads),
        control_chunks,
        item_chunks,
    )


def _tidy(into: Path, work: Path | None) -> None:
    """Take away what killed builds left, and tables that were replaced; a reader that has one open keeps it."""
    table = None
    with suppress(BadInputError):
        table = read_manifest(into).get("table")
    for path in into.iterdir():
        if _OURS.fullmatch(path.name) and path != work and path.name != table:
            disk.remove(path)


def _size(folder: Path, pattern: str = "*") -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern))
