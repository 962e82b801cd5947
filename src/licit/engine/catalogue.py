# SPDX-License-Identifier: Apache-2.0
"""A service's catalogue by rights classes: each row's class id, and its label group, in columns of their own."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from licit.case.checks import BAD_VALUE
from licit.engine.classes import ClassTable
from licit.engine.classes.fingerprint import files_of, input_file
from licit.engine.store import Key, Store
from licit.model.problem import BadInputError, Place, Problem

Ids = npt.NDArray[np.int32]
UNLISTED: Final = -1  # the class of a row whose item the repertoire does not have
GROUPS: Final = ("label_group", "group")
BATCH: Final = 1 << 20  # rows read at once


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a service offers: int32 columns, one a row in the files' order, mapped from disk.

    ``classes``: the rights class of each row's item; −1 where the repertoire does not have it. ``groups``: the number
    of its label group in ``names``; without such a column all rows are in one group, whose name is empty.
    """

    classes: Ids
    groups: Ids
    names: tuple[str, ...]


def read_catalogue(folder: Path, table: ClassTable, store: Store, *, memory: int, threads: int = 2) -> Catalogue:
    """The catalogue in ``catalogue.parquet`` or ``catalogue/*.parquet`` of a folder, joined with a class table once.

    The files have a column ``item`` of the type that the repertoire's items have, and may have ``label_group`` (or
    ``group``), text. What was joined is kept in the store and read from it while neither changes. ``memory`` in bytes.

    Raises:
        BadInputError: a file or its column is missing, or the disk is full.
    """
    files = files_of(folder, "catalogue")
    seen = json.dumps(
        [[one.name, one.size, one.changed, one.content] for one in (input_file(folder, f) for f in files)]
    )
    content = blake2b(seen.encode(), digest_size=16).hexdigest()
    numbering = f"{table.fingerprint.key()} {table.folder.name}"  # one built anew may number its classes otherwise
    key = Key.of(kind="catalogue", table=numbering, folder=content)
    entry = store.get(key)
    if entry is None:
        classes, groups, names = _join(files, table, memory, threads, store.folder)
        store.put(key, {"classes": classes, "groups": groups}, {"names": list(names)})
        entry = store.get(key)
    if entry is None:
        raise _bad(folder, f"what was joined can't be read again: {store.why(key)}", "look at the disk")
    names_kept: Any = entry.notes["names"]
    return Catalogue(entry.arrays["classes"].view(np.int32), entry.arrays["groups"].view(np.int32), tuple(names_kept))


def whole_repertoire(table: ClassTable) -> Catalogue:
    """Every item of the repertoire, in one group: what is offered where nobody says so."""
    return Catalogue(table.class_ids, np.zeros(len(table.class_ids), dtype=np.int32), ("",))


def _join(
    files: tuple[Path, ...], table: ClassTable, memory: int, threads: int, folder: Path
) -> tuple[Ids, Ids, tuple[str, ...]]:
    columns = [_columns(file) for file in files]
    groups, names = _groups(files, columns)
    with _database(memory, threads, folder) as con:
        found = _class_ids(con, files, table)
    return found, groups, names


def _class_ids(con: duckdb.DuckDBPyConnection, files: tuple[Path, ...], table: ClassTable) -> Ids:
    """The class of each row, in the order of the rows."""
    classes = pa.table({"class_id": pa.array(np.asarray(table.class_ids)), "item": table.items()})
    con.register("listed", classes)
    rows = [pq.ParquetFile(file).metadata.num_rows for file in files]
    starts = np.concatenate(([0], np.cumsum(rows)))
    names = [str(file) for file in files]
    con.register("files", pa.table({"filename": names, "start": pa.array(starts[:-1], pa.int64())}))
    found = np.full(int(starts[-1]), UNLISTED, dtype=np.int32)
    reader = con.sql(
        "select start + file_row_number as at, class_id"
        " from read_parquet(?, filename = true, file_row_number = true)"
        " join listed using (item) join files using (filename)",
        params=[names],
    ).to_arrow_reader(BATCH)
    for batch in reader:
        found[batch["at"].to_numpy(zero_copy_only=False)] = batch["class_id"].to_numpy(zero_copy_only=False)
    return found


def _groups(files: tuple[Path, ...], columns: list[str | None]) -> tuple[Ids, tuple[str, ...]]:
    names: dict[str, int] = {}
    parts: list[Ids] = []
    for file, column in zip(files, columns, strict=True):
        with pq.ParquetFile(file, read_dictionary=[column] if column else None) as opened:
            if column is None:
                parts.append(np.full(opened.metadata.num_rows, names.setdefault("", len(names)), dtype=np.int32))
                continue
            parts += [_numbered(batch.column(0), names) for batch in opened.iter_batches(BATCH, columns=[column])]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int32), tuple(names)


def _numbered(column: Any, names: dict[str, int]) -> Ids:  # noqa: ANN401 - pyarrow ships no types
    codes = pc.fill_null(column.indices, len(column.dictionary)).to_numpy(zero_copy_only=False)
    present = np.unique(codes)
    texts = [*column.dictionary.to_pylist(), ""]
    number = np.zeros(len(texts), dtype=np.int32)
    for code in present.tolist():
        number[code] = names.setdefault(texts[code] or "", len(names))
    found: Ids = number[codes]
    return found


def _columns(file: Path) -> str | None:
    """The column of label groups in a file; ``None`` where it has none."""
    try:
        schema = pq.read_schema(file)
    except (OSError, pa.ArrowInvalid) as error:
        raise _bad(file, f"it is no Parquet file that can be read: {error}", "write it again") from None
    if "item" not in schema.names:
        raise _bad(file, "it has no column 'item'", "name the column of the items so")
    column = next((name for name in GROUPS if name in schema.names), None)
    if column is not None and not _is_text(schema.field(column).type):
        raise _bad(file, f"the column {column!r} is {schema.field(column).type}", "write names as text")
    return column


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - pyarrow ships no types
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(inner) or pa.types.is_large_string(inner))


@contextmanager
def _database(memory: int, threads: int, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB in memory, which spills into a folder of its own beside the store."""
    folder.mkdir(parents=True, exist_ok=True)
    spill = Path(tempfile.mkdtemp(dir=folder, prefix=".spill-"))
    try:
        with duckdb.connect(config={"memory_limit": f"{memory // (1 << 20)}MiB", "threads": threads}) as con:
            con.execute("set temp_directory = $folder", {"folder": str(spill)})
            yield con
    except duckdb.Error as error:
        raise _bad(folder, f"joining failed: {error}", "check the disk's space, or give it more memory") from None
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def _bad(path: Path, what: str, mend: str) -> BadInputError:
    return BadInputError((Problem(Place(str(path)), what, mend, BAD_VALUE),))
