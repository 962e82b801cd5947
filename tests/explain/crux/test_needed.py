# SPDX-License-Identifier: Apache-2.0
"""What is left out of a condition before its primes are looked for changes no crux."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from licit.explain.crux.diagram import Diagram, Node
from licit.explain.crux.needed import needed
from licit.explain.crux.order import came_first
from licit.explain.crux.possible import possible, rules
from licit.explain.crux.primes import Primes
from licit.model.crux import Settlement
from licit.model.fact import Grant, GrantKind
from licit.model.proof import OpenKind, OpenPoint
from licit.model.record import Record

ACTS = ("a", "b", "c", "d")  # of no day that is on record: each may come first
RECORD = Record(facts=tuple(Grant(id=act, grantor=act, grantee="Shop", kind=GrantKind.NON_EXCLUSIVE) for act in ACTS))
ORDERS = [came_first(one, other)[0] for one, other in combinations(ACTS, 2)]
DAYS = [
    Settlement(OpenPoint(OpenKind.DAY, (act,), "signed"), so=True, day=date(2005, 1, day))
    for act, day in (("a", 1), ("a", 2), ("a", 3), ("b", 2))
]
FREE = [Settlement(OpenPoint(OpenKind.FACT, (name,)), so=True) for name in ("a", "b")]
ASKED = [*ORDERS, *DAYS, *FREE]
TERMS = st.lists(st.dictionaries(st.sampled_from(ASKED), st.booleans(), min_size=1, max_size=3), max_size=5)
MOST = 10_000


def any_of(diagram: Diagram, terms: list[dict[Settlement, bool]]) -> Node:
    """Where one of the terms holds."""
    found = diagram.false
    for term in terms:
        found |= diagram.manager.cube({diagram.name(one): so for one, so in term.items()})
    return found


def told(diagram: Diagram, node: Node, can_be: Node, within: Node) -> set[Node]:
    """The primes of a condition, as the settlements in which they hold."""
    terms, whole = Primes(diagram).smallest(node, can_be, MOST)
    assert whole
    return {diagram.manager.cube(dict(term)) & within for term in terms}


def same_primes(terms: list[dict[Settlement, bool]]) -> bool:
    """Whether something was left out; of what clears and of what refuses, the primes are the same without it."""
    diagram = Diagram()
    for one in ASKED:
        diagram.name(one)
    less = False
    for node in (any_of(diagram, terms), ~any_of(diagram, terms)):
        asked = diagram.asked_in(node)
        can_be = possible(diagram, RECORD, asked)
        so, left = needed(diagram, node, rules(diagram, RECORD, asked))
        less |= len(diagram.asked_in(so & left)) < len(asked)

        assert told(diagram, so, left, can_be) == told(diagram, node, can_be, can_be)
    return less


@given(TERMS)
def test_the_cruxes_of_what_is_needed_are_those_of_the_whole_condition(terms: list[dict[Settlement, bool]]) -> None:
    same_primes(terms)


def test_orders_that_say_the_same_as_one_of_them_are_left_out() -> None:
    """That a came first of a, b and c, or a before b but after c: a before b, and nothing else."""
    first, later = {ORDERS[0]: True, ORDERS[1]: True}, {ORDERS[0]: True, ORDERS[1]: False}

    assert same_primes([{**first, ORDERS[3]: True}, {**first, ORDERS[3]: False}, {**later, ORDERS[3]: False}])


def test_two_orders_of_which_either_is_enough_are_left_with_what_says_that_one_of_them_is() -> None:
    """a before b, or b before c: so much is said by a before c."""
    assert not same_primes([{ORDERS[0]: True}, {ORDERS[3]: True}, {ORDERS[1]: True, ORDERS[3]: False}])
