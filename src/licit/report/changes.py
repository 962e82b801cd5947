# SPDX-License-Identifier: Apache-2.0
"""What is supposed, differs, falls or lapses as JSON, in the manner of ``licit.report.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from licit.model.canonical import canonical
from licit.model.change import AnswerChange, Cascade, Comparison, FactChange, Fall, Move, Watch
from licit.model.record import Record
from licit.model.supposition import Supposition
from licit.report.codec import encode
from licit.report.json import reason_json, tally_json
from licit.report.words import fact_words
from licit.report.words.changing import lapse_words, step_words
from licit.vocabulary.names import Lang

Json = dict[str, Any]


def supposition_json(supposed: Supposition, record: Record, lang: Lang = "en") -> list[Json]:
    """Each step by its kind, with its parts and its words; ``record`` is the one supposed."""
    return [
        {"step": type(step).__name__.lower(), **_parts(plain(step)), "words": step_words(step, record, lang)}
        for step in supposed.steps
    ]


def _parts(step: Json) -> Json:
    """The parts of a step; of a record that was added, what it holds."""
    more = step.pop("more", None)
    step.pop("type", None)
    if more is not None:
        step |= {key: one for key, one in more.items() if key in ("facts", "statements")}
    return step


def comparison_json(
    found: Comparison, ranked: Sequence[Move], before: Record, after: Record, lang: Lang = "en"
) -> Json:
    """Both questions, the answers counted, the changes grouped and in full, and the facts that differ."""
    asked = [{key: one for key, one in encode(side).items() if one} for side in (found.before, found.after)]
    return {
        "before": asked[0],
        "after": asked[1],
        "territories": list(found.territories),
        "answers": {"before": tally_json(found.tally_before), "after": tally_json(found.tally_after)},
        "pairs-changed": found.pairs,
        "groups": [move_json(one, before, after, lang) for one in ranked],
        "changes": changes_json(found.changes, before, after, lang),
        "facts": [_fact(one, before, after, lang) for one in found.facts],
        "items": {
            "joined": dict(found.joined),
            "only-before": list(found.only_before),
            "only-after": list(found.only_after),
        },
    }


def move_json(one: Move, before: Record, after: Record, lang: Lang = "en") -> Json:
    """One group of changes."""
    now = one.after.value != "cleared"
    return {
        "from": one.before.value,
        "to": one.after.value,
        "pairs": one.pairs,
        "items": one.items,
        "territories": list(one.territories),
        "owners": one.owners,
        "turns-on": reason_json(one.reason, after if now else before, lang),
        "examples": [{"item": item, "territory": leaf} for item, leaf in one.examples],
    }


def changes_json(changes: Sequence[AnswerChange], before: Record, after: Record, lang: Lang = "en") -> list[Json]:
    """Every pair that changes, as items × territories, with the reasons of both sides."""
    return [
        {
            "from": one.before.value,
            "to": one.after.value,
            "items": list(one.items),
            "territories": list(one.territories),
            "was": reason_json(one.was, before, lang) if one.was else None,
            "now": reason_json(one.now, after, lang) if one.now else None,
        }
        for one in changes
    ]


def _fact(one: FactChange, before: Record, after: Record, lang: Lang) -> Json:
    record = before if one.after is None else after
    return {
        "fact": one.fact,
        "change": one.kind.value if one.kind else None,
        "words": fact_words(one.fact, record, lang),
        "standing": {"before": [it.value for it in one.stood], "after": [it.value for it in one.stands]},
        "fields": list(one.differing),
        "before": plain(one.before) if one.before and one.differing else None,
        "after": plain(one.after) if one.after and (one.differing or one.before is None) else None,
        "said": [plain(word) for word in one.said],
        "no-longer-said": [plain(word) for word in one.unsaid],
    }


def plain(value: object) -> Json:
    """A value of the model as its canonical JSON."""
    found: Json = json.loads(canonical(value))
    return found


def watch_json(watch: Watch, record: Record, lang: Lang = "en") -> Json:
    """What lapses, each with the pairs it costs; then the days on which pairs are lost with all that lapses."""
    return {
        "question": {key: one for key, one in encode(watch.question).items() if one},
        "first": watch.first.isoformat(),
        "last": watch.last.isoformat(),
        "pairs": watch.pairs,
        "costs": watch.costs,
        "lapses": [
            {
                "fact": one.fact,
                "what": one.kind.value,
                "words": lapse_words(one.fact, one.kind, record, lang),
                "earliest": one.earliest.isoformat(),
                "latest": one.latest.isoformat(),
                "costs": one.costs,
                "loosens": one.loosens,
                "lost": changes_json(one.lost, record, record, lang),
            }
            for one in watch.lapses
        ],
        "days": [
            {"day": eve.day.isoformat(), "lost": eve.lost, "loosened": eve.loosened, "lapses": list(eve.lapses)}
            for eve in watch.eves
        ],
    }


def cascade_json(found: Cascade, ranked: Mapping[Fall, Sequence[Move]], record: Record, lang: Lang = "en") -> Json:
    """The fact and its day, what was asked, each fall in groups and in full, and the grants that hang on it."""
    return {
        "fact": found.fact,
        "words": fact_words(found.fact, record, lang),
        "on": found.on.isoformat(),
        "question": {key: one for key, one in encode(found.question).items() if one},
        "items": {service: list(items) for service, items in found.asked.items()},
        "territories": list(found.territories),
        "days": [day.isoformat() for day in found.days],
        "pairs-changed": found.pairs,
        "falls": [
            {
                "service": fall.service,
                "day": fall.day.isoformat(),
                "groups": [move_json(one, record, record, lang) for one in ranked[fall]],
                "changes": changes_json(fall.changes, record, record, lang),
            }
            for fall in found.falls
        ],
        "hanging": [{**encode(one), "words": fact_words(one.grant, record, lang)} for one in found.hanging],
    }
