# SPDX-License-Identifier: Apache-2.0
"""Who licenses whom: owners to societies, sub-publishers and distributors; these to one another and to services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.worlds import stage
from benchmarks.worlds.builder import Builder
from licit.model.fact import UNLIMITED, GrantKind
from licit.model.scope import ALL, Named
from licit.model.territory import Expression

EXCLUSIVE = GrantKind.EXCLUSIVE
PLAIN = GrantKind.NON_EXCLUSIVE
MANDATE = GrantKind.MANDATE


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation, which is signed again every few years: from whom to whom, what kind, how far."""

    grantor: str
    grantee: str
    kind: GrantKind
    territories: Expression
    links: int
    exercise: bool = False
    rights: Named = ALL
    uses: Named = ALL


def owners(builder: Builder) -> Iterator[Relation]:
    """The first relation of every owner, the largest first: labels, writers and publishers in turn."""
    cast = builder.cast
    for rank in range(max(len(cast.labels), len(cast.writers), len(cast.publishers))):
        if rank < len(cast.labels):
            yield of_label(builder, cast.labels[rank])
        if rank < len(cast.writers):
            yield of_writer(builder, cast.writers[rank])
        if rank < len(cast.publishers):
            yield of_publisher(builder, cast.publishers[rank])


def middles(builder: Builder) -> Iterator[Relation]:
    """The first relations of all in the middle: each licenses some services, and the next level."""
    cast = builder.cast
    for society in cast.societies if builder.features.chain > 1 else ():
        yield licence(builder, society, stage.WORLD)
        yield licence(builder, society, _wide(builder))
    for levels in (cast.distributors, cast.hubs):
        for level, holders in enumerate(levels):
            for holder in holders:
                yield licence(builder, holder, stage.WORLD)
                if level + 1 < len(levels):
                    next_one = builder.dice.ranked(levels[level + 1])
                    yield Relation(holder, next_one, PLAIN, stage.WORLD, _links(builder))
    for sub in cast.sub_publishers if builder.features.chain > 1 else ():
        yield licence(builder, sub, _wide(builder))


def any_one(builder: Builder) -> Relation:
    """Any relation; mostly of those in the middle, for they have the most."""
    dice, cast = builder.dice, builder.cast
    middle = (0.2, 0.1, 0.2) if builder.features.chain >= 2 else (0.0, 0.0, 0.0)  # noqa: PLR2004  one in the middle
    ways = ("label", "writer", "publisher", "service", "society", "sub-publisher", "distributor")
    way = dice.weighted(*zip((0.14, 0.1, 0.1, 0.16, *middle), ways, strict=True))
    makers = {
        "label": lambda: of_label(builder, dice.ranked(cast.labels)),
        "writer": lambda: of_writer(builder, dice.ranked(cast.writers)),
        "publisher": lambda: of_publisher(builder, dice.ranked(cast.publishers)),
        "service": lambda: to_service(builder),
        "society": lambda: of_society(builder),
        "sub-publisher": lambda: of_sub_publisher(builder),
        "distributor": lambda: of_distributor(builder),
    }
    return makers[way]()


def of_label(builder: Builder, label: str) -> Relation:
    """A label and its distributor, exclusive in some territories or plain in the world; or a service itself."""
    dice, cast = builder.dice, builder.cast
    if not cast.distributors or dice.chance(0.12):
        return direct(builder, label)
    first = dice.ranked(cast.distributors[0])
    if dice.chance(0.2):
        return Relation(label, first, EXCLUSIVE, _pattern(builder), _links(builder), exercise=True)
    return Relation(label, first, PLAIN, _wide(builder), _links(builder), uses=_uses(builder))


def of_writer(builder: Builder, writer: str) -> Relation:
    """A writer and the society, one for each right now and then."""
    dice, cast = builder.dice, builder.cast
    if builder.features.chain == 1:
        return direct(builder, writer)
    rights: Named = ALL if dice.chance(0.75) else frozenset((dice.pick(stage.RIGHTS),))
    return Relation(writer, dice.ranked(cast.societies), MANDATE, _wide(builder), _links(builder), rights=rights)


