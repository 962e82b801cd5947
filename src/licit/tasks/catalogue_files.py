# SPDX-License-Identifier: Apache-2.0
"""An audit of a catalogue as files: a row a class, a row a pair of item and territory, or its totals; streamed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pc_csv
import pyarrow.parquet as pq

from licit.engine.catalogue import UNLISTED
from licit.engine.class_answers import ORDER
from licit.engine.classes.fingerprint import files_of
from licit.engine.store import streamed
from licit.formats.tables.write import FORMULA
from licit.model.overview import Reason
from licit.tasks.catalogue import CatalogueAudit, UseAnswers, one_table
from licit.tasks.catalogue_tables import COLUMNS, NOT_LISTED, By, rolled_up

Per = Literal["class", "pair", "group"]
Batches = Iterator[pa.RecordBatch]
CLASSES: Final = 1 << 16  # classes of a batch
PAIRS: Final = 1 << 20  # pairs of a batch, about
_WORD: Final = pa.dictionary(pa.int32(), pa.string())


def write_parquet(audit: CatalogueAudit, path: Path, per: Per, by: By) -> None:
    """Write the audit as Parquet, whole or not at all. Raises: BadInputError, it can't be written."""
    batches = _batches(audit, per, by)
    first = next(batches)
    with streamed(path) as stream, pq.ParquetWriter(stream, first.schema) as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)


def write_csv(audit: CatalogueAudit, path: Path, per: Per, by: By) -> None:
    """Write the audit as CSV, whole or not at all; masks become numbers of territories, lists are joined by ``; ``.

    A text that a spreadsheet would run as a formula has an apostrophe put before it.
    """
    with streamed(path) as stream, _csv(stream) as write:
        for batch in _batches(audit, per, by):
            write(batch)


def write_table(table: pa.Table, path: Path, *, csv: bool) -> None:
    """Write a small table whole or not at all. Raises: BadInputError, it can't be written."""
    with streamed(path) as stream:
        (pc_csv.write_csv if csv else _write_parquet)(table, stream)


def _write_parquet(table: pa.Table, stream: BinaryIO) -> None:
    pq.write_table(table, stream)


@contextmanager
def _csv(stream: BinaryIO) -> Iterator[Any]:
    writers: list[Any] = []

    def write(batch: pa.RecordBatch) -> None:
        plain = pa.Table.from_batches([batch])
        for at, name in enumerate(batch.schema.names):
            plain = plain.set_column(at, name, _plain(plain[name]))
        if not writers:
            writers.append(pc_csv.CSVWriter(stream, plain.schema))
        writers[0].write_table(plain)

    yield write
    for writer in writers:
        writer.close()


def _plain(column: Any) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """A column as a spreadsheet takes it."""
    kind = column.type
    if pa.types.is_fixed_size_binary(kind):
        counts = [sum(byte.bit_count() for byte in mask) for mask in column.to_pylist()]
        return pa.chunked_array([pa.array(counts, pa.int64())])
    if pa.types.is_list(kind):
        column = pa.chunked_array([pa.array(["; ".join(one) for one in column.to_pylist()], pa.string())])
    if pa.types.is_dictionary(kind):
        column = column.cast(pa.string())
    if not pa.types.is_string(column.type):
        return column
    pattern = "^[" + "".join(rf"\x{{{ord(one):x}}}" for one in FORMULA) + "]"
    return pc.if_else(pc.match_substring_regex(column, pattern), pc.binary_join_element_wise("'", column, ""), column)


def _batches(audit: CatalogueAudit, per: Per, by: By) -> Batches:
    if per == "class":
        return per_class(audit)
    if per == "pair":
        return per_pair(audit)
    return iter(rolled_up(audit, by).combine_chunks().to_batches() or [_empty(rolled_up(audit, by).schema)])


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.array([], field.type) for field in schema], schema=schema)


def per_class(audit: CatalogueAudit) -> Batches:
    """One row a class of which the catalogue has items, and use.

    ``class_id`` int64, ``items`` int64, ``use``, and four masks ``cleared``, ``contested``, ``not_cleared``,
    ``unknown``: fixed-size binary, bit *i* (the lowest of the first byte first) = leaf *i* of the schema's metadata
    ``leaves`` (JSON). In each row the four are disjoint and together the territories asked about. Rows of the catalogue
    whose item the repertoire does not have are the class −1.
    """
    leaves = audit.uses[0].answers.leaves
    width = 8 * len(audit.asked)
    masks = [pa.field(name, pa.binary(width)) for name in COLUMNS]
    schema = pa.schema(
        [pa.field("class_id", pa.int64()), pa.field("items", pa.int64()), pa.field("use", _WORD), *masks],
        metadata={"leaves": json.dumps(leaves)},
    )
    present = np.flatnonzero(audit.items)
    if not len(present):
        yield _empty(schema)
    for one in audit.uses:
        for start in range(0, len(present), CLASSES):
            part = present[start : start + CLASSES]
            found = np.ascontiguousarray(one.masks[one.of_class[part]])
            ids = np.where(part == len(audit.items) - 1, UNLISTED, part)
            columns = [pa.array(ids), pa.array(audit.items[part]), _same(one.use, len(part))]
            for answer in range(len(ORDER)):
                content = np.ascontiguousarray(found[:, answer]).tobytes()
                columns.append(pa.Array.from_buffers(pa.binary(width), len(part), [None, pa.py_buffer(content)]))
            yield pa.RecordBatch.from_arrays(columns, schema=schema)


