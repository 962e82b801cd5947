# SPDX-License-Identifier: Apache-2.0
"""What commands print: JSON for machines, drawings for people, remarks beside them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.console import RenderableType

PIPED: Final = 100  # columns where there is no terminal and COLUMNS is not set


def print_json(value: object) -> None:
    """One JSON document, indented; what would act on a terminal is escaped."""
    from licit.report.json import json_text

    print(json_text(value), end="")  # noqa: T201 - the product


def show(*parts: RenderableType) -> None:
    """Draw the parts one below the other."""
    from licit.report.terminal import console

    fixed = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    terminal = console(width=PIPED if fixed else None)
    with terminal.capture() as drawn:  # written by us: rich ends the process where a pipe is closed
        for part in parts:
            terminal.print(part)
    sys.stdout.write(drawn.get())


def say(text: str) -> None:
    """One line of text, however long, made safe to show; it keeps its indent."""
    from licit.report.clean import clean

    indent = text[: len(text) - len(text.lstrip(" "))]
    print(indent + clean(text, longest=len(text)).lstrip(" "))  # noqa: T201 - the product


def remark(text: str) -> None:
    """Something to know that is no part of the answer."""
    from licit.report.clean import clean

    print(f"licit: {clean(text, longest=len(text))}", file=sys.stderr)  # noqa: T201 - a message
