# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from licit.engine.store import streamed, streamed_path
from licit.engine.store.streaming import _prefix
from licit.model.problem import BadInputError
from tests.engine.store.test_sweeping import of_process


@pytest.fixture
def umask() -> Iterator[int]:
    before = os.umask(0o027)
    yield 0o027
    os.umask(before)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_result_has_its_name_only_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"

    with streamed(path) as file:
        file.write(b"a,b\n")
        assert not path.exists()
        file.write(b"1,2\n")

    assert path.read_bytes() == b"a,b\n1,2\n"
    assert names(tmp_path) == ["result.csv"]


def test_a_library_writes_by_path_and_by_file(tmp_path: Path) -> None:
    table = pa.table({"class_id": [1, 2], "items": [10, 20]})

    with streamed(tmp_path / "a.parquet") as file:
        parquet.write_table(table, file)
    with streamed_path(tmp_path / "b.parquet") as path:
        assert path.suffix == ".parquet"
        parquet.write_table(table, path)

    assert parquet.read_table(tmp_path / "a.parquet") == table
    assert parquet.read_table(tmp_path / "b.parquet") == table
    assert names(tmp_path) == ["a.parquet", "b.parquet"]


@pytest.mark.parametrize("error", [ValueError("bad row"), KeyboardInterrupt(), OSError(errno.EIO, "no", "/in.csv")])
def test_an_error_in_between_keeps_the_old_result_and_is_passed_on(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "result.csv"
    path.write_bytes(b"old")

    def stop_half_way() -> None:
        with streamed(path) as file:
            file.write(b"new")
            raise error

    with pytest.raises(type(error)) as raised:
        stop_half_way()

    assert raised.value is error
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["result.csv"]


def test_a_new_result_has_the_rights_that_the_umask_leaves(tmp_path: Path, umask: int) -> None:
    with streamed(tmp_path / "a"):
        pass
    with streamed_path(tmp_path / "b"):
        pass

    assert rights(tmp_path / "a") == rights(tmp_path / "b") == 0o666 & ~umask


@pytest.mark.parametrize("old", [0o600, 0o664])
@pytest.mark.usefixtures("umask")
def test_a_replaced_result_keeps_the_rights_of_the_old(tmp_path: Path, old: int) -> None:
    path = tmp_path / "result.csv"
    path.touch()
    path.chmod(old)

    with streamed(path) as file:
        assert rights(next(tmp_path.glob(".licit-*"))) & ~old == 0
        file.write(b"new")

    assert path.read_bytes() == b"new"
    assert rights(path) == old


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(tmp_path: Path, there: bool) -> None:  # noqa: FBT001
    (tmp_path / "disk").mkdir()
    target, link = tmp_path / "disk" / "target.csv", tmp_path / "result.csv"
    link.symlink_to(target)
    if there:
        target.write_bytes(b"old")

    with streamed(link) as file:
        file.write(b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()

    with streamed(path) as file:
        file.write(b"new")
    reader.join(timeout=30)

    assert read == [b"new"]
    assert stat.S_ISFIFO(path.stat().st_mode)
    with streamed_path(path) as same:
        assert same == path


@pytest.mark.parametrize(
    ("name", "words"),
    [("folder", "it can't be written: is a directory"), ("missing/a.csv", "it can't be written: no such file or dir")],
)
def test_what_cant_be_written_is_one_clear_error_before_the_work(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()

    for write in (streamed, streamed_path):
        with pytest.raises(BadInputError, match=words) as raised, write(tmp_path / name):
            raise AssertionError("the work was begun")

        assert raised.value.problems[0].place.file == str(tmp_path / name)
    assert names(tmp_path) == ["folder"]


def test_what_dead_writers_of_a_result_left_goes_with_the_next(tmp_path: Path) -> None:
    path = tmp_path / "result.csv"
    dead, live = of_process(os.getppid(), "00000001"), of_process(os.getppid())
    (tmp_path / f"{_prefix(path)}{dead}.csv").touch()
    (tmp_path / f"tmp_{_prefix(path)}{dead}.csv").touch()
    stay = {f"{_prefix(path)}{live}.csv", f"{_prefix(tmp_path / 'other.csv')}{dead}.csv", ".licit-mine.csv"}
    for name in stay:
        (tmp_path / name).touch()

    with streamed(path):
        pass

    assert set(names(tmp_path)) == stay | {"result.csv"}


def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 125 + ".csv")

    with streamed(path) as file:
        file.write(b"new")

    assert path.read_bytes() == b"new"
