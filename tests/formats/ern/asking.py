# SPDX-License-Identifier: Apache-2.0
"""Messages taken into an empty case, and questions put to the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from licit.engine.engine import Engine
from licit.formats.entries import Stated
from licit.model.asset import Item
from licit.model.day import LAST, When
from licit.model.fact import Control, Fact, Grant, Requirement
from licit.model.position import Position
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.share import WHOLE, Share
from licit.model.statement import Statement
from licit.model.territory import only
from licit.model.verdict import Answer
from tests.formats.ern.building import Message, xml
from tests.formats.taken import POSITION, Taken, take


def taken(folder: Path, *messages: Message | str | bytes) -> Taken:
    """The messages read in this order."""
    paths = []
    for number, message in enumerate(messages):
        path = folder / f"{number}.xml"
        body = xml(message) if isinstance(message, Message) else message
        path.write_bytes(body if isinstance(body, bytes) else body.encode())
        paths.append(path)
    return take(*paths, format="ern")


def grants(one: Taken) -> list[Grant]:
    """The grants that it states, each once."""
    stated = [entry.fact for entry in one.entries if isinstance(entry, Stated)]
    return list(dict.fromkeys(fact for fact in stated if isinstance(fact, Grant)))


def owned(one: Taken, owner: str = "EXAMPLE RECORDS") -> Record:
    """The record, in which the owner owns all recordings, and a stream or download needs one right in them."""
    by, everywhere, record = one.party(owner), only("Worldwide"), one.record
    own = [
        Control(id=f"own-{asset}", party=by, asset=asset, rights=ALL, share=Share(WHOLE), territories=everywhere)
        for asset in record.assets
    ]
    needs = [
        Requirement(
            id=f"needed-{use}",
            use=use,
            territories=everywhere,
            rights=(("recording", ("recording:making-available",)),),
        )
        for use in ("Download", "Stream")
    ]
    facts: Sequence[Fact] = (*own, *needs)
    said = Statement(
        by, affirms=True, facts=tuple(fact.id for fact in facts), published=When.on(date(2000, 1, 1)), id="own"
    )
    sources = tuple(dict.fromkeys(statement.source for statement in (*record.statements, said)))
    return replace(
        record,
        facts=(*record.facts, *facts),
        statements=(*record.statements, said),
        items={asset: Item(asset, (("recording", (asset,)),)) for asset in record.assets},
        positions={POSITION: Position(POSITION, (sources,))},
    )


def ask(  # noqa: PLR0913 - the parts of a question
    record: Record,
    day: str,
    territory: str,
    *,
    item: str = "ZZAAA2400001",
    use: str = "OnDemandStream/Subscription",
    known_by: str = "",
    service: str = "EXAMPLE SHOP",
) -> Answer:
    """The engine's answer."""
    (who,) = (party.id for party in record.parties.values() if party.name == service)
    question = Question(
        service=who,
        use=use,
        item=item,
        territory=territory,
        day=date.fromisoformat(day),
        known_by=date.fromisoformat(known_by) if known_by else LAST,
        position=POSITION,
    )
    return Engine(record).answer(question)
