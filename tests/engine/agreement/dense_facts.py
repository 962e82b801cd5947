# SPDX-License-Identifier: Apache-2.0
"""What the facts of a dense world are: each may be anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from licit.model.day import LAST, Term, When
from licit.model.fact import (
    UNLIMITED,
    Condition,
    Control,
    Fact,
    Finding,
    Grant,
    GrantKind,
    Membership,
    Operation,
    Power,
    Server,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.scope import ALL, NOTHING, Repertoire, Scope
from licit.model.share import Share
from licit.model.statement import GrantPattern, Statement
from licit.model.territory import Expression, only
from tests.worlds import speech
from tests.worlds.chooser import Chooser
from tests.worlds.stage import LEAVES, PAPER, REGISTER, RIVAL, WORLD, but

OWNER: Final = "Owl"
SHOP: Final = "Shop"
OUTSIDER: Final = "Xen"
PARTIES: Final = (OWNER, "Ann", "Bob", "Cid", SHOP)
DAYS: Final = ("2002-01-01", "2002-01-02", "2003-01-01", "2004-01-01", "2005-01-01")
VAGUE: Final = ("2002", "[2002-01-02..2003]", "[..2003]", "[2003..2005]", "2004")
A, E, N, M = GrantKind.ASSIGNMENT, GrantKind.EXCLUSIVE, GrantKind.NON_EXCLUSIVE, GrantKind.MANDATE
EVERYTHING: Final = Repertoire(everything=True)
WIDE: Final = Scope(EVERYTHING, ALL, ALL, WORLD)


class Facts:
    """Facts, each with what is said of it. ``open`` percent of choices stay open, none in half of the worlds.

    ``wide``: all scopes are without end, so that nothing but rules 2 to 4 can stop a chain. ``row``: most grants go to
    the next party in a row, several times over.
    """

    def __init__(self, chooser: Chooser) -> None:
        self.chooser = chooser
        self.open = chooser.weighted((50, 0), (30, 8), (20, 20))
        self.wide = chooser.chance(60)
        self.kinds = chooser.pick(((M, M, N, E), (M, N, E, A), (M, N, N, N), (N, E, A)))
        self.parties = chooser.pick((PARTIES, (OWNER, "Ann", "Bob", SHOP), (OWNER, "Ann", SHOP)))
        self.row = chooser.chance(60)
        self.facts: list[Fact] = []
        self.statements: list[Statement] = []

    def add(self, fact: Fact) -> None:
        self.facts.append(fact)
        if self.opens():
            self.statements += [speech.word(fact.id, PAPER), speech.word(fact.id, RIVAL, affirms=False)]
        elif not self.open or not self.chooser.chance(4):
            self.statements.append(speech.word(fact.id, PAPER))

    def opens(self) -> bool:
        return bool(self.open) and self.chooser.chance(self.open)

    def party(self) -> str:
        return self.chooser.pick(self.parties)

    def day(self) -> When:
        return When.parse(self.chooser.pick(VAGUE if self.opens() else DAYS))

    def places(self) -> Expression:
        return self.chooser.weighted((70, WORLD), (12, only("FR")), (8, but("FR")), (10, only("Union")))

    def control(self, name: str, owner: str, part: int) -> Control:
        return Control(id=name, party=owner, asset="r1", rights=ALL, share=Share(part), territories=WORLD)

    def grant(self, name: str) -> Grant:
        chooser = self.chooser
        grantor, grantee = self.ends()
        kind = chooser.pick((E, A)) if grantee == OUTSIDER else chooser.pick(self.kinds)
        ends = chooser.chance(30)
        return Grant(
            id=name,
            grantor=grantor,
            grantee=grantee,
            kind=kind,
            scope=self.scope(),
            exercise=chooser.chance(65),
            sublicense=chooser.weighted((70, UNLIMITED), (8, 0), (12, 1), (10, 2)),
            term=Term(self.day() if chooser.chance(10) else None, self.day() if ends else None),
            executed=None if self.opens() else self.day(),
            order=chooser.number(1, 2) if chooser.chance(20) else None,
            reserved=frozenset((chooser.pick(tuple(Power)),)) if kind is E and chooser.chance(30) else frozenset(),
            survives_until=chooser.pick((When.on(LAST), self.day())) if chooser.chance(80 if ends else 8) else None,
            at_signature=chooser.chance(0 if self.wide else 8),
            conditions=(Condition("reported"),) if self.opens() else (),
        )

    def ends(self) -> tuple[str, str]:
        """Who grants to whom: anybody to anybody, or mostly the next in a row, several times over."""
        chooser, parties = self.chooser, self.parties
        if not self.row:
            grantor, grantee = self.party(), self.party()
            if grantor == grantee and not chooser.chance(10):
                grantee = parties[(parties.index(grantor) + 1) % len(parties)]
            return grantor, OUTSIDER if chooser.chance(10) else grantee
        number = chooser.number(0, len(parties) - 2)
        way = chooser.weighted((76, "on"), (14, "out"), (10, "back"))
        to = {"on": parties[number + 1], "out": OUTSIDER, "back": parties[max(number - 1, 0)]}[way]
        return parties[number], to

    def scope(self) -> Scope:
        chooser = self.chooser
        if self.wide:
            return WIDE
        repertoire = chooser.weighted(
            (80, EVERYTHING),
            (8, Repertoire(parties=frozenset((self.party(),)))),
            (6, Repertoire(members_of=frozenset(("Club",)))),
            (6, Repertoire(members_of=frozenset(("League",)))),
            (3, Repertoire(some_members_of=frozenset(("Club",)))),
            (3, Repertoire(assets=frozenset(("r1",)))),
        )
        exceptions = Repertoire(members_of=frozenset(("Club",))) if chooser.chance(5) else NOTHING
        return Scope(
            None if self.opens() else repertoire,
            ALL,
            None if self.opens() else ALL if chooser.chance(90) else frozenset(("Stream",)),
            None if self.opens() else self.places(),
            exceptions,
        )

    def statute(self, name: str) -> Statute:
        chooser = self.chooser
        kinds = (StatuteKind.EXTENDED,) * 4 + (StatuteKind.COMPULSORY, StatuteKind.EXCEPTION)
        kind = chooser.pick(kinds)
        return Statute(
            id=name,
            kind=kind,
            rights=ALL,
            uses=ALL,
            territories=self.places(),
            society=self.party() if kind is StatuteKind.EXTENDED else "",
            term=Term(None, self.day() if chooser.chance(20) else None),
            links=chooser.weighted((50, UNLIMITED), (25, 1), (25, 2)),
        )

    def others(self) -> None:
        """A termination, an operation, memberships, servers."""
        chooser = self.chooser
        several: tuple[tuple[int, Callable[[], Fact]], ...] = (
            (25, lambda: Termination(id="t0", grant="g0", last_day=self.day())),
            (15, lambda: Termination(id="t1", grant="g1", last_day=self.day())),
            (20, lambda: Operation(id="op", operator=self.party(), service=SHOP)),
            (30, lambda: Membership(id="m0", member=self.party(), group="Club", term=Term(self.day()))),
            (10, lambda: Membership(id="m1", member=self.party(), group=self.party())),
            (12, lambda: Membership(id="m2", member="Club", group="League")),
            (12, lambda: Membership(id="m3", member="League", group="Club")),
            (12, lambda: Membership(id="m4", member=self.party(), group="League")),
            (30, lambda: Server(id="v0", service=SHOP, territory=chooser.pick(LEAVES))),
            (10, lambda: Server(id="v1", service=SHOP, territory=chooser.pick(LEAVES))),
        )
        for percent, make in several:
            if chooser.chance(percent):
                self.add(make())

    def finding(self, name: str) -> Finding:
        chooser = self.chooser
        return Finding(
            id=name,
            fact=f"f{chooser.number(0, 2)}" if chooser.chance(10) else chooser.pick(self.facts).id,
            holds=chooser.chance(50),
            territories=self.places(),
            term=Term(None, self.day() if chooser.chance(20) else None),
            between=frozenset((SHOP, self.party())) if chooser.chance(40) else frozenset(),
            interim=self.opens(),
        )

    def pattern_denial(self) -> Statement:
        """A source of the same or a higher rank denies grants without naming them."""
        chooser = self.chooser
        pattern = GrantPattern(
            grantors=frozenset((self.party(),)) if chooser.chance(60) else None,
            members_of=frozenset(("Club",)) if chooser.chance(40) else None,
            grantees=frozenset((self.party(), SHOP)),
            territories=self.places() if chooser.chance(40) else None,
            term=Term(self.day()) if chooser.chance(40) else None,
        )
        source = RIVAL if self.opens() else REGISTER
        return Statement(source, affirms=False, pattern=pattern, made=speech.LAST_WORD)
