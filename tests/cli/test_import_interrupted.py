# SPDX-License-Identifier: Apache-2.0
"""An import that is interrupted, or killed, in the midst of a file: what was in stays, and the same command goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from licit.case import load
from licit.case.imports.ledger import read_ledger
from licit.cli.exit_codes import Exit

ROWS = 40_000  # seconds of work, so that the signal comes in the midst of it
PATIENCE = 60  # seconds
HEARD = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("licit", run_name="__main__", alter_sys=True)
"""  # Ctrl-C, which a shell lets whatever it starts in the background ignore


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Three catalogues: the second is long."""
    folder = tmp_path_factory.mktemp("files")
    found = []
    for number, rows in enumerate((3, ROWS, 2)):
        path = folder / f"list-{number}.csv"
        lines = (f"GBAYE{number}{row:06},Song {row}\n" for row in range(rows))
        path.write_text("".join(["isrc,title\n", *lines]), encoding="utf-8")
        found.append(str(path))
    return found


@pytest.fixture(scope="module")
def whole(files: Sequence[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The case of a run that nobody disturbs."""
    case = tmp_path_factory.mktemp("whole") / "case"
    assert ended(started(files, case))[0] == Exit.OK
    return everything(case)


def started(files: Sequence[str], case: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HEARD, "import", *files, "--into", str(case), "--service", "shop"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def ended(run: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code, and what was told."""
    _, told = run.communicate(timeout=PATIENCE)
    return run.returncode, told


def waited_for(case: Path, pattern: str, run: subprocess.Popen[str]) -> None:
    """Until there is such a file with something in it, while the run goes on."""
    end = time.monotonic() + PATIENCE
    while not any(one.stat().st_size for one in case.glob(pattern)):
        assert run.poll() is None, "it ended before"
        assert time.monotonic() < end
        time.sleep(0.01)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def left(folder: Path) -> list[str]:
    """What an interrupted file left in the case, by hidden name."""
    return [one.name for one in folder.glob("imports/.*")]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_midst_of_a_file_it_goes_on_there_and_ends_as_if_it_had_not_been(
    tmp_path: Path, files: Sequence[str], whole: dict[str, bytes], how: signal.Signals
) -> None:
    case = tmp_path / "case"
    run = started(files, case)
    waited_for(case, "imports/.list-1-*.new/offers.csv", run)
    run.send_signal(how)
    code, told = ended(run)

    assert [one.file for one in read_ledger(case).entries] == ["list-0.csv"]
    assert set(load(case).record.items) == {f"GBAYE0{row:06}" for row in range(3)}
    if how is signal.SIGINT:
        assert (code, left(case)) == (Exit.INTERRUPTED, [])
        assert "1 file is in" in told
        assert "the same command" in told

    assert ended(started(files, case))[0] == Exit.OK
    assert left(case) == []
    assert everything(case) == whole


def test_what_another_import_is_filling_is_not_cleared_away(tmp_path: Path, files: Sequence[str]) -> None:
    case = tmp_path / "case"
    assert ended(started(files[:1], case))[0] == Exit.OK
    run = started(files[1:2], case)
    waited_for(case, "imports/.*.new/offers.csv", run)

    assert ended(started(files[2:], case))[0] == Exit.OK

    assert ended(run)[0] == Exit.OK
    assert len(read_ledger(case).entries) == 3
