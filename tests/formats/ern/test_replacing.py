# SPDX-License-Identifier: Apache-2.0
"""What a newer message does to older ones: replaced, omitted, taken down, purged, out of order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from licit.model.fact import Termination
from licit.model.verdict import Answer
from tests.formats.ern.asking import ask, grants, owned, taken
from tests.formats.ern.building import STREAM, TRACKS, Deal, Message, streams, taken_down, xml
from tests.formats.taken import Taken

CLEARED, CONTESTED, NOT = Answer.CLEARED, Answer.CONTESTED, Answer.NOT_CLEARED
FIRST = Message("2024-01-10T09:00:00Z", (streams("FR", "DE", "ES"),))


def then(*deals: Deal, created: str = "2024-03-01T09:00:00Z") -> Message:
    return Message(created, deals)


def endings(found: Taken) -> list[str]:
    return [str(fact.last_day) for fact in found.bundle.facts.values() if isinstance(fact, Termination)]


def test_a_message_that_says_the_same_again_ends_nothing(tmp_path: Path) -> None:
    found = taken(tmp_path, FIRST, then(streams("FR", "DE", "ES")))

    assert endings(found) == []
    assert ask(owned(found), "2024-06-01", "DE") is CLEARED


def test_a_message_without_deals_withdraws_everything_in_good_form(tmp_path: Path) -> None:
    record = owned(taken(tmp_path, FIRST, then()))

    assert [ask(record, day, "FR") for day in ("2024-02-29", "2024-03-01")] == [CLEARED, NOT]


def test_a_use_may_simply_be_left_out(tmp_path: Path) -> None:
    free = Deal(TRACKS, ("FR", "DE", "ES"), STREAM, ("FreeOfChargeModel",), "2024-02-01")

    record = owned(taken(tmp_path, FIRST, then(free)))

    assert ask(record, "2024-03-01", "FR") is NOT
    assert ask(record, "2024-03-01", "FR", use="OnDemandStream/FreeOfCharge") is CLEARED


def ended(*where: str, end: str = "2024-06-30") -> Deal:
    """The deal again with an end alone: so DDEX's samples of a deal's life take down."""
    return replace(streams(*where, start=""), end=end)


def test_a_deal_said_again_with_an_end_alone_goes_on_until_then(tmp_path: Path) -> None:
    again = (streams("FR", "ES"), ended("DE"))
    messages = (FIRST, then(*again), then(*again, created="2024-04-01T09:00:00Z"))

    record = owned(taken(tmp_path, *messages))

    days = ("2024-01-31", "2024-02-01", "2024-06-30", "2024-07-01")
    assert [ask(record, day, "DE") for day in days] == [NOT, CLEARED, CLEARED, NOT]
    assert ask(record, "2024-07-01", "FR") is CLEARED


@pytest.mark.parametrize(
    "other",
    [
        ended("DE", "IT"),
        replace(ended("DE"), refs=("R1",)),
        replace(ended("DE"), models=("FreeOfChargeModel",)),
        ended("DE", end="2024-01-31"),
    ],
    ids=["wider", "another track", "another model", "ended before it began"],
)
def test_an_end_alone_of_another_deal_leaves_the_start_open(tmp_path: Path, other: Deal) -> None:
    found = taken(tmp_path, FIRST, then(streams("FR", "ES"), other))

    assert f"[..]/{other.end}" in {str(grant.term) for grant in grants(found)}


def test_a_territory_left_out_is_contested_until_it_is_named_again(tmp_path: Path) -> None:
    messages = (FIRST, then(streams("FR", "ES")), then(streams("FR", "ES"), created="2024-04-01T09:00:00Z"))
    record = owned(taken(tmp_path, *messages, then(streams("FR", "DE"), created="2024-05-01T09:00:00Z")))

    days = ("2024-02-29", "2024-03-01", "2024-04-01", "2024-05-01")
    answers = [ask(record, day, "DE", known_by=day) for day in days]
    assert answers == [CLEARED, CONTESTED, CONTESTED, CLEARED]
    assert ask(record, "2024-04-01", "DE") is CLEARED  # the last message gives it from February on
    assert ask(record, "2024-05-01", "ES") is CONTESTED


def test_a_territory_left_out_of_worldwide_is_contested_and_the_rest_is_not(tmp_path: Path) -> None:
    record = owned(taken(tmp_path, Message(FIRST.created, (streams("Worldwide"),)), then(streams("FR"))))

    assert [ask(record, "2024-03-01", code) for code in ("FR", "DE", "XK")] == [CLEARED, CONTESTED, CONTESTED]


def test_worldwide_narrowed_by_an_exclusion(tmp_path: Path) -> None:
    narrowed = replace(streams(), excluded=("DE", "US"))

    record = owned(taken(tmp_path, Message(FIRST.created, (streams("Worldwide"),)), then(narrowed)))

    assert [ask(record, "2024-03-01", code) for code in ("FR", "DE", "US")] == [CLEARED, CONTESTED, CONTESTED]


def test_a_deal_whose_end_is_past_takes_its_territory_down_in_good_form(tmp_path: Path) -> None:
    """ERN 6.19.4: the deal is sent once more with an end in the past."""
    ended = replace(streams("DE"), end="2024-02-20")

    record = owned(taken(tmp_path, FIRST, then(streams("FR", "ES"), ended)))

    assert [ask(record, day, "DE") for day in ("2024-02-20", "2024-03-01")] == [CLEARED, NOT]


def test_a_deal_that_says_nothing_but_its_end_is_a_take_down(tmp_path: Path) -> None:
    bare = Deal(TRACKS, ("Worldwide",), end="2024-03-31")

    record = owned(taken(tmp_path, FIRST, then(bare)))

    assert [ask(record, day, "DE") for day in ("2024-03-31", "2024-04-01")] == [CLEARED, NOT]


@pytest.mark.parametrize("flag", ["TakeDown", "AllDealsCancelled"])
def test_a_take_down_counts_from_its_start(tmp_path: Path, flag: str) -> None:
    down = replace(taken_down("ES", start="2024-04-01"), more=f"<{flag}>true</{flag}>")

    record = owned(taken(tmp_path, FIRST, then(streams("FR", "DE"), down)))

    answers = [ask(record, day, "ES") for day in ("2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01")]
    assert answers == [CLEARED, CLEARED, CLEARED, NOT]
    assert ask(record, "2024-04-01", "DE") is CLEARED


def test_a_take_down_from_a_day_gone_by_leaves_the_days_between_open(tmp_path: Path) -> None:
    record = owned(taken(tmp_path, FIRST, then(taken_down("Worldwide", start="2024-02-15"))))

    answers = [ask(record, day, "FR") for day in ("2024-02-14", "2024-02-15", "2024-02-29", "2024-03-01")]
    assert answers == [CLEARED, CONTESTED, CONTESTED, NOT]


def test_a_take_down_without_a_start_counts_from_the_message(tmp_path: Path) -> None:
    record = owned(taken(tmp_path, FIRST, then(streams("FR", "DE"), taken_down("ES", start=""))))

    assert [ask(record, day, "ES") for day in ("2024-02-14", "2024-03-01")] == [CLEARED, NOT]


def test_a_take_down_of_what_was_never_there_is_left_out(tmp_path: Path) -> None:
    found = taken(tmp_path, Message(FIRST.created, (streams("FR"), taken_down("DE", start="2024-02-01"))))

    assert found.left_out["take-down", "the release had no deals before"] == 1
    assert ask(owned(found), "2024-02-01", "DE") is NOT


def test_a_deal_that_comes_back_is_in_force_again(tmp_path: Path) -> None:
    found = taken(tmp_path, FIRST, then(), then(streams("FR", "DE", "ES"), created="2024-05-01T09:00:00Z"))

    assert ask(owned(found), "2024-05-01", "FR") is CLEARED


def test_a_purge_ends_all(tmp_path: Path) -> None:
    purge = Message("2024-04-01T09:00:00Z", purge=True)

    record = owned(taken(tmp_path, FIRST, purge))

    assert [ask(record, day, "FR") for day in ("2024-03-31", "2024-04-01")] == [CLEARED, NOT]


def test_a_purge_of_the_unknown_is_told(tmp_path: Path) -> None:
    found = taken(tmp_path, Message("2024-04-01T09:00:00Z", purge=True))

    assert [doubt.check for doubt in found.doubts] == ["import-reference"]


def test_another_senders_message_replaces_nothing(tmp_path: Path) -> None:
    other = xml(replace(then(streams("IT")), sender="PADPIDA2099010103T")).replace("EXAMPLE RECORDS", "OTHER RECORDS")

    found = taken(tmp_path, FIRST, other)

    assert endings(found) == []


def test_messages_read_in_the_wrong_order_end_the_older_deal_all_the_same(tmp_path: Path) -> None:
    found = taken(tmp_path, then(streams("FR")), FIRST)
    record = owned(found)

    assert [ask(record, day, "DE") for day in ("2024-02-29", "2024-03-01")] == [CLEARED, NOT]
    assert ask(record, "2024-03-01", "FR") is CLEARED
    assert "read before" in found.doubts[0].what


def test_a_message_that_is_cut_off_withdraws_nothing(tmp_path: Path) -> None:
    text = xml(then(streams("FR"), streams("DE", start="2024-02-02")))

    found = taken(tmp_path, FIRST, text[: text.rindex("<Deal>")])

    assert endings(found) == []
    assert len(found.refused) == 1


def test_an_unchanged_deal_of_an_older_day_survives_a_message_of_the_same_day(tmp_path: Path) -> None:
    noon = replace(FIRST, created="2024-01-10T12:00:00Z", deals=(streams("FR"),))

    record = owned(taken(tmp_path, FIRST, noon))

    assert ask(record, "2024-02-01", "FR") is CLEARED
    assert ask(record, "2024-02-01", "DE") is CONTESTED


def test_a_message_with_a_deal_that_cannot_be_read_ends_no_deal_for_sure(tmp_path: Path) -> None:
    bad = replace(streams(), excluded=("Worldwide",))

    record = owned(taken(tmp_path, FIRST, then(bad)))

    assert ask(record, "2024-03-01", "FR") is CONTESTED
