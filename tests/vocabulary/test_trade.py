# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest

from licit.model.problem import InvalidValueError
from licit.vocabulary import trade, trades

DAY = date(2004, 5, 31)
MUSIC = trade("music")


def test_the_trades_are_the_folders() -> None:
    assert trades() == ("medicines", "music")


@pytest.mark.parametrize("name", ["musik", "", "..", "territories", "music/laws", "../music"])
def test_a_trade_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(InvalidValueError, match="no known trade"):
        trade(name)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("Use", "PermanentDownload"),
        ("Download", "PermanentDownload"),
        ("Download", "TetheredDownload"),
        ("Stream", "OnDemandStream"),
        ("Stream", "Simulcast"),
        ("Perform", "PerformInPublic"),
        ("OnDemandStream", "OnDemandStream/Subscription"),
        ("Stream/Subscription", "OnDemandStream/Subscription"),
    ],
)
def test_a_wide_use_covers_what_lies_below_it(wide: str, narrow: str) -> None:
    assert MUSIC.uses.covers(wide, narrow, DAY)
    assert not MUSIC.uses.covers(narrow, wide, DAY)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Stream", "PermanentDownload"), ("Perform", "Stream"), ("Broadcast", "Webcast"), ("Use", "UserDefined")],
)
def test_uses_that_only_look_alike_do_not_cover_each_other(one: str, other: str) -> None:
    assert not MUSIC.uses.covers(one, other, DAY)


@pytest.mark.parametrize("name", trades())
def test_every_word_has_a_name_in_both_languages_and_every_tie_a_use(name: str) -> None:
    words = trade(name)

    for table in (words.kinds, words.rights, words.use_names, words.models):
        assert table
        assert all(names["en"] and names["fr"] for names in table.values())
    for use in words.use_names:
        assert words.uses.above(use, DAY) <= set(words.use_names)
    assert words.edition


@pytest.mark.parametrize("name", trades())
def test_each_right_is_in_a_kind_of_asset(name: str) -> None:
    words = trade(name)

    assert {right.partition(":")[0] for right in words.rights} == set(words.kinds)


@pytest.mark.parametrize(
    ("word", "lang", "name"),
    [
        ("recording:making-available", "en", "making available on demand of the recording"),
        ("work", "fr", "œuvre"),
        ("PermanentDownload", "fr", "Téléchargement définitif"),
        ("OnDemandStream/Subscription", "en", "On-demand stream (by subscription)"),
    ],
)
def test_names(word: str, lang: str, name: str) -> None:
    assert MUSIC.names(word, "fr" if lang == "fr" else "en") == name


@pytest.mark.parametrize(
    ("use", "near"),
    [
        ("PermanentDownlod", "PermanentDownload"),
        ("OnDemandStream/Subscripton", "Subscription"),
        ("Streaming", "Stream"),
    ],
)
def test_a_misspelt_use_is_refused_with_the_nearest(use: str, near: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        MUSIC.check_use(use)

    assert near in refused.value.mend


@pytest.mark.parametrize("use", ["", "/", "OnDemandStream/", "Stream/Download", "Stream/Subscription/Subscription"])
def test_a_use_that_is_none_is_refused(use: str) -> None:
    with pytest.raises(InvalidValueError):
        MUSIC.check_use(use)
    with pytest.raises(InvalidValueError):
        MUSIC.names(use)


def test_the_default_law_comes_first() -> None:
    assert [trade(name).laws[0] for name in trades()] == ["default", "default"]


@pytest.mark.parametrize("law", ["ru-1993", "../laws/default", "default.yaml", ""])
def test_a_law_that_is_none_is_refused(law: str) -> None:
    with pytest.raises(InvalidValueError, match="no known law"):
        MUSIC.law_text(law)
