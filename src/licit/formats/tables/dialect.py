# SPDX-License-Identifier: Apache-2.0
"""What separates the cells of a text: found by which separator makes rows of one length."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SEPARATORS: Final = ("\t", ";", ",", "|", "^", "\x1f", "\x01")
_NAMES: Final = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar", "^": "caret", "\x1f": "0x1F", "\x01": "0x01"}
_FEWEST: Final = 0.8  # of the rows must have the one length


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are told apart. ``quote`` is empty where a quotation mark is a letter like any other."""

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
    may have commas in the text, and hardly the other way round.
    """
    best: tuple[float, int, int] = (0.0, 0, 0)
    found: Dialect | None = None
    for rank, mark in enumerate((separator,) if separator else SEPARATORS):
        if not separator and not any(mark in line for line in lines):
            continue
        for quote in ('"', ""):
            share, columns = _alike(lines, mark, quote)
            if columns < 2 and not separator:  # noqa: PLR2004 - one column is what no separator makes
                continue
            score = (share, bool(quote), -rank)
            if share >= _FEWEST and score > best:
                best, found = score, Dialect(mark, quote, columns)
    if found is None and separator:
        return Dialect(separator, columns=max((line.count(separator) + 1 for line in lines), default=1))
    return found


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
        whole = re.compile(rf'(?:^|{re.escape(separator)})"[^"]*"(?:{re.escape(separator)}|$)')
        for line in lines:
            text = line.rstrip("\r\n")
            if text:  # a cell that is quoted as a whole would keep its marks: that speaks for quotations
                lengths[-1 if whole.search(text) else text.count(separator) + 1] += 1
    if not lengths:
        return 0.0, 0
    columns, rows = max(lengths.items(), key=lambda pair: (pair[1], pair[0]))
    return rows / lengths.total(), columns
