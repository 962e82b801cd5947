# SPDX-License-Identifier: Apache-2.0
"""A case written as a repertoire has the ranking of the case: by rights classes and pieces, or leaf by leaf."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from licit.case.loaded import Case
from licit.model.asset import Item
from licit.model.crux import CatalogueCruxes, Crux, Limit
from licit.model.fact import Control, Finding, Grant
from licit.model.proof import OpenPoint
from licit.model.question import Question
from licit.model.record import Record
from licit.tasks import crux_repertoire
from licit.tasks.crux import catalogue_cruxes
from licit.tasks.crux_looking import Looked
from licit.tasks.crux_repertoire import repertoire_cruxes
from licit.tasks.opening import OpenCase, open_case
from licit.tasks.repertoire import folder_of, write_repertoire
from tests.worlds.stage import LEAVES, World
from tests.worlds.worlds import seeded, worlds

ROOT = Path(__file__).parents[3]
AMP3 = ROOT / "examples" / "allofmp3"
TODAY = date(2026, 1, 1)
CONTESTED = 11  # the seed of a world with contested pairs in several places


def ranked(found: CatalogueCruxes, record: Record) -> tuple[Mapping[object, int], ...]:
    """Both sides and the points, counted; a row of a repertoire is called by its asset and owner, as is a control."""

    def point(one: OpenPoint) -> OpenPoint:
        facts = (record.by_id[name] for name in one.facts)
        called = (f"{one.asset} {one.party} {one.share}" if isinstance(one, Control) else one.id for one in facts)
        return replace(one, facts=tuple(called))

    def crux(one: Crux) -> object:
        return one.clears, frozenset(replace(settled, point=point(settled.point)) for settled in one.settlements)

    sides = Counter[object]()
    for one in (*found.clearing, *found.refusing):
        sides[crux(one.crux)] += one.pairs
    points = Counter[object]()
    for each in found.points:
        points[point(each.point)] += each.count
    return sides, points


def same_as_the_case(opened: OpenCase, question: Question, into: Path, territories: tuple[str, ...]) -> CatalogueCruxes:
    """The ranking of the case, which is that of the repertoire it is written as too."""
    catalogue = into / "catalogues" / folder_of(question.service)
    found, record = repertoire_cruxes(opened, question, into, catalogue=catalogue, territories=territories)
    case = catalogue_cruxes(opened, question, territories)
    assert ranked(found, record) == ranked(case, opened.record)
    for name in ("pairs", "contested", "always", "never", "stopped", "unfinished"):
        assert getattr(found, name) == getattr(case, name), name
    return case


@pytest.fixture(scope="module")
def allofmp3() -> OpenCase:
    """The example, opened once."""
    return open_case(AMP3, today=TODAY)


@pytest.fixture(scope="module")
def written(allofmp3: OpenCase, tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Path]:
    """The example as a repertoire of a day, written once: what is kept of its classes' answers serves each question."""
    folders: dict[date, Path] = {}

    def of(day: date) -> Path:
        if day not in folders:
            folders[day] = tmp_path_factory.mktemp("allofmp3")
            write_repertoire(allofmp3.record, folders[day], day)
        return folders[day]

    return of


def test_what_a_second_does_not_reach_is_told(allofmp3: OpenCase, written: Callable[[date], Path]) -> None:
    question = allofmp3.question("allofmp3", day="2005-06-15", position="open")

    found, _ = repertoire_cruxes(allofmp3, question, written(question.day), territories=("RU",), seconds=0)

    assert found.stopped == (Limit.SECONDS,)
    assert found.unfinished == found.contested == found.pairs


@pytest.mark.parametrize(("day", "territories"), [("2005-06-15", ("RU", "FR", "UA")), ("2004-03-01", ("RU",))])
def test_allofmp3_as_a_repertoire_has_the_ranking_of_the_case(
    allofmp3: OpenCase, written: Callable[[date], Path], day: str, territories: tuple[str, ...]
) -> None:
    question = allofmp3.question("allofmp3", day=day, position="open")

    assert same_as_the_case(allofmp3, question, written(question.day), territories).contested


