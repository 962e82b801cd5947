# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from licit.engine.store import Checkpoint, Key, Store
from licit.engine.store import writer as writers
from licit.engine.store.writer import own_name

KEY = Key.of(record="r1")
CHANCE = "0123456789abcdef"


def left(store: Store, writer: str) -> tuple[Path, Path]:
    """A folder half written and a manifest not yet in place, of this writer."""
    data, fresh = store.place(KEY) / f"data-{writer}", store.place(KEY) / f"new-{writer}"
    data.mkdir(parents=True)
    (data / "numbers.npy").write_bytes(b"half")
    fresh.write_bytes(b"{")
    return data, fresh


def of_process(pid: int, start: str | None = None) -> str:
    return f"{writers._machine()}-{pid}-{start or writers._start(pid)}-{CHANCE}"


def test_what_this_process_is_writing_stays_until_it_is_done(tmp_path: Path) -> None:
    store = Store(tmp_path)

    with own_name() as name:
        data, fresh = left(store, name)
        store.sweep()
        assert data.exists()
        assert fresh.exists()
    store.sweep()

    assert list(tmp_path.iterdir()) == []


def test_what_another_live_process_is_writing_stays(tmp_path: Path) -> None:
    data, fresh = left(Store(tmp_path), of_process(os.getppid()))

    Store(tmp_path).sweep()

    assert data.exists()
    assert fresh.exists()


def test_what_a_process_left_whose_number_another_now_has_goes(tmp_path: Path) -> None:
    left(Store(tmp_path), of_process(os.getppid(), "00000001"))

    Store(tmp_path).sweep()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("waited_for", [True, False])
def test_what_a_dead_process_left_goes(tmp_path: Path, waited_for: bool) -> None:  # noqa: FBT001
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as process:
        writer = of_process(process.pid)
        left(Store(tmp_path), writer)
        assert process.stdin is not None
        process.stdin.close()
        if waited_for:
            process.wait()
        else:
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)

        Store(tmp_path).sweep()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("days", "stays"), [(0.5, True), (1.5, False)])
def test_what_another_machine_left_goes_after_a_day(tmp_path: Path, days: float, stays: bool) -> None:  # noqa: FBT001
    data, _ = left(Store(tmp_path), f"00000000-1-00000000-{CHANCE}")
    then = time.time() - days * 86_400
    os.utime(data, (then, then))

    Store(tmp_path).sweep()

    assert data.exists() == stays


def test_what_is_kept_stays_though_its_writer_is_dead(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with own_name():
        store.put(KEY, {"numbers": np.arange(3)})

    store.sweep()

    assert store.get(KEY) is not None


def test_what_was_set_aside_goes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, {"numbers": np.arange(3)})
    (store.place(KEY) / "manifest.json").write_bytes(b"{}")
    assert store.get(KEY) is None
    assert [path.name.startswith("aside-") for path in store.place(KEY).iterdir()].count(True) == 1

    store.sweep()

    assert list(tmp_path.iterdir()) == []


def test_an_entry_of_another_format_is_left_to_its_own_edition(tmp_path: Path) -> None:
    store = Store(tmp_path)
    data, _ = left(store, of_process(os.getppid(), "00000001"))
    (store.place(KEY) / "manifest.json").write_bytes(b'{"format": 7}')

    store.sweep()

    assert data.exists()


def test_foreign_files_are_left_alone(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.put(KEY, {"numbers": np.arange(3)})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / f"new-{of_process(os.getppid(), '00000001')}").write_text("mine", encoding="utf-8")
    (tmp_path / "store" / ("0" * 32)).symlink_to(tmp_path / "elsewhere")
    data, _ = left(store, of_process(os.getppid(), "00000001"))
    foreign = [
        tmp_path / "store" / "notes.txt",
        tmp_path / "store" / "folder" / "aside-0123456789abcdef",
        tmp_path / "store" / ("f" * 32),
        store.place(KEY) / "notes.txt",
        store.place(KEY) / "new-draft",
        data / "notes.txt",
    ]
    for path in foreign[:-1]:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    foreign[-1].write_text("mine", encoding="utf-8")

    assert store.get(KEY) is not None
    store.sweep()
    store.drop(KEY)
    store.sweep()

    assert all(path.exists() for path in foreign[:-1])
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1
    assert [path.read_text(encoding="utf-8") for path in store.place(KEY).glob("aside-*/*")] == ["mine"]


def test_parts_of_a_finished_work_go_and_others_stay(tmp_path: Path) -> None:
    store = Store(tmp_path)
    Checkpoint(store, KEY, 2).save(0, {})
    Checkpoint(store, Key.of(record="r2"), 2).save(0, {})
    store.put(KEY, {})

    store.sweep()

    assert store.keys() == tuple(sorted((KEY, Key.of(record="r2").part(0, 2))))
