# SPDX-License-Identifier: Apache-2.0
"""What a filed file says, and who checks it: one line of ``FORMATS`` for each format.

A format's reader makes a ``Filed`` of the file's JSON, and refuses what is none, or too much to be checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from licit.checker import WrongStep, check, check_alone
from licit.checker.cascade import check_cascade
from licit.checker.crux import MOST, check_cruxes
from licit.checker.crux_supposed import SupposedCase
from licit.checker.remedy import check_plan, check_remedies
from licit.model.canonical import fact_digest
from licit.model.change import Cascade
from licit.model.crux import Cruxes
from licit.model.day import Reading
from licit.model.fact import Control
from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Verdict, answer_of
from licit.reference.receipt import EDITION
from licit.report.filing import cascade, crux, plan, proof, remedy
from licit.report.filing.carried import Carried
from licit.report.filing.verified import Claim
from licit.report.json import PROOF_FORMAT

Steps = tuple[WrongStep, ...]
WORK: Final = 200_000  # judgements of cruxes times facts that a file carries: some minutes
JUDGEMENTS: Final = 20_000  # of cruxes in the record of a case, which is trusted to be no trap
RULE: Final = "SEMANTICS §5, Receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What a file says, and how it is checked.

    ``alone`` gives the steps that do not follow from the file's own ``record`` (none: it carries none), ``within``
    those that do not follow from a whole one. ``made_of`` is the hash of the record that the file was made of, ``used``
    the hash of each fact that it rests on, with what is said of it.
    """

    claim: Claim
    within: Callable[[Record], Steps]
    made_of: str
    record: Record | None = None
    alone: Callable[[], Steps] | None = None
    used: Mapping[str, str] = field(default_factory=dict)

    @property
    def question(self) -> Question:
        """What was asked; of many questions what they have in common."""
        return self.claim.question


def _proof(plain: dict[str, Any]) -> Filed:
    verdict, record = proof.unfiled(plain)
    made_by: Steps = () if verdict.receipt.semantics == EDITION else (_other_edition(verdict.receipt.semantics),)

    def alone() -> Steps:
        return (*made_by, *_pointless(verdict, record), *check_alone(verdict, record)) if record is not None else ()

    def within(whole: Record) -> Steps:
        found = check(verdict, whole)
        if verdict.receipt.record != whole.digest:  # of another record the receipt can't be this one's
            found = tuple(step for step in found if not step.path.startswith("receipt."))
        return (*made_by, *alone(), *found)

    return Filed(
        claim=verdict,
        within=within,
        made_of=verdict.receipt.record,
        record=record,
        alone=alone if record is not None else None,
        used=dict(verdict.receipt.facts),
    )


def _pointless(verdict: Verdict, record: Record) -> Iterator[WrongStep]:
    """The open points that lie in no fact of the file: nobody could say of these whether they are open."""
    for number, point in enumerate(verdict.proof.open_points):
        if point.facts and not any(fact in record.by_id for fact in point.facts):
            yield WrongStep(f"open_points[{number}]", "it lies in no fact that the file carries", "SEMANTICS §5")


def _other_edition(written: str) -> WrongStep:
    return WrongStep("receipt.semantics", f"{written!r} is not the {EDITION} that is checked here", "SEMANTICS §5")


def _cruxes(plain: dict[str, Any]) -> Filed:
    found, held = crux.unfiled_cruxes(plain)
    return _carrying(found, held, lambda record: _crux_steps(found, record, trusted=record is not held.record))


