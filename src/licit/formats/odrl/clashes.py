# SPDX-License-Identifier: Apache-2.0
"""Where a prohibition meets a permission of its policy: wholly, in part, perhaps, or not at all."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from licit.formats.odrl.constraints import meet
from licit.model.day import FIRST, LAST
from licit.model.fact import Grant
from licit.model.scope import ALL, Named, Repertoire
from licit.model.territory import Expression
from licit.vocabulary import territories, trade


class Meeting(IntEnum):
    """How far a prohibition reaches into a permission."""

    NONE = 0
    PERHAPS = 1  # one of the two leaves open where it ends
    PART = 2
    WHOLE = 3


_DAY: Final = FIRST.replace(year=2000)  # on which uses and groups are compared; music's uses are undated


def meeting(permitted: Grant, forbidden: Grant) -> Meeting:
    """How far ``forbidden``, what a prohibition speaks of, reaches into what a permission gives.

    The parties are compared by the caller, since a prohibition without an assignee speaks of everyone.
    """
    parts = (
        _sets(permitted.scope.uses, forbidden.scope.uses, uses=True),
        _sets(permitted.scope.rights, forbidden.scope.rights, uses=False),
        _things(permitted.scope.repertoire, forbidden.scope.repertoire),
        _terms(permitted, forbidden),
        _places(permitted.scope.territories, forbidden.scope.territories),
        Meeting.PERHAPS if forbidden.conditions else Meeting.WHOLE,
    )
    return min(parts)


def _sets(mine: Named | None, its: Named | None, *, uses: bool) -> Meeting:
    if its is ALL:
        return Meeting.WHOLE
    if mine is None or its is None:
        return Meeting.PERHAPS
    if mine is ALL:
        return Meeting.PART if its else Meeting.NONE
    above = trade("music").uses.covers if uses else lambda wide, narrow, _day: wide == narrow
    if all(any(above(wide, narrow, _DAY) for wide in its) for narrow in mine):
        return Meeting.WHOLE
    touched = any(above(one, other, _DAY) or above(other, one, _DAY) for one in its for other in mine)
    return Meeting.PART if touched else Meeting.NONE


def _things(mine: Repertoire | None, its: Repertoire | None) -> Meeting:
    if its is None:
        return Meeting.WHOLE  # a prohibition without a target speaks of everything
    if mine is None:
        return Meeting.PERHAPS
    if mine.assets <= its.assets and mine.catalogues <= its.catalogues:
        return Meeting.WHOLE
    if mine.assets & its.assets or mine.catalogues & its.catalogues:
        return Meeting.PART
    return Meeting.PERHAPS if mine.catalogues or its.catalogues else Meeting.NONE


def _terms(permitted: Grant, forbidden: Grant) -> Meeting:
    both = meet(permitted.term, forbidden.term)
    if both is None:
        return Meeting.NONE
    mine, its = permitted.term, forbidden.term
    starts = (its.start.latest if its.start else FIRST) <= (mine.start.earliest if mine.start else FIRST)
    ends = (its.end.earliest if its.end else LAST) >= (mine.end.latest if mine.end else LAST)
    return Meeting.WHOLE if starts and ends else Meeting.PART


def _places(mine: Expression | None, its: Expression | None) -> Meeting:
    if mine is None or its is None:
        return Meeting.PERHAPS
    atlas = territories().atlas
    inside, forbidden = mine.leaves(atlas, _DAY), its.leaves(atlas, _DAY)
    if mine == its or inside <= forbidden:
        return Meeting.WHOLE
    return Meeting.PART if inside & forbidden else Meeting.NONE
