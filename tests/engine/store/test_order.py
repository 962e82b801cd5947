# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import numpy as np

from licit.engine.store import Key, Store, streamed, streamed_path
from licit.engine.store.disk import Disk

KEY = Key.of(record="r1")


class NotedDisk(Disk):
    """Notes what was synced and renamed, by the names that do not change from run to run."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def sync(self, file: int) -> None:
        super().sync(file)
        self.notes.append(f"sync {_name((Path('/proc/self/fd') / str(file)).readlink())}")

    def sync_folder(self, path: Path) -> None:
        super().sync_folder(path)
        self.notes.append(f"sync {_name(path)}")

    def rename(self, path: Path, to: Path) -> None:
        super().rename(path, to)
        self.notes.append(f"rename {_name(path)} {_name(to)}")

    def remove(self, path: Path) -> None:
        super().remove(path)
        self.notes.append(f"remove {path.name}")


def _name(path: Path) -> str:
    """Up to the first chance part."""
    return "entry" if path.name == KEY.digest else path.name.split("-")[0]


def test_an_entry_is_on_the_disk_before_it_is_named_and_the_old_goes_last(tmp_path: Path) -> None:
    disk = NotedDisk()
    store = Store(tmp_path / "store", disk=disk)
    store.put(KEY, {"a": np.arange(3)})
    disk.notes.clear()

    store.put(KEY, {"a": np.arange(3), "b": np.arange(4)})

    assert disk.notes == [
        "sync a.npy",
        "sync b.npy",
        "sync data",
        "sync new",
        "rename new manifest.json",
        "sync entry",
        "sync store",
        "rename data aside",
        "remove a.npy",
    ]


def test_a_result_is_on_the_disk_before_it_has_its_name(tmp_path: Path) -> None:
    for write in (streamed, streamed_path):
        disk = NotedDisk()

        with write(tmp_path / "result", disk=disk):
            pass

        assert disk.notes == ["sync .licit", "rename .licit result", f"sync {tmp_path.name.split('-')[0]}"]
