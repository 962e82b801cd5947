# SPDX-License-Identifier: Apache-2.0
"""The map: each leaf in the pattern of its answer, or told beside it."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from licit.model.verdict import Answer
from licit.report.drawing import map_svg, without_shape
from licit.report.drawing.world import WITHOUT, leaf_drawn, world
from licit.report.words import answer_words
from licit.vocabulary.names import Lang
from licit.vocabulary.territories import territories
from tests.report.drawing.seen import SVG, parsed, text_in, title_of

ATLAS = territories().atlas
LANGS: tuple[Lang, ...] = get_args(Lang)
IN_2006 = ATLAS.leaves_on(date(2006, 6, 1))
IN_1985 = ATLAS.leaves_on(date(1985, 6, 1))


def fills(svg: str) -> dict[str, str]:
    """What each shape is filled with, by what it says when pointed at; those of one answer are filled together."""
    root = parsed(svg)
    together = [(one.get("d"), one.get("fill")) for one in root.iter(f"{SVG}path") if one.get("class")]
    shapes = {
        title_of(group).partition(":")[0]: group[1]
        for group in root.iter(f"{SVG}g")
        if title_of(group) and group[1].tag == f"{SVG}path"
    }
    return {
        title: next((str(fill) for path, fill in together if str(shape.get("d")) in str(path)), str(shape.get("fill")))
        for title, shape in shapes.items()
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("answer", Answer)
def test_each_answer_has_its_pattern_its_word_and_its_number(answer: Answer, lang: Lang) -> None:
    svg = map_svg({"FR": answer, "DE": answer, "BR": answer}, lang, ident="m")

    assert set(fills(svg).values()) == {f"url(#m-land-{answer.value})", "#e6e6e2"}
    assert f"{answer_words(answer, lang)}{' ' if lang == 'fr' else ''}: 3" in text_in(parsed(svg))


def test_a_shape_says_its_territory_and_answer() -> None:
    svg = map_svg({"FR": Answer.CLEARED, "RU": Answer.CONTESTED})

    titles = {title_of(group) for group in parsed(svg).iter(f"{SVG}g")}
    assert {"France: cleared", "Russia: contested", "Brazil – no territory of that day"} <= titles


def test_parts_that_are_leaves_of_their_own_are_not_coloured_with_what_holds_them() -> None:
    answers = dict.fromkeys(IN_2006, Answer.CLEARED) | {
        "GF": Answer.UNKNOWN,
        "RE": Answer.UNKNOWN,
        "SJ": Answer.UNKNOWN,
    }

    found = fills(map_svg(answers, ident="m"))

    assert found["French Guiana"] == found["Svalbard and Jan Mayen"] == "url(#m-land-unknown)"
    assert found["France"] == found["Norway"] == "url(#m-land-cleared)"


def test_every_leaf_of_2006_is_on_the_map() -> None:
    assert without_shape(dict.fromkeys(IN_2006, Answer.CLEARED)) == ()


def test_a_leaf_without_a_shape_is_told_beside_the_map_with_its_answer() -> None:
    answers = dict.fromkeys(IN_1985, Answer.CLEARED) | {"DDDE": Answer.UNKNOWN}

    assert "DDDE" in without_shape(answers)
    assert "German Democratic Republic (unknown)" in text_in(parsed(map_svg(answers)))


def test_a_former_territory_is_drawn_as_what_followed_it_and_that_is_said() -> None:
    answers = dict.fromkeys(IN_1985, Answer.CLEARED) | {"SUHH": Answer.UNKNOWN, "CSHH": Answer.CONTESTED}

    svg = map_svg(answers, ident="m", here=("SUHH",))

    found, text = fills(svg), text_in(parsed(svg))
    assert found["Russia (Soviet Union)"] == found["Ukraine (Soviet Union)"] == "url(#m-land-unknown)"
    assert "Czechoslovakia is drawn as Czechia and Slovakia." in text
    assert "territory asked about: Soviet Union" in text


@pytest.mark.parametrize(
    ("shape", "answered", "leaf"),
    [
        ("RU", {"RU"}, "RU"),
        ("RU", {"SUHH"}, "SUHH"),
        ("ME", {"CSXX"}, "CSXX"),
        ("ME", {"YUCS"}, "YUCS"),  # by way of Serbia and Montenegro
        ("XK", {"RS"}, "RS"),  # no leaf of its own before 2008
        ("SS", {"SD"}, "SD"),
        ("DE", {"DDDE"}, ""),  # which was only a part of it
        ("FR", {"DE"}, ""),
    ],
)
def test_the_answer_of_a_shape_is_its_own_or_that_of_what_it_wholly_lay_in(
    shape: str, answered: set[str], leaf: str
) -> None:
    assert leaf_drawn(shape, answered) == leaf


def test_each_leaf_of_the_atlas_has_a_shape_or_is_known_to_have_none() -> None:
    shown = {leaf_drawn(shape, [leaf]) for leaf in ATLAS.leaves for shape in world().middles}

    assert set(ATLAS.leaves) - shown == set(WITHOUT)


def test_no_dot_covers_another() -> None:
    dots = sorted(world().dots.values())

    near = [
        (a, b) for i, a in enumerate(dots) for b in dots[i + 1 :] if abs(a[0] - b[0]) < 13 and abs(a[1] - b[1]) < 13
    ]
    assert all((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 >= 13**2 for a, b in near)
