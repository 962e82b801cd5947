# SPDX-License-Identifier: Apache-2.0
"""A window of a world is counted as each of its days is; what it takes is kept whole, or made again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from benchmarks.worlds import stage
from licit.engine import class_keeping
from licit.engine.catalogue import Catalogue, read_catalogue
from licit.engine.class_audit import CoverageTimeline, audit_day, audit_window
from licit.engine.class_keeping import KeptClasses
from licit.engine.class_timelines import ClassTimelines, Timelines, Window
from licit.engine.store import Store
from licit.model.problem import BadInputError
from tests.engine.bulk.cases import SERVICE, Bulk, bulk
from tests.engine.store.faulty import FaultyDisk, death, disk_full

WINDOW = Window(date(1999, 1, 1), date(2018, 12, 31))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Bulk:
    return bulk(tmp_path_factory.mktemp("world") / "repertoire", grants=150, items=60)


@pytest.fixture(scope="module")
def offers(world: Bulk, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = world.repertoire / "catalogues" / SERVICE
    return read_catalogue(folder, world.table, Store(tmp_path_factory.mktemp("joined")), memory=1 << 29)


class Judged:
    """Timelines that were put together before: only what is done to the disk is looked at."""

    parts: dict[tuple[int, int], Timelines]

    def __init__(self, *_: object) -> None:
        self.asked = (0, 0)

    def each(self, start: int, until: int) -> Iterator[int]:
        self.asked = (start, until)
        return iter(range(until - start))

    def taken(self, _of_class: npt.NDArray[np.int32]) -> Timelines:
        return self.parts[self.asked]


@pytest.fixture(scope="module")
def judged(world: Bulk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptClasses]:
    """All that is asked here was judged once; a test then costs what it writes."""
    found: dict[tuple[int, int], Timelines] = {}

    class Judging(ClassTimelines):
        def each(self, start: int, until: int) -> Iterator[int]:
            self.asked = (start, until)
            return super().each(start, until)

        def taken(self, of_class: npt.NDArray[np.int32]) -> Timelines:
            found[self.asked] = super().taken(of_class)
            return found[self.asked]

    kept = world.kept(tmp_path_factory.mktemp("store"), step=10_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(class_keeping, "ClassTimelines", Judging)
        kept.through(SERVICE, stage.STREAM, WINDOW)
        assert len(found) == 1
        patch.setattr(class_keeping, "ClassTimelines", Judged)
        patch.setattr(Judged, "parts", found, raising=False)
        yield kept


def counted(kept: KeptClasses, offers: Catalogue, store: Store) -> CoverageTimeline:
    kept.store = store
    return audit_window(offers, kept.through(SERVICE, stage.STREAM, WINDOW))


def same(one: CoverageTimeline, other: CoverageTimeline) -> bool:
    return one.starts == other.starts and np.array_equal(one.counts, other.counts)


def test_each_slice_of_a_window_counts_what_its_first_and_last_day_count(
    world: Bulk, offers: Catalogue, tmp_path: Path
) -> None:
    timelines = world.kept(tmp_path).through(SERVICE, stage.STREAM, WINDOW)

    window = audit_window(offers, timelines)

    assert len(window.starts) > 20
    ends = [*(day - timedelta(days=1) for day in window.starts[1:]), WINDOW.last]
    for first, last, counts in zip(window.starts, ends, window.counts, strict=True):
        for day in (first, last):
            assert np.array_equal(audit_day(offers, timelines, day).counts.sum(axis=0), counts)


def test_parts_of_any_size_are_counted_alike(world: Bulk, offers: Catalogue, tmp_path: Path) -> None:
    in_parts, at_once = (
        audit_window(offers, world.kept(tmp_path / str(step), step=step).through(SERVICE, stage.STREAM, WINDOW))
        for step in (7, 10_000)
    )

    assert same(in_parts, at_once)


def test_a_full_disk_at_any_step_leaves_no_window_that_is_believed(
    judged: KeptClasses, offers: Catalogue, tmp_path: Path
) -> None:
    whole = counted(judged, offers, Store(tmp_path / "whole"))
    disk = FaultyDisk()
    counted(judged, offers, Store(tmp_path / "counted", disk=disk))
    assert disk.steps > 50

    told = 0
    for at in range(1, disk.steps + 1):
        store = tmp_path / f"at-{at}"
        try:
            found = counted(judged, offers, Store(store, disk=FaultyDisk(at, disk_full)))
        except BadInputError as error:
            told += "it can't be written" in str(error)
        else:
            assert same(found, whole)  # what failed was only tidying up
        assert same(counted(judged, offers, Store(store, disk=FaultyDisk())), whole)
    assert told > 50


def test_a_kill_leaves_no_window_that_is_believed(judged: KeptClasses, offers: Catalogue, tmp_path: Path) -> None:
    whole = counted(judged, offers, Store(tmp_path / "whole"))
    disk = FaultyDisk()
    counted(judged, offers, Store(tmp_path / "counted", disk=disk))

    for at in range(1, disk.steps + 1, 2):
        store = tmp_path / f"at-{at}"
        child = os.fork()
        if not child:
            judged.store = Store(store, disk=FaultyDisk(at, death))
            judged.through(SERVICE, stage.STREAM, WINDOW)
            os._exit(0)
        _, status = os.waitpid(child, 0)

        assert os.WIFSIGNALED(status)
        assert same(counted(judged, offers, Store(store, disk=FaultyDisk())), whole)


def test_a_damaged_array_of_what_changes_is_made_again(judged: KeptClasses, offers: Catalogue, tmp_path: Path) -> None:
    whole = counted(judged, offers, Store(tmp_path / "whole"))
    names = ("change_days", "change_kinds", "alike_members", "cell_offsets", "leaving", "reaching")

    for name in names:
        counted(judged, offers, Store(tmp_path / name))
        file = next((tmp_path / name).rglob(f"{name}.npy"))
        content = bytearray(file.read_bytes())
        content[-1] ^= 1
        file.write_bytes(content)

        assert same(counted(judged, offers, Store(tmp_path / name)), whole)


def test_what_another_edition_kept_is_not_looked_at(judged: KeptClasses, monkeypatch: pytest.MonkeyPatch) -> None:
    before = judged.key("timelines", SERVICE, stage.STREAM, WINDOW)

    monkeypatch.setattr(class_keeping, "engine_edition", lambda: "another")

    assert judged.key("timelines", SERVICE, stage.STREAM, WINDOW) != before
