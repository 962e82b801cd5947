# SPDX-License-Identifier: Apache-2.0
"""DDEX ERN, Electronic Release Notification: what labels and distributors tell services, and what they let them do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from licit.formats.entries import Entry
from licit.formats.ern.versions import sniff
from licit.formats.files import Decoded, File
from licit.formats.known import Known
from licit.formats.room import Room, Version


def _read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    from licit.formats.ern.facts import read

    for file in files:
        yield from read(file, known)


def _inspect(file: File) -> Iterator[Decoded]:
    from licit.formats.ddex.decoded import inspect
    from licit.formats.ern.layout import ABOUT, WANTED

    yield from inspect(file, WANTED, ABOUT)


_LIMITS: Final = "catalogue lists, collections, cue sheets and prices are left out"

ROOM: Final = Room(
    name="ern",
    title="DDEX ERN messages",
    versions=(
        Version(name="3.3", verified="the published layout alone", limits=_LIMITS),
        Version(name="3.4", verified="the published layout alone", limits=_LIMITS),
        Version(name="3.5", verified="the published layout alone", limits=_LIMITS),
        Version(name="3.6", verified="the published layout alone", limits=_LIMITS),
        Version(name="3.7", verified="the published layout alone", limits=_LIMITS),
        Version(
            name="3.8",
            writes=True,
            verified="real files",
            limits=f"{_LIMITS}; written as a list of take-downs (3.8.2)",
        ),
        Version(name="4.0", verified="the published layout alone", limits=_LIMITS),
        Version(name="4.1", verified="samples of the standard", limits=_LIMITS),
        Version(name="4.2", verified="samples of the standard", limits=_LIMITS),
        Version(
            name="4.3",
            writes=True,
            verified="samples of the standard",
            limits=f"{_LIMITS}; written as a list of take-downs",
        ),
    ),
    sniff=sniff,
    read=_read,
    inspect=_inspect,
)
