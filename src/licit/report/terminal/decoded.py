# SPDX-License-Identifier: Apache-2.0
"""One record of a file in the terminal: its fields with their places, as they stand, and what they are read as."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from licit.formats.files import Decoded
from licit.report.clean import clean
from licit.report.terminal.style import Wrapped, bullets
from licit.report.words.importing import import_words
from licit.vocabulary.names import Lang


def decoded_view(record: Decoded, file: str, format: str, lang: Lang = "en") -> RenderableType:  # noqa: A002
    """The record below its name and place."""
    head = Text(clean(record.type), style="bold")
    head.append(f"  {clean(record.about)}" if record.about else "")
    head.append(f"  {clean(file)}: {clean(record.place)} · {clean(format)}", style="dim")
    table = Table(box=box.SIMPLE, pad_edge=False)
    for name in ("field", "place", "stands", "read_as"):
        table.add_column(import_words(name, lang), overflow="fold")
    for field in record.fields:
        meaning = Text(clean(field.meaning))
        if field.problem:
            meaning.append(f"{' · ' if field.meaning else ''}! {clean(field.problem)}", style="bold")
        table.add_row(Text(clean(field.name)), Text(clean(field.at)), Text(clean(field.raw)), meaning)
    problems = bullets(clean(str(one), longest=500) for one in record.problems)
    return Group(Wrapped(head), table, *([problems] if record.problems else []))
