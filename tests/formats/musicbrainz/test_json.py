# SPDX-License-Identifier: Apache-2.0
"""MusicBrainz entities in JSON: one a line as in the dumps, or a document as from the web service."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from licit.formats.detect import detect
from licit.formats.files import File
from licit.formats.musicbrainz import ROOM
from licit.model.fact import Control, Membership
from licit.model.statement import Basis
from tests.formats.musicbrainz.building import P_RECORDING, PERFORMANCE, gid
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
        ({"relations": [{"target-type": "label"}]}, "'type-id' is missing"),
        ({"relations": [3]}, "'3' is no object"),
        ({"title": 7}, "'7' is no text"),
        ({"title": "\ud800"}, "a text has half a character"),
        ({"isrcs": [None]}, "'None' is no text"),
        ({"artist-credit": ["A"]}, "a text or number where an object belongs"),
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


def relation(kind: str, target: dict[str, object], type_: str, *, begin: str = "") -> dict[str, object]:
    """A relation as the web service gives it; the target comes first where it is a label."""
    return {
        "target-type": kind, "type-id": type_, "direction": "backward" if kind == "label" else "forward",
        "begin": begin or None, "end": None, "ended": False, kind: target,
    }  # fmt: skip


def recording(number: int, **more: object) -> dict[str, object]:
    return {"id": gid("recording", number), "title": f"Song {number}", "video": False, **more}


def work(number: int, **more: object) -> dict[str, object]:
    return {"id": gid("work", number), "title": f"Work {number}", "iswcs": [], **more}


def label(number: int) -> dict[str, object]:
    return {"id": gid("label", number), "name": f"LABEL {number}", "label-code": None}


def write(path: Path, entity: Mapping[str, object]) -> Path:
    path.write_text(json.dumps(entity))
    return path


def test_a_document_of_one_recording_brings_its_works_and_needs_no_label(tmp_path: Path) -> None:
    works = [relation("work", work(number, iswcs=["T-034.524.680-1"][: number % 2]), PERFORMANCE) for number in (1, 2)]
    path = write(tmp_path / "recording.json", recording(7, isrcs=["GBAAA0300001"], relations=works))

    taken = take(path)

    assert taken.problems == []
    assert taken.records == {"recording": 1, "relation": 2}
    (item,) = taken.record.items.values()
    assert [taken.assets[one].title for one in item.of_kind("work")] == ["Work 1", "Work 2"]


def test_of_a_dump_of_recordings_those_that_no_fact_speaks_of_are_counted_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "recordings.jsonl"
    of_a_work = [relation("work", work(1), PERFORMANCE)]
    path.write_text("".join(json.dumps(recording(number, relations=of_a_work)) + "\n" for number in (7, 8)))

    taken = take(path)

    assert not taken.record.items
    assert taken.left_out == {
        ("recording", "nothing that is read speaks of it"): 2,
        ("work", "nothing that is read speaks of it"): 1,
    }


def test_relations_of_what_a_document_holds_are_read_at_every_depth(tmp_path: Path) -> None:
    credit = relation("label", label(1), P_RECORDING)
    song = recording(7, relations=[credit, relation("work", work(1), PERFORMANCE)])
    album = {
        "id": gid("release", 1), "title": "Album", "quality": "normal",
        "media": [{"tracks": [{"recording": song}, {"recording": recording(8)}]}],
        "release-group": {"id": gid("release_group", 1), "relations": [{"target-type": "url"}]},
    }  # fmt: skip

    taken = take(write(tmp_path / "album.json", album), options={"made": "2020"})

    (control,) = facts(taken, Control)
    assert (title(taken, control.asset), name(taken, control.party)) == ("Song 7", "LABEL 1")
    assert taken.records["relation"] == 3
    assert taken.left_out["relation of a release group", "it groups releases and says nothing of rights"] == 1
    assert taken.left_out["recording", "nothing that is read speaks of it"] == 1


def test_relations_of_the_entities_of_one_list_are_told_apart(tmp_path: Path) -> None:
    entities = [
        recording(number, relations=[relation("label", label(number), P_RECORDING, begin=f"200{number}")])
        for number in (7, 8)
    ]
    path = write(tmp_path / "found.json", {"count": 2, "recordings": entities})

    taken = take(path, options={"made": "2020"})

    starts = {title(taken, one.asset): str(one.term.start) for one in facts(taken, Control)}
    assert starts == {"Song 7": "2007", "Song 8": "2008"}


def test_what_says_nothing_of_rights_needs_no_day(tmp_path: Path) -> None:
    artist = relation("artist", {"id": gid("artist", 1), "name": "A"}, gid("link_type", 99))

    taken = take(write(tmp_path / "recording.json", recording(7, relations=[artist])))

    assert taken.problems == []


def test_relations_in_relations_without_end_are_refused(tmp_path: Path) -> None:
    inner = recording(0)
    for number in range(1, 12):
        inner = recording(number, relations=[relation("recording", inner, gid("link_type", 98))])

    taken = take(write(tmp_path / "recording.json", inner))

    (problem,) = taken.refused
    assert "entities stand in one another's relations" in problem.what


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
