# SPDX-License-Identifier: Apache-2.0
"""Grants made before their grantor had authority, and grants that never had effect. Source: SEMANTICS §3.2."""

from __future__ import annotations

from collections.abc import Iterator

from licit.engine.grants import UPPER, CompiledGrant
from licit.explain.conflicts.exclusives import COUNTING
from licit.explain.overreach.field import Field, parties_before
from licit.explain.overreach.lots import Lot
from licit.explain.overreach.measuring import Measuring, Parted
from licit.explain.overreach.rows import Rows
from licit.model.conflict import Conflict, ConflictKind
from licit.model.day import LAST, next_day

Found = list[tuple[Field, int, str, Parted]]


def without_authority(measuring: Measuring) -> Iterator[Conflict]:
    """Grants that came before their grantor's authority, then those that it never came to."""
    record = measuring.believed.record
    everyone = frozenset(party for grant in record.grants for party in (grant.grantor, grant.grantee))
    useful = parties_before(record, everyone)
    never: list[Conflict] = []
    for grant in measuring.believed.grants:
        if measuring.standing(grant) in COUNTING:
            found = list(measuring.parted(grant, useful))
            if found and not any(parted.perhaps & parted.may_hold for _, _, _, parted in found):
                never.append(_never(measuring, grant, found))
            else:
                yield from _before(measuring, grant, found)
    yield from never


def _never(measuring: Measuring, grant: CompiledGrant, found: Found) -> Conflict:
    """A grant whose grantor held nothing of what it claims, however open points are taken."""
    leaves: dict[int, int] = {}
    for field, number, _, parted in found:
        leaves[number] = leaves.get(number, 0) | field.leaves(parted.perhaps)
    items, _ = measuring.pairs.count(leaves)
    return Conflict(
        kind=ConflictKind.WITHOUT_EFFECT,
        facts=(grant.id,),
        parties=(grant.grantor, grant.grantee),
        rights=tuple(sorted({right for _, number, _, _ in found for right in measuring.lots[number].rights})),
        uses=tuple(sorted({one for _, _, use, _ in found for one in measuring.same_uses(use)})),
        owners=tuple(sorted({owner for _, number, _, _ in found for owner in measuring.lots[number].owners})),
        items=items,
        standings=((grant.id, measuring.standing(grant)),),
    )


def _before(measuring: Measuring, grant: CompiledGrant, found: Found) -> Iterator[Conflict]:
    """Where the grantor had no authority up to the signature, even taken for it, and came to it later."""
    signed = grant.signed
    if signed is None or signed.latest == LAST:
        return
    rows: Rows[bool] = measuring.rows()
    field = measuring.field(grant.grantee, "", frozenset())
    for here, number, use, parted in found:
        lot = measuring.lots[number]
        had = here.leaves(_had(measuring, here, lot, grant) & here.span.during(signed.earliest, signed.latest))
        later = here.span.during(next_day(signed.latest), LAST) & ~here.span.always(had)
        late = parted.perhaps & parted.may_hold & later
        sure = parted.surely & parted.held & later
        rows.add(True, number, use, sure)  # noqa: FBT003 - the key of the row
        rows.add(False, number, use, late & ~sure)  # noqa: FBT003 - the key of the row
    for sure_row, row in rows.measured(field):
        yield Conflict(
            kind=ConflictKind.BEFORE_AUTHORITY,
            facts=(grant.id,),
            parties=(grant.grantor, grant.grantee),
            sure=sure_row,
            stretches=row["stretches"],
            rights=row["rights"],
            uses=row["uses"],
            owners=row["owners"],
            items=row["items"],
            day=row["stretches"][0].first,
            earlier=signed.latest,
            standings=((grant.id, measuring.standing(grant)),),
        )


def _had(measuring: Measuring, field: Field, lot: Lot, grant: CompiledGrant) -> int:
    """Where the grantor might make the grant, taken for it; an owner only while it owns, where another owned before.

    What was not there to be owned at the signature (a work written later) is no gap: a grant of all reaches it.
    """
    may = field.may_give(lot.share, grant, UPPER)
    if lot.share.owner != grant.grantor:
        return may
    record, signed = measuring.believed.record, grant.signed
    others = [
        control
        for asset in lot.assets
        for control in record.controls_of.get(asset, ())
        if control.party != grant.grantor and signed is not None and control.term.may_cover(signed.latest)
    ]
    return may & field.owned(lot) if others else may
