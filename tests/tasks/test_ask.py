# SPDX-License-Identifier: Apache-2.0
"""What is asked for, of whom, and how the answers come back as statements; on the examples."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from licit.case.lint import problems_in
from licit.model.overview import Tally
from licit.model.problem import InvalidValueError, Severity
from licit.model.proof import OpenKind
from licit.model.question import Question
from licit.model.request import Letters, Outcome, Role, Wanted
from licit.model.verdict import Answer
from licit.report.letter import as_markdown, letters_json, written
from licit.report.reply import DAY, TITLE, template
from licit.tasks.ask import ask
from licit.tasks.opening import OpenCase, open_case
from tests.explain.conflicts.small import grant, owner, record, said
from tests.worlds.stage import PAPER, RIVAL, USE

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 1, 1)
SONG = "rem-losing-my-religion"


@cache
def opened(name: str, folder: Path = EXAMPLES) -> OpenCase:
    return open_case(folder / name, today=TODAY)


@cache
def letters(name: str, item: str, territory: str, *, to: str = "", position: str = "") -> Letters:
    case = opened(name)
    service = "allofmp3" if name == "allofmp3" else "shop"
    question = case.question(service, item=item, territory=territory, day="2006-06-01", position=position)
    return ask(case, question, to=to)


def test_a_licence_that_does_not_cover_the_place_is_asked_of_both_who_signed_it() -> None:
    found = letters("licensed-shop", "a-song", "GB")

    assert [(letter.role, letter.to) for letter in found.letters] == [
        (Role.SERVICE, ("shop",)),
        (Role.LICENSOR, ("authors-society",)),
        (Role.LICENSOR, ("performers-society",)),
        (Role.OWNER, ("label",)),
    ]
    service = found.letters[0]
    assert [(one.wanted, one.facts) for one in service.requests] == [
        (Wanted.SCOPE, ("label-to-shop",)),
        (Wanted.SCOPE, ("society-to-shop",)),
        (Wanted.SCOPE, ("performers-society-to-shop",)),
    ]
    assert [one.facts for one in found.letters[3].requests] == [("label-to-shop",)]


def test_nothing_is_asked_where_all_is_cleared() -> None:
    assert letters("licensed-shop", "a-song", "FR").letters == ()


def test_owners_of_whom_the_same_is_asked_get_one_letter_and_the_licensor_is_asked_once() -> None:
    found = letters("allofmp3", "", "FR", position="open-reception")

    (owners,) = [letter for letter in found.letters if letter.role is Role.OWNER]
    (fair,) = [letter for letter in found.letters if letter.to == ("fair",)]
    assert {"performers", "warner-bros", "parlophone"} <= set(owners.to)
    (asked,) = fair.requests
    assert (asked.wanted, asked.answers) == (Wanted.LICENCE, 235)
    assert set(asked.grantors) == set(owners.to)


def test_a_dispute_is_asked_about_by_what_decides_it_each_way() -> None:
    found = letters("allofmp3", SONG, "RU", position="open")

    first = {one.facts: one for one in found.letters[0].requests}[("art45-works-roms",)]
    assert first.wanted is Wanted.LAW
    assert {(one.point.facts, one.so) for one in first.clears} == {
        (("art39-cable",), True),
        (("art45-works-roms",), True),
    }
    assert {(one.point.facts, one.so) for one in first.refuses} == {
        (("art45-works-roms",), False),
        (("art45-works-fair",), False),
    }
    assert {letter.to for letter in found.letters} == {("allofmp3",), ("mediaservices",), ("roms",), ("fair",)}


def test_what_an_answer_would_change_is_what_the_engine_then_says() -> None:
    case = opened("allofmp3")
    question = case.question("allofmp3", item=SONG, territory="RU", day="2006-06-01", position="rightsholders")
    found = ask(case, question)

    told = [one for letter in found.letters for one in letter.requests if one.outcome is not None]
    assert told
    for one in told:
        assert one.outcome is not None
        assert one.outcome.so.total == one.outcome.not_so.total == 1
    assert case.judging.answer(question) is Answer.NOT_CLEARED


def test_a_disputed_grant_is_settled_each_way_and_a_missing_one_added() -> None:
    disputed = (said(PAPER, "2002", "g"), said(RIVAL, "2002", "g", affirms=False))
    base, licence = record(owner()), grant("g", "Owl", "Shop", "2001-01-01", "non-exclusive")
    contested = replace(base, facts=(*base.facts, licence), statements=(*base.statements, *disputed))
    question = Question(
        service="Shop", use=USE, item="song", territory="FR", day=TODAY, known_by=TODAY, position="here"
    )
    case = opened("licensed-shop").case

    told = ask(OpenCase(case=replace(case, record=contested), today=TODAY), question)
    missing = ask(OpenCase(case=replace(case, record=base), today=TODAY), question)

    (settled,) = told.letters[0].requests
    (added,) = missing.letters[0].requests
    assert (settled.wanted, settled.facts, told.letters[0].to) == (Wanted.COPY, ("g",), ("Shop",))
    assert settled.outcome == Outcome(Tally(cleared=1), Tally(not_cleared=1))
    assert (added.wanted, added.grantors) == (Wanted.LICENCE, ("Owl",))
    assert added.outcome == Outcome(Tally(cleared=1), Tally(not_cleared=1))


@pytest.mark.parametrize("to", ["service", "licensor", "owners"])
def test_a_letter_can_be_written_to_one_role_alone(to: str) -> None:
    assert {letter.role.value for letter in letters("licensed-shop", "a-song", "GB", to=to).letters} == {to}


def test_a_letter_can_be_written_to_one_party_alone_by_its_name() -> None:
    (letter,) = letters("licensed-shop", "a-song", "GB", to="The label").letters

    assert letter.to == ("label",)


def test_nobody_of_that_name_is_one_clear_error() -> None:
    with pytest.raises(InvalidValueError, match="no party 'Nobody'"):
        letters("licensed-shop", "a-song", "GB", to="Nobody")


def test_under_an_open_place_the_server_is_asked_for() -> None:
    found = letters("allofmp3", SONG, "FR", position="open")

    wanted = {one.wanted: one for letter in found.letters for one in letter.requests}
    point = wanted[Wanted.SERVER].point
    assert point is not None
    assert point.kind is OpenKind.PLACE


@pytest.mark.parametrize(
    ("name", "item", "territory", "position", "lang"),
    [
        ("licensed-shop", "a-song", "GB", "", "en"),
        ("licensed-shop", "a-song", "GB", "", "fr"),
        ("allofmp3", "", "FR", "open-reception", "en"),
        ("allofmp3", SONG, "RU", "open", "fr"),
        ("allofmp3", "an item nobody knows", "FR", "open-reception", "en"),
    ],
)
def test_a_reply_filled_in_is_read_as_statements_without_an_error(  # noqa: PLR0913, PLR0917 - one column each
    tmp_path: Path, name: str, item: str, territory: str, position: str, lang: str
) -> None:
    found = letters(name, item, territory, position=position)
    shutil.copytree(EXAMPLES / name, tmp_path / name)
    text = template(found, opened(name).record, "fr" if lang == "fr" else "en")
    filled = text.replace(f'"{DAY}"', '"2025-05-15"').replace(f'"{TITLE}"', '"A letter"')
    (tmp_path / name / "reply.yaml").write_text(filled, encoding="utf-8")

    before, after = opened(name), opened(name, tmp_path)

    assert [one for one in problems_in(after.case) if one.severity is Severity.ERROR] == []
    said = len(after.record.statements) + len(after.record.notes)
    assert said > len(before.record.statements) + len(before.record.notes)
    answered = {one.source for one in after.record.statements} | {note.source for note in after.record.notes}
    assert {party for letter in found.letters for party in letter.to} <= answered


def test_a_grant_that_a_reply_affirms_counts_for_who_believes_it(tmp_path: Path) -> None:
    found = letters("licensed-shop", "a-song-live", "FR")
    shutil.copytree(EXAMPLES / "licensed-shop", tmp_path / "shop")
    text = template(found, opened("licensed-shop").record)
    (tmp_path / "shop" / "reply.yaml").write_text(
        text.replace(DAY, "2005-01-01").replace(TITLE, "A letter"), encoding="utf-8"
    )

    after = opened("shop", tmp_path)

    (request,) = found.letters[0].requests
    assert (request.wanted, request.facts) == (Wanted.SCOPE, ("label-to-shop",))
    assert len(after.record.statements_on["label-to-shop"]) == 3


def test_text_of_the_case_is_no_markdown_and_no_line_of_yaml() -> None:
    case = opened("licensed-shop")
    nasty = '[click](http://x) <b>"\n# not a heading\x1b[31m\nstatements: []'
    record = replace(
        case.record, parties={**case.record.parties, "label": replace(case.record.parties["label"], name=nasty)}
    )
    question = case.question("shop", item="a-song", territory="GB", day="2006-06-01")
    found = ask(OpenCase(case=replace(case.case, record=record), today=TODAY), question)

    markdown = as_markdown(written(found, record))
    yaml = template(found, record)

    assert "[click](" not in markdown
    assert "<b>" not in markdown
    assert "\x1b" not in markdown + yaml
    assert "\n# not a heading" not in markdown + yaml
    assert "\nstatements: []" not in yaml


def test_json_has_each_request_with_its_words_and_where_it_came_from() -> None:
    case = opened("licensed-shop")
    question = case.question("shop", item="a-song", territory="GB", day="2006-06-01")
    found = letters_json(ask(case, question), case.record)

    first = found["letters"][0]["requests"][0]
    assert (first["number"], first["wanted"], first["facts"]) == (1, "scope", ["label-to-shop"])
    assert first["words"]["On record"].startswith("the non-exclusive grant from The label to The shop")
