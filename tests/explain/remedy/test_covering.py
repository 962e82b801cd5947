# SPDX-License-Identifier: Apache-2.0
"""The fewest counterparties for a part of a catalogue: the integer program against all choices."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from licit.explain.remedy.covering import cover
from licit.explain.remedy.greedy import in_order
from licit.explain.remedy.hitting import minimal, smallest
from licit.explain.remedy.incidence import Incidence
from licit.explain.remedy.peeling import peeled
from licit.explain.remedy.sharing import at_least, at_most, shared_out
from licit.explain.remedy.shortfall import Shortfall, Wanted

PARTIES = "abcdef"
needs = st.frozensets(st.frozensets(st.sampled_from(PARTIES), min_size=1, max_size=3), min_size=1, max_size=3)
groups = st.dictionaries(needs.map(minimal), st.integers(1, 9), min_size=1, max_size=7)


def choices() -> list[frozenset[str]]:
    return [frozenset(some) for size in range(len(PARTIES) + 1) for some in combinations(PARTIES, size)]


@settings(max_examples=60, deadline=None)
@given(groups, st.integers(0, 5), st.integers(0, 100))
def test_no_fewer_parties_reach_a_target(wanted: dict[Wanted, int], cleared: int, percent: int) -> None:
    short = Shortfall(cleared + sum(wanted.values()) + 3, cleared, wanted)
    target = short.clearable * percent // 100

    found = cover(short, target=target, most=None)

    fewest = min(len(some) for some in choices() if short.met_by(some) >= target)
    assert (len(found.parties), found.fewest) == (fewest, fewest)
    assert short.met_by(found.parties) >= target


@settings(max_examples=60, deadline=None)
@given(groups, st.integers(1, 4))
def test_no_other_parties_of_that_number_clear_more(wanted: dict[Wanted, int], most: int) -> None:
    short = Shortfall(sum(wanted.values()), 0, wanted)

    found = cover(short, target=None, most=most)

    best = max(short.met_by(some) for some in choices() if len(some) <= most)
    assert (short.met_by(found.parties), found.best) == (best, best)
    assert len(found.parties) <= most


@settings(max_examples=60, deadline=None)
@given(groups, st.integers(0, 100), st.integers(1, 6))
def test_every_sharing_out_bounds_all_choices(wanted: dict[Wanted, int], percent: int, most: int) -> None:
    short = Shortfall(sum(wanted.values()), 0, wanted)
    target = short.total * percent // 100
    incidence = Incidence(wanted)

    shared = list(shared_out(incidence))

    fewest = min(len(some) for some in choices() if short.met_by(some) >= target)
    best = max(short.met_by(some) for some in choices() if len(some) <= most)
    for amounts in shared:
        assert at_least(incidence, amounts, target, most) <= fewest
        assert at_most(incidence, amounts, most) >= best


@settings(max_examples=60, deadline=None)
@given(groups, st.integers(0, 100), st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_of_those_left_nobody_can_be_left_out(wanted: dict[Wanted, int], percent: int, priors: list[int]) -> None:
    short = Shortfall(sum(wanted.values()), 0, wanted)
    target = short.total * percent // 100
    incidence = Incidence(wanted)

    left = peeled(incidence, np.array(priors[: len(incidence.parties)], float), target, None)

    assert short.met_by(left) >= target
    assert all(short.met_by(left - {party}) < target for party in left)


def test_where_each_need_has_one_party_and_parties_are_many_bound_and_choice_meet_without_the_solver() -> None:
    rng = np.random.default_rng(1)
    pairs = rng.zipf(1.3, (4_000, 2)) % 400
    wanted: dict[Wanted, int] = {}
    for one, other in pairs.tolist():
        group = frozenset((frozenset((f"p{one}",)), frozenset((f"p{other}",))))
        wanted[group] = wanted.get(group, 0) + 1
    short = Shortfall(sum(wanted.values()), 0, wanted)

    found = cover(short, target=short.total * 95 // 100, most=None, seconds=1e-6)

    assert found.fewest is not None
    assert len(found.parties) - found.fewest <= 2
    assert short.met_by(found.parties) >= short.total * 95 // 100


@given(groups)
def test_a_party_named_instead_clears_the_same(wanted: dict[Wanted, int]) -> None:
    short = Shortfall(sum(wanted.values()), 0, wanted)

    found = cover(short, target=short.clearable, most=None)

    for party, others in found.instead.items():
        for other in others:
            assert short.met_by(found.parties - {party} | {other}) == short.met_by(found.parties)


@given(groups)
def test_the_order_of_a_plan_names_each_party_once_and_counts_what_is_cleared(wanted: dict[Wanted, int]) -> None:
    short = Shortfall(sum(wanted.values()), 0, wanted)
    parties = cover(short, target=short.clearable, most=None).parties

    order = in_order(wanted, parties)

    assert sorted(party for party, _ in order) == sorted(parties)
    for number, (_, cleared) in enumerate(order):
        assert cleared == short.met_by(frozenset(party for party, _ in order[: number + 1]))


def test_who_completes_what_another_one_began_is_named_next() -> None:
    a, b, c = (frozenset((party,)) for party in "abc")
    wanted = {frozenset((a, b)): 9, frozenset((a,)): 2, frozenset((c,)): 4}

    assert in_order(wanted, frozenset("abc")) == [("a", 2), ("b", 11), ("c", 15)]


def test_a_need_of_two_parties_counts_but_once_in_the_bound() -> None:
    """Half of all hangs on a or b, the rest on ten others alike: one of the two and five more make three quarters."""
    wanted: dict[Wanted, int] = {frozenset((frozenset("ab"),)): 100}
    wanted |= {frozenset((frozenset((f"p{number}",)),)): 10 for number in range(10)}
    incidence = Incidence(wanted)

    assert {at_least(incidence, amounts, 150, 6) for amounts in shared_out(incidence)} == {6}
    assert {at_most(incidence, amounts, 6) for amounts in shared_out(incidence)} == {150}


@given(st.lists(st.frozensets(st.sampled_from(PARTIES), max_size=3), max_size=6))
def test_the_smallest_hitting_sets_are_those_of_all_subsets(wanted: list[frozenset[str]]) -> None:
    found = smallest(wanted, 1000)

    hitting = [some for some in choices() if all(need & some for need in wanted)]
    least = min((len(some) for some in hitting), default=0)
    assert set(found.sets) == {some for some in hitting if len(some) == least}
    assert not found.bounded


def test_a_list_that_stops_says_so() -> None:
    found = smallest([frozenset("abc")], 2)

    assert found.sets == (frozenset("a"), frozenset("b"))
    assert found.bounded


def test_where_time_runs_out_the_plan_stands_and_its_bound_is_no_lie() -> None:
    wanted = {frozenset((frozenset((f"a{n}", f"b{n % 7}", f"c{n % 11}")),)): 1 + n % 3 for n in range(200)}
    short = Shortfall(sum(wanted.values()), 0, wanted)

    hurried, settled = (cover(short, target=short.total, most=None, seconds=time) for time in (1e-6, 30.0))

    assert short.met_by(hurried.parties) == short.total
    assert (hurried.fewest or 0) <= len(settled.parties) <= len(hurried.parties)
