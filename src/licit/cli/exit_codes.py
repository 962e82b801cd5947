# SPDX-License-Identifier: Apache-2.0
"""What each exit code means; the page is docs/exit-codes.md."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licit.model.verdict import Answer


class Exit(IntEnum):
    """How a command ended."""

    OK = 0  # cleared; clean; answered
    PROBLEMS = 1  # lint found something, test differs
    BAD_INPUT = 2  # usage, or a case, name or file that can't be used
    FAILED = 3  # a fault of licit or of the machine
    NOT_CLEARED = 10
    CONTESTED = 11
    UNKNOWN = 12
    INTERRUPTED = 130


def of_answer(answer: Answer) -> Exit:
    """The exit code that tells an answer to a script."""
    return Exit.OK if answer.value == "cleared" else Exit[answer.name]
