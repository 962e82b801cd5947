# SPDX-License-Identifier: Apache-2.0
"""Every command, option and exit code has its page, and the pages are as generated."""

from __future__ import annotations

from licit.cli.exit_codes import Exit
from tests.docs.blocks import ROOT
from tests.docs.regenerate import FOLDER, pages


def test_help_pages_are_as_the_commands_print_them() -> None:
    written = {page.name: page.read_text(encoding="utf-8") for page in FOLDER.glob("*.md")}

    assert written == pages(), "run: python -m tests.docs.regenerate"


def test_every_exit_code_has_its_row() -> None:
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")

    for code in Exit:
        assert f"| `{int(code)}` |" in page
