# SPDX-License-Identifier: Apache-2.0
"""What is wrong, where, and how to mend it: one shape for every complaint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class InvalidValueError(ValueError):
    """A value that must not be born. The message says what; ``mend`` says how to put it right."""

    def __init__(self, what: str, *, mend: str) -> None:
        super().__init__(f"{what}. {mend[:1].upper()}{mend[1:]}.")
        self.what = what
        self.mend = mend


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: name, line and column, both counted from 1; 0 means the whole file or line."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class Severity(Enum):
    """An error keeps the case from being read or believed; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint. ``check`` is its stable id, with a page in the docs."""

    place: Place
    what: str
    mend: str
    check: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.what}. {self.mend[:1].upper()}{self.mend[1:]}."


class BadInputError(Exception):
    """Input that cannot be used; carries every problem found, in the order of the files."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
