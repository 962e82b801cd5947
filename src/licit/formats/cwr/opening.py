# SPDX-License-Identifier: Apache-2.0
"""Whether a file can be CWR at all: its bytes are letters of one byte each, or UTF-8; its header is of no other format.

The exchange format of the ISWC system has the same header and groups, with another version. Source: CWR 2.2
(CWR19-1070R1) 2, character sets, and 3.5, EDI standard version; CWR22-0145, which has ISO-8859, UTF-8, Big5 and GB.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from licit.formats import checks
from licit.formats.cwr.layouts import TWO
from licit.formats.cwr.rows import LONGEST, version_of
from licit.formats.files import File
from licit.model.problem import Place, Problem

MARKS: Final = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}  # UTF-32 begins with the same
EDI: Final = slice(59, 64)  # of a header of 2.x: the version of CISAC's standard of exchange
ISWC: Final = re.compile(r"03\.[0-9]{2}")
_LINE: Final = b"HDR\n"


def refused(file: File) -> Problem | None:
    """Why no line of the file is read; none if its bytes may be CWR.

    Raises:
        OSError: the file can't be read.
    """
    encoding = str(file.options.get("encoding") or "")
    with file.open() as stream:
        first = stream.readline(LONGEST)
    wide = encoding if encoding and not _plain(encoding) else MARKS.get(first[:2], "")
    if not wide:
        return _of_iswc(first.decode("latin-1"), file.name)
    what = f"the file is in {wide}, in which CWR is not written"
    return Problem(Place(file.name), what, "save it as UTF-8 and import that", checks.ENCODING)


def _plain(encoding: str) -> bool:
    """Whether a record's letters are one byte each in it, as in ASCII; one that is not known is told line by line."""
    try:
        return _LINE.decode("ascii").encode(encoding).endswith(_LINE)
    except (LookupError, UnicodeError):
        return True


def _of_iswc(header: str, name: str) -> Problem | None:
    version = header[EDI].strip()
    if not header.startswith("HDR") or not ISWC.fullmatch(version) or not version_of(header).startswith(TWO):
        return None
    what = f"its header is that of the ISWC system's own files (version {version}, where CWR has 01.10)"
    return Problem(Place(name, 1, EDI.start + 1), what, "import the CWR file that it is about", checks.UNSUPPORTED)
