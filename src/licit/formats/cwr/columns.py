# SPDX-License-Identifier: Apache-2.0
"""A CWR file of any size as Arrow columns, one row a record: fields sliced, days, shares and flags typed.

It says of each line what ``rows`` says of it, and takes the file in blocks: a block's lines are found at once, those of
one record type are laid one under the other as a matrix of bytes, and each field is a few columns of that matrix. Lines
that are not plain ASCII, or oddly numbered, take the way of ``rows``, one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import IO, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from licit.formats import checks
from licit.formats.cwr import opening
from licit.formats.cwr.blocks import Block, blocks, code_of, kind_of
from licit.formats.cwr.forms import CHOSEN
from licit.formats.cwr.layouts import TWO, Layout, layouts
from licit.formats.cwr.rows import FRAME, MARK, Row, State
from licit.formats.cwr.typing_columns import Lines, column
from licit.formats.cwr.unread import ANSWER, HEADS
from licit.formats.files import Counted, File
from licit.model.problem import Place, Problem, Severity

MOST: Final = 1_000  # problems that are kept word by word; all are counted
NUMBERS: Final = slice(3, 19)  # transaction and sequence number, where a line is no frame record
GROUP: Final = slice(3, 6)  # of a group's header: the type of its transactions
_ZERO, _NINE = ord("0"), ord("9")


@dataclass(slots=True)
class Told:
    """What was found on the way. Rows of columns and ``refused`` lines together are all ``lines``.

    ``records`` counts by type, those of types not asked for too. ``empty`` counts values that could not be what they
    say and are null. ``problems`` has the first ``MOST`` complaints, block by block; ``checks`` counts all of them.
    """

    records: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    refused: int = 0
    empty: int = 0
    problems: list[Problem] = field(default_factory=list)
    checks: Counter[str] = field(default_factory=Counter)

    def tell(self, problem: Problem) -> None:
        """Count it, and keep it if it is among the first."""
        self.checks[problem.check] += 1
        if len(self.problems) < MOST:
            self.problems.append(problem)


def read(
    path: Path | str,
    types: Collection[str] | None = None,
    *,
    name: str = "",
    encoding: str = "",
    told: Told | None = None,
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield the records of a file as batches, each of one record type and in file order. Constant memory.

    Each batch has ``line`` (int64, from 1) and the fields of its type, by the names of ``layouts``: days are date32,
    shares int32 in hundredths of a percent, flags bool, transaction and sequence int32, all else text without blanks
    around it (empty where nothing stands). Blank, zero and unreadable values are null, the last told in ``told``.
    ``types`` are the record types wanted, all unless given. ``name`` is what problems call the file, ``encoding`` is as
    in ``rows``.

    Raises:
        OSError: the file can't be read.
    """
    told = Told() if told is None else told
    with Path(path).open("rb") as stream:
        yield from batches(stream, name or str(path), types, encoding=encoding, told=told)


