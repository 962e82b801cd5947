# SPDX-License-Identifier: Apache-2.0
"""A new case for what is imported."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from licit.case.atomic import replace_file
from licit.case.checks import BAD_VALUE
from licit.case.files import CASE_FILE
from licit.model.problem import BadInputError, Place, Problem

TEXT: Final = """\
# A case: docs/case.md explains its files. What was imported lies in imports/, one folder a file.
licit: 1
title: {title}
vocabulary: music
"""


def start(folder: Path) -> None:
    """Make an empty case of music, in a new or empty folder.

    Raises:
        BadInputError: there is something in it that is no case, or it can't be written.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        what = "this is no case, and not an empty folder"
        mend = "name the folder of a case, or a new one"
        raise BadInputError((Problem(Place(str(folder)), what, mend, BAD_VALUE),))
    replace_file(folder / CASE_FILE, TEXT.format(title=_title(folder)).encode())


def _title(folder: Path) -> str:
    from licit.case.writing import flowing

    return flowing(folder.resolve().name)
