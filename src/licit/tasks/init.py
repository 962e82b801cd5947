# SPDX-License-Identifier: Apache-2.0
"""A new case, with comments that say what goes where."""

from __future__ import annotations

from pathlib import Path


def init(folder: Path | str) -> tuple[Path, ...]:
    """Write a commented case, and the schema of its format, into a new or empty folder; returns the files made.

    Raises:
        BadInputError: there is something in the folder already, or it can't be written; nothing was made.
    """
    from licit.case.init import init as init_case

    return init_case(folder)
