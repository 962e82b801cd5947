# SPDX-License-Identifier: Apache-2.0
"""Dump tables of MusicBrainz into a case: the story of a small catalogue, and what each relation is read into."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from licit.engine.engine import Engine
from licit.formats.detect import detect
from licit.formats.files import File
from licit.formats.musicbrainz import ROOM
from licit.formats.musicbrainz.layouts import TABLES
from licit.model.day import LAST, When
from licit.model.fact import Control, GrantKind, Membership, Requirement
from licit.model.position import Position
from licit.model.question import Question
from licit.model.record import FactT, Record
from licit.model.statement import Basis, Statement
from licit.model.territory import only
from licit.model.verdict import Answer
from tests.formats.musicbrainz.building import (
    LICENSEE,
    LICENSOR,
    OWNERSHIP,
    P_RECORDING,
    P_RELEASE,
    PERFORMANCE,
    RENAME,
    SOCIETY,
    Rows,
    dump,
    number_of,
    types,
)
from tests.formats.taken import POSITION, Taken, take

# Label 1 belongs to 2 from 1999 and holds the (P) of recording 10; labels 1 and 3 share the (P) of 11 in some years;
# release 20 has the (P) of 3 for all it has (10, 11, 12); label 1 licensed release 20, which label 4 put out.
LINKS: Final = [
    {"id": 100, "link_type": number_of(OWNERSHIP), "begin_date_year": 1999, "begin_date_month": 5, "ended": "f"},
    {"id": 101, "link_type": number_of(P_RECORDING), "begin_date_year": 1990, "ended": "f"},
    {"id": 102, "link_type": number_of(P_RECORDING), "begin_date_year": 1990, "end_date_year": 2005, "ended": "t"},
    {"id": 103, "link_type": number_of(P_RELEASE), "ended": "f"},
    {"id": 104, "link_type": number_of(LICENSOR), "begin_date_year": 2001, "ended": "t"},
    {"id": 105, "link_type": number_of(RENAME), "begin_date_year": 2003, "ended": "f"},
    {"id": 106, "link_type": number_of(SOCIETY), "ended": "f"},
    {"id": 107, "link_type": number_of(PERFORMANCE), "ended": "f"},
]
STORY: Final[Rows] = {
    "label": [{"id": n, "name": name} for n, name in enumerate(["BLUE", "GREAT", "RED", "OUT\\tLET", "SOC"], 1)],
    "label_isni": [{"label": 2, "isni": "0000000121707484"}],
    "label_ipi": [{"label": 1, "ipi": "00000000000"}, {"label": 3, "ipi": "12345678901"}],
    "release": [{"id": 20, "name": "Album"}],
    "release_label": [{"id": 1, "release": 20, "label": 4}, {"id": 2, "release": 20}],
    "release_country": [{"release": 20, "country": 222, "date_year": 1991, "date_month": 3}],
    "medium": [{"id": 30, "release": 20, "name": ""}],
    "track": [{"id": n, "recording": n, "medium": 30, "number": n, "name": "t"} for n in (10, 11, 12)],
    "recording": [{"id": n, "name": f"Song {n}", "artist_credit": 7} for n in (10, 11, 12, 13)],
    "artist_credit": [{"id": 7, "name": "A BAND", "artist_count": 1}],
    "work": [{"id": 40, "name": "Work"}],
    "isrc": [
        {"id": 1, "recording": 10, "isrc": "FRZ039800212"},
        {"id": 2, "recording": 10, "isrc": "FRZ039800213"},
        {"id": 3, "recording": 11, "isrc": "XX0000000000"},
    ],
    "iswc": [{"id": 1, "work": 40, "iswc": "T-034.524.680-1"}],
    "link_type": types(),
    "link": LINKS,
    "l_label_label": [
        {"id": 1, "link": 100, "entity0": 2, "entity1": 1},
        {"id": 2, "link": 105, "entity0": 3, "entity1": 2},
    ],
    "l_label_recording": [
        {"id": 1, "link": 101, "entity0": 1, "entity1": 10},
        {"id": 2, "link": 101, "entity0": 1, "entity1": 11},
        {"id": 3, "link": 102, "entity0": 3, "entity1": 11},
    ],
    "l_label_release": [
        {"id": 1, "link": 103, "entity0": 3, "entity1": 20},
        {"id": 2, "link": 104, "entity0": 1, "entity1": 20},
        {"id": 3, "link": 106, "entity0": 5, "entity1": 20},
    ],
    "l_recording_work": [{"id": 1, "link": 107, "entity0": 10, "entity1": 40}],
}


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    return take(*dump(tmp_path, STORY))


def test_every_row_is_counted(taken: Taken) -> None:
    assert taken.records == {table: len(rows) for table, rows in STORY.items()}
    assert taken.refused == []


def test_ownership_is_a_membership_and_confers_no_authority(taken: Taken) -> None:
    (membership,) = facts(taken, Membership)

    assert (membership.member, membership.group) == (taken.party("BLUE"), taken.party("GREAT"))
    assert str(membership.term) == "1999-05/"
    assert taken.parties[membership.group].identifiers == (("isni", "0000000121707484"),)


def test_the_p_of_a_recording_is_a_control_of_the_whole_or_of_equal_parts(taken: Taken) -> None:
    found = {(title(taken, one.asset), name(taken, one.party)): one for one in facts(taken, Control)}

    assert {key: (str(one.share), str(one.term)) for key, one in found.items()} == {
        ("Song 10", "BLUE"): ("100.00 %", "1990/"),
        ("Song 11", "BLUE"): ("50.00 %", "1990/"),
        ("Song 11", "RED"): ("50.00 %", "1990/2005"),
        ("Song 12", "RED"): ("100.00 %", "/"),
    }
    basis = {key: taken.record.statements_on[one.id][0].basis for key, one in found.items()}
    assert basis["Song 10", "BLUE"] is Basis.REPORTED
    assert basis["Song 12", "RED"] is Basis.INFERRED  # from its release
    assert taken.left_out["(P) of a release", "the recording has its own"] == 2


def test_a_licence_of_a_release_is_a_grant_of_unstated_extent(taken: Taken) -> None:
    (grant,) = taken.record.grants

    assert (name(taken, grant.grantor), name(taken, grant.grantee)) == ("BLUE", "OUT\tLET")
    assert grant.kind is GrantKind.NON_EXCLUSIVE
    assert (grant.scope.rights, grant.scope.uses, grant.scope.territories) == (None, None, None)
    assert {title(taken, one) for one in taken.record.catalogues[grant.id]} == {"Song 10", "Song 11", "Song 12"}
    assert str(grant.term) == "2001/[2001-01-01..]"
    assert taken.record.statements_on[grant.id][0].basis is Basis.INFERRED  # the licensee is the label on the release


def test_all_is_the_word_of_musicbrainz_on_the_day_of_the_edit(taken: Taken) -> None:
    mine = [one for one in taken.record.statements if one.source == taken.party("MusicBrainz")]

    assert len(mine) == 6
    assert {one.made for one in mine} == {When.parse("2015-06-01")}
    assert {one.locator.rpartition("/")[2] for one in mine} >= {"l_label_label:1", "l_label_recording:3"}


def test_events_are_notes_and_the_rest_is_left_out_with_its_reason(taken: Taken) -> None:
    (note,) = taken.record.notes

    assert (note.text, str(note.day)) == ("RED: label rename, GREAT", "2003")
    assert taken.left_out["rights society", "a society's sign names a probable mandate and gives none"] == 1
    assert taken.left_out["isrc", "one identifies it already"] == 1


def test_items_have_their_titles_works_and_first_day(taken: Taken) -> None:
    item = next(one for one in taken.record.items.values() if one.title == "Song 10")

    assert (item.artist, str(item.released)) == ("A BAND", "1991-03")
    assert [taken.assets[one].title for one in item.of_kind("work")] == ["Work"]
    assert dict(taken.assets[item.of_kind("work")[0]].identifiers) == {"iswc": "T0345246801"}
    assert len(taken.record.items) == 3  # of recording 13 nothing is said


def test_ill_formed_identifiers_are_doubts(taken: Taken) -> None:
    told = [problem.what for problem in taken.doubts]

    assert any("XX0000000000" in what for what in told)
    assert any("12345678901" in what for what in told)


def test_artists_and_persons_are_no_parties(taken: Taken) -> None:
    assert {party.name for party in taken.parties.values()} == {"MusicBrainz", "BLUE", "GREAT", "RED", "OUT\tLET"}


def test_the_story_asked_of_the_engine(taken: Taken) -> None:
    record = needing_the_recording(taken)

    owner = ask(record, taken.party("BLUE"), "FRZ039800212", "2016-01-01")
    outlet = ask(record, taken.party("OUT\tLET"), "FRZ039800212", "2016-01-01")
    group = ask(record, taken.party("GREAT"), "FRZ039800212", "2016-01-01")

    assert owner is Answer.CLEARED
    assert outlet is Answer.CONTESTED  # licensed, to what extent and until when is not said
    assert group is Answer.NOT_CLEARED  # the owner of a label has no authority by that


def test_copy_blocks_say_their_tables(tmp_path: Path) -> None:
    parts = []
    for path in dump(tmp_path, STORY):
        columns = {"link_type": "id, parent, child_order, gid"}
        rows = path.read_text().splitlines(keepends=True)
        if path.name in columns:
            rows = ["\t".join(row.split("\t")[:4]) + "\n" for row in rows]
        listed = columns.get(path.name) or ", ".join(all_columns(path.name))
        parts.append(f"COPY musicbrainz.{path.name} ({listed}) FROM stdin;\n{''.join(rows)}\\.\n\n")
    one = tmp_path / "everything.sql"
    one.write_text("-- a dump\n" + "".join(parts) + "COPY musicbrainz.artist (id) FROM stdin;\n1\n\\.\n")

    joined, apart = take(one), take(*dump(tmp_path, STORY))

    assert joined.records == apart.records
    assert set(joined.record.by_id) == set(apart.record.by_id)


def test_inspect_shows_the_columns_by_name(tmp_path: Path) -> None:
    path = next(one for one in dump(tmp_path, STORY) if one.name == "label")

    shown = list(ROOM.inspect(File(path, path.name, detect(path, path.name))))

    assert len(shown) == 5
    assert [(value.name, value.meaning) for value in shown[3].fields[:3]][2] == ("name", "OUT\tLET")


def all_columns(table: str) -> tuple[str, ...]:
    """The columns of a table."""
    return TABLES[table]


def test_a_licensee_takes_the_place_of_the_label_on_the_release(tmp_path: Path) -> None:
    links = [*LINKS, {"id": 108, "link_type": number_of(LICENSEE), "ended": "f"}]
    relations = [*STORY["l_label_release"], {"id": 9, "link": 108, "entity0": 2, "entity1": 20}]

    taken = take(*dump(tmp_path, {**STORY, "link": links, "l_label_release": relations}))

    (grant,) = taken.record.grants
    assert name(taken, grant.grantee) == "GREAT"
    assert taken.record.statements_on[grant.id][0].basis is Basis.REPORTED


def test_a_licence_with_one_side_only_is_left_out(tmp_path: Path) -> None:
    links = [{"id": 108, "link_type": number_of(LICENSEE), "ended": "f"}, LINKS[4]]
    relations = [
        {"id": 9, "link": 108, "entity0": 2, "entity1": 21},
        {"id": 8, "link": 104, "entity0": 1, "entity1": 22},
    ]

    taken = take(*dump(tmp_path, {**STORY, "link": links, "l_label_release": relations, **NO_OTHERS}))

    assert taken.left_out["licensee", "the files name nobody who gave the licence"] == 1
    assert taken.left_out["licensor", "the files name nobody who has the licence"] == 1
    assert taken.record.grants == ()


NO_OTHERS: Final[Rows] = {"l_label_label": [], "l_label_recording": [], "l_recording_work": []}


@pytest.mark.parametrize("table", ["label", "link", "link_type"])
def test_a_table_that_is_missing_is_one_clear_problem(table: str, tmp_path: Path) -> None:
    taken = take(*(path for path in dump(tmp_path, STORY) if path.name != table))

    (problem,) = taken.refused
    assert problem.what == f"without {table}, which the files lack, relations say nothing"


@pytest.mark.parametrize(
    ("table", "row", "what"),
    [
        ("link", {"id": 1, "link_type": number_of(P_RECORDING), "begin_date_year": 1999, "begin_date_month": 13}, None),
        (
            "link",
            {"id": 1, "link_type": number_of(P_RECORDING), "begin_date_year": 1999, "end_date_year": 1990},
            "it ended in 1990 and began in 1999",
        ),
    ],
)
def test_impossible_days_refuse_the_relation(
    table: str, row: dict[str, object], what: str | None, tmp_path: Path
) -> None:
    tables = {**STORY, table: [row], **NO_OTHERS, "l_label_release": []}
    tables["l_label_recording"] = [{"id": 1, "link": 1, "entity0": 1, "entity1": 10}]

    taken = take(*dump(tmp_path, tables))

    (problem,) = taken.refused
    assert problem.what == (what or "'1999-13' is no day of the calendar")
    assert (problem.place.file, problem.place.line) == ("l_label_recording", 1)
    assert facts(taken, Control) == []


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"1\tone\tLabel\n", "label"),  # too few columns
        (b"id,gid,name\n", "label.csv"),
        (b'{"id": "7", "artist-credit": []}', "catalogue.jsonl"),
        (b'{"id": "c0998b44-aa21-4d27-be79-2ff64205cecd", "isrc": "FRZ039800212"}', "catalogue.jsonl"),
        (b"COPY public.users (id, name) FROM stdin;\n1\tx\n\\.\n", "dump.sql"),
    ],
)
def test_what_is_no_table_of_musicbrainz_is_left_to_others(data: bytes, named: str) -> None:
    assert ROOM.sniff(data, named) is None


def test_a_table_under_another_name_is_not_known_by_its_columns_alone(tmp_path: Path) -> None:
    label = next(path for path in dump(tmp_path, STORY) if path.name == "label").read_bytes()

    assert ROOM.sniff(label, "mbdump/label") is not None
    assert ROOM.sniff(label, "label.tsv") is not None
    assert ROOM.sniff(label, "people.tsv") is None


def facts(taken: Taken, kind: type[FactT]) -> list[FactT]:
    """The facts of a kind."""
    return [fact for fact in taken.record.facts if isinstance(fact, kind)]


def name(taken: Taken, party: str) -> str:
    """A party's name."""
    return taken.parties[party].name


def title(taken: Taken, asset: str) -> str:
    """An asset's title."""
    return taken.assets[asset].title


def needing_the_recording(taken: Taken) -> Record:
    """The record, in which a stream needs one right in the recording."""
    needs = (("recording", ("recording:making-available",)),)
    fact = Requirement(id="needed", use="OnDemandStream", territories=only("Worldwide"), rights=needs)
    said = Statement("law", affirms=True, facts=("needed",), made=When.parse("2000"))
    record = taken.record
    return replace(
        record,
        facts=(*record.facts, fact),
        statements=(*record.statements, said),
        positions={POSITION: Position(POSITION, ((taken.party("MusicBrainz"), "law"),))},
    )


def ask(record: Record, service: str, asset: str, day: str) -> Answer:
    """The engine's answer on the item with this recording."""
    question = Question(
        service=service,
        use="OnDemandStream",
        item=record.item_with[asset],
        territory="FR",
        day=date.fromisoformat(day),
        known_by=LAST,
        position=POSITION,
    )
    return Engine(record).answer(question)
