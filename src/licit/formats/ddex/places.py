# SPDX-License-Identifier: Apache-2.0
"""Where a claim holds. Excluded territories are taken out of those that are named, or of the world where none is."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from licit.formats.checks import UNSUPPORTED
from licit.formats.ddex.holding import RefusedError, expression
from licit.model.day import When
from licit.model.problem import Place, Problem
from licit.model.territory import Expression


def where(
    included: Sequence[etree._Element],
    excluded: Sequence[etree._Element],
    day: When | None,
    file: str,
    found: list[Problem],
) -> Expression | None:
    """The territories; ``None`` where none is named. Problems of single codes go to ``found``.

    Raises:
        RefusedError: see ``holding.expression``; that both kinds stand together is no reason here.
    """
    named = expression(included, (), day, file, found)
    if not excluded:
        return named
    without = expression((), excluded, day, file, found)
    if named is None or without is None:
        return without
    return Expression((*named.steps, *(step for step in without.steps if not step[0])))


def together(sets: Sequence[Expression], place: Place) -> Expression | None:
    """What lies in any of the sets; ``None`` where there is none.

    Raises:
        RefusedError: two of them exclude: the order in which they were joined would decide.
    """
    apart = [one for one in dict.fromkeys(sets) if not all(includes for includes, _ in one.steps)]
    if len(apart) > 1:
        what = "two sets of territories that exclude some are named together"
        raise RefusedError(Problem(place, what, "write them as one set", UNSUPPORTED))
    names = sorted({name for one in sets if one not in apart for _, name in one.steps})
    steps = (*(apart[0].steps if apart else ()), *((True, name) for name in names))
    return Expression(steps) if steps else None
