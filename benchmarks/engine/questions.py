# SPDX-License-Identifier: Apache-2.0
"""Worlds made where they are needed, and questions nobody asked before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.baselines.interface import Asked, PlainWorld
from benchmarks.worlds import PLAIN, Collapse, Features, repertoire, stage, world
from benchmarks.worlds.draw import item_id
from licit.model.record import Record


@dataclass(frozen=True)
class Made:
    """A world, how its repertoire collapses, and where it lies."""

    world: PlainWorld
    collapse: Collapse


def make(  # noqa: PLR0913  the sizes of a world
    folder: Path, recordings: int, grants: int, owners: int, *, seed: int = 1, features: Features = PLAIN
) -> Made:
    """Make a world with its repertoire in ``folder``."""
    record = world(grants, owners, seed, features)
    folder.mkdir(parents=True, exist_ok=True)
    collapse = repertoire(record, recordings, seed, folder, features)
    return Made(PlainWorld(record, folder, recordings, seed, features), collapse)


def questions(made: PlainWorld, count: int, seed: int) -> list[Asked]:
    """Uniformly random over items, services, uses, leaves and the days asked; distinct."""
    rng = np.random.default_rng((seed, count))
    services = services_of(made.record)
    leaves = [made.record.atlas.leaves_on(day) for day in stage.ASKED]
    found: dict[Asked, None] = {}
    while len(found) < count:
        item, service, use, day, leaf = rng.integers(0, 1 << 30, 5).tolist()
        on = leaves[day % len(leaves)]
        asked = Asked(
            services[service % len(services)],
            item_id(item % made.recordings, made.features.ids),
            stage.USES[use % len(stage.USES)],
            on[leaf % len(on)],
            stage.ASKED[day % len(leaves)],
        )
        found[asked] = None
    return list(found)


def services_of(record: Record) -> list[str]:
    """The services of a generated world, the largest first."""
    return [party.id for party in record.parties.values() if "service" in party.kinds]
