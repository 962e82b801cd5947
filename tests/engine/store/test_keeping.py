# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import mmap
import os
import resource
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from licit.engine.store import Key, Store, arrays, keeping
from licit.engine.store.manifest import JSON, FileSum, Manifest, decode
from licit.model.problem import BadInputError, InvalidValueError

KEY = Key.of(record="r1", position="documents")
OTHER = Key.of(record="r2", position="documents")
NUMBERS = np.arange(6, dtype=np.int32)


def kept(folder: Path) -> Store:
    store = Store(folder)
    store.put(KEY, {"numbers": NUMBERS}, {"owners": 3})
    return store


def data_of(store: Store, key: Key = KEY) -> Path:
    return store.place(key) / str(json.loads((store.place(key) / "manifest.json").read_bytes())["data"])


def forge(store: Store, change: Callable[[Manifest], Manifest]) -> None:
    """A manifest with right checksums and a changed field, as another program might leave it."""
    path = store.place(KEY) / "manifest.json"
    path.write_bytes(change(decode(path.read_bytes())).encode())


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12, dtype=np.uint64).reshape(3, 4),
        np.asfortranarray(np.arange(6, dtype=np.int16).reshape(2, 3)),
        np.arange(10)[::3],
        np.array(["2004-01-31", "NaT"], "M8[D]"),
        np.array([b"FR", b""], "S2"),
        np.array(["é"], "U3"),
        np.array([(1, 2.5)], [("class_id", "<i4"), ("share", "<f8")]),
        np.zeros((0, 3), np.uint8),
        np.array(5),
        np.arange(3, dtype=">i4"),
    ],
    ids=lambda array: f"{array.dtype} {array.shape}",
)
def test_an_array_comes_back_as_it_was(tmp_path: Path, array: NDArray[Any]) -> None:
    Store(tmp_path).put(KEY, {"a": array})

    found = Store(tmp_path).get(KEY)

    assert found is not None
    assert found.arrays["a"].dtype == array.dtype
    assert np.array_equal(found.arrays["a"], array, equal_nan=array.dtype.kind == "M")


def test_notes_and_key_come_back_as_they_were(tmp_path: Path) -> None:
    notes: Mapping[str, JSON] = {"owners": 3, "seconds": 0.1, "slices": ["2004-01-01", None], "more": {"é": True}}
    Store(tmp_path).put(KEY, {}, notes)

    found = Store(tmp_path).get(KEY)

    assert found is not None
    assert (found.key, found.notes, found.arrays) == (KEY, notes, {})


def test_arrays_are_mapped_and_read_only(tmp_path: Path) -> None:
    found = kept(tmp_path).get(KEY)

    assert found is not None
    assert isinstance(found.arrays["numbers"], np.memmap)
    assert isinstance(found.arrays["numbers"].base, mmap.mmap)
    with pytest.raises(ValueError, match="read-only"):
        found.arrays["numbers"][0] = 1


def test_what_nothing_is_kept_for_is_none_and_why_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path / "nowhere")

    assert store.get(KEY) is None
    assert store.why(KEY) == "nothing is kept for this"
    assert not store.holds(KEY)
    assert store.keys() == ()
    store.drop(KEY)
    store.sweep()
    assert not (tmp_path / "nowhere").exists()


def test_a_reader_that_has_the_old_entry_mapped_goes_on(tmp_path: Path) -> None:
    store = kept(tmp_path)
    old = store.get(KEY)

    store.put(KEY, {"numbers": NUMBERS + 1})
    new = store.get(KEY)
    store.drop(KEY)
    store.sweep()

    assert old is not None
    assert new is not None
    assert old.arrays["numbers"].tolist() == [0, 1, 2, 3, 4, 5]
    assert new.arrays["numbers"].tolist() == [1, 2, 3, 4, 5, 6]
    assert list(tmp_path.iterdir()) == []


def test_a_dropped_entry_is_gone_and_others_stay(tmp_path: Path) -> None:
    store = kept(tmp_path)
    store.put(OTHER, {"numbers": NUMBERS})

    store.drop(KEY)

    assert store.get(KEY) is None
    assert store.keys() == (OTHER,)


