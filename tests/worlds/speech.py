# SPDX-License-Identifier: Apache-2.0
"""Who says so in a generated world: most facts stand, some are disputed, denied, unsaid or said too late."""

from __future__ import annotations

from licit.model.day import When
from licit.model.position import VOCABULARY
from licit.model.statement import Basis, Statement
from tests.worlds.chooser import Chooser
from tests.worlds.stage import PAPER, REGISTER, RIVAL, STRANGER

EARLY = When.parse("2002-05-01")
LATER = When.parse("2003-05")
LAST_WORD = When.parse("2004-02")
TOO_LATE = When.parse("2011")


def word(fact: str, source: str, *, affirms: bool = True, on: When = EARLY, basis: Basis = Basis.SEEN) -> Statement:
    """One source's word on one fact."""
    return Statement(source, affirms=affirms, facts=(fact,), made=on, published=on, basis=basis)


def standing(chooser: Chooser, fact: str) -> list[Statement]:
    """Statements under which the fact is accepted in each position, in several ways."""
    source = chooser.pick((PAPER, REGISTER))
    said = [word(fact, source)]
    way = chooser.weighted(
        (76, "plain"), (6, "outranked"), (5, "disbelieved"), (5, "came round"), (4, "twice"), (4, "by law")
    )
    if way == "outranked":
        return [word(fact, REGISTER), word(fact, PAPER, affirms=False)]
    if way == "by law":
        return [word(fact, VOCABULARY)]
    if way == "disbelieved":
        said.append(word(fact, STRANGER, affirms=False))
    if way == "came round":
        return [word(fact, source, affirms=False), word(fact, source, on=LATER)]
    if way == "twice":
        said.append(word(fact, RIVAL, on=LATER))
    return said


def disputed(chooser: Chooser, fact: str) -> list[Statement]:
    """Statements under which the fact is disputed."""
    if chooser.chance(30):
        return [word(fact, PAPER), word(fact, PAPER, affirms=False)]
    return [word(fact, PAPER), word(fact, RIVAL, affirms=False, on=LATER)]


def fallen(chooser: Chooser, fact: str) -> list[Statement]:
    """Statements under which the fact is rejected, or nobody believed has said so in time."""
    denied = word(fact, RIVAL, affirms=False)
    ways: tuple[list[Statement], ...] = (
        [denied],
        [word(fact, PAPER), word(fact, REGISTER, affirms=False)],
        [word(fact, PAPER), word(fact, PAPER, affirms=False, on=LATER)],
        [word(fact, STRANGER)],
        [word(fact, REGISTER, on=TOO_LATE)],
        [denied, word(fact, PAPER, on=TOO_LATE, basis=Basis.REPORTED)],
        [],
    )
    return chooser.pick(ways)
