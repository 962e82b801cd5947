# SPDX-License-Identifier: Apache-2.0
"""The chain diagram shows each link of the proof, and each break with its word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from pytest_regressions.file_regression import FileRegressionFixture

from licit.explain.turning import deciding
from licit.model.fact import Grant, GrantKind
from licit.model.proof import (
    Break,
    Chain,
    Dimension,
    Link,
    Powers,
    ReadingProof,
    Root,
    RootKind,
    ShareProof,
    Standing,
    Value,
)
from licit.model.share import WHOLE
from licit.model.verdict import Answer, Verdict
from licit.reference import judge
from licit.report.drawing import chain_svg
from licit.report.drawing.chains import chain_diagrams
from licit.report.drawing.diagram import Shape, Stroke
from licit.report.drawing.placing import place
from licit.report.words import BOOKS, dimension_words
from licit.tasks.opening import OpenCase, open_case
from licit.vocabulary.names import Lang
from tests.golden import verdicts as by_hand
from tests.golden.verdicts import BREAKS, RECORD, VERDICTS, broken, broken_share, cleared_share, right, verdict
from tests.report.drawing.seen import day, of_class, parsed, text_in
from tests.worlds.stage import World
from tests.worlds.worlds import worlds

EXAMPLES = Path(__file__).parents[3] / "examples"
TODAY = day("2026-01-01")
LANGS: tuple[Lang, ...] = get_args(Lang)


@pytest.fixture(scope="module")
def shop() -> OpenCase:
    return open_case(EXAMPLES / "licensed-shop", today=TODAY)


@pytest.fixture(scope="module")
def allofmp3() -> OpenCase:
    return open_case(EXAMPLES / "allofmp3", today=TODAY)


def in_france(opened: OpenCase) -> Verdict:
    """The question of the article: nothing reaches the service."""
    return opened.ask(
        "allofmp3",
        item="rem-losing-my-religion",
        territory="FR",
        day="2004-05-17",
        known_by="2004-05-31",
        position="rightsholders",
    )


def in_russia(opened: OpenCase) -> Verdict:
    """Contested: two laws are disputed."""
    return opened.ask("allofmp3", item="rem-losing-my-religion", territory="RU", day="2006-06-01", position="open")


def shares_in(readings: tuple[ReadingProof, ...]) -> list[ShareProof]:
    return [
        share
        for reading in readings
        for place_ in reading.places
        for requirement in place_.requirements
        for right_ in requirement.rights
        for share in right_.shares
    ]


def drawn_readings(found: Verdict) -> tuple[ReadingProof, ...]:
    return (found.proof.lower, found.proof.upper) if found.answer is Answer.CONTESTED else (deciding(found),)


@settings(max_examples=40)  # a judged world costs more than its drawing
@given(worlds())
def test_every_link_and_every_break_of_the_proof_is_in_the_drawing(world: World) -> None:
    found = judge(world.record, world.question)
    shares = shares_in(drawn_readings(found))

    diagrams = chain_diagrams(found, world.record)

    named = {fact for one in diagrams for box in one.boxes for fact in box.facts}
    breaks = {box.dimension for one in diagrams for box in one.boxes if box.shape is Shape.BREAK}
    assert named >= {link.grant for share in shares if share.chain for link in share.chain.links}
    assert named >= {fact for share in shares if share.chain for fact in share.chain.root.facts}
    assert named >= {fact for share in shares for fact in share.controls if share.owner}
    assert breaks == {share.broken_at.dimension for share in shares if share.broken_at}
    assert named >= {fact for share in shares if share.broken_at for fact in share.broken_at.by}


@settings(max_examples=40)  # as above
@given(worlds())
def test_a_line_leads_to_the_service_where_a_share_is_reached_and_is_cut_where_it_is_not(world: World) -> None:
    found = judge(world.record, world.question)

    for reading, one in zip(drawn_readings(found), chain_diagrams(found, world.record), strict=True):
        shares = shares_in((reading,))
        service = next(box.ident for box in one.boxes if box.shape is Shape.SERVICE)
        into = [edge.stroke for edge in one.edges if edge.head == service]
        reached = any(share.value is Value.YES and share.actor for share in shares)
        assert any(stroke in (Stroke.PLAIN, Stroke.DISPUTED) for stroke in into) == reached
        assert any(edge.stroke is Stroke.CUT for edge in one.edges) == any(share.broken_at for share in shares)


@settings(max_examples=25)  # as above, and drawn twice
@given(worlds())
def test_a_judged_world_is_drawn_as_the_same_xml_each_time(world: World) -> None:
    found = judge(world.record, world.question)

    svg = chain_svg(found, world.record, "fr")

    parsed(svg)
    assert svg == chain_svg(judge(world.record, world.question), world.record, "fr")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("dimension", Dimension)
def test_a_break_is_torn_and_cut_and_has_the_word_of_its_dimension(dimension: Dimension, lang: Lang) -> None:
    svg = parsed(chain_svg(broken(BREAKS[dimension]), RECORD, lang))

    (plate,) = (one for one in of_class(svg, "break"))
    assert dimension_words(dimension, lang) in text_in(plate)
    assert list(of_class(svg, "edge-cut"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", VERDICTS)
def test_the_word_of_the_answer_or_of_each_reading_is_written(name: str, lang: Lang) -> None:
    found, book = VERDICTS[name], BOOKS[lang]

    text = text_in(parsed(chain_svg(found, RECORD, lang)))

    if found.answer is Answer.CONTESTED:
        assert f"— {book.values[Value.YES]}" in text
        assert f"— {book.values[Value.NO]}" in text
    else:
        assert book.answers[found.answer] in text


def test_what_stops_a_link_stands_beside_it_with_a_bar() -> None:
    svg = parsed(chain_svg(broken(BREAKS[Dimension.BARRED]), RECORD))

    (bar,) = (one for one in of_class(svg, "bar") if text_in(one))  # the key has one without a text
    assert "exclusive" in text_in(bar)
    assert list(of_class(svg, "edge-bars"))


def test_a_disputed_link_is_dashed_and_says_so() -> None:
    (one,) = chain_diagrams(VERDICTS["cleared"], RECORD)  # its last grant is disputed

    (deal,) = (box for box in one.boxes if box.facts == ("deal",))
    assert deal.disputed
    assert "disputed" in deal.lines
    assert {edge.stroke for edge in one.edges if deal.ident in (edge.tail, edge.head)} == {Stroke.DISPUTED}


def test_a_law_is_a_box_of_its_own_and_says_what_it_does() -> None:
    (one,) = chain_diagrams(VERDICTS["cleared by a statute, through an operator, at a server"], RECORD)

    (law,) = (box for box in one.boxes if box.shape is Shape.LAW)
    assert law.facts == ("law-45",)
    assert any("without a grant" in line for line in law.lines)


def test_rights_with_the_same_shares_are_one_box() -> None:
    found = verdict(
        by_hand.place(right(cleared_share()), right(cleared_share(), name="recording:reproduction")),
    )

    (one,) = chain_diagrams(found, RECORD)

    (box,) = (box for box in one.boxes if box.shape is Shape.RIGHT)
    assert box.strong == 2
    assert len([other for other in one.boxes if other.shape is Shape.OWNER]) == 1


def many(count: int, societies: int) -> Verdict:
    """A work of many owners, each with a mandate to one of some societies; each society let the shop in."""

    def share(number: int) -> ShareProof:
        owner, society = f"owner-{number}", f"society-{number % societies}"
        links = (
            Link(f"m{number}", owner, society, Standing.ACCEPTED, Powers(exercise=False, sublicense=1)),
            Link(f"d{society}", society, "shop", Standing.ACCEPTED, Powers(exercise=True, sublicense=0)),
        )
        return ShareProof(owner, WHOLE // count, Value.YES, (), Chain(Root(RootKind.OWNER, owner, ()), links), "shop")

    return verdict(by_hand.place(right(*map(share, range(count)))))


RECORD_OF_MANY = replace(
    RECORD,
    facts=tuple(Grant(id=f"m{n}", grantor=f"owner-{n}", grantee="s", kind=GrantKind.MANDATE) for n in range(30)),
)


def test_owners_that_go_the_same_way_are_drawn_once_and_all_named() -> None:
    (one,) = chain_diagrams(many(30, 3), RECORD_OF_MANY)

    owners = [box for box in one.boxes if box.shape is Shape.OWNER]
    assert [box.lines[0] for box in owners] == ["10 owners"] * 3
    assert sorted(line for box in owners for line in box.lines[1:]) == sorted(f"owner-{n}: 3.33 %" for n in range(30))
    assert {fact for box in one.boxes for fact in box.facts} >= {f"m{n}" for n in range(30)}


def test_owners_that_a_law_reaches_alike_are_drawn_once_too() -> None:
    law = Chain(Root(RootKind.EXTENDED, "society", ("law-45",)), by_hand.BY_LAW.links)
    shares = [ShareProof(f"owner-{n}", WHOLE // 4, Value.YES, (f"k{n}",), law, "shop") for n in range(4)]

    (one,) = chain_diagrams(verdict(by_hand.place(right(*shares))), RECORD)

    (owners,) = (box for box in one.boxes if box.shape is Shape.OWNER)
    assert owners.lines == ("4 owners", *(f"owner-{n}: 25 %" for n in range(4)))
    assert owners.facts == ("k0", "k1", "k2", "k3")


def test_a_box_of_owners_names_the_controls_of_every_asset_it_stands_for() -> None:
    other = replace(cleared_share(), controls=("owns-other",))

    (one,) = chain_diagrams(verdict(by_hand.place(right(cleared_share()), right(other, asset="r2"))), RECORD)

    (owner,) = (box for box in one.boxes if box.shape is Shape.OWNER)
    assert owner.facts == ("owns-r", "owns-other")


def test_thirty_owners_on_ways_of_their_own_stay_as_wide_as_a_page() -> None:
    found = many(30, 30)

    (one,) = chain_diagrams(found, RECORD_OF_MANY)
    placed = place(one)

    assert len([box for box in one.boxes if box.shape is Shape.OWNER]) == 30
    assert placed.from_left
    assert placed.across < 1300


def test_no_box_lies_on_another(allofmp3: OpenCase) -> None:
    for one in chain_diagrams(in_russia(allofmp3), allofmp3.record):
        spots = list(place(one).boxes.values())
        for i, (x, y, width, height) in enumerate(spots):
            for u, v, wide, high in spots[i + 1 :]:
                assert abs(x - u) >= (width + wide) / 2 - 0.1 or abs(y - v) >= (height + high) / 2 - 0.1


def test_the_question_of_the_article_breaks_for_recording_work_and_performance(allofmp3: OpenCase) -> None:
    svg = parsed(chain_svg(in_france(allofmp3), allofmp3.record))

    breaks = sorted(text_in(one) for one in of_class(svg, "break"))
    assert [text.split(" from ")[0] for text in breaks[1:]] == ["no grant on record no grant on record"] * 2
    assert breaks[0].startswith("ended before the day the mandate from RAO to ROMS ended between")
    near = [text_in(one) for one in of_class(svg, "near")]
    assert any("FAIR Mediaservices said by no source believed here" in text for text in near)
    assert not any(text.startswith("RAO ROMS") for text in near), "it is drawn above already"


def test_a_contested_answer_is_drawn_in_both_readings(allofmp3: OpenCase) -> None:
    svg = parsed(chain_svg(in_russia(allofmp3), allofmp3.record))

    assert {text_in(one).split()[0] for one in of_class(svg, "break")} == {"disputed"}
    laws = [text_in(one) for one in of_class(svg, "law") if text_in(one)]
    assert len(laws) == 2
    assert all(text.startswith("law") and text.endswith("disputed") for text in laws)


def test_the_chains_of_the_shop_are_as_they_were_approved(
    shop: OpenCase, file_regression: FileRegressionFixture
) -> None:
    found = shop.ask(
        "shop", item="a-song", use="PermanentDownload", territory="FR", day="2006-06-01", known_by="2009-12-31"
    )

    assert found.answer is Answer.CLEARED
    file_regression.check(chain_svg(found, shop.record), extension=".svg", encoding="utf-8")


def test_the_broken_chains_of_the_shop_are_as_they_were_approved(
    shop: OpenCase, file_regression: FileRegressionFixture
) -> None:
    found = shop.ask(
        "shop", item="a-song", use="PermanentDownload", territory="GB", day="2006-06-01", known_by="2009-12-31"
    )

    assert found.answer is Answer.NOT_CLEARED
    file_regression.check(chain_svg(found, shop.record, "fr"), extension=".svg", encoding="utf-8")


def test_a_break_of_ones_own_use_ends_at_the_service() -> None:
    own = Break(Dimension.BARRED, "operator", "operator", by=("exclusive",))
    share = broken_share(own, Chain(Root(RootKind.OWNER, "operator", ()), ()))
    found = replace(broken(own), proof=verdict(by_hand.place(right(share))).proof)

    (one,) = chain_diagrams(found, RECORD)

    assert Shape.GHOST not in {box.shape for box in one.boxes}
    assert [edge.stroke for edge in one.edges if edge.stroke is Stroke.GHOST] == [Stroke.GHOST]
