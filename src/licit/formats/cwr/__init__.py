# SPDX-License-Identifier: Apache-2.0
"""CWR, Common Works Registration (CISAC): works, who owns and collects what where, agreements, societies' answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from licit.formats.entries import Entry
from licit.formats.files import Counted, Decoded, Detected, File
from licit.formats.known import Known
from licit.formats.room import Room, Version


def _sniff(head: bytes, name: str) -> Detected | None:
    from licit.formats.cwr.sniffing import sniff

    return sniff(head, name)


def _read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    from licit.formats.cwr.facts import read

    return read(files, known)


def _inspect(file: File) -> Iterator[Decoded]:
    from licit.formats.cwr.inspecting import inspect

    return inspect(file)


def _count(file: File) -> Counted:
    from licit.formats.cwr.columns import count

    return count(file)


ROOM: Final = Room(
    name="cwr",
    title="CWR, Common Works Registration",
    versions=(
        Version(name="2.0", verified="the published layout alone"),
        Version(name="2.1", writes=True),
        Version(name="2.2", writes=True),
        Version(
            name="3.0",
            limits="works and territories (WRK, DRW, SPU, SPT, SWR, SWT, PWR, O-records, REC, XRF), on one real file, "
            "which has no DRW, ISR or WRI; refused: answers of societies (ACK, EXC, ISA) with all that stands under "
            "them, LIC, FTV, instruments, names in other scripts",
        ),
        Version(
            name="3.1",
            verified="the published layout alone",
            limits="as 3.0, and manuscript shares (MAN), as one producer writes them; of the published layout that of "
            "territories alone is known: parties and territories with party numbers of 11 columns are refused",
        ),
    ),
    sniff=_sniff,
    read=_read,
    inspect=_inspect,
    count=_count,
)
