# SPDX-License-Identifier: Apache-2.0
"""A file's lines on their way to the rows: counted by record type, refused ones too, and how far reading has come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import IO, Final

from licit.formats.files import File

NO_TYPE: Final = "no type"  # under what lines without a record type are counted
STEP: Final = 1 << 20  # bytes between two words on how far it has come
_TYPE: Final = re.compile(rb"[A-Z]{3}")


@dataclass(slots=True)
class Counting:
    """A stream that counts what is read from it; it has what ``rows`` needs, and no more."""

    stream: IO[bytes]
    file: File
    within: bool = False  # a line of which only a part was read
    read: int = 0
    told: int = 0

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, or its next part of at most so many bytes."""
        raw = self.stream.readline(size)
        if not raw:
            self.file.reached(self.read)
            return raw
        if not self.within:
            match = _TYPE.match(raw)
            self.file.records[match[0].decode("ascii") if match else NO_TYPE] += 1
        self.within = not raw.endswith(b"\n")
        self.read += len(raw)
        if self.read - self.told >= STEP:
            self.told = self.read
            self.file.reached(self.read)
        return raw
