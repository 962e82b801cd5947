# SPDX-License-Identifier: Apache-2.0
"""The formats in the terminal: a table of versions below each."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from licit.formats.room import Room, Version


def formats_view(rooms: Iterable[Room]) -> RenderableType:
    """Each format with its versions: what is done with them, and on what that was verified."""
    table = Table(box=box.SIMPLE, pad_edge=False)
    for column in ("format", "version", "", "verified on", "limits"):
        table.add_column(column, overflow="fold")
    for room in rooms:
        for number, version in enumerate(room.versions):
            name = Text(room.name, style="bold") if number == 0 else Text()
            table.add_row(name, version.name, _does(version), version.verified, version.limits)
    return Group(table)


def _does(version: Version) -> str:
    return ", ".join(word for word, does in (("reads", version.reads), ("writes", version.writes)) if does)
