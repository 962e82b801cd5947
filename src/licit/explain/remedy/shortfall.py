# SPDX-License-Identifier: Apache-2.0
"""What a whole catalogue lacks: items and territories of the same needs counted together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from licit.explain.remedy.hitting import minimal
from licit.explain.remedy.needs import NOTHING, Missing, Needs
from licit.model.asset import Item
from licit.model.overview import Reason
from licit.model.progress import Progress, silent

Unit = Literal["pairs", "items"]
Wanted = frozenset[frozenset[str]]


class Offered(NamedTuple):
    """Some items that are alike: one that stands for them (``None``: not on record), its name, and how many."""

    item: Item | None
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How many pairs or items there are, are cleared, and lack what: ``groups`` by needs, ``out`` by what is stuck."""

    total: int
    cleared: int
    groups: Mapping[Wanted, int] = field(default_factory=dict)
    out: Mapping[Reason, int] = field(default_factory=dict)

    @property
    def clearable(self) -> int:
        """How many any grants at all would clear."""
        return self.cleared + sum(self.groups.values())

    def met_by(self, parties: frozenset[str]) -> int:
        """How many are cleared with these counterparties."""
        met = (count for needs, count in self.groups.items() if all(need & parties for need in needs))
        return self.cleared + sum(met)


def shortfall(  # noqa: PLR0913 - what is missed, of what, where, how it counts, and who watches
    needs: Needs,
    offered: Sequence[Offered],
    leaves: Iterable[tuple[str, ...]],
    unit: Unit,
    *,
    kinds: Mapping[str, str],
    progress: Progress = silent,
) -> Shortfall:
    """Count what items lack in leaves; ``leaves`` come in sets that no fact tells apart.

    ``kinds``: the kind of each asset, by which reasons are counted. An item that is counted once (``items``) lacks
    all that it lacks anywhere.
    """
    groups: Counter[Wanted] = Counter()
    out: Counter[Reason] = Counter()
    cleared = total = 0
    alike = tuple(leaves)
    known: dict[Missing, Wanted] = {}
    for done, one in enumerate(offered):
        if done % 256 == 0:
            progress(done, len(offered))
        for missing, weight in _missing(needs, one, alike, unit):
            total += weight
            if missing.stuck:
                for reason in {_counted(reason, kinds) for reason in missing.stuck}:
                    out[reason] += weight
            elif not missing.needs:
                cleared += weight
            else:
                if missing not in known:
                    known[missing] = minimal(missing.needs)
                groups[known[missing]] += weight
    progress(len(offered), len(offered))
    return Shortfall(total, cleared, groups, out)


def _missing(needs: Needs, one: Offered, alike: Sequence[tuple[str, ...]], unit: Unit) -> Iterable[tuple[Missing, int]]:
    if unit == "pairs":
        return ((needs.of(one.item, one.name, same[0]), len(same) * one.times) for same in alike)
    found = NOTHING
    for same in alike:
        found |= needs.of(one.item, one.name, same[0])
    return ((found, one.times),)


def _counted(reason: Reason, kinds: Mapping[str, str]) -> Reason:
    """The reason as it is counted: an asset is its kind, an item is any, and a law that asks for a work is any law."""
    if reason.code == "item-not-on-record":
        return Reason(reason.code)
    facts = () if reason.code == "asset-unidentified" else reason.facts
    return replace(reason, subject=kinds.get(reason.subject, reason.subject), facts=facts)
