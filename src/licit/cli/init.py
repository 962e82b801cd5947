# SPDX-License-Identifier: Apache-2.0
"""``licit init``: a new case."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter


def init(folder: Annotated[str, Parameter(help="A folder that is new or empty.")], /) -> None:
    """Make a new case, with comments that say what goes where."""
    from licit.cli.printing import say
    from licit.tasks.init import init as make

    make(folder)
    say(f"{folder} is a case now. Next: edit {folder}/case.yaml, then licit lint {folder}")
