# SPDX-License-Identifier: Apache-2.0
"""A verdict filed with the facts it rests on (``licit-proof/2``), and read again.

``licit-proof/1`` filed the verdict alone: such a file can be held against a case, and says nothing by itself.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final, NamedTuple

from licit.model.canonical import canonical
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.verdict import Verdict
from licit.report.codec import decode, encode
from licit.report.filing.bounds import MEND, PROOF, bounded
from licit.report.filing.excerpt import excerpt
from licit.report.filing.values import value_of
from licit.report.json import PROOF_FORMAT, proof_from_json

FORMAT: Final = "licit-proof/2"


class FiledProof(NamedTuple):
    """What a file holds: a verdict, and the record it carries (none in ``licit-proof/1``)."""

    verdict: Verdict
    record: Record | None


def filed(verdict: Verdict, record: Record) -> dict[str, Any]:
    """The verdict with its part of the record. What nearly matched is left out: no proof rests on it."""
    own = replace(verdict, nearly=())
    part = excerpt(record, verdict.question, [used.fact for used in verdict.proof.facts])
    return {"format": FORMAT, "verdict": encode(own), "record": json.loads(canonical(part))}


def unfiled(plain: dict[str, Any]) -> FiledProof:
    """The verdict of a file, with the record it carries.

    Raises:
        InvalidValueError: it is no such file; the message says where in it.
    """
    if plain.get("format") == PROOF_FORMAT:
        return FiledProof(proof_from_json(plain), None)
    if set(plain) != {"format", "verdict", "record"}:
        raise InvalidValueError("a proof has the keys format, verdict and record", mend=MEND)
    verdict = decode(Verdict, plain["verdict"], "verdict")
    if verdict.nearly:
        raise InvalidValueError("verdict.nearly is no part of a filed proof", mend=MEND)
    record = value_of(Record, plain["record"], "record")
    bounded(record, PROOF)
    return FiledProof(verdict, record)
