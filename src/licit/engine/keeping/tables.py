# SPDX-License-Identifier: Apache-2.0
"""Tables of arrays for what is the same over and over: names, sets of names, leaves through time; and of rows by key.

Each value is there once and has a number. Read from mapped files: only what is asked for becomes a Python value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt

from licit.engine.steps import Steps
from licit.engine.store.arrays import AnyArray

WORD: Final = 8  # bytes of a mask's word


class Names:
    """Numbers for names: as many as there are distinct ones, from 0."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of a name."""
        return self._numbers.setdefault(name, len(self._numbers))

    def arrays(self) -> dict[str, AnyArray]:
        """``name_text`` uint8 and ``name_ends`` int64: the names in UTF-8, one after the other."""
        return bytes_arrays("name", [name.encode() for name in self._numbers])


class Sets:
    """Numbers for sets of names."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._numbers: dict[frozenset[str], int] = {}

    def number(self, one: frozenset[str]) -> int:
        """The number of a set."""
        return self._numbers.setdefault(one, len(self._numbers))

    def arrays(self) -> dict[str, AnyArray]:
        """``set_members`` int32, the numbers of names, set by set; ``set_ends`` int64."""
        members = [[self._names.number(name) for name in one] for one in self._numbers]
        return {
            "set_members": np.array([number for one in members for number in one], dtype="<i4"),
            "set_ends": ends(map(len, members)),
        }


class Slicings:
    """Numbers for leaves through time."""

    def __init__(self, width: int) -> None:
        self._words = -(-width // 64)
        self._numbers: dict[Steps, int] = {}
        self._masks: dict[int, int] = {}

    def number(self, steps: Steps) -> int:
        """The number of these slices."""
        return self._numbers.setdefault(steps, len(self._numbers))

    def arrays(self) -> dict[str, AnyArray]:
        """``step_starts`` int32 (days' ordinals), ``step_masks`` int32 (rows of ``masks``), ``step_ends`` int64.

        ``masks``: uint64 [masks, words], little endian, bit *i* = leaf *i* of the places' names.
        """
        rows = [self._masks.setdefault(mask, len(self._masks)) for steps in self._numbers for mask in steps.masks]
        days = [day.toordinal() for steps in self._numbers for day in steps.starts]
        packed = b"".join(mask.to_bytes(self._words * WORD, "little") for mask in self._masks)
        return {
            "step_starts": np.array(days, dtype="<i4"),
            "step_masks": np.array(rows, dtype="<i4"),
            "step_ends": ends(len(steps.starts) for steps in self._numbers),
            "masks": np.frombuffer(packed, dtype="<u8").reshape(len(self._masks), self._words),
        }


class Values:
    """The other way round: names, sets and slices by their numbers, each read when it is first asked for."""

    def __init__(self, arrays: Mapping[str, AnyArray]) -> None:
        self._arrays = arrays
        self._names: dict[int, str] = {}
        self._sets: dict[int, frozenset[str]] = {}
        self._steps: dict[int, Steps] = {}

    def name(self, number: int) -> str:
        """The name of a number."""
        found = self._names.get(number)
        if found is None:
            found = self._names[number] = bytes_at(self._arrays, "name", number).decode()
        return found

    def set(self, number: int) -> frozenset[str]:
        """The set of a number."""
        found = self._sets.get(number)
        if found is None:
            begin, end = bounds(self._arrays["set_ends"], number)
            found = frozenset(map(self.name, self._arrays["set_members"][begin:end].tolist()))
            self._sets[number] = found
        return found

    def steps(self, number: int) -> Steps:
        """The slices of a number."""
        found = self._steps.get(number)
        if found is None:
            begin, end = bounds(self._arrays["step_ends"], number)
            starts = tuple(map(date.fromordinal, self._arrays["step_starts"][begin:end].tolist()))
            masks = self._arrays["masks"][self._arrays["step_masks"][begin:end]]
            found = Steps(starts, tuple(int.from_bytes(mask.tobytes(), "little") for mask in masks))
            self._steps[number] = found
        return found


Keyed = tuple[object, ...]  # texts, numbers, rows of them: what JSON can write


class Index:
    """The rows of a table by their keys, which are found by their hashes and then compared in full."""

    def __init__(self, title: str, arrays: Mapping[str, AnyArray]) -> None:
        self._title = title
        self._arrays = arrays
        self._hashes: npt.NDArray[np.uint64] = arrays[f"{title}_hashes"]

    def __len__(self) -> int:
        return len(self._hashes)

    def row(self, key: Keyed) -> int | None:
        """The row of a key, if there is one."""
        text = _text(key)
        wanted = np.uint64(_hash(text))
        row = int(self._hashes.searchsorted(wanted))
        while row < len(self._hashes) and self._hashes[row] == wanted:
            if bytes_at(self._arrays, f"{self._title}_key", row) == text:
                return row
            row += 1
        return None

    def key(self, row: int) -> list[object]:
        """The key of a row, rows in it as lists."""
        found: list[object] = json.loads(bytes_at(self._arrays, f"{self._title}_key", row))
        return found


def keyed(title: str, keys: Sequence[Keyed]) -> tuple[list[int], dict[str, AnyArray]]:
    """In which order rows of these keys have to be kept, and the arrays that an :class:`Index` reads."""
    texts = [_text(key) for key in keys]
    hashes = np.array([_hash(text) for text in texts], dtype="<u8")
    order: list[int] = np.argsort(hashes, kind="stable").tolist()
    return order, {
        f"{title}_hashes": hashes[order],
        **bytes_arrays(f"{title}_key", [texts[number] for number in order]),
    }


def ends(lengths: Iterable[int]) -> npt.NDArray[np.int64]:
    """Where each of some rows of values ends, when they are laid one after the other."""
    return np.cumsum(np.fromiter(lengths, dtype="<i8"), dtype="<i8")


def bounds(of: AnyArray, number: int) -> tuple[int, int]:
    """Where a row begins and ends."""
    return (int(of[number - 1]) if number else 0), int(of[number])


def bytes_arrays(title: str, texts: Sequence[bytes]) -> dict[str, AnyArray]:
    """Texts one after the other, and where each ends."""
    return {
        f"{title}_text": np.frombuffer(b"".join(texts), dtype="u1"),
        f"{title}_ends": ends(map(len, texts)),
    }


def bytes_at(arrays: Mapping[str, AnyArray], title: str, number: int) -> bytes:
    """One of such texts."""
    begin, end = bounds(arrays[f"{title}_ends"], number)
    found: bytes = arrays[f"{title}_text"][begin:end].tobytes()
    return found


def _text(key: Keyed) -> bytes:
    return json.dumps(key, ensure_ascii=False, separators=(",", ":")).encode()


def _hash(text: bytes) -> int:
    return int.from_bytes(blake2b(text, digest_size=WORD).digest(), "little")
