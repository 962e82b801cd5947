# SPDX-License-Identifier: Apache-2.0
"""Leaves through time: a mask that changes from slice to slice, and what is made of several. Source: SEMANTICS §6."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from licit.engine.span import Span
from licit.model.day import FIRST


class Steps(NamedTuple):
    """The first days of slices, in order, the first day there is the first; and the leaves of each slice."""

    starts: tuple[date, ...]
    masks: tuple[int, ...]

    def at(self, day: date) -> int:
        """The leaves on a day."""
        return self.masks[bisect_right(self.starts, day) - 1]

    @property
    def empty(self) -> bool:
        """Whether there is never any leaf."""
        return not any(self.masks)


NOWHERE = Steps((FIRST,), (0,))


def cut(mask: int, span: Span) -> Steps:
    """A span's mask, slice by slice."""
    if not mask:
        return NOWHERE
    leaves = (1 << span.width) - 1
    return shortened((day, mask >> span.width * number & leaves) for number, day in enumerate(span.days))


def shortened(slices: Iterable[tuple[date, int]]) -> Steps:
    """Slices with neighbours that are the same made one."""
    starts: list[date] = []
    masks: list[int] = []
    for day, mask in slices:
        if not masks or masks[-1] != mask:
            starts.append(day)
            masks.append(mask)
    return Steps(tuple(starts), tuple(masks))


def joined(parts: Sequence[Steps]) -> Steps:
    """Where any of them is."""
    parts = [one for one in parts if not one.empty]
    if len(parts) < 2:  # noqa: PLR2004 - nothing to join
        return parts[0] if parts else NOWHERE
    days = sorted({day for one in parts for day in one.starts})
    return shortened((day, _any(parts, day)) for day in days)


def _any(parts: Sequence[Steps], day: date) -> int:
    found = 0
    for one in parts:
        found |= one.at(day)
    return found


def met(one: Steps, other: Steps) -> Steps:
    """Where both are."""
    if one.empty or other.empty:
        return NOWHERE
    days = sorted({*one.starts, *other.starts})
    return shortened((day, one.at(day) & other.at(day)) for day in days)


def without(one: Steps, other: Steps) -> Steps:
    """Where the first is and the other is not."""
    if one.empty or other.empty:
        return one
    days = sorted({*one.starts, *other.starts})
    return shortened((day, one.at(day) & ~other.at(day)) for day in days)
