# SPDX-License-Identifier: Apache-2.0
"""The conflicts of a record under a position, by kind. Source: SEMANTICS §3.2, §3.3, §3.7, §4."""

from __future__ import annotations

from datetime import date

from licit.engine.believed import Believed
from licit.explain.conflicts.authority import without_authority
from licit.explain.conflicts.circles import circles
from licit.explain.conflicts.exclusives import double_exclusives
from licit.explain.conflicts.shares import overclaims
from licit.explain.conflicts.sources import disputes, self_contradictions
from licit.explain.conflicts.titles import contradictory_dates, unrelated_titles
from licit.explain.overreach.measuring import Measuring
from licit.model.conflict import Conflicts

__all__ = ["conflicts"]


def conflicts(believed: Believed, known_by: date) -> Conflicts:
    """All of them, in the order of their kinds; ``known_by`` is the day of knowledge as it was asked for."""
    measuring = Measuring(believed)
    found = (
        *double_exclusives(measuring),
        *overclaims(believed),
        *circles(measuring),
        *without_authority(measuring),
        *self_contradictions(measuring),
        *contradictory_dates(believed),
        *unrelated_titles(believed),
        *disputes(measuring),
    )
    return Conflicts(position=believed.position.name, known_by=known_by, found=found)
