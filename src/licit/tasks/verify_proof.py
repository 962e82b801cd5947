# SPDX-License-Identifier: Apache-2.0
"""Whether a filed proof holds: for the facts in it, from the file alone; for the record, with the case beside it.

A format is one line of ``FORMATS``: its name, and who reads a file of it into a ``Filed``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from licit.checker import WrongStep, check, check_alone
from licit.model.canonical import fact_digest
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem
from licit.model.proof import Receipt
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Verdict
from licit.reference.receipt import EDITION
from licit.report.filing.proof import FORMAT, unfiled
from licit.report.filing.text import read
from licit.report.filing.verified import Compared, Level, Verified
from licit.report.json import PROOF_FORMAT
from licit.tasks.opening import OpenCase

Steps = tuple[WrongStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What a file says, and how it is checked.

    ``alone`` gives the steps that do not follow from the file's own ``record`` (none: it carries none), ``within``
    those that do not follow from a whole one. ``receipt`` is what the file was made of, where it says so.
    """

    question: Question
    within: Callable[[Record], Steps]
    record: Record | None = None
    alone: Callable[[], Steps] | None = None
    receipt: Receipt | None = None
    verdict: Verdict | None = None


def _proof(plain: dict[str, Any]) -> Filed:
    verdict, record = unfiled(plain)
    made_by: Steps = () if verdict.receipt.semantics == EDITION else (_other_edition(verdict.receipt.semantics),)

    def alone() -> Steps:
        return (*made_by, *_pointless(verdict, record), *check_alone(verdict, record)) if record is not None else ()

    return Filed(
        question=verdict.question,
        within=lambda whole: (*made_by, *check(verdict, whole)),
        record=record,
        alone=alone if record is not None else None,
        receipt=verdict.receipt,
        verdict=verdict,
    )


def _pointless(verdict: Verdict, record: Record) -> Iterator[WrongStep]:
    """The open points that lie in no fact of the file: nobody could say of these whether they are open."""
    for number, point in enumerate(verdict.proof.open_points):
        if point.facts and not any(fact in record.by_id for fact in point.facts):
            yield WrongStep(f"open_points[{number}]", "it lies in no fact that the file carries", "SEMANTICS §5")


def _other_edition(written: str) -> WrongStep:
    return WrongStep("receipt.semantics", f"{written!r} is not the {EDITION} that is checked here", "SEMANTICS §5")


FORMATS: Final[Mapping[str, Callable[[dict[str, Any]], Filed]]] = {FORMAT: _proof, PROOF_FORMAT: _proof}


def verify_proof(stream: BinaryIO, name: str, opened: OpenCase | None = None) -> Verified:
    """Check a filed proof by itself, and where a case is opened against the whole of its record.

    ``name`` is what the user calls the file. A record that has changed since is told, and the proof held against it as
    it is now.

    Raises:
        BadInputError: the file is none that licit wrote, or carries no facts and no case is given.
    """
    try:
        kind, filed = _filed(read(stream), alone=opened is None)
    except InvalidValueError as error:
        problem = Problem(Place(name), error.what, error.mend, "not-readable")
        raise BadInputError((problem,)) from None
    return _verified(kind, filed, opened)


def _filed(plain: dict[str, Any], *, alone: bool) -> tuple[str, Filed]:
    kind = plain.get("format")
    if not isinstance(kind, str) or kind not in FORMATS:
        raise InvalidValueError("this is no format that is known", mend=f"give a file of one of: {', '.join(FORMATS)}")
    filed = FORMATS[kind](plain)
    if alone and filed.alone is None:
        what = f"a file of the format {kind} carries no facts"
        raise InvalidValueError(what, mend="add --case, or file the proof again")
    return kind, filed


def _verified(kind: str, filed: Filed, opened: OpenCase | None) -> Verified:
    wrong = filed.alone() if filed.alone is not None else ()
    if opened is None:
        assert filed.record is not None  # noqa: S101 - who is checked alone has a record
        return Verified(kind, filed.question, Level.FACTS, filed.record, wrong, filed.verdict)
    compared = _compared(filed, opened)
    found = filed.within(opened.record)
    if compared is not None and not compared.same:  # of another record the receipt can't be this one's
        found = tuple(step for step in found if not step.path.startswith("receipt."))
    steps = tuple(dict.fromkeys((*wrong, *found)))
    return Verified(kind, filed.question, Level.RECORD, opened.record, steps, filed.verdict, compared)


def _compared(filed: Filed, opened: OpenCase) -> Compared | None:
    receipt, record = filed.receipt, opened.record
    if receipt is None:
        return None
    if receipt.record == record.digest:
        return Compared(same=True)
    used = dict(receipt.facts)
    there = {name: record.by_id[name] for name in used if name in record.by_id}
    changed = (
        name for name, fact in there.items() if fact_digest(fact, record.statements_on.get(name, ())) != used[name]
    )
    today = opened.judging.verdict(filed.question) if filed.question.position in record.positions else None
    rests_on = {one.fact for one in today.proof.facts} if today is not None else set()
    return Compared(
        same=False,
        changed=tuple(sorted(changed)),
        gone=tuple(sorted(used.keys() - there.keys())),
        added=tuple(sorted(rests_on - used.keys())),
        today=today.answer if today is not None else None,
    )
