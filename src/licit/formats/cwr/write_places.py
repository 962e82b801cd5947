# SPDX-License-Identifier: Apache-2.0
"""Where the fields that are written stand: the columns of each record, its length in each version.

Source: CWR11-1991R4 (2.1) and CWR19-1070R1 (2.2), record formats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

LIKE: Final = {"OPU": "SPU", "OWR": "SWR"}
PREFIX: Final = "type 1/3 transaction 4/8n sequence 12/8n "

# name start/size; n: digits, filled with zeros, also where there is nothing. "-" are digits that are never filled.
FIELDS: Final[Mapping[str, str]] = {
    "HDR": "type 1/3 sender-type 4/2 sender-id 6/9n sender-name 15/45 edi-version 60/5 creation-date 65/8n "
    "creation-time 73/6n transmission-date 79/8n character-set 87/15 version 102/3 revision 105/3n software 108/30",
    "GRH": "type 1/3 transaction-type 4/3 group-id 7/5n version 12/5 - 17/10n",
    "GRT": "type 1/3 group-id 4/5n transaction-count 9/8n record-count 17/8n - 28/10n",
    "TRL": "type 1/3 group-count 4/5n transaction-count 9/8n record-count 17/8n",
    "AGR": PREFIX + "agreement 20/14 agreement-type 48/2 start-date 50/8n end-date 58/8n retention-end 66/8n "
    "prior-royalty-status 74/1 prior-royalty-date 75/8n post-term-status 83/1 post-term-date 84/8n signed 92/8n "
    "works 100/5n clause 105/1",
    "TER": PREFIX + "in-or-out 20/1 territory 21/4",
    "IPA": PREFIX + "role 20/2 ipi-name 22/11n ipi-base 33/13 party 46/9 last-name 55/45 first-name 100/30 "
    "pr-society 130/3 pr-share 133/5n mr-society 138/3 mr-share 141/5n sr-society 146/3 sr-share 149/5n",
    "NWR": PREFIX + "work-title 20/60 work 82/14 iswc 96/11 - 107/8n category 127/3 duration 130/6n recorded 136/1 "
    "version-type 143/3 - 198/3n - 201/8n",
    "SPU": PREFIX + "chain 20/2n party 22/9 publisher-name 31/45 publisher-unknown 76/1 publisher-type 77/2 "
    "publisher-ipi-name 88/11n agreement 99/14 pr-society 113/3 pr-share 116/5n mr-society 121/3 mr-share 124/5n "
    "sr-society 129/3 sr-share 132/5n publisher-ipi-base 140/13",
    "SPT": PREFIX + "party 20/9 pr-collected 35/5n mr-collected 40/5n sr-collected 45/5n in-or-out 50/1 "
    "territory 51/4 order 56/3n",
    "SWR": PREFIX + "party 20/9 last-name 29/45 writer-first-name 74/30 writer-unknown 104/1 designation 105/2 "
    "writer-ipi-name 116/11n pr-society 127/3 pr-share 130/5n mr-society 135/3 mr-share 138/5n sr-society 143/3 "
    "sr-share 146/5n writer-ipi-base 155/13 - 168/12n",
    "SWT": PREFIX + "party 20/9 pr-collected 29/5n mr-collected 34/5n sr-collected 39/5n in-or-out 44/1 "
    "territory 45/4 order 50/3n",
    "PWR": PREFIX + "publisher 20/9 publisher-name 29/45 agreement 74/14 writer 102/9 chain 111/2n",
    "REC": PREFIX + "release-date 20/8n - 88/6n isrc 250/12",
}
LENGTHS: Final[Mapping[str, tuple[int, int]]] = {  # in 2.1 and in 2.2
    "HDR": (101, 167),
    "GRH": (28, 28),
    "GRT": (37, 37),
    "TRL": (24, 24),
    "AGR": (121, 121),
    "TER": (24, 24),
    "IPA": (153, 153),
    "NWR": (260, 260),
    "SPU": (183, 183),
    "SPT": (58, 58),
    "SWR": (180, 180),
    "SWT": (52, 52),
    "PWR": (110, 112),
    "REC": (266, 540),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field's columns, counted from 1, and whether it holds digits."""

    name: str
    start: int
    size: int
    digits: bool


@cache
def fields(record: str, version: str) -> tuple[Field, ...]:
    """The fields that the record has in this version, in their order."""
    like = LIKE.get(record, record)
    words = FIELDS[like].split()
    found = []
    for name, place in zip(words[::2], words[1::2], strict=True):
        start, _, size = place.removesuffix("n").partition("/")
        found.append(Field("" if name == "-" else name, int(start), int(size), place.endswith("n")))
    return tuple(field for field in found if field.start <= length(record, version))


def length(record: str, version: str) -> int:
    """How many columns the record has."""
    return LENGTHS[LIKE.get(record, record)][version >= "2.2"]
