# SPDX-License-Identifier: Apache-2.0
"""What a file is made of, in the terminal: records by type, and the first of what is wrong with it."""

from __future__ import annotations

from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from licit.formats.files import Counted
from licit.report.clean import clean
from licit.report.terminal.style import Wrapped, bullets
from licit.report.words.importing import import_words
from licit.vocabulary.names import Lang

FIRST: Final = 10  # problems that are shown; all are in --json


def counted_view(counted: Counted, file: str, format: str, lang: Lang = "en") -> RenderableType:  # noqa: A002
    """The counts below the file's name."""
    head = Text(clean(file), style="bold")
    head.append(f" · {clean(format)}", style="dim")
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column(import_words("record", lang), overflow="fold")
    table.add_column(import_words("how_many", lang), justify="right")
    for kind, number in sorted(counted.records.items(), key=lambda one: (-one[1], one[0])):
        table.add_row(Text(clean(kind)), f"{number:,}")
    told = Text(import_words("counted", lang, refused=f"{counted.refused:,}", empty=f"{counted.empty:,}"))
    problems = bullets(clean(str(one), longest=500) for one in counted.problems[:FIRST])
    return Group(Wrapped(head), table, Wrapped(told), *([problems] if counted.problems else []))
