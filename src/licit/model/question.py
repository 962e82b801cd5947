# SPDX-License-Identifier: Apache-2.0
"""What is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """May a service make a use of an item for people in a territory on a day, as far as was known by a day?

    ``territory`` is a leaf; ``position`` is the name of one of the record's positions. Source: SEMANTICS §1.
    """

    service: str
    use: str
    item: str
    territory: str
    day: date
    known_by: date
    position: str
