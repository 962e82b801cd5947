# SPDX-License-Identifier: Apache-2.0
"""What a record comes to: a fact on its way into a statement, a doubt, a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from licit.formats import checks
from licit.formats.cwr.rows import Row
from licit.formats.entries import Stated
from licit.model.fact import Fact
from licit.model.problem import Problem, Severity
from licit.model.statement import Basis


@dataclass(frozen=True, slots=True)
class Said:
    """A fact on its way into a statement.

    ``own``: of a party that the submitter speaks for (SPU, SWR). ``asset`` is the work of a link of its chain.
    """

    fact: Fact
    row: Row
    basis: Basis = Basis.SEEN
    note: str = ""
    own: bool = True
    asset: str = ""

    def stated(self, **more: object) -> Stated:
        """The statement, with what differs from the file's own."""
        given: dict[str, object] = {"basis": self.basis, "note": self.note, **more}
        return Stated(fact=self.fact, locator=locator(self.row), **given)  # type: ignore[arg-type]


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
