# SPDX-License-Identifier: Apache-2.0
"""The fenced blocks of Markdown pages, and the commands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>[\w-]*)[^\n]*\n(?P<text>.*?)^(?P=indent)```", re.MULTILINE | re.DOTALL)
_OURS = re.compile(r"\$ (?:\./)?licit(?: |$)")


@dataclass(frozen=True)
class Block:
    """One fenced block: its page, the line it begins on, its kind and its text."""

    page: Path
    line: int
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True)
class Command:
    """One command of a block, and the output lines shown below it."""

    block: Block
    text: str
    output: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.block} {self.text}"


def pages() -> tuple[Path, ...]:
    """README and every page of docs."""
    return tuple(page for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if page.exists())


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for match in _FENCE.finditer(text):
        inside = "".join(line.removeprefix(match["indent"]) for line in match["text"].splitlines(keepends=True))
        yield Block(page, text.count("\n", 0, match.start()) + 1, match["kind"], inside)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a block that call licit; a line that ends in a backslash goes on.

    In ``sh`` blocks every line is a command, in ``console`` blocks those after a dollar, with their output below.
    """
    if block.kind == "sh":
        lines = block.text.replace("\\\n", "\\\0").splitlines()
        texts = [line.removeprefix("$ ").replace("\0", "\n") for line in lines]
        yield from (Command(block, text, ()) for text in texts if _OURS.match(f"$ {text}"))
    if block.kind != "console":
        return
    lines = block.text.splitlines()
    while lines:
        line = lines.pop(0)
        if not line.startswith("$ "):
            continue
        text = line
        while text.endswith("\\") and lines:
            text += "\n" + lines.pop(0)
        output = []
        while lines and not lines[0].startswith("$ "):
            output.append(lines.pop(0))
        if _OURS.match(text):
            yield Command(block, text.removeprefix("$ "), tuple(output))


def matches(expected: tuple[str, ...], given: list[str]) -> bool:
    """Whether the output is as shown; a line of three dots stands for any number of lines."""
    pattern = "".join(
        r"(?:[^\n]*\n)*" if line.strip() in ("...", "…") else re.escape(line.rstrip()) + r"\n" for line in expected
    )
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in given)) is not None
