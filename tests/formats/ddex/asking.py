# SPDX-License-Identifier: Apache-2.0
"""Claims taken into a case, and the engine asked whether a shop may sell or stream what they are on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from licit.engine.engine import Engine
from licit.model.asset import Item
from licit.model.day import LAST, Term, When
from licit.model.fact import Grant, GrantKind, Requirement
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.statement import Statement
from licit.model.territory import only
from licit.model.verdict import Answer
from tests.formats.taken import POSITION, Taken

USES = ("PermanentDownload", "OnDemandStream")


def licensed(found: Taken, kind: str, *licensors: str) -> Record:
    """These license all they have to the shop since 2023; a download or stream needs two rights in the kind of asset.

    Each asset of the kind is an item.
    """
    record, since = found.record, When.on(date(2023, 1, 1))
    scope = Scope(Repertoire(everything=True), ALL, ALL, only("Worldwide"))
    by = GrantKind.NON_EXCLUSIVE
    grants = tuple(
        Grant(id=f"g-{one}", grantor=found.party(one), grantee="shop", kind=by, scope=scope, term=Term(since))
        for one in licensors
    )
    rights = ((kind, (f"{kind}:reproduction", f"{kind}:making-available")),)
    needs = tuple(Requirement(id=f"need-{use}", use=use, territories=only("Worldwide"), rights=rights) for use in USES)
    said = (
        *(Statement(one.grantor, affirms=True, facts=(one.id,), made=since) for one in grants),
        Statement("law", affirms=True, facts=tuple(one.id for one in needs), made=since),
    )
    sources = tuple(dict.fromkeys(one.source for one in (*record.statements, *said)))
    items = {one.id: Item(one.id, ((kind, (one.id,)),)) for one in found.assets.values() if one.kind == kind}
    return replace(
        record,
        facts=(*(one for one in record.facts if not isinstance(one, Requirement)), *grants, *needs),
        statements=(*record.statements, *said),
        items={**record.items, **items},
        positions={POSITION: replace(record.positions[POSITION], ranks=(sources,))},
    )


def ask(  # noqa: PLR0913 - the parts of a question
    record: Record, item: str, territory: str, day: str, known_by: str = "", *, use: str = USES[0]
) -> Answer:
    """The engine's answer on that day, by what was said up to another."""
    question = Question(
        service="shop",
        use=use,
        item=item,
        territory=territory,
        day=date.fromisoformat(day),
        known_by=date.fromisoformat(known_by) if known_by else LAST,
        position=POSITION,
    )
    return Engine(record).answer(question)
