# SPDX-License-Identifier: Apache-2.0
"""MusicBrainz entities in JSON: one a line as in the dumps, or a document as from the web service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from licit.formats.detect import detect
from licit.formats.files import File
from licit.formats.musicbrainz import ROOM
from licit.model.fact import Control, Membership
from licit.model.statement import Basis
from tests.formats.musicbrainz.building import gid
from tests.formats.musicbrainz.test_dump import facts, name, title
from tests.formats.taken import Taken, take

GOOD: Final = Path(__file__).parent / "good"


@pytest.fixture(scope="module")
def taken() -> Taken:
    return take(GOOD / "entities.jsonl", GOOD / "release.json", options={"made": "2020-01-01"})


def test_entities_and_relations_are_counted(taken: Taken) -> None:
    entities = [json.loads(line) for line in (GOOD / "entities.jsonl").read_text().splitlines()]
    release = json.loads((GOOD / "release.json").read_text())
    relations = sum(len(one["relations"]) for one in [*entities, release])

    assert taken.records == {"label": 2, "recording": 1, "release": 1, "relation": relations}
    assert taken.problems == []


def test_a_relation_is_the_same_from_both_of_its_ends(taken: Taken) -> None:
    (membership,) = facts(taken, Membership)

    assert (name(taken, membership.member), name(taken, membership.group)) == ("BLUE", "GREAT")
    assert len(taken.record.statements_on[membership.id]) == 2


def test_controls_licences_and_works_are_read_as_from_the_dump(taken: Taken) -> None:
    found = {(title(taken, one.asset), name(taken, one.party)): one for one in facts(taken, Control)}
    (grant,) = taken.record.grants

    assert set(found) == {("Song 10", "BLUE"), ("Song 12", "RED")}
    assert taken.record.statements_on[found["Song 12", "RED"].id][0].basis is Basis.INFERRED
    assert (name(taken, grant.grantor), name(taken, grant.grantee)) == ("BLUE", "OUTLET")
    item = next(one for one in taken.record.items.values() if one.title == "Song 10")
    assert item.artist == "A BAND & ANOTHER"
    assert [dict(taken.assets[one].identifiers) for one in item.of_kind("work")] == [{"iswc": "T0345246801"}]


def test_artists_are_no_parties(taken: Taken) -> None:
    assert {party.name for party in taken.parties.values()} == {"MusicBrainz", "BLUE", "GREAT", "RED", "OUTLET"}
    assert taken.left_out["relation of an artist", "artists may be persons: no party is made of them"] == 1


def test_places_name_the_line_and_the_relation(taken: Taken) -> None:
    assert {one.locator for one in taken.record.statements} >= {
        "entities.jsonl:3 relation 1",
        "entities.jsonl:1 relation 1",
        "release.json:1 relation 1",
    }


def test_without_a_day_it_is_told_that_the_words_count_on_none() -> None:
    taken = take(GOOD / "entities.jsonl")

    (doubt,) = taken.doubts
    assert "don't say when they were made" in doubt.what


def test_a_list_of_the_web_service_is_its_entities(tmp_path: Path) -> None:
    labels = [json.loads(line) for line in (GOOD / "entities.jsonl").read_text().splitlines()[:2]]
    path = tmp_path / "found.json"
    path.write_text(json.dumps({"count": 2, "labels": labels}, indent=1))

    taken = take(path, options={"made": "2020"})

    assert taken.records["label"] == 2
    assert len(facts(taken, Membership)) == 1


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"id": "10"}, "id is '10', no UUID"),
        ({"relations": 3}, "relations is no list"),
        ({"relations": [{"target-type": "label"}]}, "KeyError"),
        ({"relations": [3]}, "TypeError"),
        ({"title": 7}, "'7' is no text"),
        ({"title": "\ud800"}, "UnicodeEncodeError"),
        ({"isrcs": [None]}, "'None' is no text"),
        ({"artist-credit": ["A"]}, "AttributeError"),
    ],
)
def test_a_bad_entity_is_refused_and_the_others_are_read(change: dict[str, object], what: str, tmp_path: Path) -> None:
    lines = (GOOD / "entities.jsonl").read_text().splitlines()
    path = tmp_path / "entities.jsonl"
    path.write_text("\n".join([*lines[:2], json.dumps(json.loads(lines[2]) | change)]))

    taken = take(path, options={"made": "2020"})

    (problem,) = taken.refused
    assert what in problem.what
    assert problem.place.line == 3
    assert len(facts(taken, Membership)) == 1


def test_inspect_shows_an_entity_with_its_relations() -> None:
    path = GOOD / "entities.jsonl"

    shown = list(ROOM.inspect(File(path, path.name, detect(path, path.name))))

    assert [(one.type, one.place) for one in shown] == [
        ("label", "entities.jsonl:1"),
        ("label", "entities.jsonl:2"),
        ("recording", "entities.jsonl:3"),
    ]
    (relation,) = (value for value in shown[0].fields if value.name == "relation")
    assert relation.meaning == "a label belongs to another"
    assert next(value for value in shown[2].fields if value.name == "id").raw == gid("recording", 10)
