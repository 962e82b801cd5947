# SPDX-License-Identifier: Apache-2.0
"""Where and when the answer would be another one, from compiled forms. Source: SEMANTICS §5, Why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from licit.engine.bearing import Share
from licit.engine.compiled import Compiled
from licit.engine.hearing import Hearing
from licit.engine.terms import of_term
from licit.model.day import FIRST
from licit.model.question import Question
from licit.model.verdict import Answer, Difference

FURTHEST: Final = 2_000  # slices looked at on either side; a busy item has some hundred


def around(compiled: Compiled, question: Question) -> tuple[Difference, ...]:
    """The last day before and the first after on which the answer is another one; then, by answer, the territories.

    Beyond ``FURTHEST`` changes of the item's shares, owners and laws no day is looked for.
    """
    answer = _answer(compiled, question, question.day)
    return (*_days(compiled, question, answer), *_territories(compiled, question, answer))


def _days(compiled: Compiled, question: Question, answer: Answer) -> Iterator[Difference]:
    starts = sorted({FIRST, *change_days(compiled, question.item)})
    here = max(number for number, start in enumerate(starts) if start <= question.day)
    for number in reversed(range(max(0, here - FURTHEST), here)):
        if (other := _answer(compiled, question, starts[number])) is not answer:
            yield Difference(other, starts[number + 1] - timedelta(days=1))
            break
    for start in starts[here + 1 : here + 1 + FURTHEST]:
        if (other := _answer(compiled, question, start)) is not answer:
            yield Difference(other, start)
            break


def change_days(compiled: Compiled, item: str) -> set[date]:
    """The first days of the slices in which an item's shares, owners and laws stay as they are."""
    changes, record = compiled.changes, compiled.believed.record
    found = record.items.get(item)
    days: set[date] = set(changes.of_laws)
    rights = dict(changes.rights)
    for kind, assets in found.assets if found else ():
        for asset in assets:
            owners = {""}
            for control in record.controls_of.get(asset, ()):
                owners.add(control.party)
                days.update(of_term(control.term))
                days.update(changes.of_territories(control.territories))
                days.update(changes.of_standing(control.id))
            profile = compiled.believed.lists.profile(asset)
            for share in (Share(owner, profile, right) for right in rights.get(kind, ()) for owner in owners):
                slices = compiled.slices(share)
                days.update(slices.lower.starts, slices.upper.starts)
    return days


def _answer(compiled: Compiled, question: Question, day: date) -> Answer:
    return _hearing(compiled, day).decide(question.item, question.territory).answer


def _hearing(compiled: Compiled, day: date) -> Hearing:
    return Hearing(compiled.span_on(day), compiled.useful, compiled.held)


def _territories(compiled: Compiled, question: Question, answer: Answer) -> Iterator[Difference]:
    places, record = compiled.believed.places, compiled.believed.record
    masks: dict[Answer, int] = {}
    for cell, decision in _hearing(compiled, question.day).cells(question.item):
        masks[decision.answer] = masks.get(decision.answer, 0) | cell
    masks.pop(answer, None)
    found: dict[Answer, list[str]] = {}
    for leaf in record.atlas.leaves_on(question.day):
        for other, mask in masks.items():
            if mask & places.bit(leaf):
                found.setdefault(other, []).append(leaf)
    for other, leaves in found.items():
        yield Difference(other, territories=tuple(sorted(leaves)))
