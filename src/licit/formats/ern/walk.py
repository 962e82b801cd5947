# SPDX-License-Identifier: Apache-2.0
"""Where the reading of a message stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from licit.formats.ern.rows import PartyRow
from licit.model.day import When


@dataclass(slots=True)
class Walk:
    """Where the reading stands: the parties named so far, and the release deal that is open."""

    name: str
    day: When | None = None
    parties: dict[str, PartyRow] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)
    deals: int = 0
    release_deals: int = 1
