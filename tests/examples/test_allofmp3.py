# SPDX-License-Identifier: Apache-2.0
"""The AllOfMP3 case: it loads, answers as written by hand, and breaks where the record breaks."""

from __future__ import annotations

import csv
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from licit.case import load
from licit.case.lint import lint
from licit.case.loaded import Case
from licit.explain.turning import reasons_of
from licit.model.expectation import ExpectedQuestion
from licit.model.position import VOCABULARY
from licit.model.problem import Severity
from licit.model.proof import Break, Dimension, OpenKind
from licit.model.question import Question
from licit.model.statement import Basis
from licit.model.verdict import Answer, Verdict
from licit.reference import judge
from licit.tasks.check import answer_for, check
from licit.tasks.opening import OpenCase, open_case

FOLDER = Path(__file__).parents[2] / "examples" / "allofmp3"
ARTICLE = date(2004, 5, 17)
END_OF_MAY = date(2004, 5, 31)
UNAVOIDABLE = {"unstated-scope", "stranger-grant", "pattern-denies-nothing", "unasked-right"}  # README.md says why
# Family and given names that occur in the sources, as the first digits of their SHA-256, so that they don't stand here.
NAMES = frozenset(
    (
        "891b14da1c50",
        "9f890cc12a1b",
        "3151b0f92426",
        "0a7c00b5b55f",
        "50f686492bb3",
        "b2e4f9b3e102",
        "7fe8258f7445",
        "8c5a30e8347f",
        "03b61d2b5cdc",
        "214f3a838430",
        "486b74dbc61e",
        "37bfdcb4c507",
        "cf0fa94d4532",
        "c9cc98cec6bd",
        "e8c8ad57a280",
        "32caf7bcd8b8",
        "7a38b321aca6",
        "a929c5789c0b",
        "4ac2ffdb1428",
        "5e10efe7975f",
        "01ec4329f31c",
        "528330e8aea7",
        "11d9f4c2205b",
        "7db55f3fed78",
        "b25b80e68720",
        "2ce2c277148f",
        "d44d2d942d77",
        "045218d1e817",
        "d1f1687cc933",
        "c4d196805716",
        "8e37bc970301",
        "7918650a8eb4",
        "5a800aef8017",
        "275a7d788880",
        "194557e31d7d",
        "33f1954d72ea",
        "2215b340483e",
        "f1997652e643",
        "229f6f776b66",
        "201d028436b4",
        "5e54316e31c4",
        "90e61fd0c8a4",
        "79aef7310914",
        "bb2feed5f90a",
        "c23ad6f18412",
        "4c0db82499ca",
        "6ab84705e5d6",
        "484587f12470",
    )
)


@pytest.fixture(scope="module")
def opened() -> OpenCase:
    return open_case(FOLDER, today=date(2026, 1, 1))


@pytest.fixture(scope="module")
def case(opened: OpenCase) -> Case:
    return opened.case


def _asked() -> tuple[ExpectedQuestion, ...]:
    return load(FOLDER).questions


@pytest.mark.parametrize("asked", _asked(), ids=lambda asked: _name(asked.question))
def test_a_question_gets_the_answer_worked_out_by_hand(asked: ExpectedQuestion, opened: OpenCase) -> None:
    item = asked.question.item
    found = judge(opened.record, asked.question, explain=False) if item else check(opened, asked.question)

    assert answer_for(found) is asked.expect
    if asked.because is not None and isinstance(found, Verdict):
        assert asked.because.code in {reason.code for reason in reasons_of(opened.record, found)}


@pytest.mark.parametrize("territory", ["FR", "AU"])
def test_on_the_day_of_the_article_each_right_breaks_at_its_own_link(territory: str, case: Case) -> None:
    found = judge(case.record, _on_that_day(territory))

    assert found.answer is Answer.NOT_CLEARED
    labels = Break(Dimension.NO_GRANT, "warner-bros", "roms")
    performers = Break(Dimension.NO_GRANT, "performers", "roms")
    rao = Break(Dimension.TERM, "rao", "roms", "rao-roms", ("rao-roms-ended",), held_until=date(2004, 5, 16))
    assert _breaks(found) == {
        "recording:reproduction": labels,
        "recording:making-available": labels,
        "performance:reproduction": performers,
        "performance:making-available": performers,
        "work:reproduction": rao,
        "work:making-available": rao,
    }


@pytest.mark.parametrize("territory", ["FR", "AU"])
def test_on_the_day_of_the_article_the_ended_and_the_denied_grants_are_in_sight(territory: str, case: Case) -> None:
    found = judge(case.record, _on_that_day(territory))

    near = {(one.dimension, one.grant, one.by) for one in found.nearly}
    assert {
        (Dimension.TERM, "rao-roms", ("rao-roms-ended",)),
        (Dimension.TERM, "rpa-roms", ("rpa-roms-ended",)),
        (Dimension.REJECTED, "ifpi-members-roms", ()),
    } <= near


def test_on_the_day_of_the_article_ownership_comes_from_the_releases_and_australian_law_from_the_default(
    case: Case,
) -> None:
    found = judge(case.record, _on_that_day("AU"), explain=False)

    (place,) = found.proof.upper.places
    assert [law.requirement for law in place.requirements] == ["default-download"]
    assert _sources(case, "default-download") == {VOCABULARY}
    owners = {
        control
        for law in place.requirements
        for right in law.rights
        for share in right.shares
        for control in share.controls
    }
    assert {source for control in owners for source in _sources(case, control)} == {"releases"}


