# SPDX-License-Identifier: Apache-2.0
"""Where the reading of a message stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from licit.formats.ddex.rows import PartyRow
from licit.model.day import When


@dataclass(slots=True)
class Walk:
    """The file's name, the day of the message, whether it is taken at all, and the parties named so far.

    ``deaf``: what it says is counted and not taken, since it is a test, or of a kind or version that is not read.
    """

    name: str
    day: When | None = None
    deaf: bool = False
    parties: dict[str, PartyRow] = field(default_factory=dict)