def per_pair(audit: CatalogueAudit) -> Batches:
    """One row an item of the catalogue, territory and use: the answer, and what it turns on where it is not cleared.

    ``item`` (of the repertoire's type), ``group``, ``territory``, ``use``, ``answer``, ``break``, ``at``, ``to``,
    ``fact``. Read and given in batches: never all items in memory.
    """
    size = max(1, PAIRS // max(1, len(audit.territories)))
    cells = [_Cells(audit, one) for one in audit.uses]
    empty = True
    with one_table(audit.table):
        done = 0
        for names in _item_names(audit, size):
            rows = slice(done, done + len(names))
            done += len(names)
            for one in cells:
                empty = False
                yield one.batch(names, rows)
        if empty:
            yield cells[0].batch(pa.array([], pa.string()), slice(0, 0))


class _Cells:
    """One use: for each row the answers and reasons, spelt out leaf by leaf."""

    def __init__(self, audit: CatalogueAudit, one: UseAnswers) -> None:
        self.audit = audit
        self.one = one
        leaf = {name: at for at, name in enumerate(one.answers.leaves)}
        self.leaves = np.asarray([leaf[name] for name in audit.territories], dtype=np.int64)
        reasons = (*one.answers.reasons, NOT_LISTED)
        self.nothing = len(reasons)
        known = (*reasons, Reason(""))
        texts = [[getattr(reason, name) for reason in known] for name in ("code", "at", "to")]
        texts.append([reason.facts[0] if reason.facts else "" for reason in known])
        self.texts = [pa.array(column, pa.string()) for column in texts]

    def batch(self, names: Any, rows: slice) -> pa.RecordBatch:  # noqa: ANN401 - pyarrow ships no types
        """The pairs of some rows of the catalogue."""
        audit, many = self.audit, len(self.leaves)
        answer, reason = self._spelt(np.asarray(audit.catalogue.classes[rows]))
        group = np.repeat(np.asarray(audit.catalogue.groups[rows]), many)
        items = np.repeat(np.arange(len(names)), many)
        words = [pa.DictionaryArray.from_arrays(pa.array(reason), column) for column in self.texts]
        columns = {
            "item": names.take(pa.array(items)),
            "group": pa.DictionaryArray.from_arrays(pa.array(group), pa.array(audit.catalogue.names, pa.string())),
            "territory": pa.DictionaryArray.from_arrays(
                pa.array(np.tile(np.arange(many, dtype=np.int32), len(names))), pa.array(audit.territories, pa.string())
            ),
            "use": _same(self.one.use, len(items)),
            "answer": pa.DictionaryArray.from_arrays(
                pa.array(answer.astype(np.int32)), pa.array([one.value for one in ORDER], pa.string())
            ),
        }
        columns |= dict(zip(("break", "at", "to", "fact"), words, strict=True))
        return pa.RecordBatch.from_pydict(columns)

    def _spelt(self, classes: Any) -> tuple[Any, Any]:  # noqa: ANN401 - arrays of two types
        """For each row and leaf the answer's place in ``ORDER`` and the number of the reason."""
        answers = self.one.answers
        sets, at = np.unique(np.append(answers.of_class, np.int32(-1))[classes], return_inverse=True)
        shape = (len(sets), len(answers.leaves))
        answer, reason = np.zeros(shape, dtype=np.uint8), np.full(shape, self.nothing, dtype=np.int32)
        for number, one in enumerate(sets.tolist()):
            if one < 0:
                answer[number], reason[number] = len(ORDER) - 1, self.nothing - 1
                continue
            for cell in range(int(answers.offsets[one]), int(answers.offsets[one + 1])):
                bytes_ = np.ascontiguousarray(answers.masks[cell]).view(np.uint8)
                inside = np.unpackbits(bytes_, bitorder="little")[: shape[1]].astype(bool)
                answer[number, inside], reason[number, inside] = answers.answer[cell], answers.reason[cell]
        return answer[:, self.leaves][at].ravel(), reason[:, self.leaves][at].ravel()


def _item_names(audit: CatalogueAudit, size: int) -> Iterator[Any]:
    """The names of the catalogue's rows, in their order."""
    files = (audit.table.folder / "items.parquet",) if audit.folder is None else files_of(audit.folder, "catalogue")
    for path in files:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(size, columns=["item"]):
                yield batch.column(0)


def _same(text: str, count: int) -> Any:  # noqa: ANN401 - pyarrow ships no types
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, dtype=np.int32)), pa.array([text], pa.string()))
