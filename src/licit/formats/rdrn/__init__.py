# SPDX-License-Identifier: Apache-2.0
"""DDEX RDR-N, Recording Data and Rights Notification: what record companies tell music licensing companies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from licit.formats.entries import Entry
from licit.formats.files import Decoded, Detected, File
from licit.formats.known import Known
from licit.formats.room import Room, Version


def _sniff(head: bytes, _: str) -> Detected | None:
    from licit.formats.rdrn.layout import STANDARD

    return STANDARD.detected(head)


def _read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    from licit.formats.rdrn.facts import read

    for file in files:
        yield from read(file, known)


def _inspect(file: File) -> Iterator[Decoded]:
    from licit.formats.rdrn.decoded import inspect

    yield from inspect(file)


ROOM: Final = Room(
    name="rdrn",
    title="DDEX RDR-N, rights in recordings",
    versions=(
        Version(
            name="1.3 to 1.5",
            verified="the published layout alone",
            limits="experimental; declarations and revocations alone: no requests, status updates, sales, revenues, or"
            " performers' mandates to collect; messages are to be read in the order in which they were made",
        ),
    ),
    sniff=_sniff,
    read=_read,
    inspect=_inspect,
)
