# SPDX-License-Identifier: Apache-2.0
"""Leaves through time: a mask that changes from slice to slice, and what is made of several. Source: SEMANTICS §6."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from operator import and_, or_
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
    """A span's mask, slice by slice. Most slices are as the one before: what it costs is the changes, not the days."""
    if not mask:
        return NOWHERE
    width, days = span.width, span.days
    leaves = (1 << width) - 1
    changed = (mask ^ (mask << width)) & span.everywhere
    starts, masks = [FIRST], [mask & leaves]
    if masks[0]:
        changed = changed >> width << width
    while changed:
        number = ((changed & -changed).bit_length() - 1) // width
        starts.append(days[number])
        masks.append(mask >> width * number & leaves)
        changed = changed >> width * (number + 1) << width * (number + 1)
    return Steps(tuple(starts), tuple(masks))


def everywhere(width: int) -> Steps:
    """So many leaves, always."""
    return Steps((FIRST,), ((1 << width) - 1,))


def joined(parts: Sequence[Steps]) -> Steps:
    """Where any of them is; two at a time, so that each day is looked at as often as parts can be halved."""
    parts = [one for one in parts if one is not NOWHERE]
    if not parts:
        return NOWHERE
    while len(parts) > 1:
        halves = [_merged(parts[number], parts[number + 1], or_) for number in range(0, len(parts) - 1, 2)]
        parts = halves + parts[2 * len(halves) :]
    return parts[0]


def met(one: Steps, other: Steps) -> Steps:
    """Where both are."""
    if one is NOWHERE or other is NOWHERE:
        return NOWHERE
    return _merged(one, other, and_)


def without(one: Steps, other: Steps) -> Steps:
    """Where the first is and the other is not."""
    if one is NOWHERE or other is NOWHERE:
        return one
    return _merged(one, other, _but)


def _but(one: int, other: int) -> int:
    return one & ~other


def _merged(one: Steps, other: Steps, rule: Callable[[int, int], int]) -> Steps:
    """Slice by slice, by a rule that makes nothing of nothing; both begin on the first day there is."""
    starts, masks = one
    others, other_masks = other
    mask, other_mask = masks[0], other_masks[0]
    last = rule(mask, other_mask)
    found, found_masks = [FIRST], [last]
    at, other_at = 1, 1
    end, other_end = len(starts), len(others)
    while at < end or other_at < other_end:
        if other_at == other_end or (at < end and starts[at] <= others[other_at]):
            day = starts[at]
            mask = masks[at]
            at += 1
            if other_at < other_end and others[other_at] == day:
                other_mask = other_masks[other_at]
                other_at += 1
        else:
            day = others[other_at]
            other_mask = other_masks[other_at]
            other_at += 1
        new = rule(mask, other_mask)
        if new != last:
            found.append(day)
            found_masks.append(new)
            last = new
    if len(found) == 1 and not last:
        return NOWHERE
    return Steps(tuple(found), tuple(found_masks))
