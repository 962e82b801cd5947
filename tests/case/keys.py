# SPDX-License-Identifier: Apache-2.0
"""The tables of keys in docs/case.md, made from the table of kinds; `python -m tests.case.keys` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from licit.case.kinds import FACTS, HEAD, INCLUDE, LISTED, NAMED, PATTERN, REPERTOIRE, SAID, TABLE
from licit.case.shapes import Shape

PAGE: Final = Path(__file__).parents[2] / "docs/case.md"
BEGIN: Final = "<!-- made by `python -m tests.case.keys`: begin -->\n"
END: Final = "<!-- end -->\n"
INNER: Final = {
    "said (in a fact)": SAID,
    "pattern (in a statement)": PATTERN,
    "repertoire, except (in a grant or claim)": REPERTOIRE,
    "include (in the head)": INCLUDE,
    "repertoire (in the head)": TABLE,
}


def tables() -> str:
    """All keys, section by section; a needed key is bold."""
    shapes = {"case.yaml": HEAD, **NAMED, **LISTED, **INNER}
    return "\n".join("\n".join(_table(name, shape)) + "\n" for name, shape in shapes.items())


def _table(name: str, shape: Shape) -> Iterator[str]:
    about = f" {shape.about}" if shape.about else ""
    yield f"**{name}**{' (facts)' if name in FACTS else ''}.{about}"
    yield ""
    yield "| key | |"
    yield "|---|---|"
    for field in shape.fields:
        key = f"**`{field.name}`**" if field.required else f"`{field.name}`"
        yield f"| {key} | {field.about} |"


def with_tables(page: str) -> str:
    """The page with its tables renewed."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + "\n" + tables() + "\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
