# SPDX-License-Identifier: Apache-2.0
"""A catalogue is counted right however many rows are taken at once, by classes, answers and label groups."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.engine import counting
from licit.engine.catalogue import Catalogue
from licit.engine.class_audit import audit_day
from licit.engine.class_timelines import Timelines
from tests.engine.classes.test_changes import DAYS, FIRST, UNKNOWN, drawn_timelines

NAMES = ("one label", "another", "a third")


@st.composite
def grouped(draw: st.DrawFn) -> tuple[Timelines, Catalogue]:
    """Timelines, and rows of their classes, −1 among them, each of some label group."""
    found = draw(drawn_timelines())
    row = st.tuples(st.integers(-1, len(found.of_class) - 1), st.integers(0, len(NAMES) - 1))
    rows = draw(st.lists(row, max_size=40))
    classes, groups = (np.array([one[at] for one in rows], dtype=np.int32) for at in (0, 1))
    return found, Catalogue(classes, groups, NAMES)


def said(timelines: Timelines, rights_class: int, day: date) -> list[int]:
    """The answer of one class in each leaf, the plain way."""
    if rights_class < 0:
        return [UNKNOWN] * len(timelines.leaves)
    at = int(timelines.of_class[rights_class])
    span = range(int(timelines.offsets[at]), int(timelines.offsets[at + 1]))
    now = max(one for one in span if timelines.starts[one] <= day.toordinal())
    masks = [int.from_bytes(mask.tobytes(), "little") for mask in timelines.masks[timelines.rows[now]]]
    return [[mask >> leaf & 1 for mask in masks].index(1) for leaf in range(len(timelines.leaves))]


@given(grouped(), st.integers(0, DAYS - 1))
def test_a_day_counts_each_row_in_each_leaf_of_its_group(case: tuple[Timelines, Catalogue], after: int) -> None:
    timelines, offers = case
    day = FIRST + timedelta(days=after)

    found = audit_day(offers, timelines, day)

    expected = np.zeros((len(NAMES), 4, len(timelines.leaves)), dtype=np.int64)
    for rights_class, group in zip(offers.classes.tolist(), offers.groups.tolist(), strict=True):
        for leaf, answer in enumerate(said(timelines, rights_class, day)):
            expected[group, answer, leaf] += 1
    assert found.groups == NAMES
    assert np.array_equal(found.counts, expected)


@pytest.mark.parametrize("classes", [1, 3, 7, 50])
def test_rows_are_counted_alike_however_many_are_taken_at_once(monkeypatch: pytest.MonkeyPatch, classes: int) -> None:
    monkeypatch.setattr(counting, "STEP", 4)
    monkeypatch.setattr(counting, "MOST", 16)
    ids = np.arange(45, dtype=np.int32) * 11 % (classes + 1) - 1
    offers = Catalogue(ids, np.arange(45, dtype=np.int32) % 3, NAMES)
    told: list[tuple[int, int]] = []

    by_class = counting.tally_classes(offers, classes, progress=lambda done, total: told.append((done, total)))
    by_group = counting.tally_rows(
        offers, np.append(np.arange(classes, dtype=np.int32), np.int32(classes)), classes + 1
    )

    counted = Counter(ids.tolist())
    assert by_class.tolist() == [counted[one] for one in [*range(classes), -1]]
    assert by_group.sum(axis=1).tolist() == by_class.tolist()
    assert by_group.sum(axis=0).tolist() == [15, 15, 15]
    assert told[-1] == (45, 45)
    assert told == sorted(set(told))
