# SPDX-License-Identifier: Apache-2.0
"""What lapses for a service in the days to come, and how many pairs of item and territory each lapse costs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from licit.explain.differing import Side
from licit.explain.lapsing import lapses, undone
from licit.model.change import AnswerChange, Eve, Lapse, Watch
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.verdict import Answer
from licit.tasks.comparing import answers, side
from licit.tasks.offers import offered_by
from licit.tasks.opening import OpenCase

_WITHIN: Final = re.compile(r"([1-9][0-9]{0,4})([dw])")
_WEEK: Final = 7
DAY: Final = timedelta(days=1)
Lost = Mapping[str, frozenset[str]]  # territories by item


@dataclass(frozen=True, slots=True)
class _Eve:
    """A last day, and the pairs that are less the day after: those cleared, and those contested."""

    day: date
    cleared: Lost
    contested: Lost


def days_of(text: str) -> int:
    """How many days ``90d`` or ``12w`` are.

    Raises:
        InvalidValueError: it is neither.
    """
    match = _WITHIN.fullmatch(text)
    if match is None:
        raise InvalidValueError(f"{text[:80]!r} is no number of days or weeks", mend="write 90d or 12w")
    return int(match[1]) * (_WEEK if match[2] == "w" else 1)


def expiring(
    opened: OpenCase,
    question: Question,
    within: int,
    *,
    territories: Sequence[str] = (),
    progress: Progress = silent,
) -> Watch:
    """What lapses within so many days from the question's own, for all that the service offers on it.

    Left out, ``territories`` are all of that day.

    Raises:
        InvalidValueError: the record does not say what the service offers, or the days go beyond the calendar.
    """
    from licit.reference.alike import change_days

    record, first = opened.record, question.day
    try:
        last = first + timedelta(days=within)
    except OverflowError:
        raise InvalidValueError(f"{within} days after {first} is beyond the calendar", mend="give fewer days") from None
    items = offered_by(question.service, question.day, record)
    leaves = tuple(territories) or record.atlas.leaves_on(first)
    now = side(record, question, opened.engine)
    found = lapses(now, first, last)
    days = [day - DAY for day in change_days(record, first + DAY, last)]  # groups of territories change too
    eves, weighed = [], list(found)
    steps = len(days) + len(found)
    for done, day in enumerate(days):
        progress(done, steps)
        eves.append(_lost_after(now, day, items, leaves))
    for number, one in enumerate(found):
        progress(len(days) + number, steps)
        weighed[number] = _weighed(opened, now, one, last, eves)
    progress(steps, steps)
    return Watch(
        question=question,
        first=first,
        last=last,
        lapses=tuple(sorted(weighed, key=lambda one: (-one.costs, -one.loosens, one.earliest, one.fact))),
        eves=tuple(
            Eve(one.day, _pairs(one.cleared), _pairs(one.contested), _on(found, one.day))
            for one in eves
            if one.cleared or one.contested
        ),
        pairs=len(items) * len(leaves),
    )


def _on(found: Iterable[Lapse], day: date) -> tuple[str, ...]:
    return tuple({one.fact: None for one in found if day in (one.earliest, one.latest)})


def _lost_after(now: Side, day: date, items: Sequence[str], leaves: tuple[str, ...]) -> _Eve:
    eve, morrow = _asked_on(now, day), _asked_on(now, day + DAY)
    changes = answers(eve, morrow, [(one, one) for one in items], leaves).changes
    weaker = [one for one in changes if one.before is Answer.CONTESTED and one.after is not Answer.CLEARED]
    return _Eve(day, _by_item(one for one in changes if one.before is Answer.CLEARED), _by_item(weaker))


def _weighed(opened: OpenCase, now: Side, lapse: Lapse, last: date, eves: Iterable[_Eve]) -> Lapse:
    """The lapse with what it costs: what is lost after its days, and would not be with this lapse alone undone."""
    bearing = [one for one in eves if one.day in (lapse.earliest, lapse.latest) and (one.cleared or one.contested)]
    if not bearing:
        return lapse
    other = side(undone(now.record, lapse, last), now.question, opened.engine)
    lost: list[AnswerChange] = []
    loosened: list[AnswerChange] = []
    for eve in bearing:
        items = tuple(dict.fromkeys((*eve.cleared, *eve.contested)))
        leaves = frozenset().union(*eve.cleared.values(), *eve.contested.values())
        where = tuple(leaf for leaf in now.record.atlas.leaves_on(eve.day) if leaf in leaves) or tuple(sorted(leaves))
        morrow = eve.day + DAY
        pairs = [(one, one) for one in items]
        kept = answers(_asked_on(other, morrow), _asked_on(now, morrow), pairs, where).changes
        lost += _of_lost((one for one in kept if one.before is Answer.CLEARED), eve.cleared)
        stays = (Answer.CLEARED, Answer.CONTESTED)
        loosened += _of_lost((one for one in kept if one.before in stays), eve.contested)
    return replace(
        lapse,
        costs=sum(one.pairs for one in lost),
        loosens=sum(one.pairs for one in loosened),
        lost=(*lost, *loosened),
    )


def _asked_on(one: Side, day: date) -> Side:
    return replace(one, question=replace(one.question, day=day))


def _by_item(changes: Iterable[AnswerChange]) -> Lost:
    found: dict[str, set[str]] = {}
    for one in changes:
        for item in one.items:
            found.setdefault(item, set()).update(one.territories)
    return {item: frozenset(leaves) for item, leaves in found.items()}


def _of_lost(changes: Iterable[AnswerChange], lost: Lost) -> Iterable[AnswerChange]:
    """Of the changes the pairs that are lost."""
    for one in changes:
        parts: dict[tuple[str, ...], list[str]] = {}
        for item in one.items:
            part = tuple(leaf for leaf in one.territories if leaf in lost.get(item, ()))
            if part:
                parts.setdefault(part, []).append(item)
        for territories, items in parts.items():
            yield replace(one, items=tuple(items), territories=territories)


def _pairs(lost: Lost) -> int:
    return sum(len(leaves) for leaves in lost.values())
