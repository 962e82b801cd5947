# SPDX-License-Identifier: Apache-2.0
"""What verifying a filed proof found: whether it holds, of what, and each step that does not follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from licit.checker import WrongStep
from licit.model.change import Cascade
from licit.model.crux import Cruxes
from licit.model.question import Question
from licit.model.record import Record
from licit.model.remedy import ItemRemedies, Plan
from licit.model.verdict import Answer, Verdict
from licit.report.codec import encode

Claim = Verdict | Cruxes | ItemRemedies | Plan | Cascade


class Level(Enum):
    """How far a proof was looked through. Source: SEMANTICS §5."""

    FACTS = "facts"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Compared:
    """The record of a case beside the one a proof was made of.

    ``same`` is whether the two have one hash. Of the facts used, ``changed`` are those that are otherwise now (they, or
    what is said of them), ``gone`` those on record no more; ``added`` are those that today's proof rests on besides.
    """

    same: bool
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    today: Answer | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome: it holds where no step is ``wrong``. ``record`` is what names are read from, and words made of."""

    format: str
    question: Question
    level: Level
    record: Record
    wrong: tuple[WrongStep, ...]
    claim: Claim
    compared: Compared | None = None

    @property
    def holds(self) -> bool:
        """Whether every step follows."""
        return not self.wrong

    @property
    def answer(self) -> Answer | None:
        """The answer that is claimed for the question; ``None``: the file is about many questions."""
        return self.claim.answer if isinstance(self.claim, Verdict | Cruxes | ItemRemedies) else None


def verified_json(found: Verified) -> dict[str, Any]:
    """The outcome as JSON: ``level`` is how far it was looked through, ``record`` how a case compares."""
    compared = found.compared
    return {
        "format": found.format,
        "question": encode(found.question),
        "answer": found.answer.value if found.answer else None,
        "holds": found.holds,
        "level": found.level.value,
        "wrong-steps": [{"path": one.path, "what": one.what, "rule": one.rule} for one in found.wrong],
        "record": None
        if compared is None
        else {
            "same": compared.same,
            "changed": list(compared.changed),
            "gone": list(compared.gone),
            "added": list(compared.added),
            "answer-today": compared.today.value if compared.today else None,
        },
    }
