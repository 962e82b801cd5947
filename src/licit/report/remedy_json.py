# SPDX-License-Identifier: Apache-2.0
"""What it would take, as JSON."""

from __future__ import annotations

from typing import Any

from licit.model.overview import Reason
from licit.model.record import Record
from licit.model.remedy import ItemRemedies, Plan, RemedyGrant
from licit.report.codec import encode
from licit.report.words.remedies import grant_words, stuck_words
from licit.vocabulary.names import Lang

Json = dict[str, Any]


def remedies_json(held: ItemRemedies, record: Record, lang: Lang = "en") -> Json:
    """Every smallest set with its grants; or what no grant mends."""
    return {
        "question": encode(held.question),
        "answer": held.answer.value,
        "remedies": [
            {
                "counterparties": list(one.counterparties),
                "grants": [_grant(grant, record, lang, held.question.item) for grant in one.grants],
            }
            for one in held.remedies
        ],
        "bounded": held.bounded,
        "stuck": [_reason(one, record, lang) for one in held.stuck],
    }


def plan_json(plan: Plan, record: Record, lang: Lang = "en") -> Json:
    """The agreements with what is cleared by then, the bound, and what stays out; numbers are of ``unit``."""
    asked = {key: one for key, one in encode(plan.question).items() if key not in {"item", "territory"}}
    return {
        "question": asked | {"territories": list(plan.territories)},
        "unit": plan.unit,
        "total": plan.total,
        "cleared": plan.cleared,
        "clearable": plan.clearable,
        "target": plan.target,
        "most-agreements": plan.most,
        "reached": plan.reached,
        "out-of-reach": plan.out_of_reach,
        "proved": plan.proved,
        "at-least-agreements": plan.fewest,
        "at-most-cleared": plan.best,
        "stopped-after": plan.seconds,
        "agreements": [
            {
                "party": one.party,
                "instead": list(one.instead),
                "cleared": one.cleared,
                "grants": [_grant(grant, record, lang) for grant in one.grants],
            }
            for one in plan.agreements
        ],
        "out": [{"count": count, **_reason(reason, record, lang)} for reason, count in plan.out.items()],
    }


def _grant(grant: RemedyGrant, record: Record, lang: Lang, about: str = "") -> Json:
    return {**encode(grant), "words": grant_words(grant, record, lang, about)}


def _reason(reason: Reason, record: Record, lang: Lang) -> Json:
    filled = {key: one for key, one in encode(reason).items() if one not in ("", None, [])}
    return {**filled, "words": stuck_words(reason, record, lang)}
