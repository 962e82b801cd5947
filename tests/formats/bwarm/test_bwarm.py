# SPDX-License-Identifier: Apache-2.0
"""A BWARM set in a case: who controls which part of a work, which recordings embody it, and what is money."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.engine.engine import Engine
from licit.formats.bwarm import ROOM
from licit.formats.detect import detect
from licit.model.asset import Item
from licit.model.day import When
from licit.model.fact import Control, Grant, GrantKind, Requirement
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.share import Share
from licit.model.statement import Statement
from licit.model.territory import only
from licit.model.verdict import Answer
from tests.formats.taken import POSITION, Taken, take

GOOD = Path(__file__).parent / "good"
FILES = tuple(sorted(GOOD.glob("*.tsv")))
SHARES = (GOOD / "bwarm_workrightshares.tsv").read_bytes()


def taken(*paths: Path) -> Taken:
    return take(*(paths or FILES), format="bwarm", options={"source": "register"})


def test_shares_that_bear_on_authority_are_controls_and_money_is_left_out() -> None:
    found = taken()

    controls = {found.parties[one.party].name: one for one in found.record.facts if isinstance(one, Control)}
    assert {name: str(one.share) for name, one in controls.items()} == {"HOUSE ONE": "66.67 %", "HOUSE TWO": "33.33 %"}
    assert controls["HOUSE ONE"].note == "66.666667 % in the file"
    assert controls["HOUSE ONE"].rights == frozenset(("work:reproduction", "work:distribution"))
    assert controls["HOUSE TWO"].territories == only("US")
    assert found.left_out["right share", "MusicalWorkCollectionShare is money"] == 1
    assert found.refused == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("S4\tW1\tP1\t\t50\tLicensingShare\tMechanicalRight\t\t\t\tUS\t", "may be the same part"),
        ("S4\tW1\tP1\t\t50\tOriginalPublisherShare\tMechanicalRight\t\t\tS2\tUS\t", "of another size"),
        ("S4\tW1\tP2\t\t33.33\tLicensingShare\tMechanicalRight\t\t\tS2\tUS\t", "follows itself"),
        ("S4\tW1\tP1\t\t50\tOriginalPublisherShare\tMechanicalRight\t\t\t\tUS\tPermanentDownload", "some uses"),
    ],
)
def test_no_part_of_a_work_counts_twice(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "workrightshares.tsv"
    path.write_bytes(SHARES + line.encode() + b"\n")

    found = taken(*(one for one in FILES if "shares" not in one.name), path)

    assert sum(times for (_, said), times in found.left_out.items() if why in said) == 1
    assert {one.share for one in found.record.facts if isinstance(one, Control)} == {Share(6_667), Share(3_333)}


def test_every_line_is_counted_and_the_order_of_files_changes_nothing() -> None:
    found = taken(*reversed(FILES))

    assert found.records == {
        "parties": 2, "works": 1, "recordings": 1, "workrecordings": 1, "workrightshares": 3, "unclaimedworks": 1
    }  # fmt: skip
    assert found.record.facts == taken().record.facts
    assert found.bundle.links == {"GBAYE0000001": {"T0345246801": None}}


@pytest.mark.parametrize(
    ("day", "answer"), [(date(2023, 6, 1), Answer.NOT_CLEARED), (date(2024, 6, 1), Answer.UNKNOWN)]
)
def test_one_publisher_does_not_clear_the_part_of_the_other(day: date, answer: Answer) -> None:
    """After 2023 the other's share is nobody's on record: the answer is unknown."""
    assert ask(licensed(taken()), day) is answer


def licensed(found: Taken) -> Record:
    """HOUSE ONE licenses a shop for all it has; a download needs reproduction of the work."""
    record = found.record
    scope = Scope(Repertoire(everything=True), ALL, ALL, only("US"))
    grant = Grant(id="g", grantor=found.party("HOUSE ONE"), grantee="shop", kind=GrantKind.NON_EXCLUSIVE, scope=scope)
    need = Requirement(
        id="need", use="PermanentDownload", territories=only("US"), rights=(("work", ("work:reproduction",)),)
    )
    said = tuple(
        Statement("register", affirms=True, facts=(one.id,), made=When.on(date(2020, 1, 1))) for one in (grant, need)
    )
    items = {"song": Item("song", (("work", ("T0345246801",)),))}
    laws = tuple(one for one in record.facts if not isinstance(one, Requirement))
    return replace(
        record, facts=(*laws, grant, need), statements=(*record.statements, *said), items={**record.items, **items}
    )


def ask(record: Record, day: date) -> Answer:
    question = Question(
        service="shop", use="PermanentDownload", item="song", territory="US", day=day, known_by=date(2026, 6, 1),
        position=POSITION,
    )  # fmt: skip
    return Engine(record).hearing(question).decide("song", "US").answer


def test_a_set_without_a_source_is_refused_with_how_to_name_one() -> None:
    (problem,) = take(*FILES).refused

    assert "source=PARTY" in problem.mend


def test_a_table_is_known_by_its_name_and_its_width(tmp_path: Path) -> None:
    (tmp_path / "works.tsv").write_text("a\tb\n", encoding="utf-8")

    assert ROOM.sniff(b"a\tb\n", "works.tsv") is None
    assert detect(GOOD / "bwarm_works.tsv", "bwarm_works.tsv").format == "bwarm"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("S1\tW1\tP1", "3 cells"),
        ("S1\tW1\tP1\t\t120\tOriginalPublisherShare\tMechanicalRight\t\t\t\tUS\t", "outside 0-100 %"),
        ("S1\tW1\tP1\t\tmuch\tOriginalPublisherShare\tMechanicalRight\t\t\t\tUS\t", "no percentage"),
        ("S1\tW1\tP1\t\t10\tOriginalPublisherShare\tMechanicalRight\t2020-13-01\t\t\tUS\t", "no day"),
        ("S1\tW1\tP1\t\t10\tOriginalPublisherShare\tMechanicalRight\t\t\t\t\t", "no territory"),
        ("S1\tW1\tP1\t\t10\tOriginalPublisherShare\tMechanicalRight\t\t\t\tXX\t", "XX"),
        ("S1\tW1\tP1\t\t10\tOriginalPublisherShare\tMechanicalRight\t\t\tS9\tUS\t", "not in the set"),
        ("S1\tW2\tP1\t\t10\tOriginalPublisherShare\tMechanicalRight\t\t\tS2\tUS\t", "of another work"),
        ("\tW1\tP1\t\t10\tOriginalPublisherShare\tMechanicalRight\t\t\t\tUS\t", "no id"),
    ],
)
def test_a_bad_share_is_refused_at_its_line(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "workrightshares.tsv"
    path.write_bytes(SHARES + line.encode() + b"\n")

    (problem,) = taken(*FILES[:3], path).refused

    assert (problem.place.line, what in problem.what) == (4, True), problem


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_cut_at_any_byte_it_ends_in_problems_with_their_places(tmp_path: Path, file: Path) -> None:
    path, whole = tmp_path / file.name, file.read_bytes()
    for end in range(1, len(whole)):
        path.write_bytes(whole[:end])

        found = taken(path) if ROOM.sniff(whole[:end], path.name) else None

        assert found is None or all(one.place.line for one in found.refused)


@given(st.sampled_from(FILES), st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=6))
def test_flipped_bytes_are_followed_to_the_end(file: Path, flips: list[tuple[int, int]]) -> None:
    data = bytearray(file.read_bytes())
    for at, byte in flips:
        data[at % len(data)] = byte
    with TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        path.write_bytes(data)

        found = taken(path) if ROOM.sniff(bytes(data), path.name) else None

    lines = bytes(data).count(b"\n") + (data[-1:] != b"\n")
    assert found is None or sum(found.records.values()) == lines
