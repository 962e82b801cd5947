# SPDX-License-Identifier: Apache-2.0
"""English: whether a filed proof holds, and how the record has changed since."""

from __future__ import annotations

from typing import Final

HOLDS_FOR_FACTS: Final = "The proof holds for the facts in it."
HOLDS_FOR_RECORD: Final = "The proof holds for the record."
NOT_LOOKED_FOR: Final = (
    "What else may be on record (an exclusive, a better grant, an opt-out) was not looked for: add --case for that."
)
SAME: Final = "The record is the one that the proof was made of."
OTHER: Final = "The record has changed since the proof was made; it was held against the record of today."
CRUX: Final = (
    "Each crux decides alone, and none of its settlements can be left out. That there are no others was not checked."
)
CRUX_STOPPED: Final = (
    "Each crux decides alone. The search had met its limits: a settlement may be one too many, and there may be others."
)
REMEDY: Final = (
    "With each set it is cleared, without any one of its grants it is not, and each grantor has what it would give."
    " That no fewer would do was not checked."
)
PLAN: Final = (
    "What is cleared at first and with each agreement is what the record says. That no fewer would do was not checked."
)
CASCADE: Final = (
    "The pairs listed get another answer, no others do, and none on an earlier of the days looked at. Which grants hang"
    " on the fact was not checked."
)


def _steps(number: int) -> str:
    return "1 step does" if number == 1 else f"{number} steps do"


def _facts(number: int) -> str:
    return "1 fact" if number == 1 else f"{number} facts"


def fails_for_facts(number: int) -> str:
    """So many steps do not follow from the facts in the file."""
    return f"The proof does not hold: {_steps(number)} not follow from the facts in it."


def fails_for_record(number: int) -> str:
    """So many steps do not follow from the record."""
    return f"The proof does not hold: {_steps(number)} not follow from the record."


def changed(number: int) -> str:
    """So many facts used are otherwise now, or spoken of otherwise."""
    return f"{_facts(number)} that it rests on {'is' if number == 1 else 'are'} otherwise now, or otherwise spoken of:"


def gone(number: int) -> str:
    """So many facts used are on record no more."""
    return f"{_facts(number)} that it rests on {'is' if number == 1 else 'are'} on record no more:"


def added(number: int) -> str:
    """So many facts that today's proof rests on besides."""
    return f"{_facts(number)} that a proof of today rests on besides:"


def today(answer: str) -> str:
    """The answer of today."""
    return f"The same question today: {answer}."


def plan(service: str, agreements: int) -> str:
    """What a plan is for."""
    return f"{service}: {agreements} {'agreement' if agreements == 1 else 'agreements'}"


def cascade(fact: str, day: str) -> str:
    """What ends in a cascade."""
    return f"If this ends on {day}: {fact}"
