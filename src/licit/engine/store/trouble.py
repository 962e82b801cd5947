# SPDX-License-Identifier: Apache-2.0
"""What a failing disk is told as: one error with the path, what happened and how to mend it."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

from licit.case.checks import MISSING_FILE
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem

MENDS: Final = {
    errno.ENOSPC: "make room on that disk, or name a place on another one",
    errno.EDQUOT: "make room in your quota, or name a place on another disk",
    errno.EFBIG: "raise the limit on the size of files (ulimit -f), or name a place on another disk",
}
EXHAUSTED: Final = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)  # says nothing about the file


class DistrustError(InvalidValueError):
    """Something kept that is not believed; ``what`` says why."""

    def __init__(self, what: str) -> None:
        super().__init__(what, mend="nothing: it is made again")


def unwritable(path: Path, error: OSError) -> BadInputError:
    """The error of a file or folder that can't be written."""
    what = f"it can't be written: {(error.strerror or str(error)).lower()}"
    mend = MENDS.get(error.errno or 0, "check the path, its rights and the disk")
    return BadInputError((Problem(Place(str(path)), what, mend, MISSING_FILE),))


def unreadable(path: Path, error: OSError) -> BadInputError:
    """The error of something kept that this process has no room left to open."""
    what = f"it can't be opened: {(error.strerror or str(error)).lower()}"
    mend = "raise the limits on open files and memory (ulimit -n, -v), or do less at once"
    return BadInputError((Problem(Place(str(path)), what, mend, MISSING_FILE),))


def full_disk(error: BaseException) -> OSError | None:
    """The system's error, where a library says in its own error that a disk is full or a limit reached.

    DuckDB and Polars raise errors of their own, with the system's words somewhere in theirs.
    """
    for number in MENDS:
        if getattr(error, "errno", None) == number or os.strerror(number) in str(error):
            return OSError(number, os.strerror(number))
    return None
