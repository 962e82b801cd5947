# SPDX-License-Identifier: Apache-2.0
"""Lines: what a control row says beside its asset. Each distinct line gets a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from licit.engine.classes.pieces import one_array
from licit.engine.classes.reading import Chunk
from licit.engine.classes.values import Codes, as_written, day, rights, share_codes, territories, text_codes
from licit.model.share import WHOLE

_READERS: Final[dict[str, Callable[[str], str]]] = {
    "party": as_written,
    "rights": rights,
    "territories": territories,
    "start": day,
    "end": day,
    "said": as_written,
}
COLUMNS: Final = ("party", "rights", "share", "territories", "start", "end", "said")
_TEXT: Final = pa.dictionary(pa.int32(), pa.string())
SCHEMA: Final = pa.schema([(name, pa.int32() if name == "share" else _TEXT) for name in COLUMNS])
_NULLABLE: Final = frozenset(("start", "end", "said"))
_MOST: Final = 1 << 63


def lines_of(table: pa.Table, chunk: Chunk, first: int) -> tuple[Codes, pa.Table]:
    """The number of each row's line, and the table of these lines, each once.

    Raises:
        BadInputError: a value that can't be read, with its row.
    """
    place = (chunk.file, first)
    columns: dict[str, tuple[Codes, Sequence[Any]]] = {}
    for name in COLUMNS:
        if name == "share":
            columns[name] = (share_codes(table[name], place), range(WHOLE + 1))
        elif name in table.column_names:
            nullable = name in _NULLABLE
            columns[name] = text_codes(table[name], _READERS[name], name, place, nullable=nullable)
        else:
            columns[name] = (np.zeros(len(table), dtype=np.int32), [None])
    of, distinct = _number({name: (codes, len(values)) for name, (codes, values) in columns.items()})
    arrays = [_decoded(distinct[name], columns[name][1], name) for name in COLUMNS]
    return of, pa.Table.from_arrays(arrays, schema=SCHEMA)


def merge_lines(tables: Sequence[pa.Table], known: pa.Table) -> tuple[list[Codes], pa.Table]:
    """One table of all lines, each once, and for each table the new numbers of its lines.

    Known lines keep their numbers; the rest follow, in the order of their values, so that the numbers do not depend on
    the order of rows.
    """
    whole = pa.concat_tables([known, *tables]).unify_dictionaries().combine_chunks()
    ranked = {name: _ranked(whole[name]) for name in COLUMNS}
    of, distinct = _number({name: (codes, len(values)) for name, (codes, values) in ranked.items()})
    count = len(distinct["party"])
    first = np.full(count, len(of), dtype=np.int64)
    first[of[: len(known)]] = np.arange(len(known))
    by_value = np.lexsort([distinct[name] for name in reversed(COLUMNS)])
    order = by_value[np.argsort(first[by_value], kind="stable")]
    new = np.empty(count, dtype=np.int32)
    new[order] = np.arange(count, dtype=np.int32)
    arrays = [_decoded(distinct[name][order], ranked[name][1], name) for name in COLUMNS]
    cuts = np.cumsum([len(known), *(len(one) for one in tables)])[:-1]
    return np.split(new[of], cuts)[1:], pa.Table.from_arrays(arrays, schema=SCHEMA)


def _number(columns: dict[str, tuple[Codes, int]]) -> tuple[Codes, dict[str, Codes]]:
    """Number the distinct rows: the number of each row, and each column of the distinct rows.

    As many columns as 63 bits can tell apart are numbered at once.
    """
    of = np.zeros(len(columns["share"][0]), dtype=np.int64)
    distinct: dict[str, Codes] = {}
    keys, size = of, 1
    together: list[tuple[str, int]] = []
    for name in COLUMNS:
        codes, values = columns[name]
        if size * values >= _MOST:
            of, distinct = _renumbered(keys, together, distinct)
            keys, size, together = of, int(of.max(initial=0)) + 1, []
        keys = keys * values + codes
        size *= values
        together.append((name, values))
    of, distinct = _renumbered(keys, together, distinct)
    return of.astype(np.int32), distinct


def _renumbered(
    keys: npt.NDArray[np.int64], together: Sequence[tuple[str, int]], distinct: dict[str, Codes]
) -> tuple[npt.NDArray[np.int64], dict[str, Codes]]:
    encoded = pc.dictionary_encode(pa.array(keys))
    left = encoded.dictionary.to_numpy()
    fresh: dict[str, Codes] = {}
    for name, values in reversed(together):
        fresh[name] = (left % values).astype(np.int32)
        left = left // values
    return encoded.indices.to_numpy().astype(np.int64), {name: some[left] for name, some in distinct.items()} | fresh


def _ranked(column: pa.ChunkedArray) -> tuple[Codes, Sequence[Any]]:
    """Codes that rise with the values, and the values; a missing one comes first."""
    if not pa.types.is_dictionary(column.type):
        return column.to_numpy().astype(np.int32), range(WHOLE + 1)
    array = one_array(column)
    values = array.dictionary.to_pylist()
    order = sorted(range(len(values)), key=values.__getitem__)
    rank = np.zeros(len(values) + 1, dtype=np.int32)
    rank[order] = np.arange(1, len(values) + 1)
    return rank[pc.fill_null(array.indices, len(values)).to_numpy()], [None, *(values[at] for at in order)]


def _decoded(codes: Codes, values: Sequence[Any], name: str) -> pa.Array:
    if name == "share":
        return pa.array(codes, pa.int32())
    missing = np.array([value is None for value in values], dtype=np.bool_)
    at = np.cumsum(~missing, dtype=np.int32) - np.int32(1)
    there = pa.array([value for value in values if value is not None], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(at[codes], mask=missing[codes]), there)