def test_the_crux_of_october_2006_is_the_place_and_how_far_article_45_reached(case: Case) -> None:
    asked = Question(
        service="allofmp3",
        use="PermanentDownload",
        item="rem-losing-my-religion",
        territory="FR",
        day=date(2006, 10, 15),
        known_by=date.max,
        position="open",
    )

    found = judge(case.record, asked)

    assert {(point.kind, point.facts) for point in found.proof.open_points} == {
        (OpenKind.PLACE, ()),
        (OpenKind.FACT, ("art45-works-roms",)),
        (OpenKind.FACT, ("art45-recordings-roms-since-2006",)),
    }


def test_only_what_no_source_states_is_left_open_to_lint() -> None:
    found = lint(FOLDER)

    assert {one.check for one in found} == UNAVOIDABLE
    assert all(one.severity is Severity.WARNING for one in found)


def test_every_source_and_every_piece_of_evidence_is_declared(case: Case) -> None:
    known = {*case.record.parties, *case.evidence, VOCABULARY}

    for statement in case.record.statements:
        assert {statement.source, statement.through or VOCABULARY} <= known
        assert not statement.evidence or statement.evidence in case.evidence
    rest = [one.evidence for one in case.record.notes] + [one.evidence for one in case.record.figures]
    rest += [one.evidence for one in case.record.claims]
    assert {name for name in rest if name} <= set(case.evidence)


def test_what_a_source_says_through_another_is_not_called_seen(case: Case) -> None:
    through = [one for one in case.record.statements if one.through]

    assert through
    assert not [one for one in through if one.basis is Basis.SEEN]


def test_no_natural_person_of_the_sources_is_named() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*FOLDER.rglob("*.yaml"), FOLDER / "README.md")]
    words = {word.casefold() for text in texts for word in re.findall(r"\w+", text)}

    assert len(NAMES) > 40
    assert {_digits(word) for word in words}.isdisjoint(NAMES)


def test_nothing_is_called_illegal_but_in_titles_of_sources() -> None:
    for path in (*FOLDER.rglob("*.yaml"), FOLDER / "README.md", FOLDER / "repertoire" / "SOURCES.md"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.search(r"ill[eé]gal", line, re.IGNORECASE) or line.strip().startswith(("title:", "url:")), (
                line
            )


def test_items_owners_and_offers_are_those_of_the_sample(case: Case) -> None:
    recordings, labels = _rows("recordings"), {row["name"]: row["label"] for row in _rows("labels")}
    works: dict[str, list[str]] = {}
    for row in _rows("works"):
        works.setdefault(row["recording"], []).append(f"work-{row['id']}")

    for row in recordings:
        item = case.record.items[row["id"]]
        assert (item.title, item.artist, item.group) == (row["title"], row["artist"], labels[row["label"]])
        assert item.of_kind("work") == tuple(works[row["id"]])
        (owner,) = case.record.controls_of[item.of_kind("recording")[0]]
        assert (owner.party, owner.share.hundredths) == (labels[row["label"]], 10_000)
    assert set(case.record.offers) == {"allofmp3", "alltunes"}
    assert all(set(offered) == {row["id"] for row in recordings} for offered in case.record.offers.values())


def test_labels_belong_to_the_groups_of_the_sample(case: Case) -> None:
    called = {"sony": "sony-music", "emi": "emi-group"}
    groups = {name: set[str]() for name in ("group_2003", "group_2005")}
    for row in _rows("labels"):
        for column, found in groups.items():
            if row[column] != "independent":
                found.add(f"{row['label']} in {called.get(row[column], row[column])}")

    days = {"group_2003": date(2003, 12, 31), "group_2005": date(2005, 12, 31)}
    for column, day in days.items():
        labels = {row["label"] for row in _rows("labels")}
        on_record = {
            f"{one.member} in {one.group}"
            for one in case.record.memberships
            if one.member in labels and one.term.may_cover(day) and one.group != "ifpi-dk"
        }
        assert on_record == groups[column]


def _on_that_day(territory: str) -> Question:
    return Question(
        service="allofmp3",
        use="PermanentDownload",
        item="rem-losing-my-religion",
        territory=territory,
        day=ARTICLE,
        known_by=END_OF_MAY,
        position="rightsholders",
    )


def _breaks(found: Verdict) -> dict[str, Break | None]:
    """The break of each right in the reading that takes every open point for the service."""
    (place,) = found.proof.upper.places
    return {right.right: right.shares[0].broken_at for law in place.requirements for right in law.rights}


def _sources(case: Case, fact: str) -> set[str]:
    return {statement.source for statement in case.record.statements_on[fact]}


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / "repertoire" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _digits(word: str) -> str:
    return sha256(word.encode()).hexdigest()[:12]


def _name(asked: Question) -> str:
    what = f"{asked.service}-{asked.item or 'all'}-{asked.use}"
    return f"{what}-{asked.territory}-{asked.day}-{asked.position}-{asked.known_by}"
