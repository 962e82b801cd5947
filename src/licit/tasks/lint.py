# SPDX-License-Identifier: Apache-2.0
"""Everything that is wrong or doubtful in a case, at once."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from licit.model.problem import Problem


def lint(path: Path | str, *, stdin: TextIO | None = None) -> tuple[Problem, ...]:
    """All problems of reading and of the checks, errors and warnings, in the order of the files."""
    from licit.case.lint import lint as lint_case

    return lint_case(path, stdin=stdin)
