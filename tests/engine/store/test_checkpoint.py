# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from licit.engine.store import Checkpoint, Key, Store
from licit.model.problem import InvalidValueError

KEY = Key.of(record="r1", service="shop")


def checkpoint(folder: Path, key: Key = KEY, total: int = 3) -> Checkpoint:
    """As a process of its own would open it."""
    return Checkpoint(Store(folder), key, total)


def save(at: Checkpoint, part: int) -> None:
    at.save(part, {"cleared": np.full(4, part)})


def test_whoever_starts_again_makes_only_the_parts_that_are_missing(tmp_path: Path) -> None:
    for part in checkpoint(tmp_path).todo():
        save(checkpoint(tmp_path), part)
        if part == 1:
            break

    again = checkpoint(tmp_path)

    assert again.done() == {0, 1}
    assert list(again.todo()) == [2]
    found = again.load(1)
    assert found is not None
    assert found.arrays["cleared"].tolist() == [1, 1, 1, 1]


def test_a_finished_work_has_no_parts_left_and_nothing_to_do(tmp_path: Path) -> None:
    work = checkpoint(tmp_path)
    for part in work.todo():
        save(work, part)

    work.finish({"cleared": np.arange(12)}, {"items": 12})

    found = checkpoint(tmp_path).finished()
    assert found is not None
    assert found.arrays["cleared"].tolist() == list(range(12))
    assert found.notes == {"items": 12}
    assert work.store.keys() == (KEY,)
    assert work.done() == set()
    assert list(work.todo()) == []


@pytest.mark.parametrize(
    ("key", "total"), [(Key.of(record="r2", service="shop"), 3), (KEY, 4)], ids=["another record", "cut otherwise"]
)
def test_parts_of_another_work_are_none_of_this(tmp_path: Path, key: Key, total: int) -> None:
    save(checkpoint(tmp_path, key, total), 0)

    assert checkpoint(tmp_path).done() == set()
    assert list(checkpoint(tmp_path).todo()) == [0, 1, 2]


def test_a_damaged_part_is_made_again(tmp_path: Path) -> None:
    work = checkpoint(tmp_path)
    for part in range(3):
        save(work, part)
    next(work.store.place(KEY.part(1, 3)).glob("data-*/cleared.npy")).write_bytes(b"")

    assert list(checkpoint(tmp_path).todo()) == [1]


def test_a_damaged_whole_is_made_again(tmp_path: Path) -> None:
    work = checkpoint(tmp_path)
    work.finish({"cleared": np.arange(12)})
    next(work.store.place(KEY).glob("data-*/cleared.npy")).write_bytes(b"")

    assert list(work.todo()) == [0, 1, 2]


def test_two_at_once_share_the_parts(tmp_path: Path) -> None:
    one, two = checkpoint(tmp_path), checkpoint(tmp_path)
    first, second = one.todo(), two.todo()

    assert next(first) == 0
    assert next(second) == 1
    save(one, 0)
    assert next(first) == 2
    save(two, 1)
    save(one, 2)

    assert list(first) == []
    assert list(second) == []


def test_a_part_that_another_is_at_work_on_is_waited_for(tmp_path: Path) -> None:
    one, two = checkpoint(tmp_path, total=1), checkpoint(tmp_path, total=1)
    first = one.todo()
    next(first)
    given: list[int] = []
    waiting = threading.Thread(target=lambda: given.extend(two.todo(patience=60)))

    waiting.start()
    save(one, 0)
    waiting.join(timeout=30)

    assert not waiting.is_alive()
    assert given == []


def test_a_part_whose_maker_gives_up_is_given_to_who_waits(tmp_path: Path) -> None:
    first, second = checkpoint(tmp_path, total=1).todo(), checkpoint(tmp_path, total=1).todo(patience=60)
    next(first)
    timer = threading.Timer(0.1, first.close)  # type: ignore[attr-defined]

    timer.start()

    assert list(second) == [0]


def test_who_has_waited_long_enough_makes_the_part_too_and_both_may_save_it(tmp_path: Path) -> None:
    one, two = checkpoint(tmp_path, total=1), checkpoint(tmp_path, total=1)
    first = one.todo()
    next(first)

    for part in two.todo(patience=0):
        save(two, part)
        save(one, part)

    assert two.done() == {0}
    assert list(first) == []


def test_who_joins_while_another_finishes_is_told_by_the_missing_part(tmp_path: Path) -> None:
    one, two = checkpoint(tmp_path), checkpoint(tmp_path)
    for part in range(3):
        save(one, part)

    one.finish({"cleared": np.arange(12)})

    assert two.load(0) is None
    assert list(two.todo()) == []
    assert two.finished() is not None


@pytest.mark.parametrize(("key", "total"), [(KEY, 0), (KEY.part(0, 2), 2)], ids=["no parts", "a part"])
def test_a_work_without_parts_is_refused(tmp_path: Path, key: Key, total: int) -> None:
    with pytest.raises(InvalidValueError):
        checkpoint(tmp_path, key, total)
