# SPDX-License-Identifier: Apache-2.0
"""The harness's arithmetic: medians, ratios, rounds, growth, and how numbers are told."""

from __future__ import annotations

import pytest

from benchmarks.engine.drawing import Curve, powers, svg
from benchmarks.engine.measure import Runs, growth, ladder, rounds, table, told, told_bytes, told_seconds


def test_the_median_is_the_middle_run() -> None:
    assert Runs("one", [5.0, 1.0, 2.0]).median == 2.0


def test_a_rate_is_work_over_the_median() -> None:
    assert Runs("one", [0.5, 0.5, 9.0], work=1000).rate == 2000.0


def test_a_ratio_is_time_for_the_same_work() -> None:
    slow, quick = Runs("slow", [3.0], work=10), Runs("quick", [1.0], work=100)

    assert slow.ratio(quick) == pytest.approx(30.0)
    assert quick.ratio(slow) == pytest.approx(1 / 30)


def test_what_takes_long_runs_three_times_and_all_else_five() -> None:
    assert [rounds(seconds) for seconds in (0.1, 10.0, 10.1)] == [5, 5, 3]


def test_a_ladder_ends_at_the_size_asked_for() -> None:
    assert ladder(1_000_000) == [1_000, 10_000, 100_000, 1_000_000]
    assert ladder(2_500, 1_000) == [1_000, 2_500]
    assert ladder(500) == [500]


def test_growth_is_the_power_of_the_size() -> None:
    assert growth([1, 10, 100], [2, 20, 200]) == pytest.approx(1.0)
    assert growth([1, 2, 4], [3, 12, 48]) == pytest.approx(2.0)
    assert growth([1, 10, 100], [7, 7, 7]) == pytest.approx(0.0)


def test_seconds_have_three_digits_that_count() -> None:
    told_ones = [told_seconds(one) for one in (123.4, 1.234, 0.01234, 0.0000012345, 2.5e-8)]

    assert told_ones == ["123 s", "1.23 s", "12.3 ms", "1.23 µs", "25.0 ns"]


def test_bytes_are_told_in_mib_or_gib() -> None:
    assert told_bytes(300 * 2**20) == "300 MiB"
    assert told_bytes(2.5 * 2**30) == "2.50 GiB"


def test_thousands_are_grouped() -> None:
    assert [told(1234567.0), told(12.34), told(1.234)] == ["1,234,567", "12.3", "1.23"]


def test_a_table_is_markdown() -> None:
    assert table(("what", "s"), [("a", "1")]) == "| what | s |\n| --- | ---: |\n| a | 1 |"


def test_powers_lie_around_the_values_and_apart() -> None:
    assert powers([3, 250]) == (0, 3)
    assert powers([10.0]) == (1, 2)


def test_a_point_is_drawn_at_its_logarithms() -> None:
    """Ten times ten: the middle of both axes from 1 to 100; 48 + 0.5 × 238, 166 − 0.5 × 136."""
    drawn = svg([Curve("items", "items", "s", {"one": [(1, 1), (10, 10), (100, 100)]})])

    assert '<circle cx="167.0" cy="98.0" r="2.5"' in drawn
    assert 'points="48.0,166.0 167.0,98.0 286.0,30.0"' in drawn


def test_names_are_escaped_in_a_drawing() -> None:
    assert "a &lt; b" in svg([Curve("a < b", "x", "y", {"one": [(1, 1)]})])
