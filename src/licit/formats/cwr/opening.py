# SPDX-License-Identifier: Apache-2.0
"""Whether the bytes of a file can be lines of CWR at all: its records are of letters of one byte each, or of UTF-8.

Source: CWR 2.2 (CWR19-1070R1) 2, character sets; CWR22-0145, which has ISO-8859, UTF-8, Big5 and GB.
"""

from __future__ import annotations

import codecs
from typing import Final

from licit.formats import checks
from licit.formats.files import File
from licit.model.problem import Place, Problem

MARKS: Final = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}  # UTF-32 begins with the same
_LINE: Final = b"HDR\n"


def refused(file: File) -> Problem | None:
    """Why no line of the file is read; none if its bytes may be CWR.

    Raises:
        OSError: the file can't be read.
    """
    encoding = str(file.options.get("encoding") or "")
    with file.open() as stream:
        marked = MARKS.get(stream.read(2), "")
    wide = encoding if encoding and not _plain(encoding) else marked
    if not wide:
        return None
    what = f"the file is in {wide}, in which CWR is not written"
    return Problem(Place(file.name), what, "save it as UTF-8 and import that", checks.ENCODING)


def _plain(encoding: str) -> bool:
    """Whether a record's letters are one byte each in it, as in ASCII; one that is not known is told line by line."""
    try:
        return _LINE.decode("ascii").encode(encoding).endswith(_LINE)
    except (LookupError, UnicodeError):
        return True
