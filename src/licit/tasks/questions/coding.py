# SPDX-License-Identifier: Apache-2.0
"""The cells of one column as codes of what they mean: each distinct text is looked up once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from licit.model.problem import InvalidValueError
from licit.tasks.questions.columns import is_json

Key = str | int | tuple[str | None] | None  # a text, a meaning, a JSON text, nothing
_NO_TEXTS: Final = pa.array([], pa.string())
Codes = NDArray[np.int32]
MOST_ERRORS: Final = 100  # bad texts looked up in one column: each costs a search for the nearest, nobody mends more
MOST_KEPT: Final = 1 << 21  # meanings kept; more than any record names, so beyond it they are names of nothing
_UNSEEN: Final = np.iinfo(np.int32).min


class Column:
    """One column over all batches: ``meanings`` that were found, by code; a negative code is one of ``errors``.

    ``look_up`` gives the meaning of a text (stripped; empty where the cell says nothing) or raises InvalidValueError.
    """

    def __init__(self, look_up: Callable[[str], str | int]) -> None:
        self.look_up = look_up
        self.meanings: list[str | int] = []
        self.errors: list[InvalidValueError] = []
        self.generation = 0  # another one: the codes so far mean nothing any more
        self._codes: dict[Key, int] = {}  # of texts and of meanings: an id means itself
        self._dictionary: pa.Array = None
        self._table: Codes = np.empty(0, np.int32)
        self._pool = _NO_TEXTS

    @property
    def full(self) -> bool:
        """Whether so much is wrong that no more is looked up."""
        return len(self.errors) >= MOST_ERRORS

    def error(self, code: int) -> InvalidValueError:
        """What is wrong with the cells of a negative code."""
        return self.errors[-1 - code]

    def codes(self, cells: pa.Array | None, field: pa.Field | None, rows: int) -> Codes:
        """A code a row; ``None``: the column is not there.

        Raises:
            InvalidValueError: the column holds what is no text.
        """
        if len(self._codes) > MOST_KEPT:
            self._forget()
        if cells is None or field is None or pa.types.is_null(cells.type):
            return np.full(rows, self._code(""), np.int32)
        coded = _dictionary_of(cells, field.name)
        indices = coded.indices.cast(pa.int32())
        missing = self._code("") if indices.null_count else 0
        if not _same(coded.dictionary, self._dictionary):
            self._dictionary = coded.dictionary
            self._table = np.full(len(coded.dictionary), _UNSEEN, np.int32)
        at: Codes = indices.fill_null(0).to_numpy(zero_copy_only=False)
        found: Codes = self._table[at] if len(self._table) else np.full(rows, missing, np.int32)
        unseen = at[found == _UNSEEN]
        if len(unseen):
            new = np.unique(unseen)
            texts = coded.dictionary.take(pa.array(new)).to_pylist()
            if is_json(field):
                self._table[new] = [self._code(text or "", (text,)) for text in texts]
            else:
                known = map(self._codes.get, texts)  # most of them, in a long file
                self._table[new] = [
                    self._code(text or "") if code is None else code for text, code in zip(texts, known, strict=True)
                ]
            found = self._table[at]
        if indices.null_count:
            found[indices.is_null().to_numpy(zero_copy_only=False)] = missing
        return found

    def array(self, codes: Codes) -> pa.DictionaryArray:
        """The meanings of codes that are all good, over one dictionary that stays the same while none is added."""
        if len(self._pool) < len(self.meanings):
            self._pool = pa.concat_arrays([self._pool, pa.array(self.meanings[len(self._pool) :], pa.string())])
        return pa.DictionaryArray.from_arrays(pa.array(codes), self._pool)

    def _code(self, text: str, json_key: tuple[str | None] | None = None) -> int:
        key: Key = json_key or text
        if (code := self._codes.get(key)) is not None:
            return code
        try:
            if self.full:
                return -1
            meaning = self.look_up(_from_json(text) if json_key else text.strip())
        except InvalidValueError as error:
            self.errors.append(error)
            code = -len(self.errors)
        else:
            code = self._codes.setdefault(meaning, len(self.meanings))
            if code == len(self.meanings):
                self.meanings.append(meaning)
        self._codes[key] = code
        return code

    def _forget(self) -> None:
        self.meanings, self._codes = [], {}
        self._dictionary, self._pool = None, _NO_TEXTS
        self.generation += 1


def _dictionary_of(cells: pa.Array, name: str) -> pa.DictionaryArray:
    kind = cells.type
    if pa.types.is_dictionary(kind):
        if _is_text(kind.value_type):
            return cells
        cells, kind = cells.dictionary_decode(), kind.value_type
    if pa.types.is_integer(kind) or (_is_text(kind) and kind != pa.string()):
        cells = cells.cast(pa.large_string())
    elif not _is_text(kind):
        raise InvalidValueError(f"the column {name!r} holds {kind}, no texts", mend="write its cells as texts")
    return cells.dictionary_encode()


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _same(one: pa.Array, other: pa.Array | None) -> bool:
    """Whether two dictionaries are one in memory, as those of the slices of a table are."""
    if other is None or len(one) != len(other) or one.offset != other.offset:
        return False
    return [_address(part) for part in one.buffers()] == [_address(part) for part in other.buffers()]


def _address(part: Any) -> int:  # noqa: ANN401 - a buffer of Arrow, or none
    return part.address if part is not None else 0


def _from_json(text: str) -> str:
    value = json.loads(text) if text else ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InvalidValueError(f"{text} is no text", mend="write it in quotes")
    return str(value).strip()
