# SPDX-License-Identifier: Apache-2.0
"""A whole case on one page: what is claimed, what the record says of it everywhere and over the years, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from licit.model.crux import CatalogueCruxes
from licit.model.overview import Tally
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.verdict import Answer, Verdict
from licit.tasks.alike import Alike, ask_alike
from licit.tasks.audit import Audited, audit
from licit.tasks.claim import HeldClaim, claims
from licit.tasks.crux import catalogue_cruxes
from licit.tasks.offers import offered_by
from licit.tasks.opening import OpenCase
from licit.tasks.timeline import Timeline, timeline

PLACES: Final = 2  # territories that are looked at closely, where none is named
YEARS: Final = 3  # before and after the day, where the record does not say how far it goes


@dataclass(frozen=True, kw_only=True)
class CaseReport:
    """The parts of the page, in its order.

    ``leaves``: the answers for all that is offered, by territory. ``positions``: the same added up, by position of the
    case. ``verdicts`` and ``timelines`` are of one item in the territories looked at closely; ``cruxes``
    what the contested answers hang on, ``None`` where there are none.
    """

    opened: OpenCase
    question: Question
    claims: tuple[HeldClaim, ...]
    audited: Audited
    leaves: Mapping[str, Tally]
    positions: tuple[tuple[str, Tally], ...]
    verdicts: tuple[Verdict, ...]
    timelines: tuple[Timeline, ...]
    cruxes: CatalogueCruxes | None


def report(  # noqa: PLR0913 - what is asked, and what is looked at closely
    opened: OpenCase,
    question: Question,
    *,
    territories: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
    progress: Progress = silent,
) -> CaseReport:
    """Ask all that the page shows.

    ``question`` gives service, use, day, position and ``known_by``; its item is looked at closely, in ``territories``.
    Left out, these are what the case's questions ask about most, and the years are those around the day, as far as the
    record goes.

    Raises:
        InvalidValueError: the record says nothing of what the service offers.
    """
    record = opened.record
    usual = replace(question, item="")
    item = question.item or _most_asked(opened, question)
    where = tuple(territories) or _places(opened, question)
    steps = 4 + len(record.positions) + 2 * len(where)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(done, steps)

    progress(0, steps)
    held = claims(opened, usual)
    step()
    audited = audit(opened, usual, hanging=False)
    step()
    contested = any(one.answer is Answer.CONTESTED for one in audited.alike)
    cruxes = catalogue_cruxes(opened, usual) if contested else None
    step()
    positions = []
    for position in record.positions:
        same = position == usual.position
        found = _added(audited.alike) if same else _everywhere(opened, replace(usual, position=position))
        positions.append((position, found))
        step()
    verdicts, timelines = [], []
    until = last or opened.reaches
    since = first or _first_day(opened, question.day)
    for territory in where:
        asked = replace(usual, item=item, territory=territory)
        verdicts.append(opened.judging.verdict(asked))
        step()
        timelines.append(timeline(opened, asked, min(since, until), until))
        step()
    progress(steps, steps)
    return CaseReport(
        opened=opened,
        question=usual,
        claims=held,
        audited=audited,
        leaves=_by_leaf(audited.alike),
        positions=tuple(positions),
        verdicts=tuple(verdicts),
        timelines=tuple(timelines),
        cruxes=cruxes,
    )


def _most_asked(opened: OpenCase, question: Question) -> str:
    """The item of this service that the case's own questions ask about most, else the first on offer."""
    asked = Counter(
        one.question.item
        for one in opened.case.questions
        if one.question.service == question.service and one.question.item
    )
    if asked:
        return asked.most_common(1)[0][0]
    return offered_by(question.service, question.day, opened.record)[0]


def _places(opened: OpenCase, question: Question) -> tuple[str, ...]:
    """The territories that the case's questions ask about most, and where the service's servers stand."""
    record = opened.record
    there = frozenset(record.atlas.leaves_on(question.day))
    asked = Counter(one.question.territory for one in opened.case.questions if one.question.territory in there)
    found = [leaf for leaf, _ in asked.most_common(PLACES)] or sorted(there)[:1]
    servers = [one.territory for one in record.servers if one.service == question.service and one.territory in there]
    return tuple(dict.fromkeys((*found, *servers)))


def _first_day(opened: OpenCase, day: date) -> date:
    """The start of the year in which the service is first told of, some years before the day at most."""
    begun = [one.day.earliest.year for one in opened.record.notes if one.day.earliest.year > day.year - 2 * YEARS]
    return date(min(*begun, day.year - YEARS) if begun else day.year - YEARS, 1, 1)


def _everywhere(opened: OpenCase, question: Question) -> Tally:
    """The answers for all that is offered in all territories, added up."""
    from licit.tasks.judging import ByEngine

    record, judging = opened.record, opened.judging
    items = record.offered(question.service, question.day)
    leaves = record.atlas.leaves_on(question.day)
    if not isinstance(judging, ByEngine):
        return _added(tuple(ask_alike(judging, question, items, leaves, hanging=False)))
    hearing = judging.engine.hearing(question)
    there = sum(hearing.believed.places.bit(leaf) for leaf in leaves)
    found = Tally()
    for item in items:
        cleared, contested, refused, unknown = (
            (mask & there).bit_count() for mask in hearing.answers(record.items.get(item))
        )
        found += Tally(cleared, refused, contested, unknown)
    return found


def _added(alike: Sequence[Alike]) -> Tally:
    counted: Counter[Answer] = Counter()
    for one in alike:
        counted[one.answer] += one.pairs
    return _tally(counted)


def _by_leaf(alike: Sequence[Alike]) -> Mapping[str, Tally]:
    counted: dict[str, Counter[Answer]] = {}
    for one in alike:
        for leaf in one.territories:
            counted.setdefault(leaf, Counter())[one.answer] += len(one.items)
    return {leaf: _tally(counts) for leaf, counts in counted.items()}


def _tally(counted: Counter[Answer]) -> Tally:
    return Tally(
        counted[Answer.CLEARED], counted[Answer.NOT_CLEARED], counted[Answer.CONTESTED], counted[Answer.UNKNOWN]
    )
