# SPDX-License-Identifier: Apache-2.0
"""Grants that contradict each other, or say what has no effect."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from licit.case.lint.overlap import Overlap
from licit.case.lint.own import own
from licit.case.lint.remark import Remark
from licit.case.loaded import Case
from licit.model.fact import Control, Grant, GrantKind, Power, Statute

MOST: Final = 400  # exclusives of one grantor held against each other: the pairs are the square of it


def two_exclusives(case: Case) -> Iterator[Remark]:
    """One grantor gives one thing exclusively, or assigns it, to two parties: the first of them decides."""
    mine = {grant.id for grant in own(case, Grant)}
    overlap = Overlap(case.record)
    for grants in case.record.grants_by.values():
        takers = [grant for grant in grants if grant.takes][:MOST]
        for one, other in combinations(takers, 2):
            first, later = (other, one) if _signed_before(other, one) else (one, other)
            if first.grantee == later.grantee or Power.SUBLICENSE in first.keeps or not mine & {first.id, later.id}:
                continue
            if (day := overlap.first_day(first, later)) is not None:
                yield Remark(
                    later.id,
                    f"{later.grantor} has given the same exclusively to {first.grantee} ({first.id}), "
                    + ("" if day.year == 1 else f"both from {day} on, ")
                    + "and the first exclusive decides",
                    "narrow one of them, record that the first had ended, or leave it as a conflict on record",
                )


def _signed_before(one: Grant, other: Grant) -> bool:
    if one.signed is None or other.signed is None:
        return False
    return (one.signed.latest, one.order or 0) < (other.signed.earliest, other.order or 0)


def reserve_ignored(case: Case) -> Iterator[Remark]:
    """A power is reserved where nothing can be: an assignment keeps nothing, other kinds take nothing."""
    for grant in own(case, Grant):
        if grant.reserved and grant.kind is not GrantKind.EXCLUSIVE:
            yield Remark(
                f"{grant.id}.reserved",
                f"{_kind(grant)} cannot reserve a power, so the reserve is ignored",
                "leave reserved out, or record what was kept as a licence back",
            )


def powers_on_assignment(case: Case) -> Iterator[Remark]:
    """An assignment states powers: its grantee takes the grantor's place, with exactly the powers that it had."""
    for grant in own(case, Grant):
        for power in ("exercise", "sublicense"):
            if grant.kind is GrantKind.ASSIGNMENT and f"{grant.id}.{power}" in case.places:
                yield Remark(
                    f"{grant.id}.{power}",
                    f"an assignment gives the powers that its grantor had, so {power} is ignored",
                    "leave it out, or record an exclusive",
                )


def grant_to_oneself(case: Case) -> Iterator[Remark]:
    """A grant by a party to itself: it gives nothing and takes nothing."""
    for grant in own(case, Grant):
        if grant.grantor == grant.grantee:
            yield Remark(
                f"{grant.id}.to", f"{grant.grantor} grants to itself, which gives and takes nothing", "name the grantee"
            )


def unstated_scope(case: Case) -> Iterator[Remark]:
    """A grant leaves a dimension of its scope out: an open point, which can make an answer contested."""
    for grant in own(case, Grant):
        scope = grant.scope
        dimensions = {
            "repertoire": scope.repertoire,
            "rights": scope.rights,
            "uses": scope.uses,
            "territories": scope.territories,
        }
        if missing := [name for name, stated in dimensions.items() if stated is None]:
            yield Remark(
                grant.id,
                f"the grant does not state its {', '.join(missing)}, an open point",
                "state it, or write all if the source says so; leave it out only if no source says",
            )


def stranger_grant(case: Case) -> Iterator[Remark]:
    """A grantor that owns nothing and was granted nothing: its grant reaches no one."""
    holders = {control.party for control in case.record.facts if isinstance(control, Control)}
    holders |= {grant.grantee for grant in case.record.grants if grant.grantor != grant.grantee}
    holders |= {statute.society for statute in case.record.facts if isinstance(statute, Statute)}
    for grant in own(case, Grant):
        if grant.grantor not in holders:
            yield Remark(
                f"{grant.id}.from",
                f"{grant.grantor} owns nothing on record and was granted nothing, so the grant reaches no one",
                "record what it owns, or the grant to it, if any source says so",
            )


def _kind(grant: Grant) -> str:
    return {GrantKind.ASSIGNMENT: "an assignment", GrantKind.MANDATE: "a mandate"}.get(
        grant.kind, "a non-exclusive grant"
    )
