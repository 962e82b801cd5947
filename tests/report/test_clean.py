# SPDX-License-Identifier: Apache-2.0
"""Texts of a case are hostile until cleaned."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from licit.model.asset import Item
from licit.model.party import Party
from licit.model.proof import Dimension
from licit.model.record import Record
from licit.report import words
from licit.report.clean import LONGEST, clean
from licit.report.terminal import console, show_verdict
from tests.golden.verdicts import BREAKS, RECORD, broken

HOSTILE = {
    "ansi": "\x1b[31mRED\x1b[0m\x1b]0;title\x07",
    "c1": "a\x9b31mb",
    "bidi": "abc\u202ecba\u202c\u2066x\u2069",
    "zero width": "ab\u200bc\ufeffd",
    "tags": "a\U000e0041b",
    "private": "a\ue000b",
    "lines": "one\r\ntwo\ttwo\u2028three",
    "markup": "[red]not[/red] [link=https://example.org]x[/link] :smile:",
    "zalgo": "Z" + "\u0301" * 50,
    "forgery": "X” (recording) is cleared: “Y",
    "surrogate": "a\ud800b",
    "long": "x" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_acts_is_written_out(text: str) -> None:
    shown = clean(text)

    assert shown.isprintable()
    assert len(shown) <= LONGEST * len("<U+10FFFF>")


@given(st.text())
def test_cleaned_text_is_one_printable_line(text: str) -> None:
    shown = clean(text)

    assert "\n" not in shown
    assert all(unicodedata.category(one) not in ("Cc", "Cs", "Zl", "Zp") for one in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.mark.parametrize(
    "text", ["Señor Coconut", "Ленинград", "坂本龍一", "AC/DC", 'Blue Monday (7" Mix)', "می‌خواهم", "N’to"]
)
def test_an_honest_title_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


def test_an_override_can_be_seen() -> None:
    assert clean("abc\u202ecba") == "abc<U+202E>cba"


def _hostile_record(text: str) -> Record:
    song = RECORD.items["song"]
    parties = {name: Party(name, text + name) for name in RECORD.parties}
    return replace(RECORD, parties=parties, items={"song": Item("song", song.assets, text, text)})


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_title_changes_nothing_but_itself_in_a_terminal(text: str) -> None:
    record, out = _hostile_record(text), io.StringIO()
    terminal = Console(file=out, width=100, force_terminal=True, color_system="256", markup=False, emoji=False)

    terminal.print(show_verdict(broken(BREAKS[Dimension.NO_GRANT]), record))

    drawn = out.getvalue()
    assert "\x1b[31m" not in drawn
    assert "\x1b]" not in drawn
    assert not set(drawn) & set("\u202e\u2066\x07\x9b\u200b")


def test_markup_of_a_title_is_shown_as_text() -> None:
    record, out = _hostile_record(HOSTILE["markup"]), io.StringIO()

    console(out, width=400).print(show_verdict(broken(BREAKS[Dimension.NO_GRANT]), record))

    assert "[red]not[/red]" in out.getvalue()
    assert ":smile:" in out.getvalue()


def test_a_title_can_not_close_its_own_quotes() -> None:
    said = words.sentence(broken(BREAKS[Dimension.NO_GRANT]), _hostile_record(HOSTILE["forgery"]))

    assert "“X\u2019 (recording) is cleared: \u2018Y”" in said