def of_publisher(builder: Builder, publisher: str) -> Relation:
    """A publisher and its sub-publisher in some territories, exclusive; or a hub or a service itself."""
    dice, cast = builder.dice, builder.cast
    if builder.features.chain == 1 or dice.chance(0.15):
        return direct(builder, publisher)
    if cast.hubs and dice.chance(0.3):
        return Relation(publisher, dice.ranked(cast.hubs[0]), PLAIN, _wide(builder), _links(builder))
    sub = dice.ranked(cast.sub_publishers)
    home = Expression.parse(cast.home[sub]) if dice.chance(0.7) else stage.WORLD
    return Relation(publisher, sub, EXCLUSIVE, home, _links(builder), exercise=True)


def of_society(builder: Builder) -> Relation:
    """Two societies' reciprocal mandate, for the other's territory; a hub's mandate; a licence to a service."""
    dice, cast = builder.dice, builder.cast
    society = dice.ranked(cast.societies)
    if builder.features.chain >= 3 and dice.chance(0.5):  # noqa: PLR2004  owner, society, society, service
        other = dice.pick([one for one in cast.societies if one != society])
        return Relation(society, other, MANDATE, Expression.parse(cast.home[other]), 1)
    if cast.hubs and dice.chance(0.25):
        return Relation(society, dice.ranked(cast.hubs[0]), PLAIN, _wide(builder), _links(builder))
    return licence(builder, society, Expression.parse(cast.home[society]) if dice.chance(0.6) else _wide(builder))


def of_sub_publisher(builder: Builder) -> Relation:
    """A sub-publisher and the society of a place, or a service."""
    dice, cast = builder.dice, builder.cast
    sub = dice.ranked(cast.sub_publishers)
    if builder.features.chain >= 3 and dice.chance(0.5):  # noqa: PLR2004  owner, sub-publisher, society, service
        return Relation(sub, dice.ranked(cast.societies), MANDATE, _wide(builder), _links(builder))
    return licence(builder, sub, Expression.parse(cast.home[sub]))


def of_distributor(builder: Builder) -> Relation:
    """One in the middle and the next level, or a service."""
    dice, cast = builder.dice, builder.cast
    levels = dice.pick([one for one in (cast.distributors, cast.hubs) if one])
    level = min(int(dice.rng.exponential(1.2)), len(levels) - 1)
    holder = dice.ranked(levels[level])
    if level + 1 < len(levels) and dice.chance(0.55):
        return Relation(holder, dice.ranked(levels[level + 1]), PLAIN, _wide(builder), _links(builder))
    return licence(builder, holder, _wide(builder))


def to_service(builder: Builder) -> Relation:
    """A licence of someone large to a service."""
    dice, cast = builder.dice, builder.cast
    if builder.features.chain == 1:
        return direct(builder, dice.ranked(dice.pick((cast.labels, cast.writers, cast.publishers))))
    levels = [cast.societies, *cast.distributors, *cast.hubs, cast.sub_publishers]
    return licence(builder, dice.ranked(dice.pick(levels)), _wide(builder))


def direct(builder: Builder, owner: str) -> Relation:
    """An owner's own licence to a service."""
    return licence(builder, owner, _wide(builder))


def licence(builder: Builder, grantor: str, territories: Expression) -> Relation:
    """A licence to a service: the last link."""
    service = builder.dice.ranked(builder.cast.services)
    return Relation(grantor, service, PLAIN, territories, 0, exercise=True, uses=_uses(builder))


def _pattern(builder: Builder) -> Expression:
    return builder.dice.ranked(stage.patterns(builder.features.leaves, builder.features.patterns))


def _wide(builder: Builder) -> Expression:
    """Mostly the world, else the world but for some, or some."""
    dice = builder.dice
    if dice.chance(0.6):
        return stage.WORLD
    return stage.but(_pattern(builder)) if dice.chance(0.6) else _pattern(builder)


def _links(builder: Builder) -> int:
    """Mostly without limit or with enough links, now and then with one too few for the longest chain."""
    longest = builder.features.chain
    return builder.dice.weighted((0.5, UNLIMITED), (0.3, longest), (0.15, max(1, longest - 2)), (0.05, 1))


def _uses(builder: Builder) -> Named:
    return builder.dice.weighted(
        (0.7, ALL), (0.1, frozenset(("Stream",))), (0.1, frozenset((stage.DOWNLOAD,))), (0.1, frozenset(stage.USES))
    )
