# SPDX-License-Identifier: Apache-2.0
"""Drawings in the terminal: asserted here, their looks kept in golden files."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from rich.console import Console, RenderableType

from licit.model.overview import Audit, AuditRow, RankedPoint, RankedReason, Reason, Slice, Tally
from licit.model.proof import Dimension, Standing
from licit.model.verdict import Answer, Difference
from licit.report import words
from licit.report.terminal import (
    audit_view,
    console,
    facts_view,
    service_view,
    show_verdict,
    statements_view,
    timeline_strip,
)
from licit.report.terminal.style import COLOURS, FILLS, MARKS
from licit.report.terminal.territory_map import _tiles, territory_map
from licit.report.terminal.timeline import _columns
from licit.vocabulary.names import Lang
from licit.vocabulary.territories import territories
from tests.golden.told import TALLIES, service
from tests.golden.verdicts import (
    BREAKS,
    CLEARED,
    CONTESTED,
    EVIDENCE,
    FACTS,
    OPEN_POINTS,
    RECORD,
    STATEMENTS,
    broken,
    question,
)

SLICES = (
    Slice(date(2003, 1, 1), date(2004, 1, 31), Answer.CONTESTED, Reason("disputed", "label", "society", ("law-45",))),
    Slice(
        date(2004, 2, 1),
        date(2004, 2, 1),
        Answer.CLEARED,
        Reason("chain", "label", "shop", ("mandate", "deal")),
        ("ended", "out"),
    ),
    Slice(date(2004, 2, 2), date(2006, 12, 31), Answer.NOT_CLEARED, Reason("no-grant", "label", "society"), ("ended",)),
    Slice(date(2007, 1, 1), date(2008, 12, 31), Answer.UNKNOWN, Reason("no-requirement", subject="RU")),
)
AUDIT = Audit(
    service="shop",
    uses=("PermanentDownload",),
    territories=("FR", "RU"),
    day=date(2004, 5, 15),
    known_by=date(2004, 5, 31),
    position="both",
    rows=(
        AuditRow("label", Tally(cleared=1, not_cleared=6, contested=3), "85 % of sales"),
        AuditRow("", Tally(not_cleared=1, unknown=1)),
    ),
    reasons=(RankedReason(Reason("no-grant", "label", "society"), 6), RankedReason(SLICES[0].reason, 3)),
    open_points=(RankedPoint(OPEN_POINTS[0], 3),),
    flags={"double-exclusive": 2},
)
DIFFERENCES = (Difference(Answer.CLEARED, date(2003, 12, 31)), Difference(Answer.UNKNOWN, territories=("US", "JP")))
VIEWS: dict[str, dict[Lang, RenderableType]] = {
    "verdict": {
        lang: show_verdict(broken(BREAKS[Dimension.TERM]), RECORD, lang, sources=EVIDENCE, differences=DIFFERENCES)
        for lang in ("en", "fr")
    },
    "contested": {lang: show_verdict(CONTESTED, RECORD, lang) for lang in ("en", "fr")},
    "timeline": {lang: timeline_strip(SLICES, RECORD, lang) for lang in ("en", "fr")},
    "map": {
        lang: territory_map({"FR": Answer.NOT_CLEARED, "RU": Answer.CONTESTED, "CSXX": Answer.UNKNOWN}, RECORD, lang)
        for lang in ("en", "fr")
    },
    "audit": {lang: audit_view(AUDIT, RECORD, lang) for lang in ("en", "fr")},
    "facts": {
        lang: facts_view([(fact, Standing.DISPUTED, STATEMENTS[:2]) for fact in FACTS[:3]], RECORD, lang)
        for lang in ("en", "fr")
    },
    "statements": {lang: statements_view(STATEMENTS, RECORD, lang) for lang in ("en", "fr")},
}


def drawn(view: RenderableType, width: int = 80) -> str:
    out = io.StringIO()
    console(out, width=width).print(view)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", VIEWS)
def test_the_views_look_as_they_were_approved(
    name: str, lang: Lang, width: int, file_regression: FileRegressionFixture
) -> None:
    text = drawn(VIEWS[name][lang], width)

    assert all(len(line) <= width for line in text.splitlines())
    file_regression.check(text, basename=f"{name}.{lang}.{width}", extension=".txt", encoding="utf-8")


@pytest.mark.parametrize("name", VIEWS)
def test_a_file_gets_no_colours(name: str) -> None:
    assert "\x1b" not in drawn(VIEWS[name]["en"])


def test_no_color_is_heeded_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    out = io.StringIO()

    Console(file=out, force_terminal=True, width=80, markup=False).print(VIEWS["verdict"]["en"])

    assert "38;5" not in out.getvalue()


def test_the_four_answers_differ_by_mark_and_fill_too_and_none_is_red_or_green() -> None:
    assert len(set(MARKS.values())) == len(set(FILLS.values())) == len(set(COLOURS.values())) == len(Answer)
    assert COLOURS == {
        Answer.CLEARED: "color(37)",  # 00afaf, blue-teal
        Answer.CONTESTED: "color(178)",  # d7af00, amber
        Answer.NOT_CLEARED: "color(166)",  # d75f00, dark orange
        Answer.UNKNOWN: "color(245)",  # 8a8a8a, grey
    }


def test_the_break_is_crossed_and_named() -> None:
    text = drawn(VIEWS["verdict"]["en"], 200)

    assert "── grantor ── ✗ the mandate from Label A to Our Society ended in January 2004 [term]" in text
    assert "── law ── France, where the people are" in text


def test_statements_stand_below_facts_only_when_asked_for() -> None:
    without = drawn(show_verdict(CLEARED, RECORD), 200)
    with_them = drawn(show_verdict(CLEARED, RECORD, sources=EVIDENCE), 200)

    assert "affirmed by Label A" not in without
    assert "affirmed by Label A; made 1 May 2004; “Sleeve of the first pressing”" in with_them


def test_a_statement_of_a_later_day_is_not_shown_and_one_not_believed_is_marked() -> None:
    early = replace(CLEARED, question=question(known_by=date(2004, 4, 30)))
    other = replace(CLEARED, question=question(position="nobody"))

    assert "affirmed by Label A" not in drawn(show_verdict(early, RECORD, sources=EVIDENCE), 200)
    assert "[not believed here] affirmed by Label A" in drawn(show_verdict(other, RECORD, sources=EVIDENCE), 200)


def test_statements_on_several_facts_of_one_break_stand_below_each() -> None:
    text = drawn(VIEWS["verdict"]["en"], 200)

    assert re.search(r"the end of the mandate from Label A to Our Society\n.*\[reported\] denied by Our Society", text)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_verdict_ends_with_what_it_does_not_say(lang: Lang) -> None:
    text = " ".join(drawn(show_verdict(CLEARED, RECORD, lang), 300).replace("\u00a0", " ").split())

    assert text.endswith(words.not_said(lang)[-1].replace("\u00a0", " "))


def test_each_slice_has_its_part_of_the_strip() -> None:
    strip = drawn(timeline_strip(SLICES, RECORD), 60).splitlines()[0]

    assert len(strip) == 60
    assert re.fullmatch("▓+█░+·+", strip)  # the single day keeps one column


@pytest.mark.parametrize(
    ("days", "width", "ends"),
    [
        ([10], 20, [20]),
        ([10, 10], 20, [10, 20]),
        ([1, 1000], 20, [1, 20]),
        ([1000, 1], 20, [19, 20]),
        ([1, 1, 1], 3, [1, 2, 3]),
    ],
)
def test_slices_share_the_columns_by_their_days(days: list[int], width: int, ends: list[int]) -> None:
    assert _columns(days, width) == ends


def test_more_slices_than_columns_still_end_at_the_edge() -> None:
    ends = _columns([1] * 100, 20)

    assert ends[-1] == 20
    assert ends == sorted(ends)
    assert ends[0] >= 0


def test_the_map_has_a_tile_for_every_leaf_of_today_and_none_twice() -> None:
    tiles = _tiles()
    today = territories().atlas.leaves_on(date(2024, 1, 1))

    assert set(today) <= set(tiles)
    places = [tiles[leaf] for leaf in today]
    assert len(places) == len(set(places))


def test_tiles_lie_roughly_where_their_territories_do() -> None:
    tiles = _tiles()

    assert tiles["CA"][1] < tiles["FR"][1] < tiles["RU"][1] < tiles["JP"][1]  # from west to east
    assert tiles["NO"][0] < tiles["FR"][0] < tiles["DZ"][0] < tiles["ZA"][0]  # from north to south


@pytest.mark.parametrize(
    "day", [date(1975, 1, 1), date(1991, 6, 1), date(1995, 1, 1), date(2004, 5, 15), date(2010, 6, 1)]
)
def test_no_two_territories_of_one_day_share_a_tile(day: date) -> None:
    tiles = _tiles()

    places = [tiles[leaf] for leaf in territories().atlas.leaves_on(day) if leaf in tiles]

    assert len(places) == len(set(places))


def test_a_narrow_terminal_gets_lists_alone() -> None:
    text = drawn(VIEWS["map"]["en"], 60)

    assert "FR○" not in text
    assert "France" in text


def test_a_territory_without_a_tile_is_listed_beside_the_map() -> None:
    text = drawn(territory_map({"DDDE": Answer.UNKNOWN, "FR": Answer.CLEARED}, RECORD))

    assert "without a tile: German Democratic Republic" in text


def test_a_total_adds_up_and_a_part_is_of_its_group() -> None:
    text = drawn(audit_view(AUDIT, RECORD), 120)

    assert re.search(r"Label A\s+85 % of sales\s+1 \(10 %\)\s+6 \(60 %\)\s+3 \(30 %\)\s+0\s+10", text)
    assert re.search(r"Total\s+1 \(8 %\)\s+7 \(58 %\)\s+3 \(25 %\)\s+1 \(8 %\)\s+12", text)


def test_a_service_gets_one_sentence() -> None:
    held = service(next(iter(TALLIES.values())))

    assert drawn(service_view(held, RECORD), 200).startswith("Shop.example, permanent download to people in France")


def test_the_more_weighty_reasons_come_first_and_the_rest_is_counted() -> None:
    text = drawn(audit_view(AUDIT, RECORD, top=1), 120)

    assert "no grant on record from Label A to Our Society" in text
    assert "+1" in text


def test_reasons_that_read_the_same_are_told_apart_by_their_party() -> None:
    law = [
        RankedReason(Reason("disputed", party, "society", ("law-45",)), count)
        for party, count in (("label", 3), ("rival", 2))
    ]

    text = drawn(audit_view(replace(AUDIT, reasons=tuple(law)), RECORD), 120)

    assert "3  Law 5351-1, art. 45(3) is disputed (Label A)" in text
    assert "2  Law 5351-1, art. 45(3) is disputed (Rival Shop)" in text
