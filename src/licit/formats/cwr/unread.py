# SPDX-License-Identifier: Apache-2.0
"""Records of CWR 3.x that are not read, and all that hangs on them: refused with the reason, never guessed at.

What stands under an acknowledgement is the work as it was sent, whatever became of it: without the answer's status it
is nobody's word. Party numbers of 11 columns move all fields behind them by two. Source: CWR22-0145 (record types),
CWR19-0479 (3.0 user manual) 4, 5, 7; CWR22-0478 (3.1), SPT; CWR22-0146 (3.1, validations), DRW.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from licit.formats import checks
from licit.formats.cwr.layouts import UNREAD
from licit.formats.cwr.meanings import TABLES
from licit.model.problem import Place, Problem

HEADS: Final = frozenset({"ACK", "LIC", "ISA", "EXC"})  # those of ``UNREAD`` that begin a transaction
_MEND: Final = "nothing is to be mended: what it says is left out"
_LISTED: Final = (slice(48, 49), frozenset(TABLES["in-or-out"]))
_PUBLISHER: Final = (slice(78, 80), frozenset(TABLES["publisher-type"]))
_WRITER: Final = (slice(106, 108), frozenset(TABLES["designation"]))
WIDE: Final = {  # where a word of a table stands if party numbers have 11 columns; two before it if they have 9
    **dict.fromkeys(("SPT", "OPT", "SWT", "OWT"), _LISTED),
    **dict.fromkeys(("SPU", "OPU"), _PUBLISHER),
    **dict.fromkeys(("SWR", "OWR"), _WRITER),
}
REASON: Final = slice(106, 108)  # of a withdrawal: its last field, so that all before it stand where they should
REASONS: Final = ("PP", "NW", "RQ")


@dataclass(slots=True)
class Unread:
    """Whether the lines that follow hang on something that is not read.

    ``group`` is the type of the group they are in, ``head`` that of the transaction whose number is ``number``, where
    these are not read.
    """

    group: str = ""
    head: str = ""
    number: str = ""

    @property
    def open(self) -> bool:
        """Whether the next line may hang on it."""
        return bool(self.group or self.head)

    def begin(self, group: str) -> None:
        """A group begins."""
        self.group, self.head = group if group in HEADS else "", ""

    def problem(self, kind: str, text: str, place: Place, version: str) -> Problem | None:
        """Why a record of 3.x is not read; none if it is. ``kind`` is no record of the frame."""
        number = text[3:11].strip().lstrip("0")
        if self.group and kind not in HEADS:
            what = f"{kind} is in a group of {self.group}, which is not read of CWR {version}"
        elif self.head and number == self.number and kind not in HEADS:
            what = f"{kind} goes on with {self.head}, which is not read of CWR {version}"
        elif kind in UNREAD:
            if kind in HEADS:
                self.head, self.number = kind, number
            what = f"{kind} of CWR {version} is not read"
        else:
            self.head = ""
            return _unsure(text, place) if kind == "DRW" else _wide(kind, text, place)
        return Problem(place, what, _MEND, checks.UNSUPPORTED)


def _unsure(text: str, place: Place) -> Problem | None:
    """A withdrawal with no known reason: the standard refuses it, and its work's number may stand elsewhere."""
    if text[REASON] in REASONS:
        return None
    what = f"DRW has {text[REASON].strip()!r} where its reason should stand ({', '.join(REASONS)})"
    mend = "write the reason in columns 107 and 108; else it is not sure which work is withdrawn"
    return Problem(Place(place.file, place.line, REASON.start + 1), what, mend, checks.RECORD)


def _wide(kind: str, text: str, place: Place) -> Problem | None:
    where, words = WIDE.get(kind, (slice(0, 0), frozenset()))
    usual = slice(where.start - 2, where.stop - 2) if where.start else where
    if text[where].strip() not in words or text[usual].strip() in words:
        return None
    what = f"{kind} has a party number of 11 columns, a layout that is not read"
    mend = "ask its sender for CWR 3.0, or 3.1 with party numbers of 9 columns"
    start = 20 if kind in ("SWR", "OWR") else 23 if words is _LISTED[1] else 22
    return Problem(Place(place.file, place.line, start), what, mend, checks.UNSUPPORTED)
