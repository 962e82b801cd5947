# SPDX-License-Identifier: Apache-2.0
"""Spilled rows: one file a task, in partitions, each partition readable by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from licit.engine.classes.disk import whole_file
from licit.engine.classes.grouping import scramble

PARTITIONS: Final = 1 << 14  # most there may be: their number is sorted as 16 bits, by radix
_READ: Final = 64  # bytes of a text that choose its partition: more would only even out what hostile names do
_WORD: Final = 8


class PieceWriter:
    """Takes rows with their partition numbers; what is added at once stands together in each partition."""

    def __init__(self, writer: Any, partitions: int) -> None:  # noqa: ANN401 - pyarrow ships no types
        self._writer = writer
        self._partitions = partitions

    def add(self, rows: pa.RecordBatch, partition: npt.NDArray[np.uint16]) -> None:
        """Write the rows, each into its partition, in their order."""
        ends = np.cumsum(np.bincount(partition, minlength=self._partitions))
        ordered = rows.take(pa.array(np.argsort(partition, kind="stable")))
        start = 0
        for end in ends.tolist():
            self._writer.write_batch(ordered.slice(start, end - start))
            start = end


@contextmanager
def piece(path: Path, schema: pa.Schema, partitions: int) -> Iterator[PieceWriter]:
    """A new piece; it is there when the block ends without an error."""
    with whole_file(path) as stream, pa.ipc.new_file(stream, schema) as writer:
        yield PieceWriter(writer, partitions)


def partition_of_piece(path: Path, partition: int, partitions: int) -> pa.Table:
    """The rows of one partition, in the order in which they were added."""
    with pa.OSFile(str(path)) as stream:
        reader = pa.ipc.open_file(stream)
        found = [reader.get_batch(at) for at in range(partition, reader.num_record_batches, partitions)]
        return pa.Table.from_batches(found, reader.schema)


def write_table(path: Path, table: pa.Table) -> None:
    """Spill a small table whole."""
    with whole_file(path) as stream, pa.ipc.new_file(stream, table.schema) as writer:
        writer.write_table(table)


def read_table(path: Path) -> pa.Table:
    """Read a spilled table back: mapped, so that memory is taken only for what is looked at."""
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def partition_by_name(names: pa.Array, partitions: int) -> npt.NDArray[np.uint16]:
    """The partition of each name (int64 or string, none null): equal names have equal partitions."""
    numbers = pa.types.is_integer(names.type)
    keys = scramble(names.to_numpy().view(np.uint64), 0) if numbers else _text_hashes(names)
    return ((keys >> np.uint64(32)) % np.uint64(partitions)).astype(np.uint16)


def _text_hashes(names: pa.Array) -> npt.NDArray[np.uint64]:
    """A hash of each text's length and first 64 bytes: eight bytes at a time, read where they lie."""
    _, where, content = names.buffers()
    offsets = np.frombuffer(where, dtype=np.int32)[names.offset : names.offset + len(names) + 1].astype(np.int64)
    lengths = np.diff(offsets)
    keys = lengths.astype(np.uint64)
    raw = np.frombuffer(content, dtype=np.uint8) if content is not None else np.empty(0, dtype=np.uint8)
    padded = np.concatenate((raw[offsets[0] : offsets[-1]], np.zeros(_WORD, dtype=np.uint8)))
    words = np.ndarray((len(padded) - _WORD + 1,), dtype="<u8", buffer=padded, strides=(1,))
    for at in range(0, min(_READ, int(lengths.max(initial=0))), _WORD):
        longer = slice(None) if lengths.min() > at else np.flatnonzero(lengths > at)
        left = np.minimum(lengths[longer] - at, _WORD).astype(np.uint64)
        word = words[offsets[:-1][longer] - offsets[0] + at]
        word &= np.uint64(2**64 - 1) >> (np.uint64(64) - left * np.uint64(8))
        keys[longer] = scramble(keys[longer] ^ word, at)
    return keys


def as_names(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column of names as one array of int64 or string, whatever it was stored as."""
    array = one_array(column)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    return pc.cast(array, pa.int64() if pa.types.is_integer(array.type) else pa.string())


def one_array(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column in one piece."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):  # what combines nothing, or more than 2 GiB of text
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    return array
