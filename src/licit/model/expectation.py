# SPDX-License-Identifier: Apache-2.0
"""A question with the answer that its author expects."""

from __future__ import annotations

from dataclasses import dataclass

from licit.model.proof import Dimension, Flag
from licit.model.question import Question
from licit.model.verdict import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedQuestion:
    """What is asked, and what is to come out.

    An empty ``question.item`` asks about all that the service offers. A ``question.known_by`` of ``date.max`` takes all
    that the record holds. ``because`` is the dimension of the nearest break, ``flags`` those that are to be raised;
    ``None`` leaves them open.
    """

    question: Question
    expect: Answer
    because: Dimension | None = None
    flags: frozenset[Flag] | None = None
    note: str = ""
