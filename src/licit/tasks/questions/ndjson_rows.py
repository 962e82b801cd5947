# SPDX-License-Identifier: Apache-2.0
"""Questions in NDJSON: a JSON object a line, whose keys are the columns; what they hold comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from licit.case.checks import BAD_VALUE, NOT_READABLE
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem
from licit.tasks.questions.columns import SHOWN, Given, asked_columns, json_field
from licit.tasks.questions.json_cells import json_cell
from licit.tasks.questions.unreadable import unreadable

AT_ONCE: Final = 16_384  # lines held as Python values at once
LONGEST: Final = 1 << 20  # bytes; a question has a few hundred, so a longer line is no NDJSON, or hostile
_MEND: Final = 'write an object a line: {"item": "…", "territory": "FR"}'


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


_DECODER: Final = json.JSONDecoder(parse_constant=_no_number)  # one for all lines: making it costs more than a line


class NdjsonQuestions:
    """NDJSON in a file, or from an open stream where ``path`` is ``None``. Empty lines are no rows."""

    def __init__(self, path: Path | None, shown: str, stream: BinaryIO | None = None) -> None:
        self.path = path
        self.shown = shown
        self.refused = 0
        self._stream = stream
        self._told: list[Problem] = []

    def batches(self) -> Iterator[Given]:
        """The rows; a column is there from the first batch that has it on."""
        columns: dict[str, None] = {}
        rows: list[dict[str, Any]] = []
        places: list[int] = []
        try:
            stream = self.path.open("rb") if self.path is not None else self._stream
            if stream is None:
                return
            self._stream = stream
            for number, raw in _lines(stream):
                try:
                    row = _object(raw)
                except InvalidValueError as error:
                    self._refuse(number, error)
                    continue
                if not row.keys() <= columns.keys():
                    columns |= dict.fromkeys(one for one in row if one not in columns)
                    self._check(columns, number)
                rows.append(row)
                places.append(number)
                if len(rows) == AT_ONCE:
                    yield _given(columns, rows, places)
                    rows, places = [], []
            yield _given(columns, rows, places)
        except OSError as error:
            raise unreadable(self.shown, error) from None
        finally:
            if self.path is not None and self._stream is not None:
                self._stream.close()

    def located(self, found: Sequence[Problem]) -> list[Problem]:
        """All, in the order of the lines."""
        return sorted((*found, *self._told), key=lambda one: one.place.line)

    def expected(self, done: int) -> int:
        """By how many bytes were read; of a stream nobody knows."""
        read = self._stream.tell() if self.path is not None and self._stream and not self._stream.closed else 0
        return max(done, done * self.path.stat().st_size // read) if self.path is not None and read else done

    def _refuse(self, line: int, error: InvalidValueError) -> None:
        self.refused += 1
        if len(self._told) < SHOWN:
            self._told.append(Problem(Place(self.shown, line), error.what, error.mend, NOT_READABLE))

    def _check(self, columns: dict[str, None], line: int) -> None:
        try:
            asked_columns(columns)
        except InvalidValueError as error:
            problem = Problem(Place(self.shown, line), error.what, error.mend, BAD_VALUE)
            raise BadInputError((problem,)) from None


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that hold anything; of one that is too long only its beginning."""
    number = 0
    while raw := stream.readline(LONGEST + 1):
        number += 1
        rest = raw
        while len(rest) > LONGEST and not rest.endswith(b"\n"):  # so that later line numbers stay true
            rest = stream.readline(LONGEST + 1)
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if raw.strip():
            yield number, raw


def _object(raw: bytes) -> dict[str, Any]:
    if len(raw) > LONGEST:
        raise InvalidValueError(f"the line has more than {LONGEST} bytes", mend=_MEND)
    try:
        found = _DECODER.decode(raw.decode("utf-8"))
        if b"\\ud" in raw or b"\\uD" in raw:
            json.dumps(found, ensure_ascii=False).encode()  # half a character can't be written
    except UnicodeDecodeError as error:
        what = f"byte 0x{error.object[error.start]:02X} is not UTF-8"
        raise InvalidValueError(what, mend="save the file as UTF-8") from None
    except UnicodeEncodeError:
        raise InvalidValueError("the line holds half a character", mend="write both \\u of the pair") from None
    except (ValueError, RecursionError) as error:
        what = f"no JSON: {' '.join(str(error).split())[:200]}"
        raise InvalidValueError(what, mend=_MEND) from None
    if not isinstance(found, dict):
        raise InvalidValueError("the line is no JSON object", mend=_MEND)
    return found


def _given(columns: dict[str, None], rows: list[dict[str, Any]], places: list[int]) -> Given:
    fields, arrays = [], []
    for name in columns:
        cells = [row.get(name) for row in rows]
        try:
            arrays.append(pa.array(cells, pa.string()))
            fields.append(pa.field(name, pa.string()))
        except (pa.ArrowTypeError, pa.ArrowInvalid):  # not texts alone
            arrays.append(pa.array([None if cell is None else json_cell(cell) for cell in cells], pa.string()))
            fields.append(json_field(name))
    return Given(pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields)), places)
