# SPDX-License-Identifier: Apache-2.0
"""Counter-examples that were found, each told as the smallest story. The expected values are worked out by hand."""

from __future__ import annotations

from datetime import date

from licit.model.asset import Item
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Control, Fact, Grant, GrantKind, Requirement
from licit.model.position import Position
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import Share
from licit.model.statement import GrantPattern, Statement
from licit.model.territory import only
from licit.model.verdict import Answer
from licit.reference import judge

FRANCE = only("FR")
OF_OLD = When.parse("2000")
ALL_OF_IT = Scope(Repertoire(everything=True), ALL, ALL, FRANCE)
GIVEN: tuple[Fact, ...] = (
    Requirement(id="law", use="stream", territories=FRANCE, rights=(("recording", ("available",)),)),
    Control(id="owl's", party="Owl", asset="r", rights=ALL, share=Share(10_000), territories=FRANCE),
)


def told(*facts: Fact, said: tuple[Statement, ...] = ()) -> Record:
    """A record on one recording, which the Owl owns; the paper affirms all, the register ranks above it."""
    every = (*GIVEN, *facts)
    paper = Statement("paper", affirms=True, facts=tuple(fact.id for fact in every), made=OF_OLD, published=OF_OLD)
    return Record(
        facts=every,
        statements=(paper, *said),
        items={"song": Item("song", (("recording", ("r",)),))},
        positions={"ours": Position("ours", (("register",), ("paper",)))},
    )


def asked(service: str = "Shop") -> Question:
    return Question(
        service=service,
        use="stream",
        item="song",
        territory="FR",
        day=date(2004, 6, 1),
        known_by=date(2020, 1, 1),
        position="ours",
    )


def grant(grantor: str, grantee: str, signed: str, kind: GrantKind = GrantKind.NON_EXCLUSIVE, links: int = 0) -> Grant:
    return Grant(
        id=f"{grantor} to {grantee}",
        grantor=grantor,
        grantee=grantee,
        kind=kind,
        scope=ALL_OF_IT,
        sublicense=links,
        executed=When.parse(signed),
    )


def test_a_grant_that_may_lie_in_a_denied_term_is_contested() -> None:
    """Signed some day of 2002 or 2003; the register says that the Owl licensed nobody from 2003 on."""
    pattern = GrantPattern(grantors=frozenset(("Owl",)), term=Term(When.parse("2003-01-01")))
    denial = Statement("register", affirms=False, pattern=pattern, made=OF_OLD, published=OF_OLD)
    record = told(grant("Owl", "Shop", "[2002..2003]"), said=(denial,))

    assert judge(record, asked()).answer is Answer.CONTESTED


def test_a_licence_back_through_the_first_exclusive_is_still_barred_by_the_second() -> None:
    """The agency may license once; it gave Xenia the first exclusive, Yard the second, and got a licence back.

    What it then gives the shop hangs on Xenia's exclusive, so that one does not bar it; Yard's, though void, does.
    """
    agency = grant("Owl", "Agency", "2001-01-01", links=UNLIMITED)
    first = grant("Agency", "Xenia", "2001-02-01", GrantKind.EXCLUSIVE, links=UNLIMITED)
    second = grant("Agency", "Yard", "2001-03-01", GrantKind.EXCLUSIVE)
    back = grant("Xenia", "Agency", "2001-04-01", links=UNLIMITED)
    shop = grant("Agency", "Shop", "2001-05-01")

    without_second, with_second = told(agency, first, back, shop), told(agency, first, second, back, shop)

    assert judge(without_second, asked()).answer is Answer.CLEARED
    assert judge(with_second, asked()).answer is Answer.NOT_CLEARED
