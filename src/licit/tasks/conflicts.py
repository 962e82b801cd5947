# SPDX-License-Identifier: Apache-2.0
"""The conflicts of a case in a position."""

from __future__ import annotations

from datetime import date

from licit.model.conflict import Conflicts
from licit.tasks.opening import OpenCase


def conflicts(opened: OpenCase, *, position: str = "", known_by: str | date | None = None) -> Conflicts:
    """Every conflict of the record, by kind, with the facts, the parties, where, when and how far.

    Raises:
        InvalidValueError: the case has no such position, or no whole day is given.
    """
    from licit.engine.engine import Engine
    from licit.explain.conflicts import conflicts as find

    believed = opened.believed(position=position, known_by=known_by)
    return find(Engine(opened.record).believed(believed.position, believed.known_by), believed.known_by)