def as_case(world: World) -> OpenCase:
    """The world with two more items, all on offer; findings on its controls are left out, as no row can tell them."""
    record = world.record
    held = {fact.id for fact in record.facts if isinstance(fact, Control)}
    facts = tuple(one for one in record.facts if not (isinstance(one, Finding) and one.fact in held))
    names = {one.id for one in facts}
    statements = tuple(replace(one, facts=tuple(f for f in one.facts if f in names)) for one in record.statements)
    items = {
        **record.items,
        "other": Item("other", (("recording", ("r2",)), ("work", ("w1",)))),
        "both": Item("both", (("recording", ("r1", "r2")),)),
    }
    service = world.question.service
    offered = replace(record, facts=facts, statements=statements, items=items, offers={service: tuple(items)})
    return OpenCase(case=Case(record=offered), today=TODAY)


@settings(max_examples=25)
@given(worlds(most_open=6))
def test_a_small_world_as_a_repertoire_has_the_ranking_of_the_world(world: World) -> None:
    opened = as_case(world)

    with tempfile.TemporaryDirectory() as folder:
        write_repertoire(opened.record, Path(folder), world.question.day)
        same_as_the_case(opened, world.question, Path(folder), LEAVES)


@pytest.fixture
def shop(tmp_path: Path) -> tuple[OpenCase, Path]:
    """A small contested world and its repertoire."""
    opened = as_case(seeded(CONTESTED, most_open=7))
    write_repertoire(opened.record, tmp_path, seeded(CONTESTED, most_open=7).question.day)
    return opened, tmp_path


def asked(shop: tuple[OpenCase, Path], *territories: str, seconds: float | None = None) -> CatalogueCruxes:
    """The ranking of the world."""
    question = seeded(CONTESTED, most_open=7).question
    catalogue = shop[1] / "catalogues" / folder_of(question.service)
    found, _ = repertoire_cruxes(
        shop[0], question, shop[1], catalogue=catalogue, territories=territories or LEAVES, seconds=seconds
    )
    return found


def no_looking(*_: object, **__: object) -> Looked:
    """In place of the looking, where what is kept must do."""
    raise AssertionError("looked into again")


def test_what_was_looked_into_is_kept_and_read_again(
    shop: tuple[OpenCase, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = asked(shop)
    monkeypatch.setattr(crux_repertoire, "look_into", no_looking)

    assert first.contested
    assert asked(shop) == first


def test_another_record_is_looked_into_anew(shop: tuple[OpenCase, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    asked(shop)
    record = shop[0].record
    grants = [one for one in record.facts if isinstance(one, Grant)]
    other = replace(record, facts=tuple(replace(one, note="!") if one is grants[0] else one for one in record.facts))
    monkeypatch.setattr(crux_repertoire, "look_into", no_looking)

    with pytest.raises(AssertionError, match="looked into again"):
        asked((OpenCase(case=Case(record=other), today=TODAY), shop[1]))


def test_nothing_is_kept_of_what_was_not_looked_into_in_whole(shop: tuple[OpenCase, Path]) -> None:
    assert asked(shop, seconds=0).stopped == (Limit.SECONDS,)
    assert asked(shop).stopped == ()


def test_what_is_kept_of_all_leaves_serves_for_some(
    shop: tuple[OpenCase, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = {leaf: asked(shop, leaf) for leaf in LEAVES}
    for entry in (shop[1] / ".licit" / "store").iterdir():
        shutil.rmtree(entry)
    day = seeded(CONTESTED, most_open=7).question.day
    asked(shop, *shop[0].record.atlas.leaves_on(day))
    monkeypatch.setattr(crux_repertoire, "look_into", no_looking)

    for leaf in LEAVES:
        found = asked(shop, leaf)
        assert (found.clearing, found.refusing, found.contested) == (
            alone[leaf].clearing,
            alone[leaf].refusing,
            alone[leaf].contested,
        )
