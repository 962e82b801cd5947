# SPDX-License-Identifier: Apache-2.0
"""Things that hang on themselves: findings on findings, members of members."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date

from licit.case.lint.own import own
from licit.case.lint.remark import Remark
from licit.case.loaded import Case
from licit.model.day import FIRST, Reading
from licit.model.fact import Finding, Membership


def circular_findings(case: Case) -> Iterator[Remark]:
    """Findings that hold each other, or themselves, so or not so: none of them can be judged first."""
    done = set[str]()
    for finding in own(case, Finding):
        row = list[str]()
        at: object = finding
        while isinstance(at, Finding) and at.id not in row and at.id not in done:
            row.append(at.id)
            at = case.record.by_id.get(at.fact)
        if isinstance(at, Finding) and at.id in row:
            circle = row[row.index(at.id) :]
            whom = "itself" if len(circle) == 1 else f"itself through {', '.join(circle[1:])}"
            yield Remark(
                f"{circle[0]}.fact",
                f"the finding {circle[0]} is about {whom}",
                "let each finding be about the fact, or about an earlier finding",
            )
        done.update(row)


def membership_circle(case: Case) -> Iterator[Remark]:
    """A group that is, on some day, a member of itself: directly, or through its members."""
    seen = set[frozenset[str]]()
    above = dict[str, list[Membership]]()
    for one in case.record.memberships:
        above.setdefault(one.member, []).append(one)
    for membership in own(case, Membership):
        day = membership.term.start.latest if membership.term.start else FIRST
        if row := _way(above, day, membership.group, membership.member):
            if frozenset(row) not in seen:
                through = f" through {', '.join(row[:-1])}" if len(row) > 1 else ""
                yield Remark(
                    f"{membership.id}.group",
                    f"{membership.member} is a member of itself{through}",
                    "mend the member, the group or the terms",
                )
            seen.add(frozenset(row))


def _way(above: dict[str, list[Membership]], day: date, first: str, last: str) -> list[str]:
    """The groups from one party up to another on a day, the first of them among them; empty where there is no way."""
    ways = {first: [first]}
    waiting = deque((first,))
    while waiting:
        party = waiting.popleft()
        if party == last:
            return ways[party]
        for membership in above.get(party, ()):
            if membership.group not in ways and membership.term.covers(day, Reading.LOWER):
                ways[membership.group] = [*ways[party], membership.group]
                waiting.append(membership.group)
    return []
