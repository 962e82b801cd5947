# SPDX-License-Identifier: Apache-2.0
"""ODRL 2.2: policies in JSON-LD or Turtle, in and out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from licit.formats.entries import Entry
from licit.formats.files import Decoded, Detected, File
from licit.formats.known import Known
from licit.formats.room import Room, Version

_MARK: Final = b"www.w3.org/ns/odrl"
_TURTLE: Final = (b"@prefix", b"PREFIX", b"prefix", b"<http", b"<urn:")


def _sniff(head: bytes, _: str) -> Detected | None:
    if _MARK not in head:
        return None
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return Detected("odrl", "2.2", (("syntax", "JSON-LD"),)) if b'"@context"' in head or b"@type" in head else None
    if start[:1] == b"<" and (start[:5] == b"<?xml" or start[:9].lower() == b"<!doctype" or start[:4] == b"<rdf"):
        return None
    return Detected("odrl", "2.2", (("syntax", "Turtle"),)) if any(one in head for one in _TURTLE) else None


def _read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    from licit.formats.odrl.facts import read

    yield from read(files, known)


def _inspect(file: File) -> Iterator[Decoded]:
    from licit.formats.odrl.decoded import inspect

    yield from inspect(file)


ROOM: Final = Room(
    name="odrl",
    title="ODRL policies",
    versions=(
        Version(
            name="2.2",
            writes=True,
            verified="samples of the standard",
            limits="JSON-LD and Turtle, no other context than ODRL's own; duties and unknown constraints stay open",
        ),
    ),
    sniff=_sniff,
    read=_read,
    inspect=_inspect,
)
