# SPDX-License-Identifier: Apache-2.0
"""The questions of a case, asked: the answer expected against the answer given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from licit.explain.turning import reasons_of
from licit.model.expectation import ExpectedQuestion
from licit.model.overview import Reason, ServiceAnswer
from licit.model.problem import InvalidValueError, Place
from licit.model.progress import Progress, silent
from licit.model.proof import Flag
from licit.model.verdict import Answer
from licit.tasks.check import answer_for, check
from licit.tasks.opening import OpenCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One question of a case, what came out, and in what it differs (nothing: as expected)."""

    number: int
    expected: ExpectedQuestion
    answer: Answer
    reasons: tuple[Reason, ...]
    flags: frozenset[Flag]
    differs: tuple[str, ...]
    place: Place


def trial(opened: OpenCase, *, progress: Progress = silent) -> tuple[Tried, ...]:
    """Ask every question of the case, in its order."""
    return tuple(_tried(opened, progress))


def _tried(opened: OpenCase, progress: Progress) -> Iterator[Tried]:
    questions = opened.case.questions
    for number, expected in enumerate(questions):
        progress(number, len(questions))
        yield one(opened, number, expected)
    progress(len(questions), len(questions))


def one(opened: OpenCase, number: int, expected: ExpectedQuestion) -> Tried:
    """Ask one of them."""
    place = opened.case.places.get(f"question:{number}", Place(opened.case.path))
    try:
        found = check(opened, expected.question, explain=False)
    except InvalidValueError as error:
        raise InvalidValueError(f"{place}: {error.what}", mend=error.mend) from None
    if isinstance(found, ServiceAnswer):
        reasons, flags = tuple(ranked.reason for ranked in found.reasons), frozenset[Flag]()
    else:
        reasons, flags = reasons_of(opened.record, found), found.flags
    tried = Tried(
        number=number,
        expected=expected,
        answer=answer_for(found),
        reasons=reasons,
        flags=flags,
        differs=(),
        place=place,
    )
    return replace(tried, differs=tuple(_differences(tried)))


def _differences(tried: Tried) -> Iterator[str]:
    expected = tried.expected
    if tried.answer is not expected.expect:
        yield f"expected {expected.expect.value}, given {tried.answer.value}"
    codes = tuple(dict.fromkeys(reason.code for reason in tried.reasons))
    if expected.because is not None and expected.because.code not in codes:
        given = ", ".join(codes) or "nothing"
        yield f"expected because {expected.because.code}, given {given}"
    if expected.flags is not None and expected.flags != tried.flags:
        yield f"expected flags {_flags(expected.flags)}, given {_flags(tried.flags)}"


def _flags(flags: frozenset[Flag]) -> str:
    return ", ".join(sorted(flag.value for flag in flags)) or "none"
