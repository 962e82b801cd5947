# SPDX-License-Identifier: Apache-2.0
"""What sources say against themselves, and against one another. Source: SEMANTICS §4."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from licit.engine.grants import UPPER
from licit.engine.standing import Here, lies_in
from licit.explain.overreach.measuring import Measuring
from licit.model.conflict import Conflict, ConflictKind, Stretch, Voice
from licit.model.day import LAST, When
from licit.model.fact import SHARELESS, Fact, Grant
from licit.model.proof import Standing
from licit.model.statement import GrantPattern

_NEVER: Final = When.on(LAST)  # said on no day that is known


def self_contradictions(measuring: Measuring) -> Iterator[Conflict]:
    """A believed source that says yes and no of a fact on one day, or takes back on a later day what it said."""
    believed = measuring.believed
    found: dict[tuple[Voice, Voice], list[str]] = {}
    for fact in believed.record.facts:
        for turned in _turned(_heard(measuring, fact)):
            found.setdefault(turned, []).append(fact.id)
    for voices, facts in found.items():
        yield Conflict(
            kind=ConflictKind.SELF_CONTRADICTION,
            facts=tuple(facts),
            parties=(voices[0].source,),
            voices=voices,
            standings=tuple((fact, believed.by_words(fact)) for fact in facts),
        )


def _turned(voices: list[Voice]) -> Iterator[tuple[Voice, Voice]]:
    """Two words of one source that differ, on one day or on the next on which it spoke."""
    said: dict[str, dict[date, dict[bool, Voice]]] = {}
    for voice in voices:
        if voice.made.latest < LAST:
            said.setdefault(voice.source, {}).setdefault(voice.made.latest, {})[voice.affirms] = voice
    for days in said.values():
        before: dict[bool, Voice] = {}
        for day in sorted(days):
            words = days[day]
            if len(words) > 1:
                yield words[True], words[False]
            elif len(before) == 1 and before.keys() != words.keys():
                yield next(iter(before.values())), next(iter(words.values()))
            before = words


def disputes(measuring: Measuring) -> Iterator[Conflict]:
    """The facts in dispute, with who affirms and who denies; those on which the same differ go together."""
    believed = measuring.believed
    found: dict[tuple[tuple[Voice, ...], tuple[Stretch, ...], tuple[str, ...]], list[str]] = {}
    for fact in believed.record.facts:
        stretches = _disputed(measuring, fact)
        if stretches is not None:
            findings = tuple(finding.id for finding in believed.record.findings_on.get(fact.id, ()))
            found.setdefault((_voices(measuring, fact), stretches, findings), []).append(fact.id)
    for (voices, stretches, findings), facts in found.items():
        yield Conflict(
            kind=ConflictKind.DISPUTE,
            facts=tuple(facts),
            parties=tuple(dict.fromkeys(voice.source for voice in voices)),
            stretches=stretches,
            voices=voices,
            findings=findings,
            standings=tuple((fact, Standing.DISPUTED) for fact in facts),
        )


def _disputed(measuring: Measuring, fact: Fact) -> tuple[Stretch, ...] | None:
    """Where and when a fact is disputed (nothing said: everywhere and always); none where it is not."""
    believed = measuring.believed
    if fact.id not in believed.record.findings_on and not believed.patterned(fact.id):
        return () if believed.by_words(fact.id) is Standing.DISPUTED else None
    field = measuring.field("", "", frozenset())
    owners: tuple[str, ...] = ("",) if isinstance(fact, SHARELESS) else measuring.told_apart
    mask = 0
    for owner in owners:
        mask |= field.span.stands(fact.id, owner).disputed & field.exists
    if not mask:
        return None
    return () if mask == field.exists else field.stretches(mask)


def _voices(measuring: Measuring, fact: Fact) -> tuple[Voice, ...]:
    """The latest word of each source in the rank that decides, those that affirm first."""
    heard = _heard(measuring, fact)
    last: dict[str, date] = {}
    for voice in heard:
        last[voice.source] = max(voice.made.latest, last.get(voice.source, voice.made.latest))
    latest = {voice for voice in heard if voice.made.latest == last[voice.source]}
    best = min((voice.rank for voice in latest), default=0)
    deciding = [voice for voice in latest if voice.rank == best]
    return tuple(sorted(deciding, key=lambda voice: (not voice.affirms, voice.made, voice.source)))


def _heard(measuring: Measuring, fact: Fact) -> list[Voice]:
    """The believed words on a fact, by name or by a denied pattern that it may lie in on some day."""
    believed = measuring.believed
    patterns = {pattern for pattern, _ in believed.patterned(fact.id) if _lies_in(measuring, fact, pattern)}
    said = [*believed.record.statements_on.get(fact.id, ())]
    said += [statement for statement in believed.record.pattern_denials if statement.pattern in patterns]
    return [
        Voice(statement.source, word[1], statement.affirms, statement.made or statement.published or _NEVER)
        for statement in said
        if (word := believed.word(statement)) is not None
    ]


def _lies_in(measuring: Measuring, fact: Fact, pattern: GrantPattern) -> bool:
    span = measuring.field("", "", frozenset()).span
    return isinstance(fact, Grant) and any(
        lies_in(Here(span, number, span.places.everywhere), fact, pattern, UPPER) for number in range(len(span.days))
    )
