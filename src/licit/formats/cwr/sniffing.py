# SPDX-License-Identifier: Apache-2.0
"""Whether a file is CWR, by its first lines, and of which version."""

from __future__ import annotations

import re
from typing import Final

from licit.formats.cwr.layouts import layouts
from licit.formats.cwr.opening import MARKS
from licit.formats.cwr.rows import FRAME, MARK, version_of
from licit.formats.files import Detected

LOOKED: Final = 40  # lines that tell
SECOND: Final = (*FRAME, "WRK", "NWR", "REV", "AGR", "ACK")  # what follows a header, if the file isn't cut there
_RECORD: Final = re.compile(r"([A-Z]{3})[0-9]{16}")
_HEADER: Final = re.compile(r"HDR.{11}")
_GROUP: Final = re.compile(r"GRH[A-Z]{3}[0-9]{5}0?([23]\.[0-9])")


def sniff(head: bytes, name: str) -> Detected | None:
    """CWR begins with a header (HDR); a part of a file has at least its numbered records."""
    del name
    text = head.decode("utf-16", "replace") if head[:2] in MARKS else head.removeprefix(MARK).decode("latin-1")
    lines = text.splitlines()[:LOOKED]
    lines = [line for line in lines if line.strip()]
    if not lines:
        return None
    known = sum(_is_record(line) for line in lines)
    if _HEADER.match(lines[0]) and (len(lines) == 1 or any(kind.startswith(lines[1][:3]) for kind in SECOND)):
        version = version_of(lines[0])
        group = next((match[1] for line in lines if (match := _GROUP.match(line))), "")
        return Detected("cwr", group if version == "2.1" and group else version)
    if known and known * 2 > len(lines):
        return Detected("cwr", "", (("header", "none: whose word it is, is not said"),))
    return None


def _is_record(line: str) -> bool:
    match = _RECORD.match(line)
    return match is not None and any(match[1] in layouts(generation) for generation in ("2", "3"))
