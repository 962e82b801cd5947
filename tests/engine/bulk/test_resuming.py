# SPDX-License-Identifier: Apache-2.0
"""An audit that is interrupted, killed, or out of disk goes on; nothing half-written or stale is believed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from benchmarks.worlds import stage
from licit.engine import class_keeping
from licit.engine.answering import Answering
from licit.engine.bearing import Share
from licit.engine.catalogue import read_catalogue
from licit.engine.class_answers import ClassAnswers, Progress, answer_classes
from licit.engine.class_keeping import KeptClasses
from licit.engine.class_timelines import Window
from licit.engine.classes import ClassTable, build
from licit.engine.compiled import Compiled, Slices
from licit.engine.repertoire import marks_of
from licit.engine.store import Store
from licit.model.problem import BadInputError
from tests.engine.bulk.cases import DAY, SERVICE, Bulk, bulk
from tests.engine.store.faulty import FaultyDisk, death, disk_full

STEP = 12
MEMORY = 1 << 29


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Bulk:
    return bulk(tmp_path_factory.mktemp("world") / "repertoire", grants=60, items=30)


@pytest.fixture(scope="module")
def judged(world: Bulk, tmp_path_factory: pytest.TempPathFactory) -> KeptClasses:
    """Its answers are worked out already: a test then costs what it writes."""
    kept = world.kept(tmp_path_factory.mktemp("store"), step=STEP)
    kept.on(SERVICE, stage.STREAM, DAY)
    return kept


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[range]:
    """The classes that were judged, part by part."""
    found: list[range] = []

    def counted(answering: Answering, table: ClassTable, day: date, classes: range, told: Progress) -> ClassAnswers:
        answers = answer_classes(answering, table, day, classes, told)
        found.append(classes)
        return answers

    monkeypatch.setattr(class_keeping, "answer_classes", counted)
    return found


@pytest.fixture
def _remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judging costs nothing: only what is done to the disk is looked at."""
    known: dict[range, ClassAnswers] = {}

    def again(answering: Answering, table: ClassTable, day: date, classes: range, told: Progress) -> ClassAnswers:
        if classes not in known:
            known[classes] = answer_classes(answering, table, day, classes, told)
        return known[classes]

    monkeypatch.setattr(class_keeping, "answer_classes", again)


def in_store(kept: KeptClasses, store: Store) -> KeptClasses:
    kept.store = store
    return kept


def same(one: ClassAnswers, other: ClassAnswers) -> bool:
    names = ("of_class", "offsets", "answer", "reason", "masks")
    return one.reasons == other.reasons and all(np.array_equal(getattr(one, n), getattr(other, n)) for n in names)


