# SPDX-License-Identifier: Apache-2.0
"""The formats in the terminal: a table of versions below each."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from licit.formats.room import Room, Version
from licit.report.words.importing import import_words
from licit.vocabulary.names import Lang


def formats_view(rooms: Iterable[Room], lang: Lang = "en") -> RenderableType:
    """Each format with its versions: what is done with them, and on what that was verified.

    What a version was verified on, and its limits, are the words of its room, in English.
    """
    table = Table(box=box.SIMPLE, pad_edge=False)
    for column in ("format", "version", "", "verified", "limits"):
        table.add_column(import_words(column, lang) if column else "", overflow="fold")
    for room in rooms:
        for number, version in enumerate(room.versions):
            name = Text(room.name, style="bold") if number == 0 else Text()
            table.add_row(name, version.name, _does(version, lang), version.verified, version.limits)
    return Group(table)


def _does(version: Version, lang: Lang) -> str:
    known = (("reads", version.reads), ("writes", version.writes))
    return ", ".join(import_words(word, lang) for word, does in known if does)
