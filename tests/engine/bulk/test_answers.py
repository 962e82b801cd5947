# SPDX-License-Identifier: Apache-2.0
"""Answers of classes are those of the reference for each of their items, and so is what they turn on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest

from benchmarks.worlds import stage
from licit.engine.class_answers import ORDER
from licit.engine.class_timelines import Window
from licit.explain.turning import turns_of
from licit.model.overview import Reason
from licit.model.question import Question
from licit.model.record import Record
from licit.reference import judge
from tests.engine.bulk.cases import SERVICE, Bulk, bulk, cells_of, days

POSITIONS = (stage.POSITION, "at-the-server", "place-open")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Bulk:
    return bulk(tmp_path_factory.mktemp("world") / "repertoire")


def asked(position: str, day: date, item: str, leaf: str) -> Question:
    return Question(
        service=SERVICE,
        use=stage.STREAM,
        item=item,
        territory=leaf,
        day=day,
        known_by=stage.KNOWN_BY,
        position=position,
    )


def of_kind(record: Record, reason: Reason) -> Reason:
    """A class has no assets of its own: only their kind is told."""
    asset = record.assets.get(reason.subject)
    return replace(reason, subject=asset.kind) if asset else reason


@pytest.mark.parametrize("position", POSITIONS)
def test_classes_answer_as_the_reference_does_for_their_items_and_for_its_reasons(
    world: Bulk, tmp_path: Path, position: str
) -> None:
    names = world.table.items().to_pylist()
    random = Random(position)  # noqa: S311 - no secret
    seen = Counter[str]()
    for day in days():
        kept = world.kept(tmp_path, position=position)
        found = kept.on(SERVICE, stage.STREAM, day)
        for item in [*random.sample(names, 12), "bare"]:
            for leaf in random.sample(world.record.atlas.leaves_on(day), 3):
                answer, number = cells_of(found, int(world.table.class_ids[names.index(item)]), leaf)
                verdict = judge(world.record, asked(position, day, item, leaf), explain=False)

                assert answer == verdict.answer.value, (item, leaf, day)
                seen[answer] += 1
                if number >= 0:
                    turns = {of_kind(world.record, turn.reason) for turn in turns_of(world.record, verdict)}
                    assert found.reasons[number] in turns, (item, leaf, day)
    assert {"not-cleared", "contested", "unknown"} <= seen.keys()


def test_a_window_says_on_each_day_what_the_day_says(world: Bulk, tmp_path: Path) -> None:
    kept = world.kept(tmp_path)
    window = kept.through(SERVICE, stage.STREAM, Window(date(2005, 1, 1), date(2015, 1, 1)))

    for day in days():
        on_day = kept.on(SERVICE, stage.STREAM, day)
        through = window.masks[window.rows_on(day)[window.of_class]]
        assert np.array_equal(through, on_day.by_answer()[on_day.of_class])


def test_parts_of_any_size_give_one_result(world: Bulk, tmp_path: Path) -> None:
    in_parts = world.kept(tmp_path / "parts", step=7).on(SERVICE, stage.STREAM, days()[0])
    at_once = world.kept(tmp_path / "once", step=10_000).on(SERVICE, stage.STREAM, days()[0])

    for rights_class in range(len(world.table.counts)):
        for leaf in list(world.record.atlas.leaves)[::7]:
            one, other = (cells_of(found, rights_class, leaf) for found in (in_parts, at_once))
            assert one[0] == other[0]
            assert (one[1] < 0) == (other[1] < 0)
            if one[1] >= 0:
                assert in_parts.reasons[one[1]] == at_once.reasons[other[1]]


def test_the_answers_of_a_set_are_disjoint_and_together_all_leaves(world: Bulk, tmp_path: Path) -> None:
    found = world.kept(tmp_path).on(SERVICE, stage.STREAM, days()[0])
    masks = [[int.from_bytes(mask.tobytes(), "little") for mask in one] for one in found.by_answer()]

    for one in masks:
        assert len(one) == len(ORDER)
        assert sum(one) == (1 << len(found.leaves)) - 1
        assert sum(mask.bit_count() for mask in one) == len(found.leaves)
