# SPDX-License-Identifier: Apache-2.0
"""An audit as linked data: each answer with its items, territories and the facts it turns on, as JSON-LD 1.1.

The nodes are those of a case's own JSON-LD (``case_jsonld``), so that the two can be read into one graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from licit.model.overview import Audit
from licit.model.record import Record
from licit.report.audit_sarif import Alike
from licit.report.case_jsonld import TERMS, iri
from licit.report.words import reason_words
from licit.vocabulary.names import Lang


def audit_jsonld(audit: Audit, alike: Iterable[Alike], record: Record, lang: Lang = "en") -> dict[str, Any]:
    """One node an answer: it holds for every pair of its items and territories."""
    links = {key: {"@type": "@id"} for key in ("facts", "items", "of", "position", "service")}
    head = {
        "@id": "_:audit",
        "@type": "Audit",
        "service": iri("party", audit.service),
        "day": audit.day.isoformat(),
        "known-by": audit.known_by.isoformat(),
        "position": iri("position", audit.position),
        "uses": list(audit.uses),
    }
    answers = [
        {
            "@type": "Answer",
            "of": "_:audit",
            "answer": one.answer.value,
            "use": one.use,
            "items": [iri("item", item) for item in one.items],
            "territories": list(one.territories),
            "reason": one.reasons[0].code,
            "words": reason_words(one.reasons[0], record, lang),
            "facts": [iri("fact", fact) for fact in one.reasons[0].facts],
        }
        for one in alike
    ]
    return {"@context": {"@version": 1.1, "@vocab": TERMS, **links}, "@graph": [head, *answers]}
