# SPDX-License-Identifier: Apache-2.0
"""What has ended, is barred or opted out of is told apart from what was never granted, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from licit.engine.engine import Engine
from licit.engine.proving.prover import Prover
from licit.model.day import Term, When
from licit.model.fact import Fact, GrantKind, Membership, OptOut, Statute, StatuteKind
from licit.model.proof import Break, Dimension
from licit.model.scope import ALL
from licit.model.territory import only
from licit.report.words import break_words
from licit.vocabulary.names import Lang
from tests.checker.small import OWNS, QUESTION, grant, mandate, world

LAWFUL = Statute(
    id="law45", kind=StatuteKind.EXTENDED, society="M", rights=ALL, uses=ALL, territories=only("FR"), article="45"
)
CASES: dict[str, tuple[tuple[Fact, ...], Break]] = {
    "never granted": ((grant("M>S"),), Break(Dimension.NO_GRANT, "O", "M")),
    "barred": (
        (replace(grant("O>X", GrantKind.EXCLUSIVE), executed=When.parse("2000-01-01")), grant("O>S")),
        Break(Dimension.BARRED, "O", "S", "O>S", ("O>X",)),
    ),
    "opted out": (
        (LAWFUL, OptOut(id="out", party="O", statute="law45"), grant("M>S")),
        Break(Dimension.OPTED_OUT, "O", "M", "law45", ("out",)),
    ),
    "ended": (
        (mandate("O>M", term=Term(None, When.parse("2004-01-31"))), grant("M>S")),
        Break(Dimension.TERM, "O", "M", "O>M", held_until=When.parse("2004-01-31").latest),
    ),
    "only a membership": (
        (Membership(id="in", member="O", group="M"), grant("M>S")),
        Break(Dimension.MEMBERSHIP, "O", "M", by=("in",)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_way_to_be_refused_has_its_own_break(name: str) -> None:
    facts, at = CASES[name]

    verdict = Prover(Engine(world(OWNS, *facts))).verdict(QUESTION)

    [share] = verdict.proof.upper.places[0].requirements[0].rights[0].shares
    assert share.broken_at == at


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_two_of_them_are_told_in_the_same_words(lang: Lang) -> None:
    told = {
        break_words(replace(at, at="O", to="M"), world(OWNS, *facts), lang) for facts, at in CASES.values()
    }  # of the same two parties

    assert len(told) == len(CASES)
