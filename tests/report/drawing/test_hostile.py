# SPDX-License-Identifier: Apache-2.0
"""Whatever a title says, a drawing stays a drawing; and it is the same on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.model.day import When
from licit.model.fact import Note
from licit.model.overview import Reason, Slice
from licit.model.party import Party
from licit.model.problem import InvalidValueError
from licit.model.proof import Dimension
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.report.drawing import chain_svg, explained_page, map_svg, timeline_svg
from licit.report.drawing.svg import number
from tests.golden.verdicts import BREAKS, RECORD, VERDICTS, broken
from tests.report.drawing.seen import SVG, parsed, references
from tests.report.test_clean import HOSTILE

ROOT = Path(__file__).parents[3]
MARKUP = "</text></svg><script>alert(1)</script><!--<![CDATA[&amp;\" onload='x'"
SLICES = (
    Slice(date(2000, 1, 1), date(2003, 12, 31), Answer.CONTESTED, Reason("no-grant", "label", "society")),
    Slice(date(2004, 1, 1), date(2009, 12, 31), Answer.NOT_CLEARED, Reason("term", "label", "society", ("mandate",))),
)


def named(text: str) -> Record:
    """The record with one text as every name and title."""
    return replace(
        RECORD,
        parties={name: Party(name, text) for name in RECORD.parties},
        items={name: replace(item, title=text, artist=text) for name, item in RECORD.items.items()},
        title=text,
    )


def notes(text: str) -> tuple[Note, ...]:
    return (Note(id="n", day=When.parse("2003-05"), text=text),)


DRAWINGS: dict[str, Callable[[str], str]] = {
    "chains": lambda text: chain_svg(broken(BREAKS[Dimension.BARRED]), named(text)),
    "contested": lambda text: chain_svg(VERDICTS["contested"], named(text), "fr"),
    "timeline": lambda text: timeline_svg(SLICES, notes(text), named(text), day=date(2004, 5, 17)),
    "map": lambda text: map_svg({text or "FR": Answer.CLEARED, "FR": Answer.UNKNOWN}, here=(text,)),
}


@pytest.mark.parametrize("text", [MARKUP, *HOSTILE.values()], ids=["markup", *HOSTILE])
@pytest.mark.parametrize("kind", DRAWINGS)
def test_a_hostile_text_stays_a_text(kind: str, text: str) -> None:
    svg = DRAWINGS[kind](text)

    root = parsed(svg)
    svg.encode("utf-8")
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        *["svg", "title", "desc", "defs", "pattern", "g", "rect", "circle", "path", "polygon", "line", "text"],
    }
    assert not {name for one in root.iter() for name in one.attrib if name.startswith("on") or name == "style"}
    assert all(one.startswith("url(#") for one in references(svg))
    assert not set(svg) & set("\x1b\x07\x9b\u202e\u2066\u200b\ufeff\U000e0041")


@given(st.text(max_size=60))
def test_any_text_is_drawn(text: str) -> None:
    for drawing in (DRAWINGS["chains"], DRAWINGS["timeline"]):
        parsed(drawing(text))


def test_a_hostile_title_does_not_leave_its_place_on_the_page() -> None:
    page = explained_page(VERDICTS["contested"], named(MARKUP), slices=SLICES, notes=notes(MARKUP))

    assert "<script" not in page
    assert "<!--" not in page
    assert page.count("</svg>") == 2
    assert "default-src 'none'" in page


def test_a_drawing_is_an_image_with_a_name_and_a_description() -> None:
    for drawing in DRAWINGS.values():
        root = parsed(drawing("Plain"))
        ids = {one.get("id"): one.text for one in root.iter() if one.get("id")}
        assert root.get("role") == "img"
        assert all(ids[name] for name in root.get("aria-labelledby", "").split())


def test_several_drawings_on_one_page_share_no_id() -> None:
    page = explained_page(VERDICTS["contested"], RECORD, slices=SLICES, answers={"FR": Answer.CLEARED})

    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_what_begins_ids_is_a_plain_word() -> None:
    with pytest.raises(InvalidValueError, match="can't begin an id"):
        chain_svg(VERDICTS["cleared"], RECORD, ident='x" onload="y')


def test_drawings_do_not_hang_on_locale_fonts_or_hash_seed() -> None:
    script = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.report.drawing.test_hostile import DRAWINGS\n"
        "for draw in DRAWINGS.values(): sys.stdout.write(draw('Ünï'))"
    )
    surroundings = (
        {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "de_DE",
            "FONTCONFIG_FILE": "/nowhere",
            "HOME": "/nowhere",
            "PYTHONHASHSEED": "2",
        },
    )

    done = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", script],
            cwd=ROOT,
            env=os.environ | more,
            capture_output=True,
            text=True,
            check=True,
        )
        for more in surroundings
    ]

    assert done[0].stdout == done[1].stdout == "".join(draw("Ünï") for draw in DRAWINGS.values())
    assert [one.stderr for one in done] == ["", ""], "no word of Graphviz or of fonts"


def test_numbers_are_written_with_one_decimal_at_most_and_never_as_minus_nothing() -> None:
    assert [number(value) for value in (3, 3.0, 3.14, -0.01, 0.05, -2.26, "x")] == [
        *["3", "3", "3.1", "0", "0.1", "-2.3", "x"],
    ]
