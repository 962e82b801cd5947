# SPDX-License-Identifier: Apache-2.0
"""An argument made shorter without saying less: equal parts told once, a lone part told with what it is part of."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from licit.report.argument import Step, StepKind

_FOLDED: Final = (StepKind.PLACE, StepKind.RIGHT, StepKind.SHARE)  # parts of a whole: equal ones are told once
_JOINED: Final = {  # a whole with one part is told in one line
    StepKind.PLACE: (StepKind.REQUIREMENT, " · "),
    StepKind.RIGHT: (StepKind.SHARE, " — "),
}


def tidy(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Fold parts that have the same below them, join wholes with their only part; from the leaves upwards.

    What is folded keeps its head in ``also`` and its facts in ``facts``.
    """
    folded = _folded(tuple(replace(step, children=tidy(step.children)) for step in steps))
    return tuple(_joined(step) for step in folded)


def _joined(step: Step) -> Step:
    inner, between = _JOINED.get(step.kind, (None, ""))
    if len(step.children) != 1 or step.children[0].kind is not inner or step.children[0].also:
        return step
    child = step.children[0]
    return replace(
        step, text=f"{step.text}{between}{child.text}", children=child.children, facts=(*step.facts, *child.facts)
    )


def _folded(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    kept: list[Step] = []
    for step in steps:
        alike = next((place for place, other in enumerate(kept) if _alike(other, step)), None)
        if alike is None:
            kept.append(step)
        else:
            first = kept[alike]
            facts = tuple(dict.fromkeys((*first.facts, *step.facts)))
            kept[alike] = replace(first, also=(*first.also, step.text, *step.also), facts=facts)
    return tuple(kept)


def _alike(one: Step, other: Step) -> bool:
    """Whether all below two parts reads the same; facts below are told by their phrases."""
    if one.kind is not other.kind or one.kind not in _FOLDED or not one.children:
        return False
    return (one.value, one.turns, _told(one.children)) == (other.value, other.turns, _told(other.children))


def _told(steps: tuple[Step, ...]) -> tuple[object, ...]:
    return tuple((step.kind, step.text, step.also, step.dimension, _told(step.children)) for step in steps)
