# SPDX-License-Identifier: Apache-2.0
"""Changes of owner: two controls in a row are unrelated titles unless an assignment joins them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from licit.case.lint.own import own
from licit.case.lint.remark import Remark
from licit.case.loaded import Case
from licit.model.day import next_day
from licit.model.fact import Control, GrantKind
from licit.model.record import Record
from licit.model.scope import ALL

MOST: Final = 400  # dated controls of one asset held against each other: no real asset has as many owners in a row


def controls_in_a_row(case: Case) -> Iterator[Remark]:
    """One party's control ends where another's starts, and no assignment between them is on record."""
    mine = {control.id for control in own(case, Control)}
    heirs = assigned_to(case.record)
    for controls in case.record.controls_of.values():
        ended = [control for control in controls if control.term.end is not None][:MOST]
        for later in [control for control in controls if control.term.start is not None][:MOST]:
            earlier = next((one for one in ended if follows(case.record, one, later)), None)
            if earlier is None or not mine & {earlier.id, later.id} or reaches(heirs, earlier.party, later.party):
                continue
            yield Remark(
                f"{later.id}.start",
                f"{later.party} follows {earlier.party} as owner of {later.asset} without an assignment between them",
                "record the assignment, or else what the first owner granted falls with its own control",
            )


def follows(record: Record, earlier: Control, later: Control) -> bool:
    """Whether one party's control ends just where another's of the same starts."""
    end, start = earlier.term.end, later.term.start
    if end is None or start is None or earlier.party == later.party:
        return False
    if not (end.earliest < start.latest and start.earliest <= next_day(end.latest)):
        return False
    rights = earlier.rights is ALL or later.rights is ALL or bool(earlier.rights & later.rights)
    leaves = earlier.territories.leaves(record.atlas, end.earliest) & later.territories.leaves(
        record.atlas, start.latest
    )
    return rights and bool(leaves)


def assigned_to(record: Record) -> Mapping[str, set[str]]:
    """To whom each party assigned anything."""
    found = dict[str, set[str]]()
    for grant in record.grants:
        if grant.kind is GrantKind.ASSIGNMENT:
            found.setdefault(grant.grantor, set()).add(grant.grantee)
    return found


def reaches(heirs: Mapping[str, set[str]], first: str, last: str) -> bool:
    """Whether assignments in a row lead from the first party to the last."""
    found, waiting = {first}, [first]
    while waiting:
        for heir in heirs.get(waiting.pop(), set()) - found:
            found.add(heir)
            waiting.append(heir)
    return last in found
