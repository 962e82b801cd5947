# SPDX-License-Identifier: Apache-2.0
"""Which of two acts came first: the execution day, then a recorded order within the day. Source: SEMANTICS §3.3."""

from __future__ import annotations

from datetime import date

from licit.model.day import Reading
from licit.model.fact import Grant


def surely_before(first: Grant, second: Grant) -> bool:
    """Whether every reading of their days and order puts the first act first."""
    one, other = first.signed, second.signed
    if one is None or other is None:
        return False  # neither start nor execution day: its order against any other act is open
    if one.latest != other.earliest:
        return one.latest < other.earliest
    return first.order is not None and second.order is not None and first.order < second.order


def comes_first(exclusive: Grant, grant: Grant, reading: Reading) -> bool:
    """Whether an exclusive was signed before a grant: where open, first in the lower reading and last in the upper."""
    if reading is Reading.UPPER:
        return surely_before(exclusive, grant)
    return not surely_before(grant, exclusive)


def signed_by(grant: Grant, day: date, reading: Reading) -> bool:
    """Whether what takes was signed on or before a day: where open, yes in the lower reading, no in the upper."""
    if grant.signed is None:
        return reading is Reading.LOWER
    return (grant.signed.earliest if reading is Reading.LOWER else grant.signed.latest) <= day


def signed_in_time(grant: Grant, day: date, reading: Reading) -> bool:
    """Whether a sublicence was signed on or before a day (it gives: where open, no in the lower reading)."""
    if grant.signed is None:
        return reading is Reading.UPPER
    return (grant.signed.latest if reading is Reading.LOWER else grant.signed.earliest) <= day
