# SPDX-License-Identifier: Apache-2.0
"""Who is who: registers decide, then a submitter's own numbers, names last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.case.identity import Registry
from licit.model.asset import Asset, Item
from licit.model.party import Party
from licit.model.problem import InvalidValueError
from licit.model.record import Record

IPI = "00000000199"
OTHER = "00000000297"


def record(*parties: Party) -> Record:
    return Record(parties={one.id: one for one in parties})


def test_one_number_of_a_register_is_one_party_whoever_mentions_it() -> None:
    registry = Registry(Record())

    first = registry.party("SONGS LTD", identifiers={"ipi-name": IPI}, within="sub-a", number="P1")
    second = registry.party("Songs Limited", identifiers={"ipi-name": IPI}, within="sub-b", number="77")

    assert first == second == "songs-ltd"
    assert registry.parties[first].name == "SONGS LTD"


def test_a_submitters_number_means_nothing_to_another_submitter() -> None:
    registry = Registry(Record())

    ours = registry.party("SONGS", within="sub-a", number="1")
    theirs = registry.party("TUNES", within="sub-b", number="1")

    assert ours != theirs
    assert registry.party("", within="sub-a", number="1") == ours


def test_a_number_given_to_someone_else_is_someone_else_where_the_register_says_so() -> None:
    registry = Registry(Record())
    first = registry.party("SONGS", identifiers={"ipi-name": IPI}, within="sub-a", number="1")

    second = registry.party("TUNES", identifiers={"ipi-name": OTHER}, within="sub-a", number="1")

    assert first != second


def test_a_number_learns_its_register_number_later() -> None:
    registry = Registry(Record())
    first = registry.party("SONGS", within="sub-a", number="1")

    assert registry.party("SONGS", identifiers={"ipi-name": IPI}, within="sub-a", number="1") == first
    assert registry.party("Whoever", identifiers={"ipi-name": IPI}) == first
    assert registry.named.unidentified == {}


def test_one_name_in_two_sources_is_two_parties() -> None:
    registry = Registry(Record())

    assert registry.party("A. Writer", within="sub-a") != registry.party("A. Writer", within="sub-b")
    assert registry.party("A. WRITER", within="sub-a") == registry.party("A. Writer", within="sub-a")


def test_a_name_joins_a_party_written_by_hand_and_tells_so() -> None:
    registry = Registry(record(Party("emi", "EMI Music")))

    assert registry.party("Emi  MUSIC", identifiers={"ipi-name": IPI}, within="sub-a") == "emi"
    assert registry.named.by_name == {"emi": "Emi  MUSIC"}
    assert registry.named.aliases == {("party", "ipi-name", IPI): "emi"}
    assert registry.named.parties == {}


def test_a_name_does_not_join_where_an_identifier_speaks_against_it() -> None:
    registry = Registry(record(Party("emi", "EMI Music", identifiers=(("ipi-name", OTHER),))))

    assert registry.party("EMI Music", identifiers={"ipi-name": IPI}) == "emi-music"


def test_a_name_does_not_join_what_another_file_brought_in() -> None:
    registry = Registry(record(Party("emi", "EMI Music")), written_by_hand=())

    assert registry.party("EMI Music", within="sub-a") == "emi-music"


def test_a_bare_name_is_the_users_word_for_a_party_of_the_case() -> None:
    registry = Registry(record(Party("emi", "EMI Music"), Party("x", "Twice"), Party("y", "TWICE")), written_by_hand=())

    assert registry.party("EMI MUSIC") == registry.party("emi") == "emi"
    with pytest.raises(InvalidValueError, match="the name of 2 parties"):
        registry.party("Twice")


def test_what_earlier_imports_learnt_is_remembered() -> None:
    registry = Registry(record(Party("emi", "EMI")), written_by_hand=())
    registry.remember({("party", "sub-a", "9"): "emi"}, {("party", "ipi-name", IPI): "emi"})

    assert registry.party("E.M.I.", within="sub-a", number="9") == "emi"
    assert registry.party("Electric", identifiers={"ipi-name": IPI}) == "emi"


def test_a_work_and_a_recording_are_two_things_whatever_they_are_called() -> None:
    registry = Registry(Record())

    work = registry.asset("work", "Song", identifiers={"iswc": "T0345246801"}, within="sub-a", number="1")
    recording = registry.asset("recording", "Song", identifiers={"isrc": "GBAYE0000001"}, within="sub-a", number="1")

    assert (work, recording) == ("T0345246801", "GBAYE0000001")
    assert registry.asset("work", within="sub-a", number="1") == work


def test_an_asset_that_nothing_names_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="neither identifier nor number"):
        Registry(Record()).asset("work", "Song")


def test_a_recording_is_one_item_for_every_service_that_offers_it() -> None:
    held = Record(
        items={"song": Item("song", (("recording", ("GBAYE0000001",)),))},
        assets={"GBAYE0000001": Asset("GBAYE0000001", "recording", identifiers=(("isrc", "GBAYE0000001"),))},
    )
    registry = Registry(held)
    recording = registry.asset("recording", identifiers={"isrc": "GBAYE0000001"})

    assert registry.item("Song", recording=recording, within="shop", number="9") == "song"
    assert registry.named.items == {}


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("12"), st.sampled_from(["", IPI, OTHER])), min_size=1))
def test_two_mentions_with_different_register_numbers_are_never_one(mentions: list[tuple[str, str, str]]) -> None:
    registry = Registry(Record())

    found = [
        (
            ipi,
            registry.party(f"N{number}", identifiers={"ipi-name": ipi} if ipi else None, within=source, number=number),
        )
        for source, number, ipi in mentions
    ]

    by_id: dict[str, set[str]] = {}
    for ipi, one in found:
        by_id.setdefault(one, set()).update({ipi} - {""})
    assert all(len(numbers) <= 1 for numbers in by_id.values())
    assert all(len({one for ipi, one in found if ipi == number}) <= 1 for number in (IPI, OTHER))
