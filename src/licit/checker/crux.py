# SPDX-License-Identifier: Apache-2.0
"""Whether cruxes are cruxes: each decides alone, and none of its settlements can be left out. SEMANTICS §5.

(1) the question is asked of this record, and the settlements can hold together; (2) sufficient: under them the
checker's own lower reading clears, or its upper refuses; where the two leave it open, it settles one more point both
ways, until they don't; (3) minimal: without any one of them some settlement of everything goes the other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from licit.checker.crux_open import Open
from licit.checker.crux_supposed import Supposed, SupposedCase, supposing
from licit.checker.part import Part
from licit.checker.steps import WrongStep, WrongSteps
from licit.model.crux import Crux, Cruxes, Settlement
from licit.model.day import Reading
from licit.model.proof import Value
from licit.model.question import Question
from licit.model.record import Record

MOST: Final = 4_000  # judgements of the whole question that one check may take
RULE: Final = "SEMANTICS §5, Crux"


class _OutOfReachError(Exception):
    """More judgements than may be made."""


def check_cruxes(found: Cruxes, record: Record, *, most: int = MOST) -> tuple[WrongStep, ...]:
    """The cruxes that are none, and in what: none, and each is sufficient and minimal for the record.

    That these are *all* cruxes is not checked. Where limits were met, an unneeded settlement is no wrong step.
    """
    wrong = WrongSteps()
    if found.question.position not in record.positions:
        wrong.add("question.position", f"{found.question.position!r} is no position on record", "SEMANTICS §1")
        return tuple(wrong.found)
    both = (*found.clearing, *found.refusing)
    named = tuple(dict.fromkeys(replace(one, so=True) for crux in both for one in crux.settlements))
    for side, clears in (("clearing", True), ("refusing", False)):
        for number, crux in enumerate(found.clearing if clears else found.refusing):
            path = f"{side}[{number}]"
            wrong.same(f"{path}.clears", crux.clears, clears, RULE)
            for step in check_crux(crux, found.question, record, named=named, minimal=not found.stopped, most=most):
                wrong.found.append(replace(step, path=f"{path}{step.path}"))
    return tuple(wrong.found)


def check_crux(  # noqa: PLR0913 - what is checked, of what, and how far
    crux: Crux,
    question: Question,
    record: Record,
    *,
    named: Iterable[Settlement] = (),
    minimal: bool = True,
    most: int = MOST,
) -> tuple[WrongStep, ...]:
    """In what a crux is none. ``named`` are settlements that other cruxes name: they are tried first."""
    wrong = WrongSteps()
    court = _Court(record, question, tuple(named), most)
    settlements = supposing(crux.settlements)
    unknown = sorted({name for one in settlements for name in one.point.facts if name not in record.by_id})
    if unknown or len(settlements) < len(crux.settlements):
        what = f"{', '.join(unknown)} is no fact on record" if unknown else "one point is settled twice"
        wrong.add("", what, RULE)
        return tuple(wrong.found)
    if not SupposedCase(record, question, settlements).can_be():  # (1)
        wrong.add("", "these can't hold together", "SEMANTICS §4")
        return tuple(wrong.found)
    word = "clears" if crux.clears else "refuses"
    try:
        if not court.decides(settlements, clears=crux.clears):  # (2)
            wrong.add("", f"there is a settlement that it does not decide: not every one {word}", RULE)
        for number, one in enumerate(crux.settlements if minimal else ()):  # (3)
            left = {key: so for key, so in settlements.items() if key != replace(one, so=True)}
            if court.decides(left, clears=crux.clears):
                wrong.add(f".settlements[{number}]", f"without it the rest {word} too", RULE)
    except _OutOfReachError:
        wrong.add("", f"it can't be checked in {most} judgements", RULE)
    return tuple(wrong.found)


@dataclass
class _Court:
    """Decides questions under suppositions, within so many judgements."""

    record: Record
    question: Question
    named: tuple[Settlement, ...]
    left: int

    def decides(self, supposed: Supposed, *, clears: bool) -> bool:
        """Whether every settlement of what is left open clears, or every one refuses."""
        case = self._case(supposed)
        if case.extreme(Reading.LOWER) is Value.YES:
            return clears
        if case.extreme(Reading.UPPER) is not Value.YES:
            return not clears
        point = self._next(case)
        if point is None:
            return False  # the readings differ and nothing is open: not decided
        for so in (not clears, clears):  # what goes the other way is the sooner found
            more = {**supposed, point: so}
            if SupposedCase(self.record, self.question, more).can_be() and not self.decides(more, clears=clears):
                return False
        return True

    def _case(self, supposed: Supposed) -> SupposedCase:
        if self.left <= 0:
            raise _OutOfReachError
        self.left -= 1
        return SupposedCase(self.record, self.question, supposed)

    def _next(self, case: SupposedCase) -> Settlement | None:
        """The first open point that changes the value of some part by itself; where none does, the first."""
        first, before = None, _values(case)
        for one in dict.fromkeys(self._open(case)):
            if one in case.supposed:
                continue
            first = first or one
            for so in (True, False):
                half = self._case({**case.supposed, one: so})
                if half.can_be() and _values(half) != before:
                    return one
        return first

    def _open(self, case: SupposedCase) -> Iterator[Settlement]:
        yield from (one for one in self.named if one not in case.supposed)
        yield from Open(case, tuple(parts_of(case))).all()


def _values(case: SupposedCase) -> tuple[object, ...]:
    """What a settlement can show in: both readings of the question and of each share, and what is settled for all."""
    settled = case.wholes.settled
    shares = [(part, case.of(part).share(part, reading)) for part in parts_of(case) for reading in Reading]
    leaves = dict.fromkeys((case.question.territory, *(server.territory for server in settled.servers())))
    laws = [(law.id, leaf, settled.state(law, leaf)) for leaf in leaves for law in settled.requirements(leaf)]
    servers = [(server.id, settled.state(server, server.territory)) for server in settled.servers()]
    rows = [
        (control.id, settled.state(control, part.leaf))
        for part in parts_of(case)
        for control in settled.controls(part.asset, part.right, part.leaf)
    ]
    place = settled.standings.position.place
    return place, tuple(shares), tuple(laws), tuple(servers), tuple(rows)


def parts_of(case: SupposedCase) -> Iterator[Part]:
    """Each owner's share that some law of some place may ask about."""
    settled = case.wholes.settled
    leaves = dict.fromkeys((case.question.territory, *(server.territory for server in settled.servers())))
    for leaf in leaves:
        for law in settled.requirements(leaf):
            for _, asset, right in settled.asked(law):
                owners = dict.fromkeys(control.party for control in settled.controls(asset, right, leaf))
                yield from (Part(leaf, asset, right, owner) for owner in (*owners, ""))
