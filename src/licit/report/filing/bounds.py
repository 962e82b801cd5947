# SPDX-License-Identifier: Apache-2.0
"""How much a filed record may hold, so that no file can make its reader work for ever."""

from __future__ import annotations

from typing import Final, NamedTuple

from licit.model.fact import Control, Grant, GrantKind, Requirement, Server, Statute
from licit.model.problem import InvalidValueError
from licit.model.record import Record

MEND: Final = "give a file that licit wrote, as it was written"


ROWS: Final = 5_000  # ways for authority to reach a party, told apart by the exclusives and assignments on them


class Bounds(NamedTuple):
    """The most facts, and the most owners, laws and servers that may be open: each combination of these is tried."""

    facts: int
    still_open: int


PROOF: Final = Bounds(20_000, 24)
JUDGED_OFTEN: Final = Bounds(2_000, 10)  # cruxes and remedies take hundreds of judgements, a proof takes one


def excess(record: Record, most: Bounds) -> str:
    """In what a record holds too much, or two facts of one id; empty: it does not."""
    if len(record.facts) > most.facts:
        return f"record.facts has more than {most.facts}"
    if len(record.by_id) < len(record.facts):
        return "record.facts has two facts of one id"
    may_be_open = [
        one for one in record.facts if isinstance(one, Control | Requirement | Server) and _open(record, one)
    ]
    if len(may_be_open) > most.still_open:
        number = len(may_be_open)
        return f"record.facts leaves {number} owners, laws and servers open, more than {most.still_open}"
    if _many_rows(record):
        return f"record.facts has exclusives and assignments in more than {ROWS} rows"
    return ""


def bounded(record: Record, most: Bounds) -> None:
    """Let a record pass that holds no more.

    Raises:
        InvalidValueError: it holds more, or two facts of one id.
    """
    if what := excess(record, most):
        raise InvalidValueError(what, mend=MEND)


def _open(record: Record, fact: Control | Requirement | Server) -> bool:
    """Whether it may be open: its days are not known, sources differ on it, or a finding speaks of it."""
    days = (fact.term.start, fact.term.end)
    words = {word.affirms for word in record.statements_on.get(fact.id, ())}
    return any(day is not None and not day.precise for day in days) or len(words) > 1 or fact.id in record.findings_on


def _many_rows(record: Record) -> bool:
    """Whether rows of grants part in too many ways: each set of exclusives on a row is judged by itself (§3.3)."""
    onward = {giver: tuple(filter(_leads_on, grants)) for giver, grants in record.grants_by.items()}
    owners = {one.party for one in record.facts if isinstance(one, Control)}
    societies = {one.society for one in record.facts if isinstance(one, Statute)}
    waiting: list[tuple[str, frozenset[str]]] = [(party, frozenset()) for party in sorted(owners | societies)]
    seen = set(waiting)
    while waiting:
        party, through = waiting.pop()
        for grant in onward.get(party, ()):
            row = grant.grantee, through | {grant.id} if grant.takes else through
            if row not in seen:
                if len(seen) >= ROWS + len(owners | societies):
                    return True
                seen.add(row)
                waiting.append(row)
    return False


def _leads_on(grant: Grant) -> bool:
    return grant.sublicense > 0 or grant.kind is GrantKind.ASSIGNMENT
