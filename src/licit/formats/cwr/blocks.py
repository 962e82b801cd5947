# SPDX-License-Identifier: Apache-2.0
"""A stream in blocks of whole lines, each with the places of its lines as arrays. Constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import IO, Final

import numpy as np
import numpy.typing as npt

from licit.formats.cwr.rows import LONGEST, MARK

SIZE: Final = 4 << 20  # bytes: a block and its columns stay within a few times that
PAD: Final = 1_024  # bytes behind the last line, so that a record can be taken at its full width
BLANK: Final = ord(" ")
BEYOND: Final = 0x80  # the first byte beyond ASCII
END, RETURN = ord("\n"), ord("\r")
LETTERS: Final = 26


@dataclass(frozen=True)
class Block:
    """Whole lines. ``starts``, ``sizes`` (without the line's end) and ``numbers`` (from 1) are of those not too long.

    ``long`` are the numbers of lines that are too long; ``lines`` counts both. ``marked``: the file begins with a byte
    order mark, which is no part of its first line.
    """

    data: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int64]
    returns: int
    long: tuple[int, ...]
    lines: int
    marked: bool

    def line(self, at: int) -> bytes:
        """A line without its end."""
        start = int(self.starts[at])
        return self.data[start : start + int(self.sizes[at])].tobytes()

    def matrix(self, which: npt.NDArray[np.intp], width: int) -> npt.NDArray[np.uint8]:
        """The first ``width`` bytes of each of these lines, with blanks behind those that are shorter."""
        if not len(which):
            return np.empty((0, width), np.uint8)
        windows = np.ndarray((len(self.data) - width + 1,), f"V{width}", self.data, strides=(1,))
        found: npt.NDArray[np.uint8] = windows[self.starts[which]].view(np.uint8).reshape(len(which), width)
        sizes = self.sizes[which]
        for size in np.unique(sizes[sizes < width]).tolist():
            found[sizes == size, size:] = BLANK
        return found

    @cached_property
    def codes(self) -> npt.NDArray[np.int32]:
        """The record type of each line as a number; -1 where there are no three letters."""
        letters = self.matrix(np.arange(len(self.starts)), 3) - ord("A")
        wide = letters.astype(np.int32)
        found: npt.NDArray[np.int32] = (wide[:, 0] * LETTERS + wide[:, 1]) * LETTERS + wide[:, 2]
        found[(letters >= LETTERS).any(axis=1)] = -1
        return found

    @cached_property
    def beyond(self) -> npt.NDArray[np.bool_]:
        """Which lines have bytes beyond ASCII, or carriage returns before their end."""
        found = np.zeros(len(self.starts), np.bool_)
        if len(self.starts):
            places = np.flatnonzero(self.data >= BEYOND)
            found[np.searchsorted(self.starts, places, side="right") - 1] = True
            if np.count_nonzero(self.data == RETURN) != self.returns:
                places = np.flatnonzero(self.data == RETURN)
                lines = np.searchsorted(self.starts, places, side="right") - 1
                found[lines[places < self.starts[lines] + self.sizes[lines]]] = True
        return found


def code_of(kind: str) -> int:
    """A record type as a number."""
    first, second, third = (ord(letter) - ord("A") for letter in kind)
    return (first * LETTERS + second) * LETTERS + third


def kind_of(code: int) -> str:
    """The record type of a number."""
    rest, third = divmod(code, LETTERS)
    return "".join(chr(ord("A") + one) for one in (*divmod(rest, LETTERS), third))


def blocks(stream: IO[bytes], size: int = SIZE) -> Iterator[Block]:
    """The stream's lines, a block at a time; the last line needs no end."""
    before, read, skipped = b"", 0, False
    while True:
        data = stream.read(size)
        whole = before + data
        end = whole.rfind(b"\n") + 1 if data else len(whole)
        if not data and not whole and not skipped:
            return
        if data and not end:  # no line ends here: what is longer than any line is not kept
            skipped = skipped or len(whole) > LONGEST
            before = b"" if skipped else whole
            continue
        block = _block(whole[:end], read, skipped=skipped)
        read += block.lines
        before, skipped = whole[end:], False
        yield block
        if not data:
            return


def _block(data: bytes, before: int, *, skipped: bool) -> Block:
    """``skipped``: the first line began in blocks that are gone; it is too long."""
    padded = np.full(len(data) + PAD, BLANK, np.uint8)
    padded[: len(data)] = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(padded[: len(data)] == END).astype(np.int64)
    if len(data) and data[-1] != END:
        ends = np.append(ends, len(data))
    elif not len(data):  # only the end of a line that is too long
        ends = np.array([0], np.int64)
    starts = np.concatenate(([0], ends[:-1] + 1)).astype(np.int64)
    sizes = ends - starts
    long = sizes + (ends < len(data)) > LONGEST
    long[0] |= skipped
    marked = not before and not skipped and data.startswith(MARK)
    if marked:
        starts[0] += len(MARK)
        sizes[0] -= len(MARK)
    ended = 0
    while True:
        returns = (sizes > 0) & (padded[starts + sizes - 1] == RETURN)
        if not returns.any():
            break
        sizes -= returns
        ended += int(returns.sum())
    numbers = np.arange(before + 1, before + 1 + len(starts), dtype=np.int64)
    told = tuple(numbers[long].tolist())
    if told:
        starts, sizes, numbers = starts[~long], sizes[~long], numbers[~long]
    return Block(padded, starts, sizes, numbers, ended, told, len(long), marked)