def write_manifest(store: Store, content: bytes) -> None:
    (store.place(KEY) / "manifest.json").write_bytes(content)


def change_array(store: Store) -> None:
    path = data_of(store) / "numbers.npy"
    path.write_bytes(path.read_bytes()[:-1] + b"\1")


def link_array(store: Store) -> None:
    path = data_of(store) / "numbers.npy"
    path.rename(store.folder / "elsewhere.npy")
    path.symlink_to(store.folder / "elsewhere.npy")


def lead_out(store: Store) -> None:
    size = (data_of(store) / "numbers.npy").stat().st_size
    (data_of(store) / "numbers.npy").rename(store.place(KEY) / "numbers.npy")
    forge(store, lambda manifest: replace(manifest, arrays={"../numbers": FileSum(size, "")}))


HARMS: dict[str, tuple[Callable[[Store], object], str]] = {
    "a truncated array": (lambda s: os.truncate(data_of(s) / "numbers.npy", 140), "numbers.npy is of another size"),
    "a longer array": (lambda s: os.truncate(data_of(s) / "numbers.npy", 200), "numbers.npy is of another size"),
    "a changed array": (change_array, "numbers.npy has changed since it was written"),
    "a missing array": (lambda s: (data_of(s) / "numbers.npy").unlink(), "numbers.npy is missing"),
    "a file too many": (lambda s: (data_of(s) / "more.npy").touch(), "'more.npy' does not belong to it"),
    "a folder too many": (lambda s: (data_of(s) / "more").mkdir(), "'more' does not belong to it"),
    "a link for an array": (link_array, "numbers.npy is no file"),
    "no arrays at all": (lambda s: shutil.rmtree(data_of(s)), "its files are gone"),
    "an empty manifest": (lambda s: write_manifest(s, b""), "its manifest is damaged"),
    "a manifest that is a list": (lambda s: write_manifest(s, b"[]"), "its manifest is damaged"),
    "a deep manifest": (lambda s: write_manifest(s, b"[" * 100_000), "its manifest is damaged"),
    "a manifest of another format": (
        lambda s: write_manifest(s, b'{"format": 7, "key": {}}'),
        "it is of format 7, and this edition of Licit reads 1",
    ),
    "a manifest of another key": (
        lambda s: forge(s, lambda manifest: replace(manifest, key=OTHER)),
        "it was made from something else",
    ),
    "a manifest that leads out": (
        lambda s: forge(s, lambda manifest: replace(manifest, data="../outside")),
        "its manifest is damaged",
    ),
    "an array name that leads out": (lead_out, "its manifest is damaged"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_was_harmed_is_not_believed_and_set_aside(tmp_path: Path, harm: str) -> None:
    store = kept(tmp_path / "store")
    act, why = HARMS[harm]
    act(store)

    assert Store(tmp_path / "store").get(KEY) is None
    assert store.get(KEY) is None
    assert not store.holds(KEY)

    again = kept(tmp_path / "again")
    act(again)
    assert again.get(KEY) is None
    assert again.why(KEY) == why

    again.put(KEY, {"numbers": NUMBERS})
    assert again.get(KEY) is not None
    assert again.why(KEY) == ""


def test_no_byte_of_an_entry_can_change_unnoticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "set_aside", lambda *_: None)  # so that it can be put right again
    store = kept(tmp_path)
    files = {path: path.read_bytes() for path in store.place(KEY).rglob("*") if path.is_file()}

    believed = []
    for path, content in files.items():
        for at, byte in enumerate(content):
            path.write_bytes(content[:at] + bytes([byte ^ 1]) + content[at + 1 :])
            if store.get(KEY) is not None:
                believed.append((path.name, at))
        path.write_bytes(content)

    assert sum(map(len, files.values())) > 500
    assert believed == []
    assert store.get(KEY) is not None


@pytest.fixture
def summed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose checksums were taken; files count as settled at once."""
    taken: list[Path] = []

    def note(folder: Path, manifest: Manifest) -> None:
        taken.append(folder)
        arrays.check_sums(folder, manifest)

    monkeypatch.setattr(arrays, "SETTLED", -(10**12))
    monkeypatch.setattr(keeping, "check_sums", note)
    return taken


def test_checksums_are_taken_once_and_again_on_request(tmp_path: Path, summed: list[Path]) -> None:
    kept(tmp_path).get(KEY)
    assert len(summed) == 1

    assert Store(tmp_path).get(KEY) is not None
    assert len(summed) == 1

    assert Store(tmp_path).get(KEY, verify=True) is not None
    assert len(summed) == 2


def test_checksums_are_taken_again_once_a_file_was_touched(tmp_path: Path, summed: list[Path]) -> None:
    store = kept(tmp_path)
    store.get(KEY)
    path = data_of(store) / "numbers.npy"
    times = path.stat()

    path.write_bytes(path.read_bytes()[:-1] + b"\1")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # the time of the change itself can't be set

    assert store.get(KEY) is None
    assert len(summed) == 2


def test_a_file_changed_just_now_is_checked_each_time(tmp_path: Path, summed: list[Path], monkeypatch: Any) -> None:  # noqa: ANN401
    monkeypatch.setattr(arrays, "SETTLED", 10**12)
    store = kept(tmp_path)

    store.get(KEY)
    store.get(KEY)

    assert len(summed) == 2
    assert not (store.place(KEY) / "checked").exists()


@pytest.mark.parametrize("name", ["", "A", "a b", "../a", "a/b", "a.npy", ".a", "é", "a" * 65])
def test_an_array_of_a_bad_name_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidValueError, match="names no array"):
        Store(tmp_path / "store").put(KEY, {"good": NUMBERS, name: NUMBERS})

    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "array",
    [
        np.array([{}], object),
        np.array([(1, None)], [("a", "i4"), ("b", "O")]),
        np.array(["a"], np.dtypes.StringDType()),
        np.zeros(1, [(f"field_{number}", "i1") for number in range(900)]),
    ],
    ids=["objects", "a field of objects", "texts of any width", "too many fields"],
)
def test_an_array_that_would_not_come_back_is_refused(tmp_path: Path, array: NDArray[Any]) -> None:
    with pytest.raises(InvalidValueError, match="array a "):
        Store(tmp_path / "store").put(KEY, {"a": array})

    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("note", [float("nan"), {1, 2}, b"x"], ids=["nan", "set", "bytes"])
def test_notes_that_are_no_json_are_refused(tmp_path: Path, note: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValueError, match="the notes are no JSON"):
        Store(tmp_path / "store").put(KEY, {}, {"note": note})

    assert not (tmp_path / "store").exists()


def test_a_pickle_in_place_of_an_array_is_never_loaded(tmp_path: Path) -> None:
    store = kept(tmp_path)
    path = data_of(store) / "numbers.npy"
    content = b"cos\nsystem\n(S'exit 1'\ntR." + b" " * 200
    path.write_bytes(content)
    sums = {"numbers": FileSum(len(content), blake2b(content, digest_size=32).hexdigest())}
    forge(store, lambda manifest: replace(manifest, arrays=sums))

    assert store.get(KEY) is None
    assert store.why(KEY) == "numbers.npy is no array"


def test_a_process_without_open_files_is_told_and_loses_nothing(tmp_path: Path) -> None:
    store = kept(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
        with pytest.raises(BadInputError, match=r"too many open files\. Raise the limits"):
            store.get(KEY)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    assert store.get(KEY) is not None


def test_a_file_where_the_folder_should_be_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("mine", encoding="utf-8")

    with pytest.raises(BadInputError, match=r"store: it can't be written: not a directory\. Check the path"):
        Store(tmp_path / "store").put(KEY, {"numbers": NUMBERS})

    assert Store(tmp_path / "store").get(KEY) is None
    assert (tmp_path / "store").read_text(encoding="utf-8") == "mine"
