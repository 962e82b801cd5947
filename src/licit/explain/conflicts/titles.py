# SPDX-License-Identifier: Apache-2.0
"""Facts that do not fit together: days that cannot all be right, owners in a row without an assignment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from licit.case.lint.days import before
from licit.case.lint.titles import MOST, assigned_to, follows, reaches
from licit.engine.believed import Believed
from licit.model.conflict import Conflict, ConflictKind
from licit.model.fact import Control, Fact, Grant, Termination
from licit.model.proof import Standing
from licit.model.record import Record
from licit.model.scope import ALL

COUNTING = (Standing.ACCEPTED, Standing.DISPUTED)


def contradictory_dates(believed: Believed) -> Iterator[Conflict]:
    """A fact that counts ends before it begins, is retained for less than its term, or is ended before it begins."""
    for fact in believed.record.facts:
        if believed.by_words(fact.id) in COUNTING:
            yield from _of_fact(believed, fact)


def _of_fact(believed: Believed, fact: Fact) -> Iterator[Conflict]:
    record = believed.record
    if isinstance(fact, Termination):
        grant = record.by_id.get(fact.grant)
        if isinstance(grant, Grant) and before(fact.last_day, grant.begun) and grant.begun:
            yield _dates(believed, (fact.id, grant.id), fact.last_day.latest, grant.begun.earliest)
        return
    start, end = fact.term.start, fact.term.end
    if before(end, start) and start and end:
        yield _dates(believed, (fact.id,), end.latest, start.earliest)
    if isinstance(fact, Grant) and before(fact.retention_end, end) and fact.retention_end and end:
        yield _dates(believed, (fact.id,), fact.retention_end.latest, end.earliest)


def _dates(believed: Believed, facts: tuple[str, ...], ends: date, begins: date) -> Conflict:
    return Conflict(
        kind=ConflictKind.DATES,
        facts=facts,
        parties=tuple(dict.fromkeys(source for source, *_ in believed.words(facts[0]))),
        day=begins,
        earlier=ends,
        standings=tuple((fact, believed.by_words(fact)) for fact in facts),
    )


def unrelated_titles(believed: Believed) -> Iterator[Conflict]:
    """An owner follows another, and no assignment that counts leads from the one to the other."""
    record = believed.record
    counted = Record(
        facts=tuple(fact for fact in record.facts if believed.by_words(fact.id) in COUNTING), atlas=record.atlas
    )
    heirs = assigned_to(counted)
    for controls in counted.controls_of.values():
        ended = [control for control in controls if control.term.end is not None][:MOST]
        for later in [control for control in controls if control.term.start is not None][:MOST]:
            for earlier in ended:
                if follows(counted, earlier, later) and not reaches(heirs, earlier.party, later.party):
                    yield _titles(believed, earlier, later)


def _titles(believed: Believed, earlier: Control, later: Control) -> Conflict:
    end, start = earlier.term.end, later.term.start
    shared = later.rights if earlier.rights is ALL else earlier.rights
    if later.rights is not ALL and shared is not ALL:
        shared &= later.rights
    return Conflict(
        kind=ConflictKind.UNRELATED_TITLES,
        facts=(earlier.id, later.id),
        parties=(earlier.party, later.party),
        rights=() if shared is ALL else tuple(sorted(shared)),
        asset=later.asset,
        day=start.earliest if start else None,
        earlier=end.latest if end else None,
        standings=tuple((one.id, believed.by_words(one.id)) for one in (earlier, later)),
    )
