# SPDX-License-Identifier: Apache-2.0
"""Dense worlds: few parties who grant one another anything at all, in circles, twice, too late and back again.

``tests/worlds`` makes worlds that make sense; these make none, and so reach what no story thinks of.
"""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from licit.model.asset import Item
from licit.model.day import LAST, Term, When
from licit.model.fact import (
    OptOut,
    Requirement,
    Statute,
)
from licit.model.question import Question
from licit.model.record import Record
from licit.model.use import UseHierarchy
from tests.engine.agreement.dense_facts import DAYS, OWNER, SHOP, Facts
from tests.worlds.chooser import Chooser, Dice, Drawn
from tests.worlds.stage import ATLAS, LEAVES, OTHER_USE, POSITIONS, USE, USES, WIDE_USE, WORLD, World

DATED: Final = UseHierarchy(
    wider={
        USE: ((WIDE_USE, Term(When.parse("2003-01-02"))),),
        OTHER_USE: ((USE, Term(None, When.parse("2004-01-01"))),),
    }
)


@st.composite
def dense_worlds(draw: st.DrawFn) -> World:
    """A dense world with a question."""
    return build(Drawn(draw))


def dense(seed: int) -> World:
    """The dense world of this seed."""
    return build(Dice(seed))


def build(chooser: Chooser) -> World:
    """One dense world by this chooser's choices."""
    made = Facts(chooser)
    made.add(Requirement(id="law", use=USE, territories=WORLD, rights=(("recording", ("copy",)),)))
    split = chooser.weighted((75, (10000,)), (20, (5000, 5000)), (5, (5000,)))
    for number, part in enumerate(split):
        owner = (OWNER, "Ann")[number]
        made.add(made.control(f"c{number}", owner, part))
    for number in range(chooser.number(1, 9 if made.open else 12)):
        made.add(made.grant(f"g{number}"))
    for number in range(chooser.weighted((60, 0), (25, 1), (15, 2))):
        made.add(made.statute(f"s{number}"))
    if any(isinstance(fact, Statute) for fact in made.facts):
        for number in range(chooser.weighted((30, 0), (50, 1), (20, 2))):
            day = made.day() if chooser.chance(30) else None
            made.add(OptOut(id=f"o{number}", party=made.party(), statute="s0", term=Term(day)))
    made.others()
    for number in range(chooser.weighted((75, 0), (15, 1), (10, 2))):
        made.add(made.finding(f"f{number}"))
    for _ in range(chooser.weighted((85, 0), (15, 1))):
        made.statements.append(made.pattern_denial())
    uses = chooser.weighted((70, USES), (30, DATED))
    return World(_record(made, uses), _question(chooser))


def _record(made: Facts, uses: UseHierarchy) -> Record:
    return Record(
        facts=tuple(made.facts),
        statements=tuple(made.statements),
        items={"song": Item("song", (("recording", ("r1",)),))},
        positions=POSITIONS,
        atlas=ATLAS,
        uses=uses,
    )


def _question(chooser: Chooser) -> Question:
    day = When.parse("2004-06-15" if chooser.chance(60) else chooser.pick(DAYS[::-1])).earliest
    return Question(
        service=SHOP,
        use=USE,
        item="song",
        territory=chooser.pick(LEAVES),
        day=day,
        known_by=LAST,
        position=chooser.weighted((86, "here"), (6, "there"), (8, "open")),
    )
