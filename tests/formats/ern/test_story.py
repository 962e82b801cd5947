# SPDX-License-Identifier: Apache-2.0
"""The story of one album: delivered, updated, taken down in a territory, purged; the engine answers."""

from __future__ import annotations

from typing import Final

import pytest

from licit.model.verdict import Answer
from tests.formats.ern.asking import ask, owned
from tests.formats.ern.building import GOOD, ICPN, STORY, xml
from tests.formats.taken import Taken, take

MESSAGES: Final = tuple(GOOD / name for name in STORY if name.startswith("album"))
CLEARED, CONTESTED, NOT = Answer.CLEARED, Answer.CONTESTED, Answer.NOT_CLEARED


@pytest.fixture(scope="module")
def story() -> Taken:
    return take(*MESSAGES)


@pytest.mark.parametrize("name", STORY)
def test_building_the_good_messages_anew_changes_nothing(name: str) -> None:
    assert (GOOD / name).read_text("utf-8") == xml(STORY[name])


@pytest.mark.parametrize(
    ("day", "territory", "answer"),
    [
        ("2024-01-31", "FR", NOT),  # not begun
        ("2024-02-01", "FR", CLEARED),  # delivered: France, Germany, Spain
        ("2024-02-01", "DE", CLEARED),
        ("2024-02-01", "IT", NOT),
        ("2024-02-29", "DE", CLEARED),
        ("2024-03-01", "DE", CONTESTED),  # updated on this day: Germany is left out, in no good form
        ("2024-03-01", "FR", CLEARED),
        ("2024-04-10", "ES", CLEARED),  # the take-down of Spain is known, and begins later
        ("2024-04-30", "ES", CLEARED),
        ("2024-05-01", "ES", NOT),
        ("2024-05-01", "FR", CLEARED),
        ("2024-05-31", "FR", CLEARED),
        ("2024-06-01", "FR", NOT),  # purged
        ("2024-06-01", "DE", NOT),
    ],
)
def test_what_the_shop_may_stream_on_each_day(story: Taken, day: str, territory: str, answer: Answer) -> None:
    assert ask(owned(story), day, territory) is answer


@pytest.mark.parametrize(
    ("known_by", "territory", "answer"),
    [("2024-02-29", "DE", CLEARED), ("2024-03-01", "DE", CONTESTED), ("2024-05-31", "FR", CLEARED)],
)
def test_who_did_not_know_the_later_messages_says_otherwise(
    story: Taken, known_by: str, territory: str, answer: Answer
) -> None:
    """Asked about a day after the purge, by somebody who knows the messages up to a day."""
    assert ask(owned(story), "2024-07-01", territory, known_by=known_by) is answer


def test_a_track_is_not_covered_by_the_deal_of_its_album(story: Taken) -> None:
    record = owned(story)

    assert ask(record, "2024-02-10", "FR", use="PermanentDownload/PayAsYouGo") is NOT
    assert ask(record, "2024-02-10", "FR", use="PermanentDownload/PayAsYouGo", item=ICPN) is CLEARED


def test_a_use_or_model_that_no_deal_names_is_not_cleared(story: Taken) -> None:
    record = owned(story)

    assert ask(record, "2024-02-10", "FR", use="OnDemandStream/AdvertisementSupported") is NOT
    assert ask(record, "2024-02-10", "FR", use="OnDemandStream") is NOT


def test_the_whole_story_is_read_without_a_problem(story: Taken) -> None:
    assert story.refused == []
    assert story.doubts == []
    assert (
        story.facts["Grant"] == 2 + 2 + 2
    )  # delivered; updated and left over in Germany; taken down, Spain until then


def test_reading_the_messages_twice_changes_nothing(story: Taken) -> None:
    again = take(*MESSAGES, *MESSAGES[-1:])

    assert set(again.bundle.facts) == set(story.bundle.facts)


def test_the_shop_offers_both_tracks_and_the_album(story: Taken) -> None:
    (offers,) = story.record.offers.values()

    assert set(offers) == {"ZZAAA2400001", "ZZAAA2400002", ICPN}