def _crux_steps(found: Cruxes, record: Record, *, trusted: bool) -> Steps:
    """In what cruxes are none, within so much work, and whether their answer is that of the record."""
    if found.question.position not in record.positions:
        return check_cruxes(found, record)
    case = SupposedCase(record, found.question, {})
    answer = answer_of(case.extreme(Reading.LOWER), case.extreme(Reading.UPPER))
    what = f"{found.answer.value} is written where {answer.value} follows"
    wrong: Steps = () if answer is found.answer else (WrongStep("answer", what, "SEMANTICS §4, the table"),)
    number = len(found.clearing) + len(found.refusing)
    in_all = JUDGEMENTS if trusted else WORK // max(len(record.facts), 1)
    return (*wrong, *check_cruxes(found, record, most=max(1, min(MOST, in_all // number))))


def _remedies(plain: dict[str, Any]) -> Filed:
    found, held = remedy.unfiled_remedies(plain)
    return _carrying(found, held, lambda record: check_remedies(found, record))


def _carrying(claim: Claim, held: Carried, check_in: Callable[[Record], Steps]) -> Filed:
    """A claim about one item, checked in what the file carries or in what a record has of the item."""
    record, item = held.record, claim.question.item

    def alone() -> Steps:
        assert record is not None  # noqa: S101 - who carries none is not asked
        step = WrongStep("hashes.carried", "what the file carries has another hash", RULE)
        return (*(() if record.digest == held.hashes.carried else (step,)), *check_in(record))

    def within(whole: Record) -> Steps:
        return (*_otherwise(held, whole), *check_in(_about(whole, item)))

    return Filed(
        claim=claim,
        within=within,
        made_of=held.hashes.record,
        record=record,
        alone=alone if record is not None else None,
        used=_digests(record) if record is not None else {},
    )


def _digests(record: Record) -> Mapping[str, str]:
    return {one.id: fact_digest(one, record.statements_on.get(one.id, ())) for one in record.facts}


def _otherwise(held: Carried, whole: Record) -> Iterator[WrongStep]:
    """What a file carries that is not so in the record of which, as it says, it was made."""
    if held.record is None or held.hashes.record != whole.digest:
        return
    if held.record.digest != held.hashes.carried:
        yield WrongStep("hashes.carried", "what the file carries has another hash", RULE)
    for number, (name, written) in enumerate(_digests(held.record).items()):
        fact = whole.by_id.get(name)
        if fact is None or fact_digest(fact, whole.statements_on.get(name, ())) != written:
            yield WrongStep(f"record.facts[{number}]", f"{name} is otherwise in the record of this hash", RULE)


def _about(record: Record, item: str) -> Record:
    """The record without the owners of other assets: they have no part in an answer about this item."""
    held = record.items.get(item)
    assets = {asset for _, some in held.assets for asset in some} if held else set()
    kept = (one for one in record.facts if not isinstance(one, Control) or one.asset in assets)
    return replace(record, facts=tuple(kept))


def _plan(plain: dict[str, Any]) -> Filed:
    found, hashes = plan.unfiled_plan(plain)

    def within(whole: Record) -> Steps:
        if found.question.position not in whole.positions:
            what = f"{found.question.position!r} is no position on record"
            return (WrongStep("question.position", what, "SEMANTICS §1"),)
        if (needed := plan.judgements(found, whole)) > plan.MOST_JUDGEMENTS:
            what = f"checking this plan takes {needed} judgements, more than {plan.MOST_JUDGEMENTS}"
            raise InvalidValueError(what, mend="check a plan for fewer territories")
        return check_plan(found, whole)

    return Filed(claim=found, within=within, made_of=hashes.record)


def _cascade(plain: dict[str, Any]) -> Filed:
    found, hashes = cascade.unfiled_cascade(plain)
    return Filed(
        claim=found, within=lambda whole: (*_unasked(found, whole), *check_cascade(found, whole)), made_of=hashes.record
    )


def _unasked(found: Cascade, whole: Record) -> Iterator[WrongStep]:
    """The services of which not just what they offer was asked about."""
    for service, items in found.asked.items():
        if set(items) != set(whole.offered(service, found.on)):
            yield WrongStep("asked", f"these are not the items that {service} offers", "SEMANTICS §6")


FORMATS: Final[Mapping[str, Callable[[dict[str, Any]], Filed]]] = {
    proof.FORMAT: _proof,
    PROOF_FORMAT: _proof,
    crux.FORMAT: _cruxes,
    remedy.FORMAT: _remedies,
    plan.FORMAT: _plan,
    cascade.FORMAT: _cascade,
}
