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


def test_where_time_ran_out_the_whole_is_reckoned_from_the_part_and_said_so() -> None:
    found = Revised(grants=10, shares=5, wanted=50, nothing=2.0, changes=[0.01, 0.02, 0.5], again=[0, 1, 7])

    first, second, third, _ = found.lines

    assert first == "10 grants, 50 shares: from nothing 20.0 s (reckoned: 5 took 2 s)"
    assert second == "one changed grant, 3 at random: median 0.020 s, worst 0.500 s; 1,000 and 40 times faster"
    assert third == "shares compiled again: median 1, most 7"
