# SPDX-License-Identifier: Apache-2.0
"""A class table is fresh, extended, or refused; interrupted builds go on, and nothing half-written is believed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from licit.engine.classes import ClassTable, StaleClassesError, build, fingerprint, open_table
from licit.engine.classes.table import read_manifest
from licit.model.problem import BadInputError
from tests.engine.classes.conftest import MEMORY
from tests.engine.classes.failing import Countdown, full
from tests.engine.classes.processes import KILLED, LIMITED, TOGETHER
from tests.engine.classes.repertoires import Repertoire, class_contents, plain_classes, random_repertoire, read_back

pytestmark = pytest.mark.usefixtures("cut_small")
SMALL = random_repertoire(5, rows=40)


def leftovers(into: Path) -> list[str]:
    known = {".lock", "manifest.json", read_manifest(into)["table"]}
    return [path.name for path in into.iterdir() if path.name not in known]


class StopError(Exception):
    """Somebody stopped it."""


def stopped_after(tasks: int) -> object:
    def progress(done: int, _total: int) -> None:
        if done == tasks:
            raise StopError

    return progress


def test_a_fresh_table_is_opened_and_not_built_again(tmp_path: Path) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    first = build(folder, tmp_path / "classes", memory=MEMORY)
    told: list[tuple[int, int]] = []

    again = build(folder, tmp_path / "classes", memory=MEMORY, progress=lambda *done: told.append(done))

    assert again.folder == first.folder
    assert told == []


def test_progress_ends_at_its_total(tmp_path: Path) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    told: list[tuple[int, int]] = []

    build(folder, tmp_path / "classes", memory=MEMORY, progress=lambda *done: told.append(done))

    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1] == (len(told), len(told))


def test_a_build_interrupted_after_each_task_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    told: list[int] = []
    whole = build(folder, tmp_path / "whole", memory=MEMORY, progress=lambda done, _: told.append(done))
    into = tmp_path / "classes"

    for tasks in range(1, len(told) + 1):
        with pytest.raises(StopError):
            build(folder, into, memory=MEMORY, progress=stopped_after(tasks))  # type: ignore[arg-type]
        with pytest.raises(BadInputError, match="there is no class table here"):
            open_table(into)
    table = build(folder, into, memory=MEMORY)

    assert table.checksums == whole.checksums
    assert leftovers(into) == []


def test_what_was_finished_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    told: list[int] = []
    build(folder, tmp_path / "whole", memory=MEMORY, progress=lambda done, _: told.append(done))
    with pytest.raises(StopError):
        build(folder, tmp_path / "classes", memory=MEMORY, threads=1, progress=stopped_after(len(told)))  # type: ignore[arg-type]
    never = Countdown(0, full)
    never.install(monkeypatch)

    build(folder, tmp_path / "classes", memory=MEMORY, threads=1)
    resumed = never.seen
    build(folder, tmp_path / "anew", memory=MEMORY, threads=1)

    assert 0 < resumed < (never.seen - resumed) / 4


@pytest.mark.parametrize("seed", [41, 42, 43])
def test_added_files_extend_it_and_class_ids_stay(tmp_path: Path, seed: int) -> None:
    old, new = random_repertoire(seed), random_repertoire(seed + 100)
    fewer = replace(old, controls=old.controls[:90], items=old.items[:50])
    folder = fewer.write(tmp_path / "repertoire", name="2024-01")
    before = build(folder, tmp_path / "classes", marks=old.marks, memory=MEMORY)
    contents, old_ids, old_items = class_contents(before), before.class_ids.tolist(), read_back(before)
    added = replace(new, controls=(*old.controls[90:], *new.controls), items=(*old.items[50:], *new.items))
    added.write(folder, name="2024-02")

    after = build(folder, tmp_path / "classes", marks=old.marks, memory=MEMORY)

    everything = replace(old, controls=fewer.controls + added.controls, items=fewer.items + added.items)
    assert read_back(after) == plain_classes(everything)
    assert class_contents(after)[: len(contents)] == contents
    unchanged = [item for item, said in plain_classes(everything).items() if old_items.get(item) == said]
    number = {name: at for at, name in enumerate(after.items().to_pylist())}
    assert unchanged
    for item in unchanged:
        assert after.class_ids[number[item]] == old_ids[list(old_items).index(item)]
    assert leftovers(tmp_path / "classes") == []


def changed_share(folder: Path) -> None:
    rows = SMALL.controls
    replace(SMALL, controls=((*rows[0][:3], 1, *rows[0][4:]), *rows[1:])).write(folder)


def touched(folder: Path) -> None:
    os.utime(folder / "items.parquet", ns=(1, 1))


def said_otherwise(folder: Path) -> None:
    (folder / "repertoire.json").write_bytes(b'{"source": "another"}')


def one_more(folder: Path) -> None:
    SMALL.write(folder, name="more")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (changed_share, "controls.parquet was changed since the table was built"),
        (touched, "items.parquet was changed since the table was built"),
        (said_otherwise, "repertoire.json was changed since the table was built"),
        (one_more, "controls/more.parquet was added to the repertoire"),
    ],
)
def test_a_table_of_another_repertoire_is_refused_and_built_again(tmp_path: Path, change: object, what: str) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    into = tmp_path / "classes"
    build(folder, into, memory=MEMORY)
    change(folder)  # type: ignore[operator]

    with pytest.raises(StaleClassesError) as refused:
        open_table(into, folder)
    build(folder, into, memory=MEMORY)

    assert str(refused.value) == f"{into}: {what}. Build the class table again."
    assert open_table(into, folder).counts.sum() == len({item for item, *_ in SMALL.items})
    assert leftovers(into) == []


def test_a_table_replaced_while_it_is_opened_is_opened_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    into = tmp_path / "classes"
    build(folder, into, memory=MEMORY)
    read = [read_manifest(into)]
    touched(folder)
    newer = build(folder, into, memory=MEMORY)

    def first_the_old_one(path: Path) -> dict[str, object]:
        return read.pop() if read else read_manifest(path)

    monkeypatch.setattr("licit.engine.classes.table.read_manifest", first_the_old_one)
    assert open_table(into).folder == newer.folder


def test_what_else_lies_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    into = tmp_path / "classes"
    (into / "table-of-contents").mkdir(parents=True)
    (into / "manifest.json.md").write_bytes(b"")

    build(SMALL.write(tmp_path / "repertoire"), into, memory=MEMORY)

    assert sorted(leftovers(into)) == ["manifest.json.md", "table-of-contents"]


def test_more_items_than_can_be_numbered_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licit.engine.classes.building._MOST_ROWS", len(SMALL.items))

    with pytest.raises(BadInputError, match=f"has {len(SMALL.items)} rows of items, more than {len(SMALL.items) - 1}"):
        build(SMALL.write(tmp_path / "repertoire"), tmp_path / "classes", memory=MEMORY)


def test_other_marks_or_another_format_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    into = tmp_path / "classes"
    build(folder, into, marks={"a": 1}, memory=MEMORY)

    open_table(into, folder, marks={"a": 1, "b": 0})
    with pytest.raises(StaleClassesError, match="the record names other assets in its lists"):
        open_table(into, folder, marks={"a": 2})
    monkeypatch.setattr("licit.engine.classes.table.FORMAT", 2)
    with pytest.raises(StaleClassesError, match="it has format 1, and this Licit reads format 2"):
        open_table(into)


def test_a_repertoire_changed_while_its_table_is_built_gives_none(tmp_path: Path) -> None:
    folder = SMALL.write(tmp_path / "repertoire")

    def meddle(done: int, _total: int) -> None:
        if done == 3:
            touched(folder)

    with pytest.raises(StaleClassesError, match="the repertoire was changed while its table was being built"):
        build(folder, tmp_path / "classes", memory=MEMORY, progress=meddle)
    with pytest.raises(BadInputError, match="there is no class table here"):
        open_table(tmp_path / "classes")


def test_a_change_deep_in_a_large_file_with_its_time_restored_is_seen(tmp_path: Path) -> None:
    folder = Repertoire().write(tmp_path / "repertoire")
    path = folder / "controls.parquet"
    content = bytearray(1 << 23)
    path.write_bytes(content)
    before = fingerprint.fingerprint(folder, {})
    content[len(content) // 2] = 1
    stat = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    after = fingerprint.fingerprint(folder, {})

    assert after.difference(before) == "controls.parquet was changed since the table was built"


def test_a_table_with_any_damaged_file_is_refused(tmp_path: Path) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    into = tmp_path / "classes"
    home = build(folder, into, memory=MEMORY).folder
    for path in [into / "manifest.json", *home.iterdir()]:
        whole = path.read_bytes()
        for damaged in (whole[:-1], whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:] if path.parent == home else b"{}"):
            path.write_bytes(damaged)

            with pytest.raises(BadInputError, match="Build the class table again"):
                open_table(into)
        path.write_bytes(whole)

    assert read_back(open_table(into)) == plain_classes(replace(SMALL, marks={}))


def test_a_manifest_with_any_word_changed_is_refused(tmp_path: Path) -> None:
    into = tmp_path / "classes"
    build(SMALL.write(tmp_path / "repertoire"), into, memory=MEMORY)
    path = into / "manifest.json"
    whole = path.read_text(encoding="utf-8")

    for old, new in (
        ('"recording"', '"performance"'),
        ('"spilled": ', '"spilled": 1'),
        ('"format": 1', '"format": 10'),
    ):
        assert old in whole
        path.write_text(whole.replace(old, new), encoding="utf-8")
        with pytest.raises(BadInputError, match="it is no manifest of a class table, or was changed"):
            open_table(into)


def test_verifying_reads_what_opening_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licit.engine.classes.table._CHECKED", 0)
    table = build(SMALL.write(tmp_path / "repertoire"), tmp_path / "classes", memory=MEMORY)
    path = table.folder / "class_ids.npy"
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    with pytest.raises(BadInputError, match="its checksum is wrong"):
        open_table(tmp_path / "classes").verify()


def built(folder: Path, into: Path) -> ClassTable:
    return build(folder, into, memory=MEMORY)


def test_a_disk_that_fails_at_any_point_leaves_no_half_table(tmp_path: Path) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    with pytest.MonkeyPatch.context() as patch:
        never = Countdown(0, full)
        never.install(patch)
        whole = built(folder, tmp_path / "whole")
    into = tmp_path / "classes"
    points = sorted({1 + at * (never.seen - 1) // 60 for at in range(61)})
    assert len(points) >= 50

    for point in points:
        with pytest.MonkeyPatch.context() as patch:
            Countdown(point, full).install(patch)
            with pytest.raises(BadInputError, match="it can't be read or written: no space left on device"):
                built(folder, tmp_path / f"{point}")
        if point < never.seen:  # the last wait is for the name of a manifest that is there
            with pytest.raises(BadInputError, match="there is no class table here"):
                open_table(tmp_path / f"{point}")
    for point in points[:: len(points) // 6]:
        assert built(folder, tmp_path / f"{point}").checksums == whole.checksums
        assert leftovers(tmp_path / f"{point}") == []
    assert not into.exists()


def test_a_failing_rebuild_leaves_the_older_table_as_it_was(tmp_path: Path) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    into = tmp_path / "classes"
    before = built(folder, into)
    with pytest.MonkeyPatch.context() as patch:
        never = Countdown(0, full)
        never.install(patch)
        built(folder, tmp_path / "whole")

    for point in range(1, never.seen, never.seen // 8):
        os.utime(folder / "items.parquet", ns=(point, point))  # nothing is resumed
        with pytest.MonkeyPatch.context() as patch:
            Countdown(point, full).install(patch)
            with pytest.raises(BadInputError, match="no space left"):
                built(folder, into)

        assert open_table(into).folder == before.folder
        with pytest.raises(StaleClassesError):
            open_table(into, folder)


def run(kind: str, folder: Path, into: Path, *points: int) -> list[list[object]]:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "tests.engine.classes.processes",
        kind,
        folder,
        into,
        *map(str, points),
    ]
    done = subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[3])
    found: list[list[object]] = json.loads(done.stdout)
    return found


def test_a_killed_build_leaves_no_half_table_and_the_next_one_mends_it(tmp_path: Path) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    with pytest.MonkeyPatch.context() as patch:
        never = Countdown(0, full)
        never.install(patch)
        whole = built(folder, tmp_path / "whole")
    points = [1, 2, *range(40, never.seen - 1, never.seen // 12), never.seen - 1]

    ended = run(KILLED, folder, tmp_path, *points)

    assert ended == [[-9, False]] * len(points)
    for point in points[::4]:
        assert built(folder, tmp_path / f"{point}").checksums == whole.checksums
        assert leftovers(tmp_path / f"{point}") == []


def test_where_no_long_file_may_be_written_there_is_no_table(tmp_path: Path) -> None:
    folder = SMALL.write(tmp_path / "repertoire")
    limits = [0, 100, 1000, 2000, 10**8]

    ended = run(LIMITED, folder, tmp_path, *limits)

    assert ended == [[2, False]] * 4 + [[0, True]]


def test_builds_at_once_do_each_other_no_harm(tmp_path: Path) -> None:
    folder = SMALL.write(tmp_path / "repertoire")

    ended = run(TOGETHER, folder, tmp_path / "classes", 1, 2, 3)

    assert ended == [[0, True]] * 3
    assert read_back(open_table(tmp_path / "classes", folder)) == plain_classes(replace(SMALL, marks={}))
    assert leftovers(tmp_path / "classes") == []
