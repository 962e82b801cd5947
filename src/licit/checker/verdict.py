# SPDX-License-Identifier: Apache-2.0
"""A whole verdict, checked: first the readings, then what is said of them.

(1) the question is asked of this record; (2) each reading, node by node; (3) the facts it rests on, and how they
stand; (4) its open points; (5) the answer, by the table; (6) the flags; (7) the receipt.
"""

from __future__ import annotations

from licit.checker.authority import Authority
from licit.checker.chains import Chains
from licit.checker.flags import flags_of
from licit.checker.named import facts_named
from licit.checker.open_points import is_open
from licit.checker.part import Part
from licit.checker.receipt import check_facts, check_record, leaves_of
from licit.checker.settled import Settled
from licit.checker.standing import Standings
from licit.checker.steps import WrongStep, WrongSteps
from licit.checker.walk import Walk
from licit.checker.wholes import Wholes
from licit.model.day import Reading
from licit.model.proof import Proof
from licit.model.record import Record
from licit.model.verdict import Verdict, answer_of


def check(verdict: Verdict, record: Record) -> tuple[WrongStep, ...]:
    """The steps of the verdict that do not follow from the record: none, and the proof *holds for the record*.

    Every taker in scope is looked for, and every grant into a break, whether or not the proof names it.
    Source: SEMANTICS §5.
    """
    return _check(verdict, record, whole=True)


def check_alone(verdict: Verdict, record: Record) -> tuple[WrongStep, ...]:
    """The steps that do not follow from the facts named: none, and the proof *holds for the facts in it*.

    Only the facts that the proof names are kept of ``record``. What else there is (an exclusive, a better grant) is not
    looked for, nor is the hash of the whole. Source: SEMANTICS §5.
    """
    return _check(verdict, record.keeping(used.fact for used in verdict.proof.facts), whole=False)


def _check(verdict: Verdict, record: Record, *, whole: bool) -> tuple[WrongStep, ...]:
    wrong = WrongSteps()
    position = record.positions.get(verdict.question.position)
    if position is None:  # (1)
        wrong.add("question.position", f"{verdict.question.position!r} is no position on record", "SEMANTICS §1")
        return tuple(wrong.found)
    standings = Standings(record, verdict.question, position, whole)
    authority = Authority(Chains(standings))
    wholes = Wholes(authority, Settled(standings))
    proof = verdict.proof
    parts: set[Part] = set()
    for name, reading, node in (("lower", Reading.LOWER, proof.lower), ("upper", Reading.UPPER, proof.upper)):  # (2)
        walk = Walk(wholes, reading, wrong)
        walk.check(node, name)
        parts |= walk.parts
    if not parts:  # no place to judge at: the facts stand as they do where the user is, or a server that does not count
        servers = (one for one in record.servers if one.service == verdict.question.service)
        parts = {Part(leaf) for leaf in (verdict.question.territory, *(one.territory for one in servers))}
    _facts(proof, standings, parts, wrong)  # (3)
    for number, point in enumerate(proof.open_points):  # (4)
        at_hand = whole or all(name in record.by_id for name in point.facts)
        if at_hand and not is_open(point, standings, parts):
            wrong.add(f"open_points[{number}]", "this is not open", "SEMANTICS §4")
    follows = answer_of(proof.lower.value, proof.upper.value)
    wrong.same("answer", verdict.answer, follows, "SEMANTICS §4, the table")  # (5)
    if not whole:  # another settlement may rest on facts outside the proof: then a reading may differ, the answer never
        stays = answer_of(wholes.extreme(Reading.LOWER), wholes.extreme(Reading.UPPER))
        wrong.same("answer", verdict.answer, stays, "SEMANTICS §5: keep only the facts named, and the answer stays")
    found = flags_of(proof, parts, authority)
    seen = verdict.flags if whole else verdict.flags & found  # what a flag rests on may lie outside the proof
    wrong.same_set(  # (6)
        "flags", [flag.value for flag in seen], [flag.value for flag in found], "SEMANTICS §2, §3.3, §3.7"
    )
    used = [fact.fact for fact in proof.facts]
    check_facts(verdict.receipt, used, standings, wrong)  # (7)
    if whole:
        check_record(verdict.receipt, used, leaves_of(parts), standings, wrong)
    return tuple(dict.fromkeys(wrong.found))


def _facts(proof: Proof, standings: Standings, parts: set[Part], wrong: WrongSteps) -> None:
    names = [used.fact for used in proof.facts]
    lacking = sorted(facts_named(proof) - set(names))
    wrong.unless(not lacking, "facts", f"{', '.join(map(repr, lacking))} is named and left out", "SEMANTICS §5")
    for number, used in enumerate(proof.facts):
        here = f"facts[{number}]"
        fact = standings.record.by_id.get(used.fact)
        if fact is None:
            wrong.add(here, f"{used.fact!r} is no fact on record", "SEMANTICS §5")
            continue
        wrong.unless(names.count(used.fact) == 1, here, f"{used.fact} is named twice", "SEMANTICS §5")
        stands = {standings.of(fact, part) for part in parts}
        if used.standing not in stands:
            words = " or ".join(sorted(one.value for one in stands))
            wrong.add(f"{here}.standing", f"{used.fact} is {words}, not {used.standing.value}", "SEMANTICS §4")
