# SPDX-License-Identifier: Apache-2.0
"""The picture in README, drawn from what the command prints; ``python -m tests.docs.picture`` writes it.

It is the real output in a terminal of 100 columns, as an SVG with its text in it; the font is the reader's own.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tests.docs.blocks import ROOT

PICTURE = ROOT / "docs" / "check.svg"
COMMAND = (
    "check examples/allofmp3 allofmp3-fr.com rem-losing-my-religion --territory FR --day 2004-05-17 "
    "--known-by 2004-05-31 --position rightsholders"
)
SHOWN = 34  # lines: the answer and the tree of its proof


def picture(folder: Path = ROOT) -> str:
    """The SVG of the first lines of the command's output."""
    colours = os.environ | {"FORCE_COLOR": "1", "COLUMNS": "100", "TERM": "xterm-256color"}
    done = subprocess.run(
        [sys.executable, "-m", "licit", *COMMAND.split()],
        cwd=folder,
        env={name: value for name, value in colours.items() if name != "NO_COLOR"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 10, done.stderr
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ ./licit {COMMAND}\n"))
    console.print(Text.from_ansi("\n".join(done.stdout.splitlines()[:SHOWN])))
    svg = console.export_svg(title="licit check", unique_id="licit")
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # no font from elsewhere
    return svg.replace("Fira Code, monospace", "DejaVu Sans Mono, Menlo, Consolas, monospace") + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
