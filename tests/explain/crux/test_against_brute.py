# SPDX-License-Identifier: Apache-2.0
"""The cruxes of small worlds of every kind are those of all their settlements, each judged by the second evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from licit.engine.bearing import Share
from licit.engine.engine import Engine
from licit.explain.crux import CruxFinder, cruxes
from licit.explain.crux.cells import Cells
from licit.explain.crux.matter import matter
from licit.explain.crux.share import ShareCourt
from licit.explain.crux.whole import HERE
from licit.model.asset import Item
from licit.model.crux import Crux, Settlement
from licit.model.day import Reading, When
from licit.model.fact import Control, Grant, GrantKind, Requirement
from licit.model.proof import OpenKind
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import WHOLE
from licit.model.share import Share as Part
from licit.model.territory import only
from licit.model.verdict import Answer
from licit.reference import judge
from licit.reference.point import OwnedShare, Point
from licit.reference.reach import reach
from tests.explain.crux.told import Told, all_told
from tests.worlds.speech import word
from tests.worlds.stage import (
    ASSETS,
    ATLAS,
    KNOWN_BY,
    LEAVES,
    PAPER,
    PARTIES,
    POSITIONS,
    RIVAL,
    SERVICE,
    USE,
    USES,
    WORLD,
    World,
)
from tests.worlds.worlds import seeded, worlds

MOST_SETTLEMENTS = 120
CONTESTED = tuple(range(150))  # seeds; one world in six is contested


def contested(seeds: tuple[int, ...]) -> Iterator[World]:
    """The contested worlds of these seeds."""
    for seed in seeds:
        world = seeded(seed, most_open=7)
        if judge(world.record, world.question, explain=False).answer is Answer.CONTESTED:
            yield world


def held(record: Record, told: Told, crux: Crux) -> bool:
    """Whether nothing in the settlement contradicts the crux: where nobody asked, either way is meant."""
    return all(told.holds(record, one) in (None, one.so) for one in crux.settlements)


def without(crux: Crux, settlement: Settlement) -> Crux:
    """The crux but for one settlement."""
    return Crux(crux.clears, tuple(one for one in crux.settlements if one != settlement))


@given(worlds(most_open=6))
def test_a_settlement_is_cleared_just_where_a_crux_clears_it_and_refused_where_one_refuses_it(world: World) -> None:
    found = cruxes(world.record, world.question)

    assert not found.stopped
    assert found.answer is judge(world.record, world.question, explain=False).answer
    for told, cleared in all_told(world, MOST_SETTLEMENTS):
        if told.one_a_fact:
            assert any(held(world.record, told, crux) for crux in (found.clearing if cleared else found.refusing))
            against = found.refusing if cleared else found.clearing
            assert not any(held(world.record, told, crux) for crux in against)


@pytest.mark.parametrize("batch", range(3))
def test_a_crux_without_any_one_of_its_settlements_decides_no_longer(batch: int) -> None:
    for world in contested(CONTESTED[50 * batch : 50 * batch + 50]):
        found = cruxes(world.record, world.question)
        settlements = list(all_told(world, 2000))
        for crux in (*found.clearing, *found.refusing):
            for settlement in crux.settlements:
                left = without(crux, settlement)
                assert any(held(world.record, told, left) and yes is not crux.clears for told, yes in settlements)


@given(worlds(most_open=4))
def test_what_can_matter_to_a_share_gives_the_readings_of_the_whole_record(world: World) -> None:
    finder = CruxFinder(world.record, world.question)
    wholes = finder.wholes
    point = Point(world.record, world.question, wholes.position, world.question.territory)
    for asset in ("r1", "w1"):
        for owner in ("", "Owl", "Oak", "Shop"):
            share = OwnedShare(asset, "available", owner, 10_000)

            part = ShareCourt(point, share, wholes.diagram, wholes.budget).points({}).point

            for reading in Reading:
                assert (reach(part, share, reading) is None) == (reach(point, share, reading) is None)


@given(worlds(most_open=5))
def test_what_serves_for_many_pairs_is_what_each_pair_has_by_itself(world: World) -> None:
    """The compiled engine says which shares are sure, and places in the same situation share what is found."""
    hearing = Engine(world.record).hearing(world.question)
    together = CruxFinder(world.record, world.question, by_asset=False, hearing=hearing)

    for leaf in LEAVES:
        served = together.of(world.question.item, leaf)
        alone = CruxFinder(world.record, world.question, by_asset=False).of(world.question.item, leaf)

        assert (served.clearing, served.refusing, served.stopped) == (alone.clearing, alone.refusing, alone.stopped)


def test_what_is_found_of_places_at_once_is_what_each_of_them_has_by_itself() -> None:
    at_once = 0
    for seed in range(3000):
        world = seeded(seed, most_open=7)
        hearing = Engine(world.record).hearing(world.question)
        wholes = CruxFinder(world.record, world.question, by_asset=False, hearing=hearing).wholes
        for owner in ("", "Owl", "Oak", "Shop"):
            share = OwnedShare("r1", "available", owner, 10_000)
            cells = list(wholes.cells_of(share))
            at_once += len(cells) if len(cells) > 1 else 0
            for leaf, _, bounds in cells:
                point = Point(world.record, world.question, wholes.position, leaf)

                alone = ShareCourt(point, share, wholes.diagram, wholes.budget, by_asset=False).has()

                there = wholes.diagram.elsewhere(bounds, HERE, leaf)
                assert (there.sure, there.possible) == (alone.sure, alone.possible)
    assert at_once


def test_a_group_read_as_of_an_open_signature_is_told_apart_in_places_looked_into_at_once() -> None:
    """Poland joined the Union in May 2004; a licence for the Union as of its signature was signed some day of 2004."""
    owns = Control(id="owns", party="Owl", asset="r1", rights=ALL, share=Part(WHOLE), territories=WORLD)
    needs = Requirement(id="law", use=USE, territories=WORLD, rights=(("recording", ("available",)),))
    licence = Grant(
        id="licence",
        grantor="Owl",
        grantee=SERVICE,
        kind=GrantKind.NON_EXCLUSIVE,
        scope=Scope(Repertoire(everything=True), ALL, ALL, only("Union")),
        executed=When.parse("2004"),
        at_signature=True,
    )
    record = Record(
        facts=(owns, needs, licence),
        statements=(
            *(word(name, PAPER) for name in ("owns", "law", "licence")),
            word("licence", RIVAL, affirms=False),
        ),
        items={"song": Item("song", (("recording", ("r1",)),))},
        assets=ASSETS,
        parties=PARTIES,
        positions=POSITIONS,
        atlas=ATLAS,
        uses=USES,
    )
    question = Question(
        service=SERVICE,
        use=USE,
        item="song",
        territory="FR",
        day=date(2005, 3, 1),
        known_by=KNOWN_BY,
        position="here",
    )
    finder = CruxFinder(record, question, by_asset=False, hearing=Engine(record).hearing(question))

    found = {leaf: finder.of("song", leaf) for leaf in ("FR", "PL")}

    assert {leaf: [one.kind for one in each.points] for leaf, each in found.items()} == {
        "FR": [OpenKind.FACT],
        "PL": [OpenKind.FACT, OpenKind.DAY],
    }
    for leaf, each in found.items():
        for told, cleared in all_told(World(record, replace(question, territory=leaf)), MOST_SETTLEMENTS):
            assert any(held(record, told, crux) for crux in (each.clearing if cleared else each.refusing))
            assert not any(held(record, told, crux) for crux in (each.refusing if cleared else each.clearing))


@given(worlds(most_open=5))
def test_what_can_matter_is_the_same_where_the_engine_says_which_grants_count(world: World) -> None:
    hearing = Engine(world.record).hearing(world.question)
    cells = Cells(hearing)
    wholes = CruxFinder(world.record, world.question, by_asset=False, hearing=hearing).wholes
    for owner in ("", "Owl", "Oak", "Shop"):
        asked = Share(owner, hearing.believed.lists.profile("r1"), "available")
        for leaf in LEAVES:
            counting = cells.counting(asked, leaf)
            if counting is not None:
                point = Point(world.record, world.question, wholes.position, leaf)
                share = OwnedShare("r1", "available", owner, 10_000)

                assert matter(point, share, counting) == matter(point, share)
