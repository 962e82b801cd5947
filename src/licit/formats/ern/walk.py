# SPDX-License-Identifier: Apache-2.0
"""Where the reading of a message stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from licit.formats.ern.rows import PartyRow, Terms
from licit.model.day import When


@dataclass(slots=True)
class Walk:
    """Where the reading stands: the parties named so far, and the release deal that is open."""

    name: str
    day: When | None = None
    deaf: bool = False  # what it says is counted, and not taken: it is a test, or of a kind or version that is not read
    parties: dict[str, PartyRow] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    terms: dict[bytes, tuple[Terms, ...]] = field(
        default_factory=dict
    )  # of deals written alike, but for what decides nothing
    deals: int = 0
    release_deals: int = 0
    open: Any = None  # the ReleaseDeal, an element