def test_an_audit_interrupted_in_any_part_goes_on_with_that_part(
    judged: KeptClasses, tmp_path: Path, made: list[range]
) -> None:
    whole = in_store(judged, Store(tmp_path / "whole")).on(SERVICE, stage.STREAM, DAY)
    parts = len(made)
    assert parts == -(-judged.classes // STEP)

    for at in range(parts):
        made.clear()

        def stop(done: int, _total: int, at: int = at) -> None:
            if done >= at * STEP:
                raise KeyboardInterrupt

        kept = in_store(judged, Store(tmp_path / f"at-{at}"))
        with pytest.raises(KeyboardInterrupt):
            kept.on(SERVICE, stage.STREAM, DAY, progress=stop)
        before = list(made)
        again = kept.on(SERVICE, stage.STREAM, DAY)

        assert len(before) == at
        assert sorted(part.start for part in made) == [part * STEP for part in range(parts)]  # none twice
        assert same(again, whole)


def test_what_was_judged_is_not_judged_again(judged: KeptClasses, tmp_path: Path, made: list[range]) -> None:
    kept = in_store(judged, Store(tmp_path))
    first = kept.on(SERVICE, stage.STREAM, DAY)
    made.clear()

    assert same(kept.on(SERVICE, stage.STREAM, DAY), first)
    assert not made


def test_the_shares_of_judged_classes_are_kept_and_compiled_once(
    world: Bulk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = world.kept(tmp_path)
    first.on(SERVICE, stage.STREAM, DAY)
    shares = first.answering(SERVICE, stage.STREAM).compiled.shares
    assert shares

    def compiled(_self: Compiled, share: Share) -> Slices:
        raise AssertionError(share)

    monkeypatch.setattr(Compiled, "_compile", compiled)
    again = world.kept(tmp_path).answering(SERVICE, stage.STREAM).compiled

    assert {share: again.slices(share) for share in shares} == shares


@pytest.mark.usefixtures("_remembered")
def test_a_full_disk_at_any_step_is_told_and_leaves_nothing_that_is_believed(
    judged: KeptClasses, tmp_path: Path
) -> None:
    whole = in_store(judged, Store(tmp_path / "whole")).on(SERVICE, stage.STREAM, DAY)
    disk = FaultyDisk()
    in_store(judged, Store(tmp_path / "counted", disk=disk)).on(SERVICE, stage.STREAM, DAY)
    assert disk.steps > 50

    told = 0
    for at in range(1, disk.steps + 1):
        store = tmp_path / f"at-{at}"
        try:
            found = in_store(judged, Store(store, disk=FaultyDisk(at, disk_full))).on(SERVICE, stage.STREAM, DAY)
        except BadInputError as error:
            told += "it can't be written" in str(error)
        else:
            assert same(found, whole)  # what failed was only tidying up
        assert same(in_store(judged, Store(store, disk=FaultyDisk())).on(SERVICE, stage.STREAM, DAY), whole)
    assert told > 50


@pytest.mark.usefixtures("_remembered")
def test_a_kill_at_any_step_leaves_nothing_that_is_believed(judged: KeptClasses, tmp_path: Path) -> None:
    whole = in_store(judged, Store(tmp_path / "whole")).on(SERVICE, stage.STREAM, DAY)
    disk = FaultyDisk()
    in_store(judged, Store(tmp_path / "counted", disk=disk)).on(SERVICE, stage.STREAM, DAY)

    for at in range(1, disk.steps + 1):
        store = tmp_path / f"at-{at}"
        child = os.fork()
        if not child:
            in_store(judged, Store(store, disk=FaultyDisk(at, death))).on(SERVICE, stage.STREAM, DAY)
            os._exit(0)
        _, status = os.waitpid(child, 0)

        assert os.WIFSIGNALED(status)
        assert same(in_store(judged, Store(store, disk=FaultyDisk())).on(SERVICE, stage.STREAM, DAY), whole)


def test_a_kept_result_that_was_damaged_is_made_again(judged: KeptClasses, tmp_path: Path, made: list[range]) -> None:
    whole = in_store(judged, Store(tmp_path / "whole")).on(SERVICE, stage.STREAM, DAY)
    kept = in_store(judged, Store(tmp_path / "damaged"))
    kept.on(SERVICE, stage.STREAM, DAY)
    file = next((tmp_path / "damaged").rglob("of_class.npy")).with_name("masks.npy")  # shares are kept too
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    made.clear()

    assert same(kept.on(SERVICE, stage.STREAM, DAY), whole)
    assert made


@pytest.mark.parametrize("changed", ["record", "position", "known_by", "step of nothing"])
def test_answers_are_kept_under_all_that_they_hang_on(world: Bulk, tmp_path: Path, changed: str) -> None:
    key = world.kept(tmp_path).key("answers", SERVICE, stage.STREAM, Window(DAY, DAY))
    other = {
        "record": replace(world, record=replace(world.record, facts=world.record.facts[1:])).kept(tmp_path),
        "position": world.kept(tmp_path, position="at-the-server"),
        "known_by": KeptClasses(
            world.record,
            world.table,
            world.repertoire,
            Store(tmp_path),
            position=stage.POSITION,
            known_by=DAY,
        ),
        "step of nothing": world.kept(tmp_path, step=1),
    }[changed].key("answers", SERVICE, stage.STREAM, Window(DAY, DAY))

    assert (key == other) is (changed == "step of nothing")


def test_a_table_built_anew_takes_nothing_that_was_kept_for_another(world: Bulk, tmp_path: Path) -> None:
    marks = marks_of(world.record)[0]
    one, other = (build(world.repertoire, tmp_path / name, marks=marks) for name in ("one", "other"))
    store = Store(tmp_path / "store")
    folder = world.repertoire / "catalogues" / SERVICE
    first = read_catalogue(folder, one, store, memory=MEMORY)
    kept = set(store.keys())
    second = read_catalogue(folder, other, store, memory=MEMORY)

    assert one.fingerprint == other.fingerprint
    assert len(store.keys()) == len(kept) + 1  # classes may be numbered otherwise, so they were joined anew
    assert np.array_equal(first.classes, second.classes)


def test_two_audits_at_once_give_what_one_gives(tmp_path: Path) -> None:
    case = Path(__file__).parents[3] / "examples" / "licensed-shop"
    licit = [sys.executable, "-m", "licit"]
    subprocess.run(
        [*licit, "repertoire", str(case), "--into", str(tmp_path / "rep"), "--day", "2005-06-01"], check=True
    )
    audit = [
        *licit,
        "audit",
        str(case),
        "shop.example",
        "--repertoire",
        str(tmp_path / "rep"),
        "--day",
        "2005-06-01",
        "--json",
    ]

    rivals = [subprocess.Popen(audit, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [rival.communicate(timeout=60)[0] for rival in rivals]
    alone = subprocess.run(audit, capture_output=True, text=True, check=True).stdout

    assert [rival.returncode for rival in rivals] == [0, 0]
    assert said == [alone] * 2
    assert json.loads(alone)["total"]["total"] > 0
