# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.lint``: writes docs/lint.md, the list of all checks, from their table."""

from __future__ import annotations

from pathlib import Path

from licit.case.checks import READING
from licit.case.lint import CHECKS

PAGE = Path(__file__).parents[2] / "docs" / "lint.md"


def index() -> str:
    """The page: each id with its page and what it finds; those of reading first."""
    checks = "".join(f"| [`{one.id}`](lint/{one.id}.md) | {one.severity.value} | {one.summary} |\n" for one in CHECKS)
    reading = "".join(f"| [`{name}`](lint/{name}.md) | {what} |\n" for name, what in READING.items())
    return (
        "<!-- Made by `python -m tests.lint`: change the tables of checks instead. -->\n"
        "# What `licit lint` looks for\n\n"
        "All problems are told at once, each with file, line and column, what is wrong and how to mend it. An error\n"
        "keeps the case from being believed, a warning does not. `--json` and `--sarif` are for programs.\n\n"
        f"## In what a case says\n\n| id | severity | finds |\n|---|---|---|\n{checks}\n"
        f"## In how it is written (all are errors)\n\n| id | finds |\n|---|---|\n{reading}"
    )


if __name__ == "__main__":
    PAGE.write_text(index(), encoding="utf-8")
    print(PAGE)
