# SPDX-License-Identifier: Apache-2.0
"""DDEX MWN, Musical Work Right Share Notification: what publishers and societies tell of shares in works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from licit.formats.entries import Entry
from licit.formats.files import Decoded, Detected, File
from licit.formats.known import Known
from licit.formats.room import Room, Version


def _sniff(head: bytes, _: str) -> Detected | None:
    from licit.formats.mwn.layout import STANDARD

    return STANDARD.detected(head)


def _read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    from licit.formats.mwn.facts import read

    for file in files:
        yield from read(file, known)


def _inspect(file: File) -> Iterator[Decoded]:
    from licit.formats.ddex.decoded import inspect
    from licit.formats.mwn.layout import ABOUT, STANDARD

    yield from inspect(file, STANDARD.wanted, ABOUT)


ROOM: Final = Room(
    name="mwn",
    title="DDEX MWN, shares in musical works",
    versions=(
        Version(
            name="1.0 to 1.3",
            verified="the published layout alone",
            limits="experimental; notifications alone, no requests or recalls; a share limited to some uses, services,"
            " carriers or parts of a work is no control; messages are to be read in the order in which they were made",
        ),
    ),
    sniff=_sniff,
    read=_read,
    inspect=_inspect,
)
