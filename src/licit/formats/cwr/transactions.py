# SPDX-License-Identifier: Apache-2.0
"""Records laid together: a transaction is a head and the records that describe it, an answer holds others.

An acknowledgement goes on with the transaction it answers, and with the conflicting one (EXC), under its own number.
Source: CWR 2.2 (CWR19-1070R1) 4, 6; the record prefix.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from licit.formats import checks
from licit.formats.cwr.rows import FRAME, Row
from licit.formats.cwr.saying import refused
from licit.model.problem import Problem, Severity

HEADS: Final = frozenset({"AGR", "NWR", "REV", "ISW", "EXC", "ACK", "WRK", "DRW", "ISR", "ISA", "LIC"})
AGREED: Final = frozenset({"TER", "IPA", "NPA"})  # records of agreements alone
ELSEWHERE: Final = frozenset({"AGR", "NWR", "REV", "ISW", "EXC", "WRK"})  # heads whose records are known to be theirs
LONGEST: Final = 100_000  # records of one transaction: real ones have some hundreds


@dataclass(slots=True)
class Transaction:
    """A head and its records in file order. ``inside`` are the transactions an answer holds.

    ``broken`` counts records of it that were refused: what they would have said is missing.
    """

    head: Row
    records: list[Row] = field(default_factory=list)
    inside: list[Transaction] = field(default_factory=list)
    broken: int = 0

    def of(self, *types: str) -> list[Row]:
        """Its records of these types, in order."""
        return [row for row in self.records if row.type in types]

    @property
    def last(self) -> Transaction:
        """The one that a record now goes to: itself, or the last inside."""
        return self.inside[-1] if self.inside else self

    def take(self, row: Row) -> Problem | None:
        """Add a record, or say why it can't be."""
        if not _same(self.head, row):
            what = f"no head of transaction {row.transaction} comes before it"
            return refused(row, what, "put the record under its head", checks.ORDER)
        last = self.last
        if last.head.type != "ACK" and (problem := self._misplaced(row)) is not None:
            return problem
        if len(last.records) < LONGEST:
            last.records.append(row)
            return None
        last.broken += 1
        what = f"its transaction has more than {LONGEST} records; it is not read"
        return refused(row, what, "look for a missing head", checks.LIMIT)

    def _misplaced(self, row: Row) -> Problem | None:
        """Why the record is none of the last transaction; none if it is. An answer itself tells of what it holds."""
        last = self.last
        if row.type == "MSG":
            if self.head.type == "ACK":
                return None
            return refused(row, "it is a message and in no answer (ACK)", "put it under its head", checks.ORDER)
        if last.head.type in ELSEWHERE and (row.type in AGREED) != (last.head.type == "AGR"):
            last.broken += 1
            what = f"a transaction that {last.head.type} begins has no such record"
            return refused(row, what, "put the record under its head", checks.ORDER)
        return None


def transactions(rows: Iterable[Row | Problem]) -> Iterator[Row | Problem | Transaction]:
    """Frame records and problems as they come, transactions when they are whole; a record without its head refused."""
    whole: Transaction | None = None
    for one in rows:
        if isinstance(one, Problem):
            _count(whole, one)
            yield one
        elif one.type in HEADS and whole is not None and _within(whole.head, one):
            whole.inside.append(Transaction(one))
        elif one.type in HEADS or one.type in FRAME:
            if whole is not None:
                yield whole
            whole = Transaction(one) if one.type in HEADS else None
            if whole is None:
                yield one
        elif whole is None:
            yield refused(one, "no transaction has begun", "put the record under its head", checks.ORDER)
        elif (problem := whole.take(one)) is not None:
            yield problem
    if whole is not None:
        yield whole


def _count(whole: Transaction | None, problem: Problem) -> None:
    if whole is not None and problem.severity is Severity.ERROR:
        whole.last.broken += 1


def _same(head: Row, row: Row) -> bool:
    """Whether they have one transaction number: else the record's own head was refused."""
    return head.transaction.lstrip("0") == row.transaction.lstrip("0")


def _within(answer: Row, head: Row) -> bool:
    """Whether the head goes on with the answer: in it, records are numbered on."""
    return answer.type == "ACK" and head.type != "ACK" and _same(answer, head) and head.sequence.strip("0") != ""
