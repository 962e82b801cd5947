# SPDX-License-Identifier: Apache-2.0
"""A cascade, checked: what it says falls does, nothing else does, and on no earlier of the days looked at.

(1) the fact is on record, and ends with the day; (2) the days; (3) each class of items and leaves is judged with and
without the fact, and what differs must be what is listed; (4) no pair is listed twice, or was not asked about; (5) the
grants said to hang on it are grants. How many pairs hang on each is not looked into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from datetime import date, timedelta

from licit.checker.authority import Authority
from licit.checker.cascade_classes import item_classes, leaf_classes
from licit.checker.chains import Chains
from licit.checker.settled import Settled
from licit.checker.standing import Standings
from licit.checker.steps import WrongStep, WrongSteps
from licit.checker.wholes import Wholes
from licit.model.change import Cascade
from licit.model.day import Reading, Term, When
from licit.model.fact import Fact, Grant, Termination
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer, answer_of

Pair = tuple[str, str]
Listed = Mapping[Pair, tuple[Answer, Answer]]
RULE = "SEMANTICS §§2-4, on both records"


def check_cascade(cascade: Cascade, record: Record) -> tuple[WrongStep, ...]:
    """The steps of a cascade that do not follow from the record; none, and it holds for the pairs and days named."""
    wrong = WrongSteps()
    fact = record.by_id.get(cascade.fact)
    if fact is None or isinstance(fact, Termination) or cascade.question.position not in record.positions:  # (1)
        wrong.add("fact", f"{cascade.fact!r} is nothing on record that ends for this position", "SEMANTICS §2")
        return tuple(wrong.found)
    shorter = replace(record, facts=tuple(_ended(one, cascade.on) if one is fact else one for one in record.facts))
    first = cascade.on + timedelta(days=1)
    ordered = list(cascade.days) == sorted(set(cascade.days)) and cascade.days[:1] == (first,)
    wrong.unless(ordered, "days", f"the days begin with {first} and go on in order", "SEMANTICS §2, Days")  # (2)
    for service, items in cascade.asked.items():
        told: set[Pair] = set()
        for day in cascade.days:
            listed = _listed(cascade, service, day, wrong)
            found = dict(_differing(cascade, (record, shorter), service, items, day))
            _held(listed, {pair: one for pair, one in found.items() if pair not in told}, f"{service} on {day}", wrong)
            told |= found.keys()
    for number, fall in enumerate(cascade.falls):  # (4)
        asked = fall.service in cascade.asked and fall.day in cascade.days
        wrong.unless(asked, f"falls[{number}]", "this service or day was not asked about", RULE)
    for number, hanging in enumerate(cascade.hanging):  # (5)
        grant = record.by_id.get(hanging.grant)
        wrong.unless(isinstance(grant, Grant), f"hanging[{number}]", f"{hanging.grant!r} is no grant", "SEMANTICS §2")
    return tuple(dict.fromkeys(wrong.found))


def _ended(fact: Fact, on: date) -> Fact:
    """The fact with its last day no later than this one, as each of its readings has it."""
    assert not isinstance(fact, Termination)  # noqa: S101 - refused before
    end = fact.stated_end if isinstance(fact, Grant) else fact.term.end
    last = When(min(end.earliest, on), min(end.latest, on)) if end else When(on, on)
    shorter = replace(fact, term=Term(fact.term.start, last))
    return replace(shorter, retention_end=None) if isinstance(shorter, Grant) else shorter


def _listed(cascade: Cascade, service: str, day: date, wrong: WrongSteps) -> Listed:
    """The pairs listed for a service on a day, each with its two answers."""
    found: dict[Pair, tuple[Answer, Answer]] = {}
    for number, fall in enumerate(cascade.falls):
        if fall.service != service or fall.day != day:
            continue
        for at, change in enumerate(fall.changes):
            for pair in ((item, leaf) for item in change.items for leaf in change.territories):
                wrong.unless(
                    pair not in found, f"falls[{number}].changes[{at}]", f"{pair} is listed twice", RULE
                )  # (4)
                found[pair] = change.before, change.after
    return found


def _differing(
    cascade: Cascade, records: tuple[Record, Record], service: str, items: tuple[str, ...], day: date
) -> Iterator[tuple[Pair, tuple[Answer, Answer]]]:
    """Every pair whose answer is another without the fact, class by class (3)."""
    question = replace(cascade.question, service=service, day=day)
    judges = tuple(_Judge(record, question) for record in records)
    known = question.known_by
    roughly = item_classes(records[0], items, known)
    alike = (same for rough in roughly for same in item_classes(records[1], rough, known))
    for same in alike:
        for part in leaf_classes(records[0], day, cascade.territories):
            before, after = (judge.answer(same[0], part[0]) for judge in judges)
            if before is not after:
                yield from (((item, leaf), (before, after)) for item in same for leaf in part)


def _held(listed: Listed, found: Listed, where: str, wrong: WrongSteps) -> None:
    for pair in sorted(listed.keys() | found.keys()):
        at, name = f"falls ({where})", f"{pair[0]} in {pair[1]}"
        if pair not in found:
            wrong.add(at, f"{name} gets no other answer", RULE)
        elif pair not in listed:
            wrong.add(at, f"{name} is left out", RULE)
        else:
            wrong.same(f"{at}: {name}", tuple(map(_word, listed[pair])), tuple(map(_word, found[pair])), RULE)


def _word(answer: Answer) -> str:
    return answer.value


class _Judge:
    """Answers about one service on one day, by the checker's own authority; how facts stand is worked out once."""

    def __init__(self, record: Record, question: Question) -> None:
        self.standings = Standings(record, question, record.positions[question.position])
        self.authority = Authority(Chains(self.standings))

    def answer(self, item: str, leaf: str) -> Answer:
        of_pair = copy(self.standings)  # how facts stand there depends on neither item nor territory
        of_pair.question = replace(self.standings.question, item=item, territory=leaf)
        wholes = Wholes(self.authority, Settled(of_pair))
        return answer_of(wholes.extreme(Reading.LOWER), wholes.extreme(Reading.UPPER))
