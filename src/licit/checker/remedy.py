# SPDX-License-Identifier: Apache-2.0
"""Remedies, checked: put on the record they clear, each of their grants is needed, and each could be given.

(1) the question is asked of this record and its answer is as told; (2) each set clears; (3) without any one of its
grants it does not; (4) each grantor could give its grant, on a word that the position believes most; (5) the sets have
one number of counterparties, and what is stuck has none. Source: SEMANTICS §3, §4, §5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from licit.checker.authority import Authority
from licit.checker.chains import Chains
from licit.checker.part import Part
from licit.checker.settled import Settled
from licit.checker.standing import Standings
from licit.checker.steps import WrongStep, WrongSteps
from licit.checker.wholes import Wholes
from licit.model.day import Reading, When
from licit.model.fact import Control, Grant
from licit.model.position import VOCABULARY, Position
from licit.model.proof import Value
from licit.model.question import Question
from licit.model.record import Record
from licit.model.remedy import ItemRemedies, Plan, RemedyGrant
from licit.model.statement import Basis, Statement
from licit.model.verdict import Answer, answer_of


def check_remedies(held: ItemRemedies, record: Record) -> tuple[WrongStep, ...]:
    """The steps of an item's remedies that do not follow from the record; none where all do.

    That no fewer counterparties would do is not looked into: it would take trying them all.
    """
    wrong = WrongSteps()
    question = held.question
    if question.position not in record.positions:  # (1)
        wrong.add("question.position", f"{question.position!r} is no position on record", "SEMANTICS §1")
        return tuple(wrong.found)
    wholes = _wholes(record, question)
    found = answer_of(wholes.extreme(Reading.LOWER), wholes.extreme(Reading.UPPER))
    wrong.same("answer", held.answer, found, "SEMANTICS §4, the table")
    for number, remedy in enumerate(held.remedies):
        here = f"remedies[{number}]"
        wrong.unless(_clears(record, question, remedy.grants), here, "these grants do not clear", "SEMANTICS §5")  # (2)
        for at in range(len(remedy.grants)):
            fewer = remedy.grants[:at] + remedy.grants[at + 1 :]
            needed = not _clears(record, question, fewer)
            wrong.unless(needed, f"{here}.grants[{at}]", "it clears without this one", "SEMANTICS §5")  # (3)
            _given(record, question, remedy.grants, at, wrong, f"{here}.grants[{at}]")
    sizes = {len(remedy.counterparties) for remedy in held.remedies}
    wrong.unless(len(sizes) <= 1, "remedies", "the sets differ in size", "SEMANTICS §5")  # (5)
    idle = held.answer is Answer.CLEARED or bool(held.stuck)
    wrong.unless(not (idle and held.remedies), "remedies", "nothing is to be mended, or nothing can be", "SEMANTICS §5")
    return tuple(dict.fromkeys(wrong.found))


def check_plan(plan: Plan, record: Record) -> tuple[WrongStep, ...]:
    """The numbers of a plan for what the record says is on offer: before it, after each agreement, and each needed.

    Every item is judged in every territory, once an agreement and more: for small catalogues.
    """
    wrong = WrongSteps()
    items = record.offered(plan.question.service, plan.question.day)
    total = len(items) * (len(plan.territories) if plan.unit == "pairs" else 1)
    wrong.same("total", plan.total, total, "SEMANTICS §6")
    wrong.same("cleared", plan.cleared, _count(record, plan, items, ()), "SEMANTICS §4")
    grants: tuple[RemedyGrant, ...] = ()
    for number, one in enumerate(plan.agreements):
        here = f"agreements[{number}]"
        partners = {grant.grantor for grant in one.grants}
        wrong.unless(partners == {one.party}, f"{here}.grants", "it is with somebody else", "SEMANTICS §5")
        grants += one.grants
        wrong.same(f"{here}.cleared", one.cleared, _count(record, plan, items, grants), "SEMANTICS §5")
    goal = plan.reached if plan.target is None else min(plan.target, plan.clearable)
    for number, one in enumerate(plan.agreements if plan.most is None else ()):
        without = tuple(grant for grant in grants if grant.grantor != one.party)
        needed = _count(record, plan, items, without) < goal
        wrong.unless(needed, f"agreements[{number}]", "the target is reached without it", "SEMANTICS §5")
    return tuple(dict.fromkeys(wrong.found))


def _count(record: Record, plan: Plan, items: Iterable[str], grants: tuple[RemedyGrant, ...]) -> int:
    """How many pairs, or items, are cleared with these grants."""
    known = applied(record, plan.question, grants)
    found = 0
    for item in items:
        asked = (replace(plan.question, item=item, territory=leaf) for leaf in plan.territories)
        clear = [_wholes(known, one).extreme(Reading.LOWER) is Value.YES for one in asked]
        found += sum(clear) if plan.unit == "pairs" else all(clear)
    return found


def _given(  # noqa: PLR0913, PLR0917 - which grant of which, asked how, and where it is told
    record: Record, question: Question, grants: tuple[RemedyGrant, ...], at: int, wrong: WrongSteps, path: str
) -> None:
    """(4) Whether a grantor could give: a chain reaches it that the grant carries on, for a share it is about."""
    known = applied(record, question, grants)
    grant = known.facts[len(record.facts) + at]
    assert isinstance(grant, Grant)  # noqa: S101 - it was put there
    authority = _wholes(known, question).authority
    could = any(
        held.party == grant.grantor and not authority.chains.obstacles(held, grant, part, Reading.LOWER)
        for part in _parts(record, grants[at])
        for held in authority.all(part, Reading.LOWER)
    )
    wrong.unless(could, path, f"{grant.grantor} has nothing of this to give", "SEMANTICS §3.2-3")
    best = _best(record.positions[question.position])
    wrong.unless(
        set(grants[at].sources) <= set(best), f"{path}.sources", "the position believes others more", "SEMANTICS §4"
    )


def _parts(record: Record, grant: RemedyGrant) -> Iterator[Part]:
    """The shares that a grant may be about."""
    assets = grant.assets or tuple(record.controls_of)
    for leaf in grant.territories:
        for asset in assets:
            controls: tuple[Control, ...] = record.controls_of.get(asset, ())
            for owner in dict.fromkeys((*(one.party for one in controls), "")):
                yield from (Part(leaf, asset, right, owner) for right in grant.rights)


def _clears(record: Record, question: Question, grants: tuple[RemedyGrant, ...]) -> bool:
    return _wholes(applied(record, question, grants), question).extreme(Reading.LOWER) is Value.YES


def _wholes(record: Record, question: Question) -> Wholes:
    standings = Standings(record, question, record.positions[question.position], whole=True)
    return Wholes(Authority(Chains(standings)), Settled(standings))


def applied(record: Record, question: Question, grants: Iterable[RemedyGrant]) -> Record:
    """The record with the grants on it, in their order behind its facts, each affirmed on the day of knowledge."""
    position = record.positions[question.position]
    bases = sorted(position.bases or (Basis.SEEN,), key=lambda one: (one is not Basis.SEEN, one.value))
    facts: list[Grant] = []
    said: list[Statement] = []
    taken = set(record.by_id)
    for grant in grants:
        number = 1
        while (name := f"checked remedy {number}") in taken:
            number += 1
        taken.add(name)
        facts.append(grant.as_grant(name))
        day = When.on(question.known_by)
        said += [
            Statement(source, affirms=True, facts=(name,), made=day, published=day, basis=bases[0])
            for source in grant.sources
        ]
    return replace(record, facts=(*record.facts, *facts), statements=(*record.statements, *said))


def _best(position: Position) -> tuple[str, ...]:
    """The sources that a position believes most."""
    return position.ranks[0] if position.ranks and position.ranks[0] else (VOCABULARY,)
