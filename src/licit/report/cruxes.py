# SPDX-License-Identifier: Apache-2.0
"""Cruxes as JSON: each settlement with its open point and words."""

from __future__ import annotations

from typing import Any

from licit.model.crux import CatalogueCruxes, Crux, Cruxes, RankedCrux, Settlement
from licit.model.proof import OpenPoint
from licit.model.record import Record
from licit.report.codec import encode
from licit.report.words import open_point_words
from licit.report.words.cruxes import settlement_words
from licit.vocabulary.names import Lang

Json = dict[str, Any]


def cruxes_json(found: Cruxes, record: Record, lang: Lang = "en") -> Json:
    """All cruxes of one question. ``always``: cleared, or not, however settled; ``null``: it depends."""
    return {
        "question": encode(found.question),
        "answer": found.answer.value,
        "always": found.always,
        "clearing": [_crux(one, record, lang) for one in found.clearing],
        "refusing": [_crux(one, record, lang) for one in found.refusing],
        "open-points": [_point(one, record, lang) for one in found.points],
        "stopped": [one.value for one in found.stopped],
        "judgements": found.judgements,
    }


def catalogue_cruxes_json(found: CatalogueCruxes, record: Record, lang: Lang = "en") -> Json:
    """The cruxes of a catalogue, ranked; a pair counts for each crux that it has."""
    question = found.question
    return {
        "question": {
            "service": question.service,
            "use": question.use,
            "territories": list(found.territories),
            "day": question.day.isoformat(),
            "known-by": question.known_by.isoformat(),
            "position": question.position,
        },
        "pairs": found.pairs,
        "contested": found.contested,
        "always-cleared": found.always,
        "never-cleared": found.never,
        "clearing": [_ranked(one, record, lang) for one in found.clearing],
        "refusing": [_ranked(one, record, lang) for one in found.refusing],
        "open-points": [{"pairs": one.count, **_point(one.point, record, lang)} for one in found.points],
        "stopped": [one.value for one in found.stopped],
        "unfinished": found.unfinished,
    }


def _point(point: OpenPoint, record: Record, lang: Lang) -> Json:
    return {**encode(point), "words": open_point_words(point, record, lang)}


def _ranked(one: RankedCrux, record: Record, lang: Lang) -> Json:
    return {"pairs": one.pairs, "settlements": _crux(one.crux, record, lang)}


def _crux(crux: Crux, record: Record, lang: Lang) -> list[Json]:
    return [_settlement(one, record, lang) for one in crux.settlements]


def _settlement(one: Settlement, record: Record, lang: Lang) -> Json:
    found = {
        "kind": one.point.kind.value,
        "facts": list(one.point.facts),
        "detail": one.point.detail,
        "of": list(one.of),
        "day": one.day.isoformat() if one.day else "",
    }
    shown: Json = {key: value for key, value in found.items() if value}
    return shown | {"so": one.so, "words": settlement_words(one, record, lang)}
