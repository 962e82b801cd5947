# SPDX-License-Identifier: Apache-2.0
"""Every command in README and docs is run and compared, and so is every piece of Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, Block, Command, blocks, commands, matches, pages
from tests.docs.regenerate import FOLDER as HELP

SHOWN = [block for page in pages() if page.parent != HELP for block in blocks(page)]  # test_pages.py compares help
COMMANDS = [command for block in SHOWN for command in commands(block)]
PYTHON = [block for block in SHOWN if block.kind == "python" and block.page.name == "README.md"]
SPEAKS = (0, 1, 10, 11, 12)  # exit codes of a command that could do its work


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader has: the examples, the files of the formats, and ``licit`` at hand; a home that is not ours."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "examples", folder / "examples")
    for good in (ROOT / "tests" / "formats").glob("*/good"):
        shutil.copytree(good, folder / good.relative_to(ROOT))
    for shim in (folder / "licit", folder / "bin" / "licit"):
        shim.parent.mkdir(exist_ok=True)
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m licit "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
    (folder / "home").mkdir()
    return folder


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "HOME": str(folder / "home"),
        "COLUMNS": "100",
        "PYTHONPATH": str(ROOT / "src"),
    }
    return subprocess.run(
        arguments,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="session")
def was_run() -> set[Command]:
    """The commands that were run in the checkout of this process."""
    return set()


@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_a_command_in_the_docs_prints_what_they_show(command: Command, checkout: Path, was_run: set[Command]) -> None:
    for one in COMMANDS[: COMMANDS.index(command)]:  # of the same page: those that another process was given
        if one.block.page == command.block.page and one not in was_run:
            was_run.add(one)
            run(["sh", "-c", one.text], checkout)

    was_run.add(command)
    done = run(["sh", "-c", command.text], checkout)

    assert done.returncode in SPEAKS or command.output, f"exit {done.returncode}: {done.stderr}"
    if command.output:
        given = (done.stdout + done.stderr).splitlines()
        assert matches(command.output, given), f"{command.block} shows something else than:\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("block", PYTHON, ids=str)
def test_python_in_the_readme_runs(block: Block, checkout: Path) -> None:
    done = run([sys.executable, "-c", block.text], checkout)

    assert done.returncode == 0, done.stderr


def test_dots_stand_for_any_lines_and_nothing_else_does() -> None:
    assert matches(("a", "...", "d"), ["a", "b", "c", "d"])
    assert matches(("a", "...", "d"), ["a", "d"])
    assert not matches(("a", "d"), ["a", "b", "d"])
    assert not matches(("a.",), ["ab"])


def test_commands_are_found_with_their_output_and_over_several_lines() -> None:
    page = ROOT / "README.md"
    console = Block(page, 1, "console", "$ licit a \\\n  b\nout\n$ other\n$ ./licit c\n")
    script = Block(page, 1, "sh", "./licit demo  # a remark\n./check\nlicit x \\\n  y\n")

    assert [(one.text, one.output) for one in commands(console)] == [
        ("licit a \\\n  b", ("out",)),
        ("./licit c", ()),
    ]
    assert [one.text for one in commands(script)] == ["./licit demo  # a remark", "licit x \\\n  y"]
