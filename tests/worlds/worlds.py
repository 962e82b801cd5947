# SPDX-License-Identifier: Apache-2.0
"""Small worlds that make sense: a few parties, chains that often arrive, and all that can stand in their way.

``worlds()`` is the Hypothesis strategy, ``seeded(seed)`` the same worlds from dice, for benchmarks and counts.
"""

from __future__ import annotations

from hypothesis import strategies as st

from licit.model.asset import Item
from licit.model.day import Term, When
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.statement import GrantPattern, Statement
from tests.worlds import chains, laws, speech
from tests.worlds.builder import Builder
from tests.worlds.chooser import Chooser, Dice, Drawn
from tests.worlds.stage import (
    ASKED,
    ASSETS,
    ATLAS,
    CATALOGUE,
    FUTURE,
    GROUP,
    KNOWN_BY,
    LEAVES,
    MIDDLES,
    NARROW_USE,
    OWNERS,
    PAPER,
    PARTIES,
    PAST,
    POSITIONS,
    RECORDING_RIGHTS,
    REGISTER,
    RIVAL,
    SERVICE,
    USE,
    USES,
    WORK_RIGHTS,
    World,
)

MOST_OPEN = 5
EVERYTHING = (("r1", "w1", "r2"), (*RECORDING_RIGHTS, *WORK_RIGHTS))
PLAIN_ITEM = Item("song", (("recording", ("r1",)),))
PLAIN_RIGHTS = (("recording", RECORDING_RIGHTS[:1]),)


@st.composite
def worlds(draw: st.DrawFn, most_open: int = MOST_OPEN) -> World:
    """A world with a question; at most so many open points, none with 0."""
    return build(Drawn(draw), most_open)


def seeded(seed: int, most_open: int = MOST_OPEN) -> World:
    """The world of this seed."""
    return build(Dice(seed), most_open)


def build(chooser: Chooser, most_open: int = MOST_OPEN) -> World:
    """Make one world by this chooser's choices."""
    place, use = chooser.pick(LEAVES), chooser.weighted((80, USE), (20, NARROW_USE))
    builder = Builder(chooser, chooser.pick(ASKED), place, use, room=min(most_open, chooser.number(0, 8)))
    item, position = _story(builder)
    if position in ("there", "open") or chooser.chance(5):
        laws.servers(builder)
    if chooser.chance(15):
        chains.stray(builder, (("r1",), RECORDING_RIGHTS))
    if builder.facts and chooser.chance(22):
        laws.finding(builder)
    if chooser.chance(7):
        builder.statements.append(_pattern_denial(builder))
    if not builder.facts:
        builder.membership(OWNERS[0])
    user = place
    if position == "there" and chooser.chance(60):
        user = chooser.pick(LEAVES)
    record = Record(
        facts=tuple(builder.facts),
        statements=tuple(builder.statements),
        items={"song": item},
        assets=ASSETS,
        catalogues={CATALOGUE: frozenset(builder.blue)},
        offers={SERVICE: ("song",)},
        parties=PARTIES,
        positions=POSITIONS,
        atlas=ATLAS,
        uses=USES,
    )
    question = Question(
        service=SERVICE,
        use=use,
        item="song" if chooser.chance(99) else "lost",
        territory=user,
        day=builder.asked,
        known_by=KNOWN_BY,
        position=position,
    )
    return World(record, question)


def _story(builder: Builder) -> tuple[Item, str]:
    """What the world is about, in an item and a position: anything at all, or one rule with little beside it."""
    chooser = builder.chooser
    story = chooser.weighted((55, "any"), (33, "quarrel"), (12, "leaving"))
    if story != "any":
        laws.plainly(builder, PLAIN_RIGHTS, OWNERS[0])
        if story == "quarrel":
            chains.quarrel(builder, OWNERS[0], EVERYTHING)
        else:
            laws.leaving(builder, OWNERS[0])
        return PLAIN_ITEM, "here"
    item, rights = _item(chooser)
    laws.requirements(builder, rights)
    _authority(builder, item, rights)
    position = chooser.weighted((74, "here"), (20, "there"), (6, "seen"))
    return item, "open" if builder.opens(10) else position


def _item(chooser: Chooser) -> tuple[Item, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The item, and the rights that its law will ask for."""
    needed = RECORDING_RIGHTS[: chooser.weighted((80, 1), (20, 2))]
    if chooser.chance(22):
        works = ("w1",) if chooser.chance(85) else ()
        return Item("song", (("recording", ("r1",)), ("work", works))), (("recording", needed), ("work", WORK_RIGHTS))
    return Item("song", (("recording", ("r1",)),)), (("recording", needed),)


def _authority(builder: Builder, item: Item, rights: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    """Owners of each asset, and how their shares come to the service."""
    chooser = builder.chooser
    reached: set[str] = set()
    for kind, needed in rights:
        for asset in item.of_kind(kind):
            parties = laws.owners(builder, asset, needed)
            way = chooser.weighted((88, "owners"), (7, "exception"), (5, "owners and exception"))
            if way != "owners":
                laws.exception(builder, asset, needed)
            for party in () if way == "exception" else parties or [OWNERS[0]]:
                if party in reached or (party == SERVICE and chooser.chance(60)):
                    continue
                reached.add(party)
                _reach(builder, party, EVERYTHING)


def _reach(builder: Builder, party: str, needed: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    chooser = builder.chooser
    way = chooser.weighted((62, "chain"), (17, "law"), (10, "both"), (6, "two chains"), (5, "nothing"))
    if way in ("chain", "both", "two chains"):
        chains.chain(builder, party, needed)
    if way == "two chains":
        chains.chain(builder, party, needed)
    if way in ("law", "both"):
        laws.extended(builder, party, needed)
    if way == "nothing" and chooser.chance(40):
        builder.membership(party)


def _pattern_denial(builder: Builder) -> Statement:
    chooser = builder.chooser
    equal = builder.opens(60)
    source = chooser.pick((PAPER, RIVAL)) if equal else REGISTER
    to_whom = frozenset((SERVICE, *MIDDLES))
    pattern = chooser.pick(
        (
            GrantPattern(grantors=frozenset((chooser.pick(OWNERS),)), grantees=to_whom),
            GrantPattern(members_of=frozenset((GROUP,)), grantees=frozenset((SERVICE,))),
            GrantPattern(grantors=frozenset((chooser.pick(MIDDLES),)), territories=builder.territories(), uses=ALL),
            GrantPattern(
                grantors=frozenset((chooser.pick(OWNERS),)), term=Term(None, When.parse(chooser.pick(FUTURE)))
            ),
            GrantPattern(grantees=to_whom, term=Term(When.parse(chooser.pick(PAST)))),
        )
    )
    return Statement(source, affirms=False, pattern=pattern, made=speech.LAST_WORD, published=speech.LAST_WORD)
