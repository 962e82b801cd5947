# SPDX-License-Identifier: Apache-2.0
"""Catalogues as tables: text with separators, workbooks, Parquet, lines of JSON, and DDEX's flat-file sales reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from licit.formats.entries import Entry
from licit.formats.files import Decoded, Detected, File
from licit.formats.known import Known
from licit.formats.room import Room, Version


def _sniff(head: bytes, name: str) -> Detected | None:
    from licit.formats.tables.sniffing import sniff

    return sniff(head, name)


def _read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    from licit.formats.tables.reading import read

    return read(files, known)


def _inspect(file: File) -> Iterator[Decoded]:
    from licit.formats.tables.inspecting import inspect

    return inspect(file)


ROOM: Final = Room(
    name="tables",
    title="Catalogues and repertoires as tables",
    versions=(
        Version(name="csv", writes=True, limits="a cell has at most 131,072 characters, a line 1 MiB"),
        Version(name="tsv", limits="as csv"),
        Version(
            name="xlsx",
            writes=True,
            verified="workbooks written by two libraries",
            limits="formulas are not computed; at most 4 GiB unpacked; xls and ods are not read",
        ),
        Version(name="parquet", writes=True, verified="files of pyarrow", limits="columns of bytes are refused"),
        Version(name="jsonl", verified="files of our own", limits="what nests deeper than four objects stays JSON"),
        Version(
            name="dsr",
            verified="samples of the standard",
            limits="resources, releases and works are read; usage, revenue and licensors' allocations are left out",
        ),
    ),
    sniff=_sniff,
    read=_read,
    inspect=_inspect,
)
