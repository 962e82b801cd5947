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
            limits="works, territories and requests for ISWCs on real files; societies' answers (ACK, MSG, EXC, ISA), "
            "DRW, LIC, INS and IND after the user manual, which gives the order of their fields, on no real file; "
            "FTV and names in other scripts are not decoded; records that fit no known form are refused",
        ),
        Version(
            name="3.1",
            verified="the published layout alone",
            limits="as 3.0, and manuscript shares (MAN) as one producer writes them; party numbers of 9 columns, and "
            "of 11 after the published layout of territories, whichever a record fits",
        ),
    ),
    sniff=_sniff,
    read=_read,
    inspect=_inspect,
    count=_count,
)
