# SPDX-License-Identifier: Apache-2.0
"""What is known while the transactions of one file are read: whose word it is, and what was met on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from licit.formats import checks
from licit.formats.entries import Stated
from licit.formats.known import Known
from licit.model.day import When
from licit.model.fact import Fact, Grant
from licit.model.problem import Problem, Severity
from licit.model.statement import Basis

if TYPE_CHECKING:
    from licit.formats.cwr.rows import Row

MOST_TOLD: Final = 10_000  # doubts remembered so as to be told once; beyond, they are told each time
CLASSES: Final = ("pr", "mr", "sr")  # performing, mechanical, synchronisation: the rights that CWR has shares for


@dataclass(frozen=True, slots=True)
class Said:
    """A fact on its way into a statement. ``own``: of a party that the submitter speaks for (SPU, SWR)."""

    fact: Fact
    row: Row
    basis: Basis = Basis.SEEN
    note: str = ""
    own: bool = True

    def stated(self, **more: object) -> Stated:
        """The statement, with what differs from the file's own."""
        given: dict[str, object] = {"basis": self.basis, "note": self.note, **more}
        return Stated(fact=self.fact, locator=locator(self.row), **given)  # type: ignore[arg-type]


@dataclass(slots=True)
class Reading:
    """How far the reading of one file is.

    ``source`` is the sender's party, ``within`` whose own numbers the records use: the same, but in a society's answer
    it is the submitter answered, whose party is ``submitter`` where it is known. ``begun``: a header was read. ``day``
    is the day the file was made: lists of territories are checked on it.
    ``agreements`` are the grants of each agreement by its number, ``cited`` the numbers that works named before,
    ``numbers`` the submitter's number of each work.
    """

    name: str
    known: Known
    source: str = ""
    within: str = ""
    submitter: str = ""
    society: bool = False
    begun: bool = False
    day: date = date.max
    made: When | None = None
    published: When | None = None
    agreements: dict[str, tuple[Grant, ...]] = field(default_factory=dict)
    cited: dict[str, None] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    affiliated: set[tuple[str, str, str]] = field(default_factory=set)
    told: set[tuple[str, str]] = field(default_factory=set)

    def once(self, check: str, about: str) -> bool:
        """Whether this is the first time that it is told."""
        if (check, about) in self.told:
            return False
        if len(self.told) < MOST_TOLD:
            self.told.add((check, about))
        return True

    def agreement(self, number: str) -> tuple[Grant, ...]:
        """The grants of the submitter's agreement of this number, of this file or of earlier ones."""
        if number not in self.agreements:
            earlier = self.known.earlier(self.within, agreement_subject(number)) if number else ()
            self.agreements[number] = tuple(fact for fact in earlier if isinstance(fact, Grant))
        return self.agreements[number]


def agreement_subject(number: str) -> str:
    """What a later file replaces: an agreement, by its submitter's number."""
    return f"agreement {number}"


def work_subject(number: str) -> str:
    """What a later file replaces: a work, by its submitter's number."""
    return f"work {number}"


def locator(row: Row) -> str:
    """Where in the file a record stands."""
    return f"line {row.place.line}"


def doubt(row: Row, what: str, mend: str, check: str = checks.DOUBT) -> Problem:
    """A warning at a record."""
    return Problem(row.place, f"{row.type}: {what}", mend, check, Severity.WARNING)


def refused(row: Row, what: str, mend: str, check: str = checks.RECORD) -> Problem:
    """An error: the record is not read."""
    return Problem(row.place, f"{row.type}: {what}", mend, check)
