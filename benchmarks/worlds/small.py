# SPDX-License-Identifier: Apache-2.0
"""The first recordings of a repertoire as facts, for engines that read none: the same rows as its Parquet files."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.worlds import stage
from benchmarks.worlds.dice import Dice
from benchmarks.worlds.draw import asset_id, block, item_id
from benchmarks.worlds.features import FULL, Features
from benchmarks.worlds.situations import Line, Pool, situations
from licit.model.asset import Asset, Item
from licit.model.day import Term, When
from licit.model.fact import Control
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.share import Share
from licit.model.statement import Statement
from licit.model.territory import Expression


def small(record: Record, recordings: int, seed: int = 1, features: Features = FULL, disputed: float = 0.0) -> Record:
    """The record with the items and controls that ``repertoire`` would write for so many recordings, one block at most.

    ``disputed`` of the controls are denied by a source of the file's own rank, which no Parquet file says.
    """
    drawn_from = situations(record, features, seed)
    one = block(drawn_from, recordings, 0, seed, features.covers)
    controls: list[Control] = []
    for number, situation in enumerate(one.recording):
        controls += _controls(drawn_from.recordings, int(situation), asset_id(stage.RECORDING, number, features.ids))
    for number, situation in enumerate(one.works):
        controls += _controls(drawn_from.works, int(situation), asset_id(stage.WORK, number, features.ids))
    items: dict[str, Item] = {}
    assets: dict[str, Asset] = {}
    for number, embodied in enumerate(zip(one.work, one.second, strict=True)):
        name, recording = item_id(number, features.ids), asset_id(stage.RECORDING, number, features.ids)
        works = tuple(asset_id(stage.WORK, int(work), features.ids) for work in embodied if work >= 0)
        group = drawn_from.label_groups[int(one.label_group[number])]
        items[name] = Item(name, ((stage.RECORDING, (recording,)), (stage.WORK, works)), group=group)
        assets[recording] = Asset(recording, stage.RECORDING)
        assets |= {work: Asset(work, stage.WORK) for work in works}
    dice = Dice(seed, 11)
    denied = tuple(control.id for control in controls if dice.chance(disputed))
    said = [Statement(stage.PAPER, affirms=True, facts=_ids(controls), made=stage.SAID, published=stage.SAID)]
    if denied:
        said.append(Statement(stage.RIVAL, affirms=False, facts=denied, made=stage.SAID, published=stage.SAID))
    service = next(party.id for party in record.parties.values() if "service" in party.kinds)
    return replace(
        record,
        facts=(*record.facts, *controls),
        statements=(*record.statements, *said),
        items=items,
        assets=assets,
        offers={service: tuple(items)},
    )


def _controls(pool: Pool, situation: int, asset: str) -> list[Control]:
    lines = pool.lines[pool.first[situation] : pool.first[situation + 1]]
    return [_control(line, asset, number) for number, line in enumerate(lines)]


def _control(line: Line, asset: str, number: int) -> Control:
    return Control(
        id=f"c-{asset}-{number}",
        party=line.party,
        asset=asset,
        rights=ALL if line.rights == "all" else frozenset(line.rights.split(",")),
        share=Share(line.share),
        territories=Expression.parse(line.territories),
        term=Term(When.parse(line.start) if line.start else None, When.parse(line.end) if line.end else None),
    )


def _ids(controls: list[Control]) -> tuple[str, ...]:
    return tuple(control.id for control in controls)
