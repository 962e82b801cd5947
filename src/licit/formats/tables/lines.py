# SPDX-License-Identifier: Apache-2.0
"""The physical lines of a text file, one by one, decoded; a line may be given back and read again."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable, Iterator
from typing import IO, Final

from licit.formats.checks import ENCODING, LIMIT, RECORD
from licit.formats.tables.encodings import Encoding
from licit.formats.tables.limits import LINE, SAMPLE_TEXT
from licit.model.problem import Place, Problem

_EVERY: Final = 4096  # lines between two words on how far it has come


class Lines:
    """Lines with their ends, counted from 1. Those that can't be read are problems, and left out.

    ``number`` is that of the line given last. ``problems`` are those met since they were last taken.
    """

    def __init__(
        self,
        stream: IO[bytes],
        name: str,
        encoding: Encoding,
        *,
        carriage_returns: bool = False,
        reached: Callable[[int], None] | None = None,
    ) -> None:
        """``carriage_returns``: a lone CR ends a line, as in files of old."""
        self.number = 0
        self.problems: list[Problem] = []
        self._name = name
        self._back: deque[tuple[int, str | Problem]] = deque()
        by_bytes = encoding.by_bytes and not carriage_returns
        self._source = self._of_bytes(stream, encoding, reached) if by_bytes else self._of_text(stream, encoding)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while self._back:
            self.number, line = self._back.popleft()
            if isinstance(line, str):
                return line
            self.problems.append(line)
        self.number, line = next(self._source)
        return line

    def peek(self, count: int) -> list[str]:
        """The next lines, so many and not too much text; they and their problems are still to come."""
        texts: list[str] = []
        size = 0
        seen: list[tuple[int, str | Problem]] = []
        for line in self:
            seen += [(problem.place.line, problem) for problem in self.problems]
            self.problems = []
            seen.append((self.number, line))
            texts.append(line)
            size += len(line)
            if len(texts) >= count or size > SAMPLE_TEXT:
                break
        seen += [(problem.place.line, problem) for problem in self.problems]
        self.problems = []
        self._back.extendleft(reversed(seen))
        return texts

    def give_back(self, lines: list[tuple[int, str]]) -> None:
        """These lines, with their numbers, come next."""
        self._back.extendleft(reversed(lines))

    def _of_bytes(
        self, stream: IO[bytes], encoding: Encoding, reached: Callable[[int], None] | None
    ) -> Iterator[tuple[int, str]]:
        codec = encoding.codec.removesuffix("-sig")
        size = number = 0
        if encoding.codec == "utf-8-sig":
            size = len(stream.read(3))
        readline = stream.readline
        while raw := readline(LINE + 1):
            number += 1
            size += len(raw)
            if reached is not None and number % _EVERY == 0:
                reached(size)
            if len(raw) > LINE:
                while raw and not raw.endswith(b"\n"):
                    raw = readline(LINE)
                    size += len(raw)
                self._too_long(number)
                continue
            try:
                line = raw.decode(codec)
            except UnicodeDecodeError as error:
                what = f"byte 0x{raw[error.start]:02X} is not {encoding.shown}"
                mend = "save the file in one encoding, or name it with the option encoding"
                self.problems.append(Problem(Place(self._name, number, error.start + 1), what, mend, ENCODING))
                continue
            if "\0" in line:
                self._zero(number, line)
                continue
            yield number, line

    def _of_text(self, stream: IO[bytes], encoding: Encoding) -> Iterator[tuple[int, str]]:
        # Ends are not translated: within a quotation they are text.
        text = io.TextIOWrapper(stream, encoding=encoding.codec, errors="replace", newline="")
        number = 0
        try:
            while line := text.readline(LINE + 1):
                number += 1
                if len(line) > LINE:
                    while line and not line.endswith("\n"):
                        line = text.readline(LINE)
                    self._too_long(number)
                elif "\N{REPLACEMENT CHARACTER}" in line:
                    what = f"the line has bytes that are not {encoding.shown}"
                    mend = "save the file in one encoding, or name it with the option encoding"
                    self.problems.append(Problem(Place(self._name, number), what, mend, ENCODING))
                elif "\0" in line:
                    self._zero(number, line)
                else:
                    yield number, line
        except UnicodeError as error:
            what = f"the text can't be read on as {encoding.shown}: {error}"
            mend = "save the file as UTF-8, or name its encoding with the option encoding"
            self.problems.append(Problem(Place(self._name, number + 1), what, mend, ENCODING))
        finally:
            text.detach()

    def _too_long(self, number: int) -> None:
        what = f"the line has more than {LINE} bytes"
        mend = "check that this is a table: one record a line"
        self.problems.append(Problem(Place(self._name, number), what, mend, LIMIT))

    def _zero(self, number: int, line: str) -> None:
        place = Place(self._name, number, line.index("\0") + 1)
        self.problems.append(Problem(place, "the line has a zero byte, which no text has", "save it as text", RECORD))
