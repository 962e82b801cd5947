# SPDX-License-Identifier: Apache-2.0
"""Who is in a world: owners by rank, groups, societies by territory, those in the middle by level, services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.worlds import stage
from benchmarks.worlds.features import Features
from licit.model.party import Party

# Parts of the owners; writers are the rest. Counts of the others: least, grants a head, most.
LABELS, PUBLISHERS = 0.3, 0.2
SOCIETIES = (4, 40, 110)
SUB_PUBLISHERS = (3, 60, 1500)
MIDDLES = (2, 150, 300)
SERVICES = (4, 500, 40)


@dataclass(frozen=True)
class Cast:
    """The parties of a world, each kind by rank, largest first.

    ``distributors`` and ``hubs`` are by level: those of one level license those of the next. ``home`` is the territory
    of a society or sub-publisher, as an expression's text.
    """

    labels: tuple[str, ...]
    publishers: tuple[str, ...]
    writers: tuple[str, ...]
    majors: tuple[str, ...]
    federations: tuple[str, ...]
    societies: tuple[str, ...]
    sub_publishers: tuple[str, ...]
    distributors: tuple[tuple[str, ...], ...]
    hubs: tuple[tuple[str, ...], ...]
    services: tuple[str, ...]
    operators: tuple[str, ...]
    home: Mapping[str, str]

    def parties(self) -> dict[str, Party]:
        """All of them as the record's parties, with their kinds."""
        kinds: dict[str, Sequence[str]] = {
            "label": self.labels,
            "publisher": self.publishers,
            "writer": self.writers,
            "major": self.majors,
            "federation": self.federations,
            "society": self.societies,
            "sub-publisher": self.sub_publishers,
            "distributor": [one for level in self.distributors for one in level],
            "hub": [one for level in self.hubs for one in level],
            "service": self.services,
            "operator": self.operators,
        }
        return {name: Party(name, name, (kind,)) for kind, names in kinds.items() for name in names}


def cast(grants: int, owners: int, features: Features) -> Cast:
    """The parties for so many grants and owners."""
    known = stage.atlas(features.leaves)
    on_days = [leaf for leaf in known.leaves if all(leaf in known.members("Worldwide", day) for day in stage.ASKED)]
    # The Nordic societies come early: their states' extended licences ask for them.
    places = sorted(on_days, key=lambda leaf: (leaf not in ("DK", "SE", "NO", "FI"), leaf not in ("US", "GB", "DE")))
    societies = {f"society-{leaf}": leaf for leaf in places[: _count(SOCIETIES, grants)]}
    patterns = stage.patterns(features.leaves, features.patterns)
    subs = {f"sub-{n}": str(patterns[n % len(patterns)]) for n in range(_count(SUB_PUBLISHERS, grants))}
    labels, publishers = max(2, int(owners * LABELS)), max(1, int(owners * PUBLISHERS))
    middles = _count(MIDDLES, grants)
    return Cast(
        labels=_named("label", labels),
        publishers=_named("publisher", publishers),
        writers=_named("writer", max(2, owners - labels - publishers)),
        majors=_named("major", 3),
        federations=("federation-labels", "federation-societies"),
        societies=tuple(societies),
        sub_publishers=tuple(subs),
        distributors=tuple(_named(f"distributor-{level}", middles) for level in range(1, features.chain)),
        hubs=tuple(_named(f"hub-{level}", max(1, middles // 2)) for level in range(3, features.chain)),
        services=_named("service", _count(SERVICES, grants)),
        operators=_named("operator", 2),
        home={**societies, **subs},
    )


def _named(kind: str, count: int) -> tuple[str, ...]:
    return tuple(f"{kind}-{number}" for number in range(count))


def _count(bounds: tuple[int, int, int], grants: int) -> int:
    least, a_head, most = bounds
    return min(max(least, grants // a_head), most)
