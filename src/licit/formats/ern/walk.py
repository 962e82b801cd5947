# SPDX-License-Identifier: Apache-2.0
"""Where the reading of an ERN message stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from licit.formats.ddex import walk
from licit.formats.ern.rows import Terms


@dataclass(slots=True)
class Walk(walk.Walk):
    """Besides, the release deal that is open, and the terms of deals written alike, but for what decides nothing."""

    references: tuple[str, ...] = ()
    terms: dict[bytes, tuple[Terms, ...]] = field(default_factory=dict)
    terms_read: int = 0
    deals: int = 0
    release_deals: int = 0
    open: Any = None  # the ReleaseDeal, an element
