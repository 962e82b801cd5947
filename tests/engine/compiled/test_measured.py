# SPDX-License-Identifier: Apache-2.0
"""The benchmark of changed grants measures what it says."""

from __future__ import annotations

from benchmarks.engine.revising import CHANGES, Revised, measure


def test_a_small_world_is_compiled_kept_and_changed_twenty_times() -> None:
    found = measure(60, 30)

    assert (found.grants >= 60, found.shares == found.wanted > 30) == (True, True)
    assert len(found.changes) == len(found.again) == CHANGES
    assert 0 < sum(found.again) < CHANGES * found.shares
    assert found.size > 1000


def test_where_time_ran_out_only_what_was_compiled_is_compared_and_that_is_said() -> None:
    found = Revised(grants=10, shares=5, wanted=50, nothing=2.0, changes=[0.01, 0.02, 0.5], again=[0, 1, 7])

    first, second, third, _ = found.lines

    assert first == "10 grants, from nothing 2.0 s for 5 shares of 50, then time ran out"
    assert second == "one changed grant, 3 at random: median 0.020 s, worst 0.500 s; 100 and 4 times faster"
    assert third == "shares compiled again: median 1, most 7"
