# SPDX-License-Identifier: Apache-2.0
"""Agreements and the works they list: each such work names the agreement, where it has a place to name it.

A writer's agreement is named where the writer's publisher is (PWR), a publisher's where who acts for it is (SPU).
Source: CWR 2.1 and 2.2, 4.1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from licit.formats.cwr.write_agreements import Agreement
from licit.formats.cwr.write_chains import Link
from licit.formats.cwr.write_said import Unwritten
from licit.formats.cwr.write_works import Work
from licit.model.day import Term


def join(
    agreements: Mapping[str, Sequence[Agreement]], works: Mapping[str, Work], behind: list[Unwritten], day: date
) -> None:
    """Name each agreement in the works it lists; a general one of that day in works that its giver owns in."""
    for number, agreed in agreements.items():
        for one in agreed:
            if one.works is None:
                term = Term(one.start, one.retention or one.end)
                general = [work for work in works.values() if _fits(work, one, holds=term.may_cover(day))]
                for work in general:
                    _name(work, one, number)
                continue
            for name in sorted(one.works):
                if name in works:
                    _name(works[name], one, number)
                else:
                    why = f"{name}, which it lists, has no owner on record and is not registered"
                    behind.append(Unwritten(one.grant.id, "grant", why, "record who owns the work"))


def _fits(work: Work, agreed: Agreement, *, holds: bool) -> bool:
    """Whether a general agreement has its place in the work as it stands, beside nothing else of its giver's."""
    giver, taker = agreed.giver.id, agreed.taker.id
    original = agreed.type.startswith("O")
    side = work.given if original else work.links
    free = (holds and giver not in side) or (
        taker in work.links and not original
    )  # or the way to what its taker gave on
    return giver in work.owned and giver in work.controlled and free and (taker in work.owned or not original)


def _name(work: Work, agreed: Agreement, number: str) -> None:
    giver, taker = agreed.giver.id, agreed.taker.id
    side = work.given if agreed.type.startswith("O") else work.links
    links = side.setdefault(giver, [])
    rights, where = ((), ()) if side is work.given else (agreed.rights, agreed.territories)
    link = Link(giver, agreed.taker, number, rights, where, administers=False, fact=agreed.grant.id, settled=True)
    if link not in links:
        links.append(link)
    work.controlled |= {giver, taker}
