# SPDX-License-Identifier: Apache-2.0
"""Counterparties as grants, and the record with these grants on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from licit.engine.bearing import Bearing, Share
from licit.engine.grants import LOWER, CompiledGrant
from licit.engine.span import names_right
from licit.explain.remedy.denial import basis_of
from licit.explain.remedy.needs import Needs, Use
from licit.model.asset import Item
from licit.model.day import When
from licit.model.proof import Dimension
from licit.model.question import Question
from licit.model.record import Record
from licit.model.remedy import RemedyGrant
from licit.model.statement import Statement
from licit.model.verdict import Answer

Judge = Callable[[Record, Question], Answer]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A way to give that was chosen, and the share it is for."""

    use: Use
    share: Share


def chosen_uses(needs: Needs, parties: frozenset[str], item: Item | None, leaf: str) -> Iterator[Chosen]:
    """For each share that an item lacks, what the first of these parties that can would give: the most direct way."""
    for asset, right, any_co_owner, place in dict.fromkeys(needs.rights(item, leaf)):
        for shares in needs.shares(asset, right, any_co_owner=any_co_owner, place=place):
            if any(needs.has(share, place) for share in shares):
                continue
            ways = [
                Chosen(use, share)
                for share in shares
                for use in needs.uses(share, asset, place)
                if use.offer.grantor in parties
            ]
            yield from sorted(ways, key=lambda one: _directness(needs, one.use))[:1]


def _directness(needs: Needs, use: Use) -> tuple[str, int, bool, str]:
    offer = use.offer
    return offer.grantor, offer.sublicense, offer.grantee != needs.span.service, offer.grantee


def as_grants(needs: Needs, chosen: Iterable[Chosen], day: date, signed: date, *, all_of_it: bool) -> list[RemedyGrant]:
    """The chosen ways as grants: one for each grantor, grantee and kind of word; ``all_of_it`` lists no assets."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Chosen]] = {}
    for one in chosen:
        groups.setdefault((one.use.offer.grantor, one.use.offer.grantee, one.use.sources), []).append(one)
    found = []
    for (grantor, grantee, sources), uses in groups.items():
        extends, dimension = _extension(needs, grantor, grantee, uses)
        found.append(
            RemedyGrant(
                grantor=grantor,
                grantee=grantee,
                rights=tuple(sorted({one.use.right for one in uses})),
                use=needs.span.use,
                territories=tuple(sorted({one.use.leaf for one in uses})),
                start=day,
                signed=signed,
                sources=sources,
                assets=() if all_of_it else tuple(sorted({one.use.asset for one in uses})),
                sublicense=min(one.use.offer.sublicense for one in uses),
                extends=extends,
                dimension=dimension,
            )
        )
    return sorted(found)


def _extension(needs: Needs, grantor: str, grantee: str, uses: list[Chosen]) -> tuple[str, Dimension | None]:
    """A grant on record between the two that falls short in one dimension only, the same for all that is needed."""
    wanted = dict.fromkeys((one.share, one.use.leaf, one.use.offer.sublicense > 0) for one in uses)
    for grant in needs.span.believed.grants_by.get(grantor, ()):
        if grant.grantee != grantee:
            continue
        short: set[Dimension | None] = set()
        for share, leaf, letting in wanted:
            short.add(_short(needs, grant, share, needs.span.places.bit(leaf), letting=letting))
            if len(short) > 1 or None in short:
                break
        if len(short) == 1 and (only := short.pop()) is not None:
            return grant.id, only
    return "", None


def _short(needs: Needs, grant: CompiledGrant, share: Share, bit: int, *, letting: bool) -> Dimension | None:
    """The only dimension in which a grant falls short of a share at a leaf; ``None`` where there are more, or none."""
    bearing = Bearing(needs.span, share)
    if not needs.span.holds(grant.id, share.owner, LOWER) & bit or not grant.conditions[LOWER]:
        return None
    begun = grant.first[LOWER] <= needs.span.days[0]
    powers = grant.sublicense > 0 if letting else grant.exercise
    fits = {
        Dimension.REPERTOIRE: bearing.in_repertoire(grant, LOWER) & bit,
        Dimension.RIGHT: names_right(grant.rights, share.right, LOWER),
        Dimension.USE: needs.span.names_use(grant.uses, LOWER) & bit,
        Dimension.TERRITORY: needs.span.in_territories(grant, LOWER) & bit,
        Dimension.TERM if begun else Dimension.NOT_BEGUN: bearing.in_force(grant, LOWER) & bit,
        Dimension.NO_SUBLICENSE if letting else Dimension.NO_EXERCISE: powers or grant.assignment,
    }
    failing = [dimension for dimension, fit in fits.items() if not fit]
    return failing[0] if len(failing) == 1 else None


def applied(record: Record, question: Question, grants: Iterable[RemedyGrant]) -> Record:
    """The record with grants that are not on it, each said by its source on the day of knowledge."""
    facts, statements = [], []
    known = When.on(question.known_by)
    for number, grant in enumerate(grants):
        name = f"remedy {number + 1}"
        while name in record.by_id:
            name += "'"
        facts.append(grant.as_grant(name))
        basis = basis_of(record.positions[question.position])
        statements += [
            Statement(source, affirms=True, facts=(name,), made=known, published=known, basis=basis)
            for source in grant.sources
        ]
    return replace(record, facts=record.facts + tuple(facts), statements=record.statements + tuple(statements))
