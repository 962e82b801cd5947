# SPDX-License-Identifier: Apache-2.0
"""What separates the cells of a text: found by which separator makes rows of one length."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from licit.formats.tables.header import known_words

SEPARATORS: Final = ("\t", ";", ",", "|", "^", "\x1f", "\x01")
_NAMES: Final = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar", "^": "caret", "\x1f": "0x1F", "\x01": "0x01"}
_FEWEST: Final = 0.8  # of the rows must have the one length
_WORDS: Final = 2  # header words by which the first line alone tells


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are told apart. ``quote`` is empty where a quotation mark is a letter like any other.

    ``columns`` is how many cells most rows have.
    """

    separator: str
    quote: str = '"'
    columns: int = 1

    @property
    def shown(self) -> str:
        """The separator in a word."""
        return _NAMES.get(self.separator, repr(self.separator))


def dialect_of(lines: Sequence[str], separator: str = "") -> Dialect | None:
    """The dialect of the first lines of a file, line ends and all; none where no separator makes rows alike.

    ``separator``: the user's own word on it. Ties go to the order of ``SEPARATORS``: whoever uses tabs or semicolons
    may have commas in the text, and hardly the other way round. Where rows differ, a header of known words tells.
    """
    best: tuple[float, int] = (0.0, 0)
    found: Dialect | None = None
    for rank, mark in enumerate((separator,) if separator else SEPARATORS):
        if not separator and not any(mark in line for line in lines):
            continue
        quote = "" if marks_are_letters(lines, mark) else '"'
        share, columns = _alike(lines, mark, quote)
        if columns < 2 and not separator:  # noqa: PLR2004 - one column is what no separator makes
            continue
        if share >= _FEWEST and (share, -rank) > best:
            best, found = (share, -rank), Dialect(mark, quote, columns)
    return found or _by_header(lines, separator)


def marks_are_letters(lines: Sequence[str], separator: str) -> bool | None:
    """Whether quotation marks are letters: more often one ends within a cell than a cell is quoted as a whole.

    ``None``: no cell begins with one, so that nothing tells.
    """
    mark = re.escape(separator)
    within = re.compile(rf'(?:^|{mark})"(?:[^"{mark}]|"")*"[^"{mark}\r\n]')
    whole = re.compile(rf'(?:^|{mark})"(?:[^"]|"")*"(?:{mark}|$)')
    quoted = [line.rstrip("\r\n") for line in lines if '"' in line]
    inner = sum(1 for line in quoted if within.search(line))
    outer = sum(1 for line in quoted if whole.search(line))
    return inner > outer if inner or outer else None


def _alike(lines: Sequence[str], separator: str, quote: str) -> tuple[float, int]:
    """The share of rows that have the commonest length, and that length. A broken quotation counts as a row astray."""
    lengths: Counter[int] = Counter()
    if quote:
        reader = csv.reader(iter(lines), delimiter=separator, quotechar=quote, strict=True)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                if "unexpected end" not in str(error):  # the sample may end within a quotation
                    lengths[-1] += 1
                continue
            if row:
                lengths[len(row)] += 1
    else:
        lengths.update(line.count(separator) + 1 for line in lines if line.strip("\r\n"))
    if not lengths:
        return 0.0, 0
    columns, rows = max(lengths.items(), key=lambda pair: (pair[1], pair[0]))
    return rows / lengths.total(), columns


def _by_header(lines: Sequence[str], separator: str) -> Dialect | None:
    """By the first line: the user's separator, or the one that makes header words of it."""
    first = next((line.rstrip("\r\n") for line in lines if line.strip()), "")
    for mark in (separator,) if separator else SEPARATORS:
        cells = [cell.strip(' "') for cell in first.split(mark)]
        if separator or (len(cells) > 1 and known_words(cells) >= _WORDS):
            return Dialect(mark, columns=len(cells))
    return None
