# SPDX-License-Identifier: Apache-2.0
"""The growing world: its facts with what is said of them, its days and scopes, and how much may stay open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from licit.model.day import Term, When
from licit.model.fact import Fact, Membership
from licit.model.scope import ALL, NOTHING, Named, Repertoire, Scope
from licit.model.statement import Statement
from licit.model.territory import Expression, only
from tests.worlds import speech
from tests.worlds.chooser import Chooser
from tests.worlds.stage import (
    CATALOGUE,
    ENDED,
    FUTURE,
    GROUP,
    LEAVES,
    OTHER_USE,
    PAST,
    SUBGROUP,
    USE,
    VAGUE,
    WIDE_USE,
    WORLD,
    but,
)


@dataclass
class Builder:
    """Collects facts. ``room`` is how many more open points the world may have; 0 keeps it settled."""

    chooser: Chooser
    asked: date
    place: str
    use: str
    room: int
    facts: list[Fact] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    blue: set[str] = field(default_factory=set)
    named: int = 0

    def name(self, kind: str) -> str:
        """A new id."""
        self.named += 1
        return f"{kind}{self.named}"

    def opens(self, percent: int) -> bool:
        """Whether to leave a point open here, where there is room for it."""
        if self.room and self.chooser.chance(percent):
            self.room -= 1
            return True
        return False

    def add(self, fact: Fact, *, shaky: int = 2) -> None:
        """Put the fact on record, mostly accepted; ``shaky`` percent disputed and as many fallen."""
        self.facts.append(fact)
        if self.opens(shaky):
            self.statements += speech.disputed(self.chooser, fact.id)
        elif self.chooser.chance(shaky):
            self.statements += speech.fallen(self.chooser, fact.id)
        else:
            self.statements += speech.standing(self.chooser, fact.id)

    # -- days

    def past(self) -> When:
        """A day before the one asked about, now and then a vague one."""
        return self.day(PAST)

    def future(self) -> When:
        """A day after the one asked about, now and then a vague one."""
        return self.day(FUTURE)

    def day(self, days: Sequence[str], vague: int = 5) -> When:
        """One of these days, now and then (``vague`` percent) a vague one."""
        return When.parse(self.chooser.pick(VAGUE if self.opens(vague) else days))

    def term(self) -> Term:
        """A term that mostly has no ends, and includes the day asked about."""
        start = self.past() if self.chooser.chance(25) else None
        return Term(start, self.future() if self.chooser.chance(20) else None)

    # -- scopes

    def territories(self) -> Expression:
        """A set that includes the place of the act."""
        others = [leaf for leaf in LEAVES if leaf != self.place]
        options = [
            (60, WORLD),
            (12, only(self.place)),
            (10, but(self.chooser.pick(others))),
            (5, Expression(((True, "World"), (False, "Union"), (True, self.place)))),
        ]
        if self.place in ("FR", "PL"):
            options.append((13, only("Union")))
        return self.chooser.weighted(*options)

    def elsewhere(self) -> Expression:
        """A set that leaves the place of the act out."""
        others = [leaf for leaf in LEAVES if leaf != self.place]
        return self.chooser.pick((but(self.place), only(self.chooser.pick(others))))

    def uses(self) -> Named:
        """Uses that cover the one asked about."""
        return self.chooser.weighted(
            (60, ALL), (15, frozenset((WIDE_USE,))), (15, frozenset((USE,))), (10, frozenset((self.use, OTHER_USE)))
        )

    def rights(self, needed: Sequence[str]) -> Named:
        """Rights that include those needed."""
        return self.chooser.weighted((70, ALL), (30, frozenset(needed)))

    def scope(self, owner: str, assets: Sequence[str], rights: Sequence[str]) -> Scope:
        """A scope that covers the owner's share, now and then with a dimension unstated."""
        open_rights, open_uses, open_territories = self.opens(3), self.opens(3), self.opens(3)
        return Scope(
            self.repertoire(owner, assets),
            None if open_rights else self.rights(rights),
            None if open_uses else self.uses(),
            None if open_territories else self.territories(),
            self.exceptions(),
        )

    def repertoire(self, owner: str, assets: Sequence[str]) -> Repertoire | None:
        """A repertoire that includes the owner's assets, in one of its ways of speaking."""
        if self.opens(2):
            return None
        if self.opens(2):
            self.membership(owner)
            return Repertoire(some_members_of=frozenset((GROUP,)))
        way = self.chooser.weighted((56, "all"), (12, "party"), (14, "members"), (9, "catalogue"), (9, "assets"))
        if way == "party":
            return Repertoire(parties=frozenset((owner,)))
        if way == "members":
            self.membership(owner)
            return Repertoire(members_of=frozenset((GROUP,)))
        if way == "catalogue":
            self.blue |= set(assets)
            return Repertoire(catalogues=frozenset((CATALOGUE,)))
        return Repertoire(assets=frozenset(assets)) if way == "assets" else Repertoire(everything=True)

    def exceptions(self) -> Repertoire:
        """Exceptions that leave the share alone, mostly none."""
        return self.chooser.weighted(
            (92, NOTHING), (4, Repertoire(assets=frozenset(("r2",)))), (4, Repertoire(parties=frozenset((SUBGROUP,))))
        )

    def membership(self, party: str) -> None:
        """The party belongs to the federation, itself or through its major."""
        if any(isinstance(fact, Membership) and fact.member == party for fact in self.facts):
            return
        if self.chooser.chance(30):
            self.add(Membership(id=self.name("m"), member=party, group=SUBGROUP, term=self.term()))
            self.add(Membership(id=self.name("m"), member=SUBGROUP, group=GROUP))
        else:
            over = Term(None, self.day(ENDED)) if self.chooser.chance(50) else Term(self.day(FUTURE))
            term = over if self.chooser.chance(12) else self.term()
            self.add(Membership(id=self.name("m"), member=party, group=GROUP, term=term))
