# SPDX-License-Identifier: Apache-2.0
"""An audit for code-review pages: what is not cleared, as SARIF 2.1.0, at the place of each item in the case.

Source: OASIS SARIF 2.1.0, §§3.13-3.30.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from licit.case.lint.sarif import SCHEMA, location
from licit.model.overview import Reason
from licit.model.problem import Place
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.report.words import answer_words, reason_words
from licit.vocabulary.names import Lang

LEVELS: Final = {Answer.NOT_CLEARED: "error", Answer.CONTESTED: "warning", Answer.UNKNOWN: "note"}


class Alike(Protocol):
    """One answer for every pair of these items and territories."""

    @property
    def items(self) -> tuple[str, ...]:
        """Ids."""

    @property
    def territories(self) -> tuple[str, ...]:
        """Leaves."""

    @property
    def use(self) -> str:
        """The use asked about."""

    @property
    def answer(self) -> Answer:
        """The answer to each pair."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What it turns on, the decisive reason first."""


def audit_sarif(
    alike: Iterable[Alike], record: Record, places: Mapping[str, Place], version: str, lang: Lang = "en"
) -> dict[str, Any]:
    """One result an item and reason, but for what is cleared; the rule is the reason's code.

    Not cleared is an error, contested a warning, unknown a note. The territories are among the properties.
    """
    found = [one for one in alike if one.answer is not Answer.CLEARED]
    rules = sorted({one.reasons[0].code for one in found})
    numbers = {rule: number for number, rule in enumerate(rules)}
    results = [
        _result(one, item, numbers[one.reasons[0].code], record, places, lang) for one in found for item in one.items
    ]
    driver = {"name": "licit", "version": version, "rules": [{"id": rule} for rule in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(  # noqa: PLR0913, PLR0917 - one answer, of one item, and what it is told with
    one: Alike, item: str, rule: int, record: Record, places: Mapping[str, Place], lang: Lang
) -> dict[str, Any]:
    reason = one.reasons[0]
    title = record.items[item].title if item in record.items else ""
    told = f"{title or item}: {answer_words(one.answer, lang)} ({reason_words(reason, record, lang)})"
    place = places.get(f"item:{item}")
    return {
        "ruleId": reason.code,
        "ruleIndex": rule,
        "level": LEVELS[one.answer],
        "message": {"text": told},
        **({"locations": [{"physicalLocation": location(place)}]} if place else {}),
        "properties": {"item": item, "use": one.use, "territories": list(one.territories), "facts": list(reason.facts)},
    }
