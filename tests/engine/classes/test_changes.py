# SPDX-License-Identifier: Apache-2.0
"""A window counted by its changes says on each day what the day says, for any timelines and any catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.engine import class_timelines
from licit.engine.catalogue import Catalogue
from licit.engine.class_audit import CoverageTimeline, audit_day, audit_window
from licit.engine.class_changes import Sums
from licit.engine.class_timelines import Timelines
from licit.engine.class_written import TimelinesForm
from licit.engine.store import Key, Store
from licit.engine.words import as_words

FIRST = date(2004, 2, 27)
DAYS = 8  # of a window
CLEARED, CONTESTED, NOT_CLEARED, UNKNOWN = range(4)
KEY = Key.of(kind="timelines")

Slice = tuple[int, int]  # the day of the window on which it begins, and its answers


def timelines(of_class: Sequence[int], each: Sequence[Sequence[Slice]], answers: Sequence[Sequence[int]]) -> Timelines:
    """Timelines of these slices; ``answers`` are what they say of each leaf."""
    leaves = len(answers[0])
    masks = [sum((said == one) << leaf for leaf, said in enumerate(row)) for row in answers for one in range(4)]
    slices = [one for these in each for one in these]
    words = as_words(masks, leaves)
    return Timelines(
        of_class=np.array(of_class, dtype=np.int32),
        offsets=np.cumsum([0, *map(len, each)], dtype=np.int64),
        starts=np.array([FIRST.toordinal() + day for day, _ in slices], dtype=np.int32),
        rows=np.array([row for _, row in slices], dtype=np.int32),
        masks=words.reshape(len(answers), 4, words.shape[1]),
        leaves=tuple(f"L{leaf}" for leaf in range(leaves)),
        first=FIRST,
        last=FIRST + timedelta(days=DAYS - 1),
    )


def catalogue(classes: Sequence[int]) -> Catalogue:
    return Catalogue(np.array(classes, dtype=np.int32), np.zeros(len(classes), dtype=np.int32), ("",))


@st.composite
def drawn_timelines(draw: st.DrawFn) -> Timelines:
    """Of few answers, in which leaves are alike, so that timelines meet, part, and meet again."""
    kinds = draw(st.integers(1, 4))
    leaves = draw(st.sampled_from([1, 5, 64, 65]))
    codes = st.tuples(*[st.integers(0, 3)] * kinds)
    answers = [[row[leaf % kinds] for leaf in range(leaves)] for row in draw(st.lists(codes, min_size=1, max_size=5))]
    row = st.integers(0, len(answers) - 1)
    later = st.dictionaries(st.integers(1, DAYS - 1), row, max_size=4)
    each = [[(0, first), *sorted(rest.items())] for first, rest in draw(st.lists(st.tuples(row, later), max_size=6))]
    numbers = st.integers(0, len(each) - 1) if each else st.nothing()
    return timelines(draw(st.lists(numbers, max_size=6 if each else 0)), each, answers)


@st.composite
def asked(draw: st.DrawFn) -> tuple[Timelines, Catalogue]:
    """Timelines, and a catalogue of their classes and of what the repertoire does not have."""
    found = draw(drawn_timelines())
    return found, catalogue(draw(st.lists(st.integers(-1, len(found.of_class) - 1), max_size=20)))


def counts_on(window: CoverageTimeline, day: date) -> list[list[int]]:
    number = sum(start <= day for start in window.starts) - 1
    counts: list[list[int]] = window.counts[number].tolist()
    return counts


@given(asked())
def test_a_window_counts_on_each_day_what_the_day_counts(case: tuple[Timelines, Catalogue]) -> None:
    these, offers = case

    window = audit_window(offers, these)

    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        assert counts_on(window, day) == audit_day(offers, these, day).counts.sum(axis=0).tolist()


@given(asked())
def test_slices_begin_where_those_of_some_timeline_do(case: tuple[Timelines, Catalogue]) -> None:
    these, offers = case

    window = audit_window(offers, these)

    days = {FIRST, *map(date.fromordinal, these.starts.tolist())}
    assert window.starts == tuple(sorted(days))
    assert window.counts.shape == (len(days), 4, len(these.leaves))


def in_parts(these: Timelines, size: int) -> list[Timelines]:
    """The same, so many classes a part."""
    starts = range(0, max(len(these.of_class), 1), size)
    return [replace(these, of_class=these.of_class[start : start + size]) for start in starts]


@given(asked(), st.integers(1, 4))
def test_parts_put_together_are_counted_as_the_whole_is(case: tuple[Timelines, Catalogue], size: int) -> None:
    these, offers = case

    joined = TimelinesForm().joined(in_parts(these, size))

    assert joined.changes is not None
    assert np.array_equal(audit_window(offers, joined).counts, audit_window(offers, these).counts)


def test_each_class_is_counted_in_each_leaf_until_its_answer_changes() -> None:
    """Three classes: two change alike on day 3 in the second leaf, one of them once more on day 5."""
    answers = [(CLEARED, NOT_CLEARED), (CLEARED, CLEARED), (UNKNOWN, CONTESTED)]
    these = timelines([0, 1, 1, 2], [[(0, 0), (3, 1)], [(0, 0), (3, 1), (5, 2)], [(0, 1)]], answers)
    offers = catalogue([0, 0, 0, 1, 2, 3, 3, 3, 3, 3, -1])

    window = audit_window(offers, these)

    assert window.starts == (date(2004, 2, 27), date(2004, 3, 1), date(2004, 3, 3))
    assert window.counts.tolist() == [
        [[10, 5], [0, 0], [0, 5], [1, 1]],
        [[10, 10], [0, 0], [0, 0], [1, 1]],
        [[8, 8], [0, 2], [0, 0], [3, 1]],
    ]


def test_what_changes_alike_is_added_up_once_and_so_are_leaves_that_are_alike() -> None:
    """Five timelines do one thing on one day, in 64 of 65 leaves."""
    answers = [[CLEARED] * 64 + [UNKNOWN], [CONTESTED] * 64 + [UNKNOWN]]
    found = timelines(range(5), [[(0, 0), (3, 1)]] * 5, answers).changing()

    assert sorted(map(len, np.split(found.alike.members, found.alike.offsets[1:-1]))) == [5, 5]
    assert found.kinds.tolist() == [0] * 64 + [1]
    assert len(found.leaving) == 3  # on the first day both kinds of leaves, then one


def test_a_repertoire_of_nothing_has_one_slice_in_which_all_is_unknown() -> None:
    window = audit_window(catalogue([-1, -1]), timelines([], [], [(CLEARED, CLEARED)]))

    assert window.starts == (FIRST,)
    assert window.counts.tolist() == [[[0, 0], [0, 0], [0, 0], [2, 2]]]


def test_sums_are_of_all_members_with_a_key() -> None:
    sums, keys = Sums.by(np.array([7, 2, 7, 9]), np.array([0, 1, 3, 1], dtype=np.int32))

    assert keys.tolist() == [2, 7, 9]
    assert sums.of(np.array([10, 200, 0, 5])).tolist() == [200, 15, 200]


def kept(these: Timelines, folder: Path) -> Timelines:
    """Written to a store, and read from it."""
    store, form = Store(folder), TimelinesForm()
    store.put(KEY, *form.written(these))
    entry = store.get(KEY)
    assert entry is not None
    return form.read(entry)


@given(asked())
def test_what_was_kept_counts_as_before_and_is_not_worked_out_again(case: tuple[Timelines, Catalogue]) -> None:
    these, offers = case
    whole = TimelinesForm().joined([these])
    expected = audit_window(offers, whole)

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        again = kept(whole, Path(folder))
        patch.delattr(class_timelines, "changes_of")
        found = audit_window(offers, again)

    assert found.starts == expected.starts
    assert np.array_equal(found.counts, expected.counts)


def test_a_part_is_kept_without_what_changes(tmp_path: Path) -> None:
    part = timelines([0], [[(0, 0), (3, 1)]], [(CLEARED,), (UNKNOWN,)])

    again = kept(part, tmp_path)

    assert again.changes is None
    assert audit_window(catalogue([0]), again).counts.tolist() == [[[1], [0], [0], [0]], [[0], [0], [0], [1]]]
