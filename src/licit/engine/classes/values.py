# SPDX-License-Identifier: Apache-2.0
"""The values in the columns of a repertoire, each read once a chunk, and each in its one spelling."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from licit.case.checks import MISSING_KEY, NOT_READABLE
from licit.engine.classes.pieces import as_names, one_array
from licit.engine.classes.reading import refused
from licit.model.day import When
from licit.model.problem import InvalidValueError
from licit.model.share import WHOLE
from licit.model.territory import Expression

Codes = npt.NDArray[np.int32]


def text_codes(
    column: pa.ChunkedArray, read: Callable[[str], str], name: str, place: tuple[Path, int], *, nullable: bool
) -> tuple[Codes, list[str | None]]:
    """A text column as a number a row, and the values, each in its one spelling; ``None`` is a value like another.

    ``place`` is the file and the number of the column's first row.
    """
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    array = one_array(encoded.unify_dictionaries())
    try:
        spelt = array.dictionary.to_pylist()
    except UnicodeDecodeError:
        what = f"{name}: some text after this row is not UTF-8"
        raise refused(place[0], place[1] + 1, what, "write the file again", NOT_READABLE) from None
    codes = pc.fill_null(pc.cast(array.indices, pa.int32()), len(spelt)).to_numpy()
    present = np.bincount(codes, minlength=len(spelt) + 1)
    values: dict[str | None, int] = {}
    new = np.zeros(len(spelt) + 1, dtype=np.int32)
    for old, text in enumerate([*spelt, None]):
        if present[old]:
            try:
                value = None if text is None and nullable else read(_stated(text, name))
            except InvalidValueError as error:
                row = place[1] + int(np.argmax(codes == old)) + 1
                raise refused(place[0], row, f"{name}: {error.what}", error.mend) from None
            new[old] = values.setdefault(value, len(values))
    return new[codes], list(values)


def share_codes(column: pa.ChunkedArray, place: tuple[Path, int]) -> Codes:
    """The shares, in hundredths of a percent."""
    shares = one_array(pc.fill_null(column.cast(pa.int64()), -1)).to_numpy()
    wrong = (shares < 0) | (shares > WHOLE)
    if wrong.any():
        at = int(np.argmax(wrong))
        what = f"the share {column[at].as_py()} lies outside 0 to {WHOLE}"
        raise refused(*_row(place, at), what, "write whole hundredths of a percent: 3333 for 33.33 %")
    codes: Codes = shares.astype(np.int32)
    return codes


def names(column: pa.ChunkedArray, name: str, place: tuple[Path, int]) -> pa.Array:
    """Names of assets or items, none of them missing."""
    array = as_names(column)
    if array.null_count:
        at = int(np.argmax(array.is_null().to_numpy(zero_copy_only=False)))
        raise refused(*_row(place, at), f"the row has no {name}", f"name its {name}", MISSING_KEY)
    return array


@lru_cache(maxsize=1 << 16)
def rights(text: str) -> str:
    """Names of rights in the order of the alphabet, each once; or all."""
    found = sorted({one.strip() for one in text.split(",")})
    if "" in found or ("all" in found and len(found) > 1):
        raise InvalidValueError(f"{text!r} names no rights", mend="write all, or names with commas between")
    return ",".join(found)


@lru_cache(maxsize=1 << 16)
def territories(text: str) -> str:
    """An ordered list of territories in its shortest spelling."""
    return str(Expression.parse(text))


@lru_cache(maxsize=1 << 16)
def day(text: str) -> str:
    """A day, precise or not, in its shortest spelling."""
    return str(When.parse(text))


def as_written(text: str) -> str:
    """A party, a kind or a statement: any text that is not empty."""
    return text


def _stated(text: str | None, name: str) -> str:
    if not text:
        raise InvalidValueError("the row has none", mend=f"give each row its {name}")
    return text


def _row(place: tuple[Path, int], at: int) -> tuple[Path, int]:
    return place[0], place[1] + at + 1
