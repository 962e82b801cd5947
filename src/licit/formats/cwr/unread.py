# SPDX-License-Identifier: Apache-2.0
"""Heads of CWR 3.x that can't be read, and all that hangs on them: refused with the reason, never guessed at.

What stands under an acknowledgement is the work as it was sent, whatever became of it: without the answer's status it
is nobody's word. Source: CWR19-0479 (3.0 user manual) 5, 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from licit.formats import checks
from licit.model.problem import Place, Problem

ANSWER: Final = "ACK"
HEADS: Final = frozenset({ANSWER, "LIC"})  # begin a transaction, and can't always be read
_MEND: Final = "nothing is to be mended: what it says is left out"
_NONE: Final = "none"  # the number of no transaction


@dataclass(slots=True)
class Unread:
    """Whether the lines that follow hang on something that is not read.

    ``answers``: they are in a group of answers, and go on with that of the number ``answered``. ``head`` is the type of
    the transaction whose number is ``number``, where that could not be read.
    """

    answers: bool = False
    answered: str = _NONE
    head: str = ""
    number: str = _NONE

    @property
    def open(self) -> bool:
        """Whether the next line may hang on it."""
        return self.answers or bool(self.head)

    def begin(self, group: str) -> None:
        """A group begins."""
        self.answers, self.answered, self.head = group == ANSWER, _NONE, ""

    def problem(self, kind: str, text: str, place: Place) -> Problem | None:
        """Why a record of 3.x is not read; none if it is, as far as what it hangs on goes. It is none of the frame."""
        number = _number(text)
        if kind in HEADS:
            return None
        if self.head and number == self.number:
            what = f"{kind} goes on with {self.head}, which could not be read"
        elif self.answers and (number != self.answered or not text[11:19].strip(" 0")):
            what = f"{kind} is in a group of {ANSWER} and does not go on with one that was read"
        else:
            self.head = ""
            return None
        return Problem(place, what, _MEND, checks.UNSUPPORTED)

    def see(self, kind: str, text: str, *, read: bool) -> None:
        """A record that begins a transaction others hang on: whether it was read."""
        if kind in HEADS:
            self.head, self.number = ("", _NONE) if read else (kind, _number(text))
        if kind == ANSWER:
            self.answered = _number(text) if read else _NONE


def _number(text: str) -> str:
    """The number of a record's transaction, however it is padded."""
    return text[3:11].strip().lstrip("0")
