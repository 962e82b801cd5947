# SPDX-License-Identifier: Apache-2.0
"""Writes the pages of ``docs/cli/``: ``python -m tests.docs.regenerate``."""

from __future__ import annotations

import os
import subprocess
import sys

from licit.cli.app import COMMANDS, name_of
from tests.docs.blocks import ROOT

FOLDER = ROOT / "docs" / "cli"
NAMES = tuple(name_of(command) for command in COMMANDS)
MADE = "<!-- Made by `python -m tests.docs.regenerate`: change the help of the command instead. -->"


def pages() -> dict[str, str]:
    """Every page by its name: an index, and one a command."""
    index = [MADE, "# The commands", "", "```console", "$ licit --help", *help_of().splitlines(), "```", ""]
    index += [f"- [licit {name}]({name}.md)" for name in NAMES]
    index += ["", "What the exit codes mean: [exit codes](../exit-codes.md)."]
    found = {"README.md": "\n".join(index) + "\n"}
    for name in NAMES:
        lines = [
            MADE,
            f"# licit {name}",
            "",
            "```console",
            f"$ licit {name} --help",
            *help_of(name).splitlines(),
            "```",
        ]
        found[f"{name}.md"] = "\n".join(lines) + "\n"
    return found


def help_of(*command: str) -> str:
    """What ``--help`` prints, 100 columns wide."""
    done = subprocess.run(
        [sys.executable, "-m", "licit", *command, "--help"],
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
