# SPDX-License-Identifier: Apache-2.0
"""Questions in CSV (RFC 4180, UTF-8): Arrow reads them; a bad file is read again, for the lines of what is bad."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv as pc

from licit.case.checks import BAD_VALUE, NOT_READABLE, TABLE_ROW
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem
from licit.tasks.questions.columns import SHOWN, Given, asked_columns
from licit.tasks.questions.unreadable import unreadable

BLOCK: Final = 4 << 20  # bytes read at once; a row must fit in
LONGEST: Final = 1 << 20  # bytes of a line of the head; a longer one is no head


class CsvQuestions:
    """A CSV file of questions; its first row names the columns. Every cell is the text it is, never a number."""

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown
        self.refused = 0
        self._names: list[str] = []
        self._file: Any = None

    def batches(self) -> Iterator[Given]:
        """The rows in blocks; one with too many or too few cells is left out and counted in ``refused``."""
        begins = self._head()
        schema = pa.schema([(name, pa.string()) for name in self._names])
        number = 0
        try:
            with pa.OSFile(str(self.path)) as file:
                file.seek(begins)
                self._file = file
                for batch in self._blocks(file, schema):
                    yield Given(batch, range(number + 1, number + batch.num_rows + 1))
                    number += batch.num_rows
        except pa.ArrowInvalid as error:
            problems = [one for one in self._records() if isinstance(one, Problem)]
            if problems or any(self._records()):
                raise BadInputError(tuple(problems[-1:]) or (self._problem(0, _plain(error)),)) from None
        except OSError as error:
            raise unreadable(self.shown, error) from None
        finally:
            self._file = None
        yield Given(pa.RecordBatch.from_pylist([], schema=schema), ())

    def located(self, found: Sequence[Problem]) -> list[Problem]:
        """The problems at their lines: until here their rows were numbered."""
        by_row: dict[int, Problem] = {one.place.line: one for one in found}
        told: list[Problem] = []
        row = 0
        for record in self._records():
            if isinstance(record, Problem):
                told.append(record)
            elif (cells := record[1]) != len(self._names):
                what = f"the row has {cells} cells, not {len(self._names)}"
                told.append(self._problem(record[0], what, mend="check its commas and quotes", check=TABLE_ROW))
            else:
                row += 1
                if row in by_row:
                    told.append(replace(by_row.pop(row), place=Place(self.shown, record[0])))
            if len(told) == SHOWN:
                return told
        return [*told, *by_row.values()]

    def expected(self, done: int) -> int:
        """By how many bytes were read."""
        read = self._file.tell() if self._file is not None and not self._file.closed else 0
        return max(done, done * self.path.stat().st_size // read) if read else done

    def _blocks(self, file: Any, schema: pa.Schema) -> Iterator[pa.RecordBatch]:  # noqa: ANN401 - a file of Arrow
        yield from pc.open_csv(
            file,
            read_options=pc.ReadOptions(column_names=schema.names, block_size=BLOCK),
            parse_options=pc.ParseOptions(newlines_in_values=True, invalid_row_handler=self._refuse),
            convert_options=pc.ConvertOptions(
                column_types={name: pa.string() for name in schema.names}, strings_can_be_null=False
            ),
        )

    def _refuse(self, _row: object) -> str:
        self.refused += 1
        return "skip"

    def _head(self) -> int:
        """Read the names of the columns. Returns the byte that the rows begin at."""
        try:
            with self.path.open("rb") as file:
                lines = (
                    raw.decode("utf-8" if number else "utf-8-sig")
                    for number, raw in enumerate(iter(lambda: file.readline(LONGEST), b""))
                )
                reader = csv.reader(lines, strict=True)
                names = next((cells for cells in reader if cells), [])
                begins = file.tell()
            asked_columns(names)
        except OSError as error:
            raise unreadable(self.shown, error) from None
        except (csv.Error, UnicodeDecodeError) as error:
            raise BadInputError((self._wrong(error, 1),)) from None
        except InvalidValueError as error:
            raise BadInputError((self._problem(1, error.what, mend=error.mend, check=BAD_VALUE),)) from None
        self._names = names
        return begins

    def _records(self) -> Iterator[tuple[int, int] | Problem]:
        """The line and number of cells of each row after the head; a problem ends it."""
        with self.path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            begins, head = 1, True
            try:
                for cells in reader:
                    if cells and not head:
                        yield begins, len(cells)
                    head = head and not cells
                    begins = reader.line_num + 1
            except (csv.Error, UnicodeDecodeError) as error:
                yield self._wrong(error, reader.line_num + 1)

    def _wrong(self, error: csv.Error | UnicodeDecodeError, line: int) -> Problem:
        if isinstance(error, UnicodeDecodeError):
            byte = error.object[error.start]
            return self._problem(0, f"byte 0x{byte:02X} is not UTF-8", mend="save the file as UTF-8")
        return self._problem(line, f"no CSV: {error}", mend="check the quotes here")

    def _problem(
        self, line: int, what: str, *, mend: str = "check that this is CSV", check: str = NOT_READABLE
    ) -> Problem:
        return Problem(Place(self.shown, line), what, mend, check)


def _plain(error: Exception) -> str:
    return f"no CSV: {' '.join(str(error).split())[:200]}"
