# SPDX-License-Identifier: Apache-2.0
"""What to ask for, of whom: the breaks and open points of an item, or of all that a service offers, as letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from licit.model.crux import Crux, Settlement
from licit.model.overview import Tally
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.record import Record
from licit.model.request import Letters, Request, Role
from licit.model.verdict import Answer
from licit.tasks.alike import Alike, ask_alike
from licit.tasks.opening import OpenCase
from licit.tasks.overreach import party_named

if TYPE_CHECKING:
    from licit.explain.asking import Asked

ALL: Final = ""
MOST: Final = 40  # requests for which it is worked out what each answer would change: two engines each
ROLES: Final = {role.value: role for role in Role}


def ask(opened: OpenCase, question: Question, *, to: str = ALL, progress: Progress = silent) -> Letters:
    """The letters about an item, or without one about all that the service offers, in one territory on one day.

    ``to`` is ``service``, ``licensor``, ``owners``, or a party; left out, everyone who would know is written to.

    Raises:
        InvalidValueError: the question names no territory, nothing is offered, or nobody is called so.
    """
    from licit.explain.asking import chosen, letters

    if not question.territory:
        raise InvalidValueError("the question has no territory", mend="name one, such as --territory FR")
    record = opened.record
    items = (question.item,) if question.item else record.offered(question.service, question.day)
    if not items:
        what = f"no offer of {question.service} is on record"
        raise InvalidValueError(what, mend="name an item, or list what it offers under offers:")
    party = "" if to == ALL or to in ROLES else party_named(record, to)
    found = tuple(ask_alike(opened.judging, question, items, (question.territory,), progress=progress))
    tally = Tally.count(one.answer for one in found for _ in one.items)
    requests = _with_cruxes(opened, question, _requests(record, question, found), tally)
    written = letters(record, question, tuple(_with_outcomes(record, question, _asked(found), requests)))
    return Letters(
        question=question,
        tally=tally,
        letters=chosen(written, frozenset({ROLES[to]} if to in ROLES else ()), party),
    )


def _requests(record: Record, question: Question, found: Iterable[Alike]) -> tuple[Request, ...]:
    """Each thing to ask for once, those that most answers turn on first; a disputed fact is asked for as such alone.

    Grants that are missing from several to one party are one request.
    """
    from licit.explain.asking import of_point, of_reason

    counted: Counter[Request] = Counter()
    grantors: dict[Request, dict[str, None]] = {}
    for one in found:
        if one.answer is Answer.CLEARED:
            continue
        points = [of_point(record, question, point) for point in one.open_points]
        open_facts = {fact for request in points for fact in request.facts}
        reasons = [request for reason in one.reasons for request in of_reason(record, question, reason)]
        kept = [request for request in reasons if not (request.facts and set(request.facts) <= open_facts)]
        asked: dict[Request, None] = {}
        for request in (*points, *kept):
            plain = replace(request, grantors=())
            asked[plain] = None
            grantors.setdefault(plain, {}).update(dict.fromkeys(request.grantors))
        counted.update(dict.fromkeys(asked, len(one.items)))
    return tuple(
        replace(request, answers=count, grantors=tuple(grantors[request])) for request, count in counted.most_common()
    )


def _with_cruxes(opened: OpenCase, question: Question, requests: Iterable[Request], tally: Tally) -> list[Request]:
    """The requests about open points with the sets that decide; first those that are in one."""
    given = list(requests)
    if not tally.contested:
        return given
    from licit.explain.asking import of_point
    from licit.tasks.crux import catalogue_cruxes, crux

    clearing: Sequence[Crux]
    refusing: Sequence[Crux]
    if question.item:
        one = crux(opened, question)
        clearing, refusing = one.clearing, one.refusing
        weights = {settled.point: 1 for each in (*clearing, *refusing) for settled in each.settlements}
    else:
        many = catalogue_cruxes(opened, question, (question.territory,))
        clearing, refusing = ([ranked.crux for ranked in side] for side in (many.clearing, many.refusing))
        weights = {ranked.point: ranked.count for ranked in many.points}
    known = {request.point for request in given}
    for point, answers in weights.items():
        if point not in known:
            given.append(replace(of_point(opened.record, question, point), answers=answers))
    found = [
        replace(request, clears=_decides(request, clearing), refuses=_decides(request, refusing)) for request in given
    ]
    return sorted(found, key=lambda request: -request.answers * (2 if request.clears or request.refuses else 1))


def _decides(request: Request, cruxes: Iterable[Crux]) -> tuple[Settlement, ...]:
    """The first crux in which the point of a request is settled."""
    points = [crux.settlements for crux in cruxes if any(one.point == request.point for one in crux.settlements)]
    return points[0] if points else ()


def _asked(found: Iterable[Alike]) -> tuple[Asked, ...]:
    from licit.explain.asking import Asked

    return tuple(Asked(one.items[0], len(one.items)) for one in found)


def _with_outcomes(
    record: Record, question: Question, asked: Sequence[Asked], requests: Iterable[Request]
) -> Iterator[Request]:
    from licit.explain.asking import outcome_of

    acting = {question.service, *(one.operator for one in record.operations if one.service == question.service)}
    for number, request in enumerate(requests):
        outcome = outcome_of(record, question, asked, request, frozenset(acting)) if number < MOST else None
        yield replace(request, outcome=outcome)
