# SPDX-License-Identifier: Apache-2.0
"""A whole world but for its repertoire."""

from __future__ import annotations

import itertools

from benchmarks.worlds import laws, quarrels, relations, stage
from benchmarks.worlds.builder import Builder
from benchmarks.worlds.cast import cast
from benchmarks.worlds.dice import Dice
from benchmarks.worlds.features import FULL, Features
from benchmarks.worlds.signing import CATALOGUES, LISTED, asset, sign
from licit.model.record import Record

# Parts of the grants by which those in the middle, and then owners, the largest first, get their first relations.
MIDDLES_FIRST, OWNERS_FIRST = 0.2, 0.4


def world(grants: int, owners: int, seed: int = 1, features: Features = FULL) -> Record:
    """The facts of a world with about so many grants (in a full world a few more) and owners; no items, no controls.

    ``repertoire`` writes what the owners control; ``small`` adds a little of the same as facts.
    """
    builder = Builder(Dice(seed, grants, owners), cast(grants, owners, features), features)
    laws.requirements(builder)
    laws.statutes(builder)
    if builder.full:
        quarrels.groups_and_places(builder)
        quarrels.quarrels(builder, grants)
    middles = itertools.islice(relations.middles(builder), int(grants * MIDDLES_FIRST))
    owners_of_all = itertools.islice(relations.owners(builder), int(grants * OWNERS_FIRST))
    for relation in itertools.chain(middles, owners_of_all):
        sign(builder, relation)
    while builder.grants < grants:
        sign(builder, relations.any_one(builder))
    if builder.full:
        quarrels.findings(builder, grants)
    builder.close()
    lists = {
        name: frozenset(
            asset(builder, kind, n) for kind in (stage.RECORDING, stage.WORK) for n in range(start, LISTED, 3)
        )
        for start, name in enumerate(CATALOGUES)
    }
    return Record(
        facts=tuple(builder.facts),
        statements=tuple(builder.statements),
        catalogues=lists if builder.full else {},
        parties=builder.cast.parties(),
        positions=stage.POSITIONS,
        atlas=stage.atlas(features.leaves),
        uses=stage.uses(),
        title=f"a generated world of {grants} grants and {owners} owners, seed {seed}",
    )