def batches(
    stream: IO[bytes], name: str, types: Collection[str] | None = None, *, encoding: str = "", told: Told
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """As ``read``, from a stream of bytes, which is left open."""
    state = State(name, encoding)
    for block in blocks(stream):
        if block.marked:
            state.marked(MARK)
        told.lines += block.lines
        for number in block.long:
            told.refused += 1
            told.tell(state.too_long(number))
        codes = block.codes
        for start, end in pairwise([0, *np.flatnonzero(codes == code_of("HDR")).tolist(), len(codes)]):
            if start < end:
                yield from _Part(block, np.arange(start, end), codes[start:end], state, told).batches(types)


def count(file: File) -> Counted:
    """What the file is made of; every field is looked at."""
    if (problem := opening.refused(file)) is not None:
        return Counted({}, 1, 0, (problem,))
    told = Told()
    with file.open() as stream:
        for _ in batches(stream, file.name, encoding=str(file.options.get("encoding") or ""), told=told):
            pass
    return Counted(told.records, told.refused, told.empty, tuple(told.problems))


@dataclass(slots=True)
class _Part:
    """Lines of a block that one header says how to read; it is the first of them, or lies before.

    ``lines`` are their places in the block, ``codes`` their record types; ``rows`` are those read one by one, by their
    place in the part.
    """

    block: Block
    lines: npt.NDArray[np.intp]
    codes: npt.NDArray[np.int32]
    state: State
    told: Told
    rows: dict[int, Row] = field(default_factory=dict)

    def batches(self, types: Collection[str] | None) -> Iterator[tuple[str, pa.RecordBatch]]:
        headed = int(self.codes[0]) == code_of("HDR")
        if headed:
            self._slowly(0)
        known = layouts(self.state.version[0])
        odd = self._odd(known)
        odd[0] &= not headed
        for at in np.flatnonzero(odd).tolist():
            self._slowly(at)
        kept = ~odd
        kept[0] &= not headed
        kept[list(self.rows)] = True
        for code in np.unique(self.codes[kept]).tolist():
            kind = kind_of(code)
            members = np.flatnonzero(kept & (self.codes == code))
            self.told.records[kind] += len(members)
            if types is None or kind in types:
                yield kind, self._batch(kind, members, known[kind])

    def _slowly(self, at: int) -> None:
        """Read one line as ``rows`` does."""
        line = int(self.lines[at])
        for one in self.state.line(self.block.line(line), int(self.block.numbers[line])):
            if isinstance(one, Row):
                self.rows[at] = one
                self.codes[at] = code_of(one.type)
            else:
                self.told.refused += one.severity is Severity.ERROR
                self.told.tell(one)

    def _odd(self, known: Mapping[str, Layout]) -> npt.NDArray[np.bool_]:
        """Which lines are not as plain as most are."""
        usual = np.isin(self.codes, [code_of(kind) for kind in known])
        framed = np.isin(self.codes, [code_of(kind) for kind in FRAME])
        numbered = ~framed & (self.block.sizes[self.lines] >= NUMBERS.stop)
        digits = self.block.matrix(self.lines[numbered], NUMBERS.stop)[:, NUMBERS] - _ZERO
        numbered[numbered] = (digits <= _NINE - _ZERO).all(axis=1)
        if not self.state.version.startswith(TWO):  # 3.x has layouts that depend on what stands in a line
            usual &= ~np.isin(self.codes, [code_of(kind) for kind in CHOSEN]) & (not self._hanging())
        found: npt.NDArray[np.bool_] = ~usual | ~(framed | numbered) | self.block.beyond[self.lines]
        return found

    def _hanging(self) -> bool:
        """Whether a line of 3.x may hang on a head or group that is not read: then each is read for itself."""
        heads = np.isin(self.codes, [code_of(kind) for kind in HEADS])
        begun = self.block.matrix(self.lines[self.codes == code_of("GRH")], GROUP.stop)[:, GROUP]
        groups = {bytes(one).decode("latin-1") for one in np.unique(begun, axis=0)}
        return self.state.unread.open or bool(heads.any()) or ANSWER in groups

    def _batch(self, kind: str, members: npt.NDArray[np.intp], layout: Layout) -> pa.RecordBatch:
        lines = self.lines[members]
        numbers = self.block.numbers[lines]
        apart = {at: self.rows[one] for at, one in enumerate(members.tolist()) if one in self.rows} if self.rows else {}
        seen = Lines(self.block.matrix(lines, max(one.place.stop for one in layout.values())), apart)
        names, arrays = ["line"], [pa.array(numbers)]
        for one in layout.values():
            if one.name == "type":
                continue
            array, bad = column(one, seen)
            for at, error in bad:
                self.told.empty += 1
                place = Place(self.state.name, int(numbers[at]), one.start)
                self.told.tell(Problem(place, f"{kind}: {error.what}", error.mend, checks.VALUE))
            names.append(one.name)
            arrays.append(array)
        return pa.RecordBatch.from_arrays(arrays, names=names)
