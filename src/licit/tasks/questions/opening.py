# SPDX-License-Identifier: Apache-2.0
"""A file of questions, opened by what its name ends with."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TextIO

from licit.model.problem import InvalidValueError
from licit.tasks.questions.arrow_rows import ParquetQuestions
from licit.tasks.questions.columns import Form, Source
from licit.tasks.questions.csv_rows import CsvQuestions
from licit.tasks.questions.ndjson_rows import NdjsonQuestions

ENDINGS: Final[dict[str, Form]] = {".csv": "csv", ".parquet": "parquet", ".ndjson": "ndjson", ".jsonl": "ndjson"}
STDIN: Final = "-"


def form_of(path: str) -> Form:
    """The format that a file's name ends with.

    Raises:
        InvalidValueError: it ends with none.
    """
    found = ENDINGS.get(Path(path).suffix.lower())
    if found is None:
        raise InvalidValueError(f"{path} does not say its format", mend=f"end its name with {', '.join(ENDINGS)}")
    return found


def open_questions(path: str, form: Form | None = None, *, stdin: TextIO | None = None) -> Source:
    """The questions of a file; NDJSON from ``stdin`` where ``path`` is ``-``. Reading begins with ``batches``.

    Raises:
        InvalidValueError: the format is not known, or can't come from standard input.
    """
    if path == STDIN:
        if form not in (None, "ndjson") or stdin is None:
            raise InvalidValueError("standard input is read as NDJSON", mend="give a file for CSV and Parquet")
        return NdjsonQuestions(None, "standard input", stdin.buffer)
    found = form or form_of(path)
    if found == "csv":
        return CsvQuestions(Path(path), path)
    return ParquetQuestions(Path(path), path) if found == "parquet" else NdjsonQuestions(Path(path), path)
