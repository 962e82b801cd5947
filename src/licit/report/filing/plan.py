# SPDX-License-Identifier: Apache-2.0
"""A plan of agreements for what a service offers (``licit-plan/1``), to be held against its case, and read again."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.model.record import Record
from licit.model.remedy import Agreement, Plan
from licit.report.codec import encode
from licit.report.filing.bounds import MEND
from licit.report.filing.carried import Hashes, no_more, read_carried, read_value, uncarried
from licit.report.filing.remedy import MOST_GRANTS, bare_grants, read_grants

FORMAT: Final = "licit-plan/1"
MOST_JUDGEMENTS: Final = 20_000  # every item in every territory, twice an agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What of a plan is checked; the words are those of ``Plan``."""

    question: Question
    territories: tuple[str, ...]
    unit: str
    total: int
    cleared: int
    clearable: int
    target: int | None
    most: int | None
    agreements: tuple[Agreement, ...]

    def plan(self) -> Plan:
        """The plan, with no word on how good it is."""
        return Plan(
            question=self.question,
            territories=self.territories,
            unit=self.unit,
            total=self.total,
            cleared=self.cleared,
            clearable=self.clearable,
            target=self.target,
            most=self.most,
            agreements=self.agreements,
            fewest=None,
            best=None,
            out=MappingProxyType({}),
        )


class FiledPlan(NamedTuple):
    """What a file holds."""

    plan: Plan
    hashes: Hashes


def filed_plan(plan: Plan, record: Record) -> dict[str, Any]:
    """The plan. That no fewer would do, what stays out and who would do instead is not checked, and left out.

    Raises:
        InvalidValueError: there is no agreement, or checking it takes more judgements than are made.
    """
    if not plan.agreements:
        raise InvalidValueError("the plan has no agreements, so there is nothing to file", mend="leave out --proof")
    own = Planned(
        question=plan.question,
        territories=plan.territories,
        unit=plan.unit,
        total=plan.total,
        cleared=plan.cleared,
        clearable=plan.clearable,
        target=plan.target,
        most=plan.most,
        agreements=tuple(Agreement(one.party, one.cleared, tuple(bare_grants(one.grants))) for one in plan.agreements),
    )
    _bounded(own)
    if (needed := judgements(own.plan(), record)) > MOST_JUDGEMENTS:
        what = f"checking this plan takes {needed} judgements, more than {MOST_JUDGEMENTS}"
        raise InvalidValueError(what, mend="name fewer territories, or leave out --proof")
    return {"format": FORMAT, "plan": encode(own), **uncarried(record)}


def _bounded(held: Planned) -> None:
    no_more(sum(len(one.grants) for one in held.agreements), MOST_GRANTS, "plan.agreements: grants in all")
    for number, one in enumerate(held.agreements):
        read_grants(one.grants, f"plan.agreements[{number}].grants")


def judgements(plan: Plan, record: Record) -> int:
    """How many judgements of an item in a territory it takes to check a plan."""
    offered = len(record.offered(plan.question.service, plan.question.day))
    return offered * len(plan.territories) * (1 + 2 * len(plan.agreements))


def unfiled_plan(plain: dict[str, Any]) -> FiledPlan:
    """The plan of a file.

    Raises:
        InvalidValueError: it is no such file; the message says where in it.
    """
    held = read_value(Planned, plain, "plan", carries=False)
    if held.unit not in ("pairs", "items"):
        raise InvalidValueError("plan.unit is neither pairs nor items", mend=MEND)
    if not held.agreements or any(one.instead for one in held.agreements):
        raise InvalidValueError("plan.agreements is empty, or says who would do instead", mend=MEND)
    _bounded(held)
    return FiledPlan(held.plan(), read_carried(plain).hashes)
