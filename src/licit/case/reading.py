# SPDX-License-Identifier: Apache-2.0
"""From a folder, a file or standard input to a case, with all that is wrong in it."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from licit.case.loaded import Case
from licit.model.problem import BadInputError, Problem, Severity


def read(path: Path | str, *, stdin: TextIO | None = None) -> tuple[Case, tuple[Problem, ...]]:
    """Read all that can be read, and say what cannot: the case without its broken parts, and every problem found.

    ``path`` is a folder with a ``case.yaml``, a YAML or JSON file, or ``-`` for JSON on ``stdin``.
    """
    raise NotImplementedError(path, stdin)


def load(path: Path | str, *, stdin: TextIO | None = None) -> Case:
    """Read a case that has no errors.

    Raises:
        BadInputError: with every error of every file, in the order of the files.
    """
    case, problems = read(path, stdin=stdin)
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if errors:
        raise BadInputError(errors)
    return case
