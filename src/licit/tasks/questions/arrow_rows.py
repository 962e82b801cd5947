# SPDX-License-Identifier: Apache-2.0
"""Questions in Parquet, or in Arrow tables that a program holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from licit.case.checks import BAD_VALUE, NOT_READABLE
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem
from licit.tasks.questions.columns import AT_ONCE, Given, asked_columns
from licit.tasks.questions.unreadable import unreadable


class TableQuestions:
    """Batches of rows that are read already; rows are numbered from 1."""

    def __init__(self, table: pa.Table | pa.RecordBatchReader, shown: str = "table") -> None:
        self.table = table
        self.shown = shown
        self.refused = 0

    def batches(self) -> Iterator[Given]:
        """The rows as they are in the table."""
        whole = isinstance(self.table, pa.Table)
        yield from self._numbered(self.table.schema, self.table.to_batches(AT_ONCE) if whole else self.table)

    def located(self, found: Sequence[Problem]) -> list[Problem]:
        """They are where they were found."""
        return list(found)

    def expected(self, done: int) -> int:
        """Known of a table."""
        return self.table.num_rows if isinstance(self.table, pa.Table) else done

    def _numbered(self, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[Given]:
        try:
            asked_columns(schema.names)
        except InvalidValueError as error:
            raise BadInputError((Problem(Place(self.shown), error.what, error.mend, BAD_VALUE),)) from None
        number = 0
        for batch in batches:
            yield Given(batch, range(number + 1, number + batch.num_rows + 1))
            number += batch.num_rows
        if not number:
            yield Given(pa.RecordBatch.from_pylist([], schema=schema), ())


class ParquetQuestions(TableQuestions):
    """A Parquet file of questions."""

    def __init__(self, path: Path, shown: str) -> None:
        super().__init__(None, shown)
        self.path = path
        self._rows = 0

    def batches(self) -> Iterator[Given]:
        """The rows, some of a row group at a time."""
        try:
            with self.path.open("rb") as stream, pq.ParquetFile(stream) as file:
                self._rows = file.metadata.num_rows
                yield from self._numbered(file.schema_arrow, file.iter_batches(AT_ONCE))
        except pa.ArrowException as error:
            what = f"no Parquet: {' '.join(str(error).split())[:200]}"
            problem = Problem(Place(self.shown), what, "check that the file is whole", NOT_READABLE)
            raise BadInputError((problem,)) from None
        except OSError as error:
            raise unreadable(self.shown, error) from None

    def expected(self, done: int) -> int:
        """The file says how many it has."""
        return max(done, self._rows)
