# SPDX-License-Identifier: Apache-2.0
"""A question, or all that a service offers, asked again under a supposition. The case is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from licit.explain.differing import fact_changes
from licit.explain.supposing import suppose
from licit.model.change import Comparison
from licit.model.day import When
from licit.model.position import PlaceOfAct
from licit.model.problem import InvalidValueError
from licit.model.progress import Progress, silent
from licit.model.question import Question
from licit.model.record import Record
from licit.model.supposition import (
    Added,
    Begun,
    Ended,
    Placed,
    Ranked,
    Settled,
    Signed,
    Spoken,
    Step,
    Supposition,
    beside,
)
from licit.model.verdict import Verdict
from licit.tasks.comparing import answers, side
from licit.tasks.judging import judging
from licit.tasks.offers import offered_by
from licit.tasks.opening import OpenCase

OPEN_END = "open"


@dataclass(frozen=True, kw_only=True)
class Supposed:
    """What is supposed, as people write it: ``FACT=DAY``, ``FACT=SOURCE``, ``SOURCE=RANK``; ``add`` names files."""

    add: Sequence[str] = ()
    end: Sequence[str] = ()
    begin: Sequence[str] = ()
    sign: Sequence[str] = ()
    deny: Sequence[str] = ()
    affirm: Sequence[str] = ()
    settle: Sequence[str] = ()
    trust: Sequence[str] = ()
    distrust: Sequence[str] = ()
    place: PlaceOfAct | None = None


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """What changes, with the record supposed; for one pair the two verdicts too."""

    comparison: Comparison
    supposed: Record
    before: Verdict | None = None
    after: Verdict | None = None


def supposition(opened: OpenCase, words: Supposed) -> Supposition:
    """The steps in a fixed order: what is added, then days, then words, then who is believed, and the place.

    Raises:
        InvalidValueError: a part is missing or is no day, rank, yes or no; or nothing is supposed.
        BadInputError: a file to add can't be read; every error with its line.
    """
    from licit.case.adding import read_beside

    steps: list[Step] = []
    record = Record()
    for path in words.add:
        more = read_beside(Path(path), replace(opened.case, record=beside(opened.record, record)))
        record = beside(record, more)
        steps.append(Added(more))
    steps += [Ended(fact, _day_or_open(day)) for fact, day in _pairs("--end", words.end, "DAY")]
    steps += [Begun(fact, _day_or_open(day)) for fact, day in _pairs("--begin", words.begin, "DAY")]
    steps += [Signed(fact, When.parse(day)) for fact, day in _pairs("--sign", words.sign, "DAY")]
    for affirms, said in ((False, words.deny), (True, words.affirm)):
        steps += [Spoken(one.partition("=")[0], affirms, one.partition("=")[2]) for one in said]
    steps += [Settled(fact, _yes(word)) for fact, word in _pairs("--settle", words.settle, "yes|no")]
    steps += [Ranked(source, _rank(rank)) for source, rank in _pairs("--trust", words.trust, "RANK")]
    steps += [Ranked(source, None) for source in words.distrust]
    steps += [Placed(words.place)] if words.place else []
    if not steps:
        raise InvalidValueError(
            "nothing is supposed", mend="add one of --add, --end, --begin, --sign, --deny, --affirm, --settle, --trust,"
            " --distrust and --place",
        )  # fmt: skip
    return Supposition(tuple(steps))


def what_if(
    opened: OpenCase,
    question: Question,
    supposed: Supposition,
    *,
    territories: Sequence[str] = (),
    progress: Progress = silent,
) -> WhatIf:
    """Ask before and after. Without an item: for all that the service offers on either side.

    ``question`` gives the rest; left out, its territory is every one of the day.

    Raises:
        InvalidValueError: a step that can't be taken, or a service of which no offers are on record.
    """
    record = opened.record
    other = suppose(record, supposed, position=question.position, known_by=question.known_by)
    before, after = side(record, question, opened.engine), side(other, question, opened.engine)
    leaves = (question.territory,) if question.territory else tuple(territories) or record.atlas.leaves_on(question.day)
    items = (question.item,) if question.item else offered_by(question.service, question.day, record, other)
    found = answers(before, after, [(one, one) for one in items], leaves, progress=progress)
    comparison = Comparison(
        before=replace(question, territory=""),
        after=replace(question, territory=""),
        territories=leaves,
        tally_before=found.before,
        tally_after=found.after,
        changes=found.changes,
        facts=fact_changes(before, after),
    )
    whatever = WhatIf(comparison=comparison, supposed=other)
    if not (question.item and len(leaves) == 1):
        return whatever
    one = replace(question, territory=leaves[0])
    return replace(whatever, before=opened.judging.verdict(one), after=judging(other, opened.engine).verdict(one))


def _pairs(option: str, texts: Sequence[str], what: str) -> list[tuple[str, str]]:
    found = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not (name and equals and value):
            raise InvalidValueError(f"{option} {text[:80]!r} has no {what}", mend=f"write {option} NAME={what}")
        found.append((name, value))
    return found


def _day_or_open(text: str) -> When | None:
    return None if text == OPEN_END else When.parse(text)


def _yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise InvalidValueError(f"{text[:80]!r} settles nothing", mend="write yes or no")
    return text == "yes"


def _rank(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:9]) == 0:
        raise InvalidValueError(f"{text[:80]!r} is no rank", mend="write 1 for the best, 2 for the next")
    return int(text[:9]) - 1
