# SPDX-License-Identifier: Apache-2.0
"""Whether what was filed holds: for the facts in it, from the file alone; for the record, with the case beside it."""

from __future__ import annotations

from typing import Any, BinaryIO

from licit.model.canonical import fact_digest
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem
from licit.report.filing.text import read
from licit.report.filing.verified import Compared, Level, Verified
from licit.report.json import PROOF_FORMAT
from licit.tasks.filed import FORMATS, Filed
from licit.tasks.opening import OpenCase


def verify_proof(stream: BinaryIO, name: str, opened: OpenCase | None = None) -> Verified:
    """Check a filed proof, crux, remedy, plan or cascade by itself, or where a case is opened against its record.

    ``name`` is what the user calls the file. A record that has changed since is told, and the file held against it as
    it is now.

    Raises:
        BadInputError: the file is none that licit wrote, has too much to be checked, or carries no facts and no case is
            given.
    """
    try:
        kind, filed = _filed(read(stream), alone=opened is None)
        return _verified(kind, filed, opened)
    except InvalidValueError as error:
        problem = Problem(Place(name), error.what, error.mend, "not-readable")
        raise BadInputError((problem,)) from None


def _filed(plain: dict[str, Any], *, alone: bool) -> tuple[str, Filed]:
    kind = plain.get("format")
    if not isinstance(kind, str) or kind not in FORMATS:
        raise InvalidValueError("this is no format that is known", mend=f"give a file of one of: {', '.join(FORMATS)}")
    filed = FORMATS[kind](plain)
    if alone and filed.alone is None:
        what = f"a file of the format {kind} carries no facts"
        again = kind == PROOF_FORMAT
        raise InvalidValueError(what, mend="add --case, or file the proof again" if again else "add --case")
    return kind, filed


def _verified(kind: str, filed: Filed, opened: OpenCase | None) -> Verified:
    if opened is None:
        assert filed.record is not None  # noqa: S101 - who is checked alone has a record
        assert filed.alone is not None  # noqa: S101 - and knows how
        return Verified(kind, filed.question, Level.FACTS, filed.record, filed.alone(), filed.claim)
    steps = tuple(dict.fromkeys(filed.within(opened.record)))
    return Verified(kind, filed.question, Level.RECORD, opened.record, steps, filed.claim, _compared(filed, opened))


def _compared(filed: Filed, opened: OpenCase) -> Compared:
    record, used = opened.record, filed.used
    if filed.made_of == record.digest:
        return Compared(same=True)
    there = {name: record.by_id[name] for name in used if name in record.by_id}
    changed = (
        name for name, fact in there.items() if fact_digest(fact, record.statements_on.get(name, ())) != used[name]
    )
    asked = filed.question.item and filed.question.position in record.positions
    today = opened.judging.verdict(filed.question) if asked else None
    rests_on = {one.fact for one in today.proof.facts} if today is not None and used else set()
    return Compared(
        same=False,
        changed=tuple(sorted(changed)),
        gone=tuple(sorted(used.keys() - there.keys())),
        added=tuple(sorted(rests_on - used.keys())),
        today=today.answer if today is not None else None,
    )
