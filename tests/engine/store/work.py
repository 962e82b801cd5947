# SPDX-License-Identifier: Apache-2.0
"""One work that uses all of the store, and what has to be true of its folder whenever it was stopped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from licit.engine.store import Checkpoint, Key, Store, streamed
from licit.engine.store.disk import DISK, Disk
from licit.model.problem import BadInputError
from tests.engine.store.faulty import FaultyDisk

KEY = Key.of(record="r1", position="documents", known_by="2024-01-01")
AUDIT = Key.of(record="r1", service="shop", use="Download")
OLD, NEW = 1, 2
OLD_RESULT, NEW_RESULT = b"old\n" * 500, b"new\n" * 1500


def arrays(stamp: int) -> Mapping[str, NDArray[Any]]:
    return {
        "class_ids": np.full(1000, stamp, np.int32),
        "masks": np.full((20, 4), stamp, np.uint64),
        "one": np.array(stamp),
    }


def stamp(found: Mapping[str, NDArray[Any]]) -> int:
    """Which stamp these arrays bear, each and all of them; they are complete."""
    one = int(found["one"])
    wanted = arrays(one)
    assert found.keys() == wanted.keys()
    assert all(np.array_equal(found[name], wanted[name]) for name in wanted)
    return one


def prepare(folder: Path) -> None:
    """What was there before: an old entry and an old result."""
    Store(folder / "store").put(KEY, arrays(OLD))
    (folder / "result.csv").write_bytes(OLD_RESULT)


def fresh(prepared: Path, folder: Path) -> Path:
    shutil.copytree(prepared, folder)
    return folder


def complaint(act: Callable[[], object]) -> BadInputError | None:
    """The error that this raises, if it raises one."""
    try:
        act()
    except BadInputError as error:
        return error
    return None


def work(folder: Path, disk: Disk = DISK) -> None:
    """Replaces the entry, makes and joins two parts, and replaces the result."""
    store = Store(folder / "store", disk=disk)
    store.put(KEY, arrays(NEW))
    checkpoint = Checkpoint(store, AUDIT, 2)
    if checkpoint.finished() is None:
        for part in checkpoint.todo():
            checkpoint.save(part, {"one": np.array(part)})
        checkpoint.finish(arrays(NEW))
    with streamed(folder / "result.csv", disk=disk) as file:
        file.write(NEW_RESULT[:2000])
        file.flush()
        file.write(NEW_RESULT[2000:])


def check_stopped(folder: Path) -> None:
    """Nothing half is believed; a sweep leaves what is whole and nothing else; the second attempt succeeds."""
    store = Store(folder / "store")
    kept = store.get(KEY, verify=True)
    assert kept is not None, store.why(KEY)
    assert stamp(kept.arrays) in (OLD, NEW)
    checkpoint = Checkpoint(store, AUDIT, 2)
    whole = checkpoint.finished()
    assert whole is None or stamp(whole.arrays) == NEW
    for part in checkpoint.done():
        found = checkpoint.load(part)
        assert found is not None
        assert found.arrays["one"] == part
    assert (folder / "result.csv").read_bytes() in (OLD_RESULT, NEW_RESULT)

    store.sweep()
    check_tidy(folder / "store")

    work(folder, FaultyDisk())
    check_done(folder)


def check_done(folder: Path) -> None:
    store = Store(folder / "store")
    assert store.keys() == tuple(sorted((KEY, AUDIT)))
    for key in (KEY, AUDIT):
        kept = store.get(key, verify=True)
        assert kept is not None
        assert stamp(kept.arrays) == NEW
    assert (folder / "result.csv").read_bytes() == NEW_RESULT
    assert sorted(path.name for path in folder.iterdir()) == ["result.csv", "store"]
    check_tidy(folder / "store")


def check_tidy(folder: Path) -> None:
    """Each entry has its manifest, the folder that it names, and in it the files that it names."""
    for entry in folder.iterdir():
        manifest = json.loads((entry / "manifest.json").read_bytes())
        data = entry / manifest["data"]
        assert {path.name for path in entry.iterdir()} - {"checked"} == {"manifest.json", data.name}
        assert {path.name for path in data.iterdir()} == {f"{name}.npy" for name in manifest["arrays"]}
