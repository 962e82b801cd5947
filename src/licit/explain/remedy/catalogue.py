# SPDX-License-Identifier: Apache-2.0
"""The fewest agreements that clear a part of a catalogue, in the order in which they clear the most."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from licit.explain.remedy.applying import Chosen, as_grants
from licit.explain.remedy.covering import SECONDS, cover
from licit.explain.remedy.greedy import in_order
from licit.explain.remedy.needs import Needs
from licit.explain.remedy.shortfall import Shortfall, Unit
from licit.model.question import Question
from licit.model.remedy import Agreement, Plan, RemedyGrant


def plan(  # noqa: PLR0913 - what is lacking, what is wanted, and in what time
    question: Question,
    territories: tuple[str, ...],
    unit: Unit,
    short: Shortfall,
    grants: Callable[[frozenset[str]], Mapping[str, tuple[RemedyGrant, ...]]],
    *,
    percent: float | None = None,
    most: int | None = None,
    seconds: float = SECONDS,
) -> Plan:
    """The fewest agreements that clear so many percent of all, or the best ``most`` of them.

    ``grants``: what counterparties could grant.
    """
    target = None if percent is None else -int(-short.total * percent // 100)
    began = time.perf_counter()
    found = cover(short, target=target, most=most, seconds=seconds)
    taken = time.perf_counter() - began
    theirs = grants(found.parties)
    agreements = [
        Agreement(party, short.cleared + cleared, theirs.get(party, ()), tuple(found.instead.get(party, ())))
        for party, cleared in in_order(short.groups, found.parties)
    ]
    return Plan(
        question=question,
        territories=territories,
        unit=unit,
        total=short.total,
        cleared=short.cleared,
        clearable=short.clearable,
        target=target,
        most=most,
        agreements=tuple(agreements),
        fewest=found.fewest,
        best=found.best,
        out=dict(sorted(short.out.items(), key=lambda one: (-one[1], one[0].code, one[0].at, one[0].subject))),
        seconds=taken if found.ran_out else None,
    )


def grants_of(
    needs: Needs, leaves: Sequence[tuple[str, ...]], day: date, signed: date, parties: frozenset[str]
) -> dict[str, tuple[RemedyGrant, ...]]:
    """What counterparties could grant of all that was found lacking: all they have, in those rights and leaves."""
    alike = {same[0]: same for same in leaves}
    by_party: dict[str, dict[Chosen, None]] = {}
    for shares, place in needs.lacked:
        for share in shares:
            for use in needs.uses(share, "", place):
                if use.offer.grantor in parties:
                    wanted = by_party.setdefault(use.offer.grantor, {})
                    wanted.update((Chosen(use.at(leaf), share), None) for leaf in alike.get(place, (place,)))
    return {party: tuple(as_grants(needs, ways, day, signed, all_of_it=True)) for party, ways in by_party.items()}
