# SPDX-License-Identifier: Apache-2.0
"""What every message of DDEX begins with, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from licit.model.problem import Place


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as a message names it: its name, identifiers by scheme, and its first id as it stands.

    ``namespace``: whose number that id is said to be; empty where it should be a register's.
    """

    name: str
    identifiers: tuple[tuple[str, str], ...] = ()
    number: str = ""
    namespace: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """Who says it to whom, and when. ``created`` is ``None`` where no time can be read."""

    place: Place
    message_id: str
    sender: PartyRow
    behalf: PartyRow | None
    recipients: tuple[PartyRow, ...]
    created: datetime | None
