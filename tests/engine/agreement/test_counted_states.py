# SPDX-License-Identifier: Apache-2.0
"""Parties that all mandate one another end soon: counted in grants tried, not in seconds."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from unittest.mock import Mock

import pytest

from licit.engine import walk
from licit.engine.engine import Engine
from licit.model.fact import UNLIMITED, Grant, GrantKind
from licit.model.territory import only
from licit.model.verdict import Answer
from tests.checker.small import EVERYTHING, OWNS, QUESTION, grant, mandate, world

PARTIES = ("A", "B", "C", "D", "E")
SOCIETIES = tuple(f"society-{number}" for number in range(30))


def all_mandate_each_other(parties: tuple[str, ...]) -> list[Grant]:
    return [mandate(f"{one}>{other}") for one, other in permutations(parties, 2)]


def tried(monkeypatch: pytest.MonkeyPatch, facts: list[Grant]) -> tuple[Answer, int]:
    """The answer, and how often a chain was tried to be made longer."""
    counting = Mock(wraps=walk.extended)
    monkeypatch.setattr(walk, "extended", counting)

    return Engine(world(OWNS, *facts)).answer(QUESTION), counting.call_count


def test_five_parties_and_thirty_societies_that_all_mandate_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner's agency is one of five friends, one of them a member of thirty societies with reciprocal mandates."""
    mandates = [*all_mandate_each_other(PARTIES), *all_mandate_each_other(SOCIETIES)]
    facts = [mandate("O>A"), mandate(f"E>{SOCIETIES[0]}"), *mandates, grant(f"{SOCIETIES[-1]}>S", signed="2003-01-01")]

    answer, calls = tried(monkeypatch, facts)

    assert answer is Answer.CLEARED
    assert len(facts) / 2 <= calls <= 3 * len(facts)


def test_thirty_societies_of_whom_one_licensed_another_territory(monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = grant(f"{SOCIETIES[-1]}>S", scope=replace(EVERYTHING, territories=only("GB")))
    facts = [mandate(f"O>{SOCIETIES[0]}"), *all_mandate_each_other(SOCIETIES), elsewhere]

    answer, calls = tried(monkeypatch, facts)

    assert answer is Answer.NOT_CLEARED
    assert len(facts) / 2 <= calls <= 3 * len(facts)


def test_an_exclusive_of_one_society_to_an_outsider_is_no_reason_to_try_every_row_of_societies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It lies on no way round, so nobody is freed of it by coming back, and names only add up."""
    sold = grant(f"{SOCIETIES[1]}>outsider", GrantKind.EXCLUSIVE, sublicense=UNLIMITED, signed="2002-01-01")
    onward = grant(f"{SOCIETIES[-1]}>S", signed="2003-01-01")
    facts = [mandate(f"O>{SOCIETIES[0]}"), *all_mandate_each_other(SOCIETIES), sold, onward]

    answer, calls = tried(monkeypatch, facts)

    assert answer is Answer.CLEARED
    assert len(facts) / 2 <= calls <= 3 * len(facts)
