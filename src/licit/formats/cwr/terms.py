# SPDX-License-Identifier: Apache-2.0
"""The terms of an agreement, AGR: its days, what it is for, and what of it is money alone.

CWR calls an agreement a transfer of rights that becomes effective on one day and ceases on another (AGR, start and
end), and the acquirer one who has acquired rights for a territory and duration (lookup tables). While it lasts the
assignor hasn't them: that is Licit's *exclusive*, with both powers, since an acquirer uses the rights and passes them
on.
Source: CWR 2.2 (CWR19-1070R1) 4.1; STANDARDS §§5.3, 5.8.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from licit.formats import checks
from licit.formats.cwr.reading import Reading
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import doubt
from licit.formats.entries import LeftOut
from licit.formats.ids import fact_id
from licit.model.day import FIRST, Term, When
from licit.model.fact import UNLIMITED, Grant, GrantKind
from licit.model.problem import Problem
from licit.model.scope import ALL, Repertoire, Scope

GENERAL: Final = ("OG", "PG")
SPECIFIC: Final = ("OS", "PS")


def catalogue(number: str, reading: Reading) -> str:
    """The catalogue of the works that cite an agreement."""
    return fact_id("cwr-works", reading.within, number)


def general(grants: Sequence[Grant]) -> bool:
    """Whether these grants of one agreement need no list of works."""
    return bool(grants) and not any(one.scope.repertoire and one.scope.repertoire.catalogues for one in grants)


def terms(head: Row, reading: Reading) -> tuple[Grant, list[Problem]]:
    """The agreement without parties, rights and territories, and what is doubtful about its days.

    Raises:
        InvalidValueError: a day can't be read; without it the agreement might last too long.
    """
    number, kind = head["agreement"], head["agreement-type"]
    start, end, retention, signed = (
        When.on(day) if (day := head.day(slug)) is not None else None
        for slug in ("start-date", "end-date", "retention-end", "signed")
    )
    problems = []
    if start is None:
        what = f"agreement {number} has no start"
        problems.append(doubt(head, what, "write the day on which the transfer becomes effective", checks.VALUE))
        if signed is None and reading.made is not None:
            start = When(FIRST, reading.made.latest)  # at the latest when it was told
    if start and (last := retention or end) and last < start:
        problems.append(doubt(head, f"it ends on {last}, before it starts on {start}", "mend its dates"))
    if retention and end and retention < end:
        what = f"its retention ends on {retention}, before its end on {end}; the retention end counts"
        problems.append(doubt(head, what, "write a retention end that is not earlier than the end"))
    listed = frozenset((catalogue(number, reading),)) if kind in SPECIFIC else frozenset[str]()
    clause = {"S": "; sales clause", "M": "; manufacture clause"}.get(head["clause"], "")
    isac = f"; ISAC {head['isac']}" if head["isac"] else ""
    base = Grant(
        id="",
        grantor="",
        grantee="",
        kind=GrantKind.EXCLUSIVE,
        scope=Scope(repertoire=Repertoire(catalogues=listed), uses=ALL),
        exercise=True,
        sublicense=UNLIMITED,
        term=Term(start, end),
        executed=signed,
        retention_end=retention,
        note=f"{kind} agreement {number}{isac}{clause}",
    )
    return base, problems


def money(head: Row) -> Iterator[LeftOut]:
    """What of an agreement concerns money accrued, never the power to authorise."""
    if head["post-term-status"] in ("O", "D"):
        yield LeftOut("AGR post-term collection", "money that accrued in the term; no authority after it")
    if head["prior-royalty-status"] in ("A", "D"):
        yield LeftOut("AGR prior royalties", "money that accrued before the start; no authority before it")
    if head["advance-given"] == "Y":
        yield LeftOut("AGR advance", "money")
    if head["shares-change"] == "Y":
        yield LeftOut("AGR shares change", "how money is split after sub-publication")
