# SPDX-License-Identifier: Apache-2.0
"""Lists of territories in files: the manual's worked examples, and groups by their days. Source: CWR19-0479 §3.2.2."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from licit.model.fact import Grant
from licit.model.territory import Expression
from licit.vocabulary import territories
from tests.formats.cwr.telling import agr, ipa, spt, spu, swr, taken, ter, told, work

WHOLE = 10_000
DAY = date(2024, 6, 1)
EXAMPLES = [
    (("+2136", "-2114", "+0124"), 149),
    (("+2136", "+0124", "-2114"), 148),
    (("-2114", "+2136", "+0124"), 201),
    (("+2120", "-0826", "-0372"), 42),
]


@pytest.mark.parametrize(("steps", "leaves"), EXAMPLES)
def test_the_worked_examples_of_the_manual_keep_their_leaves_in_an_agreement(
    tmp_path: Path, steps: tuple[str, ...], leaves: int
) -> None:
    parties = [ipa("AS", "HOUSE ONE"), ipa("AC", "SUB ONE", WHOLE, WHOLE, WHOLE)]
    found = taken(tmp_path, told(agr("A1", "PG", "20240101"), *ter(*steps), *parties, day="20240601"))

    assert len(of_tis(only_list(found.record.facts))) == leaves
    assert bool(found.doubts) == (steps[0][0] == "-")


@pytest.mark.parametrize(("steps", "leaves"), EXAMPLES)
def test_the_worked_examples_of_the_manual_keep_their_leaves_in_a_chain(
    tmp_path: Path, steps: tuple[str, ...], leaves: int
) -> None:
    lists = [
        spt("SUB ONE", step, *((0, 0, 0) if step[0] == "-" else (5000, WHOLE, WHOLE)), order=order)
        for order, step in enumerate(steps, start=1)
    ]
    chain = [spu("HOUSE ONE", "E", 5000, WHOLE, WHOLE), spu("SUB ONE", "SE"), *reversed(lists)]
    found = taken(tmp_path, told(work("K1"), *chain, swr("WRITER ONE", 5000), day="20240601"))

    assert len(of_tis(only_list(found.record.facts))) == leaves


def test_a_group_has_its_members_of_the_day_asked_about(tmp_path: Path) -> None:
    parties = [ipa("AS", "HOUSE ONE"), ipa("AC", "SUB ONE", WHOLE, WHOLE, WHOLE)]
    found = taken(tmp_path, told(agr("A1", "PG", "20030101"), *ter("+2123"), *parties, day="20030601"))
    atlas, where = territories().atlas, only_list(found.record.facts)

    assert "PL" not in where.leaves(atlas, date(2003, 6, 1))
    assert "PL" in where.leaves(atlas, date(2004, 5, 1))
    assert "GB" not in where.leaves(atlas, date(2021, 1, 1))


def only_list(facts: tuple[object, ...]) -> Expression:
    """The one list of the grants."""
    (found,) = {fact.scope.territories for fact in facts if isinstance(fact, Grant) and fact.scope.territories}
    return found


def of_tis(where: Expression) -> frozenset[str]:
    """The leaves on the day that TIS has a number for: what it folds into a state is left aside."""
    known = territories()
    return where.leaves(known.atlas, DAY) & frozenset(known.tis.leaves)
