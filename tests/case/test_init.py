# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from licit.case import init, load
from licit.case.lint import lint
from licit.case.schema import schema_text
from licit.model.problem import BadInputError
from licit.model.verdict import Answer
from licit.reference import judge


def test_a_new_case_lints_clean_and_asks_its_questions(tmp_path: Path) -> None:
    made = init(tmp_path / "new")

    assert [path.name for path in made] == ["case.yaml", "case.schema.json"]
    assert lint(tmp_path / "new") == ()
    assert [one.expect for one in load(tmp_path / "new").questions] == [
        Answer.CLEARED, Answer.NOT_CLEARED, Answer.NOT_CLEARED, Answer.CONTESTED, Answer.NOT_CLEARED,
    ]  # fmt: skip


def test_the_answers_of_a_new_case_are_the_ones_it_expects(tmp_path: Path) -> None:
    init(tmp_path / "new")
    case = load(tmp_path / "new")

    assert [judge(case.record, one.question).answer for one in case.questions] == [one.expect for one in case.questions]


def test_an_editor_finds_the_schema_beside_the_case(tmp_path: Path) -> None:
    init(tmp_path / "new")

    first, *_ = (tmp_path / "new" / "case.yaml").read_text().splitlines()
    assert first == "# yaml-language-server: $schema=./case.schema.json"
    assert (tmp_path / "new" / "case.schema.json").read_text(encoding="utf-8") == schema_text()


def test_an_empty_folder_is_taken_and_a_full_one_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    init(tmp_path / "empty")
    before = {path.name: path.read_bytes() for path in (tmp_path / "empty").iterdir()}

    with pytest.raises(BadInputError, match="the folder is not empty"):
        init(tmp_path / "empty")

    assert {path.name: path.read_bytes() for path in (tmp_path / "empty").iterdir()} == before


def test_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("mine")

    with pytest.raises(BadInputError, match="there is a file of this name"):
        init(tmp_path / "new")

    assert (tmp_path / "new").read_text() == "mine"


def test_every_day_in_a_new_case_is_past(tmp_path: Path) -> None:
    init(tmp_path / "new")

    assert all(one.question.day < date(2026, 1, 1) for one in load(tmp_path / "new").questions)
