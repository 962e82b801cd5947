# SPDX-License-Identifier: Apache-2.0
"""English: what is supposed, what differs, what falls and what lapses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from licit.model.change import ChangeKind, LapseKind
from licit.model.day import When
from licit.model.position import PlaceOfAct
from licit.model.supposition import Added, Begun, Ended, Placed, Ranked, Settled, Signed, Spoken
from licit.report.words.english import facts, grammar
from licit.report.words.names import Names

WORDS: Final = {
    "supposed": "Supposed",
    "before": "before",
    "after": "after",
    "answer": "Answer",
    "changed": "{changed} of {pairs} pairs of item and territory get another answer",
    "unchanged": "No answer changes: {pairs} pairs of item and territory were asked about",
    "changes": "What changes, by the answers and what they turn on",
    "turned": "it turned on: {reason}",
    "turns": "it turns on: {reason}",
    "alike": "(for other owners likewise: {n})",
    "where": "items: {items} · {where}",
    "example": "for example {examples}",
    "pair": "{item} in {place}",
    "facts": "Facts that differ",
    "words_only": "{n} more facts stand as before; only who speaks of them differs",
    "facts_none": "No fact differs, nor how any stands",
    "differing": "differs in: {fields}",
    "now": "what counts now: {words}",
    "no_longer": "what counts no longer: {words}",
    "joined": "Items joined: {how}",
    "by_id": "by their id",
    "by_scheme": "by {scheme}",
    "only_before": "Only before, and not compared",
    "only_after": "Only after, and not compared",
    "sides": "Compared",
    "known": "known by {day}",
    "more": "+{n}",
    "territories": "territories: {n}",
    "cascade": "If {fact} has its last day on {day}",
    "falls": "{service}: on {day} {pairs} pairs get another answer",
    "nothing_falls": "No answer changes on the days looked at: {days}",
    "hanging": "Grants that hang on it, by how many pairs of item and territory",
    "hangs_none": "No other grant hangs on it",
    "fallen": "Without authority",
    "surviving": "Lives on",
    "kept": "By another chain",
    "watch": "from {first} to {last}",
    "lapses": "What lapses, the most costly first",
    "lapses_none": "Nothing on record lapses",
    "costs": "Costs",
    "loosens": "Weakens",
    "last_day": "Last day as it was",
    "between": "between {first} and {last}",
    "what": "What",
    "together": "All that lapses after {day}: {lost} pairs no longer cleared, {loosened} contested ones with less",
    "watch_pairs": "Of {pairs} pairs, {lost} are no longer cleared after some day of these",
    "watch_none": "Of {pairs} pairs, none that is cleared is lost",
    "note_alone": "Costs: pairs cleared on the last day and not on the next, that would be with this lapse alone"
    " undone. Weakens: contested pairs that would otherwise stay contested.",
}
KINDS: Final = {
    ChangeKind.ADDED: "added",
    ChangeKind.GONE: "gone",
    ChangeKind.CHANGED: "changed",
    ChangeKind.STANDING: "stands otherwise",
    ChangeKind.BEGUN: "has begun",
    ChangeKind.ENDED: "has ended",
    ChangeKind.WORDS: "others speak of it",
}
LAPSES: Final = {
    LapseKind.ENDS: "{fact} ends",
    LapseKind.TAKES_EFFECT: "{fact} takes effect",
    LapseKind.SURVIVAL: "what survives {fact} ends",
    LapseKind.BEGINS: "{fact} begins",
}
PLACES: Final = {
    PlaceOfAct.RECEPTION: "the act is placed where the user is",
    PlaceOfAct.EMISSION: "the act is placed where the server is",
    PlaceOfAct.OPEN: "the place of the act is left open",
}


def _day(n: Names, when: When | None) -> str:
    return grammar.on(n, when) if when else ""


def _added(n: Names, step: Added) -> str:
    named = n.listed(f"{facts.name(n, one.id)} ({one.id})" for one in step.more.facts)
    words = len(step.more.statements)
    return f"added: {named or 'no fact'}" + (f"; statements: {words}" if words else "")


def _ended(n: Names, step: Ended) -> str:
    what = facts.name(n, step.fact)
    return f"{what} has its last day {_day(n, step.last)}" if step.last else f"{what} has no last day"


def _begun(n: Names, step: Begun) -> str:
    what = facts.name(n, step.fact)
    return f"{what} has its first day {_day(n, step.first)}" if step.first else f"{what} has always begun"


def _signed(n: Names, step: Signed) -> str:
    return f"{facts.name(n, step.fact)} is signed {_day(n, step.day)}"


def _spoken(n: Names, step: Spoken) -> str:
    who = n.party(step.source) if step.source else "a source of the best rank"
    return f"{who} {'affirms' if step.affirms else 'denies'} {facts.name(n, step.fact)}"


def _settled(n: Names, step: Settled) -> str:
    return f"{facts.name(n, step.fact)} is settled: {'it is so' if step.holds else 'it is not so'}"


def _ranked(n: Names, step: Ranked) -> str:
    who = n.party(step.source)
    return f"{who} is not believed" if step.rank is None else f"{who} is believed in rank {step.rank + 1}"


def _placed(n: Names, step: Placed) -> str:  # noqa: ARG001 - every step is told with names at hand
    return PLACES[step.place]


STEPS: Final[dict[type, Callable[[Names, Any], str]]] = {
    Added: _added,
    Ended: _ended,
    Begun: _begun,
    Signed: _signed,
    Spoken: _spoken,
    Settled: _settled,
    Ranked: _ranked,
    Placed: _placed,
}


def place(n: Names, leaf: str) -> str:
    """A territory inside a sentence, after *in*."""
    return grammar.place(n, leaf)
