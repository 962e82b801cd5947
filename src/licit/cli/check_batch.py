# SPDX-License-Identifier: Apache-2.0
"""``licit check --batch``: the questions of a file, each with its answer in its row."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from licit.cli.options import Engine, today

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from licit.tasks.questions.columns import Defaults, Form


def check_batch(
    case: str,
    batch: str,
    form: Form | None,
    into: str,
    defaults: Defaults,
    *,
    engine: Engine,
    force: bool,
    json: bool,
    quiet: bool,
) -> None:
    """Answer all, into a file or on standard output; nothing is written unless every row was answered."""
    from licit.cli.files import may_write, write
    from licit.cli.progress import progress
    from licit.model.problem import InvalidValueError
    from licit.tasks.opening import open_case
    from licit.tasks.questions.answering import answered, by_choice
    from licit.tasks.questions.opening import STDIN, form_of, open_questions

    if case == batch == STDIN:
        raise InvalidValueError("the case and the questions can't both be standard input", mend="give a file for one")
    source = open_questions(batch, form, stdin=sys.stdin)
    asked = form or ("ndjson" if batch == STDIN else form_of(batch))
    if into:
        may_write((into,), force=force)
        to = form_of(into)
    else:
        to = "csv" if asked == "csv" and not json else "ndjson"
    opened = open_case(case, today=today(), stdin=sys.stdin, engine=engine)
    with progress("check", quiet=quiet) as told:
        answer, at_once = by_choice(opened)
        batches = answered(opened, source, answer, defaults=defaults, at_once=at_once, progress=told)
        if not into:
            _to_stdout(batches, to)
            return
        write(into, lambda path: _to_file(batches, path, to))


def _to_file(batches: Iterator[pa.RecordBatch], path: Path, form: Form) -> None:
    from licit.tasks.questions.writing import write_answers

    with path.open("wb") as file:
        write_answers(batches, file, form)


def _to_stdout(batches: Iterator[pa.RecordBatch], form: Form) -> None:
    """Keep the answers aside until all have come."""
    import shutil
    from tempfile import TemporaryFile

    from licit.tasks.questions.writing import write_answers

    with TemporaryFile() as file:
        write_answers(batches, file, form, shown=sys.stdout.isatty())
        file.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
