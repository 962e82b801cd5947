# SPDX-License-Identifier: Apache-2.0
"""Whose word counts: the table of SEMANTICS §4, the latest word, patterns, findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from licit.checker.part import Part
from licit.checker.standing import Standings, latest_words, outranked, weigh
from licit.model.day import Term, When
from licit.model.fact import Finding, Membership
from licit.model.position import Position
from licit.model.proof import Standing
from licit.model.record import Record
from licit.model.statement import Basis, GrantPattern, Statement
from licit.model.territory import only
from tests.checker.small import OWNS, QUESTION, SAID, grant, world

HERE = Part("FR", "r", "avail", "O")


def standing(record: Record, fact: str, part: Part = HERE) -> Standing:
    return Standings(record, QUESTION, record.positions["p"]).of(record.by_id[fact], part)


def saying(record: Record, *more: Statement) -> Record:
    return replace(record, statements=(*record.statements, *more))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], Standing.UNSAID),
        ([(1, True)], Standing.ACCEPTED),
        ([(1, False)], Standing.REJECTED),
        ([(0, True), (1, False)], Standing.ACCEPTED),
        ([(1, True), (0, False)], Standing.REJECTED),
        ([(0, True), (0, False), (1, True)], Standing.DISPUTED),
    ],
)
def test_the_best_rank_of_each_side_decides(words: list[tuple[int, bool]], expected: Standing) -> None:
    assert weigh(words) is expected


def test_only_the_latest_word_of_a_source_counts_and_both_of_one_day() -> None:
    early = Statement("doc", affirms=True, made=When.parse("2001-01-01"))
    late = Statement("doc", affirms=False, made=When.parse("2002"))
    same = Statement("doc", affirms=True, made=When.parse("2002-12-31"))

    assert list(latest_words([early, late])) == [late]
    assert list(latest_words([late, early, same])) == [late, same]


def test_what_is_published_later_than_known_is_not_heard() -> None:
    late = Statement("rival", affirms=False, facts=("O>S",), made=SAID, published=When.parse("2010-01-02"))

    assert standing(saying(world(OWNS, grant("O>S")), late), "O>S") is Standing.ACCEPTED


def test_a_position_may_ask_for_a_basis() -> None:
    record = world(OWNS, grant("O>S"), denied=["O>S"])
    hearsay = Position("p", (("doc", "rival"),), bases=frozenset((Basis.REPORTED,)))

    assert standing(replace(record, positions={"p": hearsay}), "O>S") is Standing.UNSAID


def denial(pattern: GrantPattern) -> Statement:
    return Statement("rival", affirms=False, pattern=pattern, made=SAID)


def test_a_denied_pattern_meets_what_lies_wholly_in_it() -> None:
    record = world(OWNS, grant("O>S"))

    assert standing(saying(record, denial(GrantPattern(grantees=frozenset("S")))), "O>S") is Standing.DISPUTED
    assert standing(saying(record, denial(GrantPattern(grantees=frozenset("T")))), "O>S") is Standing.ACCEPTED
    assert standing(saying(record, denial(GrantPattern(rights=frozenset(("avail",))))), "O>S") is Standing.ACCEPTED


def test_a_pattern_of_members_reaches_a_member_of_a_member() -> None:
    record = world(
        OWNS, grant("O>S"), Membership(id="m", member="O", group="L"), Membership(id="n", member="L", group="G")
    )
    pattern = denial(GrantPattern(members_of=frozenset("G")))

    assert standing(saying(record, pattern), "O>S") is Standing.DISPUTED
    assert standing(replace(saying(record, pattern), facts=record.facts[:-1]), "O>S") is Standing.ACCEPTED


def test_a_grant_that_may_lie_in_a_denied_term_is_disputed_even_against_a_higher_rank() -> None:
    record = world(OWNS, grant("O>S", signed="2002"))
    since = denial(GrantPattern(term=Term(When.parse("2002-06-01"))))
    higher = {"p": Position("p", (("rival",), ("doc",)))}

    assert standing(replace(saying(record, since), positions=higher), "O>S") is Standing.DISPUTED


@pytest.mark.parametrize(
    ("said", "strong", "weak", "expected"),
    [
        (Standing.UNSAID, {True}, set(), Standing.ACCEPTED),
        (Standing.ACCEPTED, {False}, set(), Standing.REJECTED),
        (Standing.ACCEPTED, {True, False}, set(), Standing.DISPUTED),
        (Standing.ACCEPTED, {True}, {False}, Standing.DISPUTED),
        (Standing.ACCEPTED, set(), {False}, Standing.DISPUTED),
        (Standing.ACCEPTED, set(), {True}, Standing.ACCEPTED),
        (Standing.UNSAID, set(), {True}, Standing.DISPUTED),
        (Standing.UNSAID, set(), {False}, Standing.UNSAID),
    ],
)
def test_findings_outrank_what_is_said(said: Standing, strong: set[bool], weak: set[bool], expected: Standing) -> None:
    assert outranked(said, strong, weak) is expected


def test_an_appeal_removes_a_finding_and_a_finding_elsewhere_changes_nothing() -> None:
    held = Finding(id="held", fact="O>S", holds=False, territories=only("FR"))
    appeal = Finding(id="appeal", fact="held", holds=False, territories=only("FR"))
    elsewhere = replace(held, territories=only("RU"))

    assert standing(world(OWNS, grant("O>S"), held), "O>S") is Standing.REJECTED
    assert standing(world(OWNS, grant("O>S"), held, appeal), "O>S") is Standing.ACCEPTED
    assert standing(world(OWNS, grant("O>S"), elsewhere), "O>S") is Standing.ACCEPTED


def test_a_finding_between_parties_binds_for_their_share_alone() -> None:
    held = Finding(id="held", fact="O>S", holds=False, territories=only("FR"), between=frozenset(("O", "S")))
    record = world(OWNS, grant("O>S"), held)

    assert standing(record, "O>S") is Standing.REJECTED
    assert standing(record, "O>S", replace(HERE, owner="P")) is Standing.ACCEPTED


def test_an_interim_finding_leaves_the_fact_disputed() -> None:
    held = Finding(id="held", fact="O>S", holds=False, territories=only("FR"), interim=True)

    assert standing(world(OWNS, grant("O>S"), held), "O>S") is Standing.DISPUTED


def test_a_finding_met_again_in_a_circle_says_nothing() -> None:
    one = Finding(id="one", fact="two", holds=False, territories=only("FR"))
    two = Finding(id="two", fact="one", holds=False, territories=only("FR"))

    assert standing(world(OWNS, one, two), "one") is Standing.REJECTED
