# SPDX-License-Identifier: Apache-2.0
"""The shares that a test asks about: of everybody in a record, in every profile and right."""

from __future__ import annotations

from datetime import date

from licit.engine.bearing import Share
from licit.engine.believed import Believed
from licit.engine.compiled import Compiled
from licit.engine.steps import Steps
from licit.model.fact import Grant
from licit.model.question import Question
from licit.model.record import Record

BIG_KNOWN_BY = date(2021, 1, 1)
BIG_RIGHTS = ("making-available", "reproduction")


def asked(service: str, use: str, position: str, known_by: date) -> Question:
    """A question of which item, territory and day don't matter."""
    return Question(service=service, use=use, item="", territory="", day=known_by, known_by=known_by, position=position)


def from_nothing(record: Record, question: Question, like: Compiled | None = None) -> Compiled:
    """Nothing compiled yet: under the question's position, or that of another form if the record lacks it."""
    position = record.positions.get(question.position)
    if position is None:
        assert like is not None
        position = like.believed.position
    return Compiled(Believed(record, position, question.known_by), question.service, question.use)


def shares(compiled: Compiled) -> list[Share]:
    """All shares that anybody may have."""
    record = compiled.believed.record
    owners = {"", "nobody", *record.parties}
    owners |= {fact.grantor for fact in record.facts if isinstance(fact, Grant)}
    profiles = {0, *compiled.believed.lists.profiles.values()}
    rights = {right for law in record.requirements for _, named in law.rights for right in named} or {"copy"}
    return [
        Share(owner, profile, right) for owner in sorted(owners) for profile in sorted(profiles) for right in rights
    ]


def through_time(compiled: Compiled) -> dict[Share, tuple[Steps, Steps]]:
    """Each share through time, in both readings. (On whose grants it hangs is a superset, and may differ.)"""
    return {share: readings(compiled, share) for share in shares(compiled)}


def readings(compiled: Compiled, share: Share) -> tuple[Steps, Steps]:
    """A share through time, in both readings."""
    slices = compiled.slices(share)
    return slices.lower, slices.upper
