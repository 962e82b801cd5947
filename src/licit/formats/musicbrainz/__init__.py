# SPDX-License-Identifier: Apache-2.0
"""MusicBrainz: dump tables and JSON, as the weak word of a source of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from licit.formats.entries import Entry
from licit.formats.files import Decoded, Detected, File
from licit.formats.known import Known
from licit.formats.room import Room, Version

_ID: Final = re.compile(rb'"id"\s*:\s*"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"')
_KEYS: Final = (
    rb'"label-code"',
    rb'"label-info"',
    rb'"artist-credit"',
    rb'"target-type"',
    rb'"life-span"',
    rb'"release-group"',
    rb'"text-representation"',
    rb'"iswcs"',
)


def _sniff(head: bytes, name: str) -> Detected | None:
    from licit.formats.musicbrainz.rows import copies, table_of

    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"{":
        known = _ID.search(head) and any(key in head for key in _KEYS)
        return Detected("musicbrainz", "JSON") if known else None
    table = table_of(head, name)
    if table:
        return Detected("musicbrainz", "dump", (("table", table),))
    return Detected("musicbrainz", "dump", (("table", ""),)) if copies(head) else None


def _read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    from licit.formats.musicbrainz.facts import read

    yield from read(files, known)


def _inspect(file: File) -> Iterator[Decoded]:
    from licit.formats.musicbrainz.decoded import inspect

    yield from inspect(file)


ROOM: Final = Room(
    name="musicbrainz",
    title="MusicBrainz dump tables and JSON",
    versions=(
        Version(
            name="dump",
            verified="the published layout alone",
            limits="a table is known by its name and its columns; artists are no parties; relations of rights alone",
        ),
        Version(name="JSON", verified="documents of the web service", limits="labels, releases, recordings, works"),
    ),
    sniff=_sniff,
    read=_read,
    inspect=_inspect,
    together="given",
)
