# SPDX-License-Identifier: Apache-2.0
"""The four answers, the three values behind them, and the verdict that carries its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from licit.model.proof import Break, Flag, Proof, Receipt, Value
from licit.model.question import Question


class Answer(Enum):
    """What a verdict says. Source: SEMANTICS §1."""

    CLEARED = "cleared"
    NOT_CLEARED = "not-cleared"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


def answer_of(lower: Value, upper: Value) -> Answer:
    """The table of SEMANTICS §4: a refusal decides before an unknown, and an unknown before a dispute."""
    if lower is Value.YES:
        return Answer.CLEARED
    if upper is Value.YES:
        return Answer.CONTESTED
    return Answer.UNKNOWN if upper is Value.UNKNOWN else Answer.NOT_CLEARED


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to a question, with its proof, and beside it the grants that nearly matched."""

    question: Question
    answer: Answer
    proof: Proof
    flags: frozenset[Flag]
    receipt: Receipt
    nearly: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A day or territory near the one asked about where the answer differs."""

    answer: Answer
    day: date | None = None
    territories: tuple[str, ...] = ()
