# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import errno
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from licit.case import Case, load, write
from licit.model.canonical import record_digest
from licit.model.problem import BadInputError
from licit.model.record import Record
from licit.model.statement import Statement
from licit.vocabulary import territories, trade
from tests.case.cases import cases
from tests.case.folders import HEAD, folder, loaded
from tests.case.test_including import right_hash, shelf

EXAMPLES = Path(__file__).parents[2] / "examples"


def same_words(record: Record) -> Record:
    """The record with the tables of the vocabulary that reading puts into it."""
    music = trade("music")
    editions = (("territories", territories().edition), ("music", music.edition))
    return replace(record, atlas=territories().atlas, uses=music.uses, editions=editions)


@pytest.mark.parametrize("form", ["folder", "one.yaml"])
@given(case=cases())
def test_what_is_written_is_read_as_the_same_case(form: str, case: Case) -> None:
    """The first reading brings facts and statements into the order of the format; from then on nothing moves."""
    with tempfile.TemporaryDirectory() as at:
        write(case, Path(at) / "first" / form)
        first = load(Path(at) / "first" / form)
        write(first, Path(at) / "second" / form)
        second = load(Path(at) / "second" / form)

    assert record_digest(first.record) == record_digest(same_words(case.record))
    assert (first.questions, first.evidence) == (case.questions, case.evidence)
    assert second.record == first.record
    assert (second.questions, second.evidence) == (first.questions, first.evidence)


@pytest.mark.parametrize("example", sorted(path.parent.name for path in EXAMPLES.glob("*/case.yaml")))
def test_an_example_written_again_is_the_same_case(tmp_path: Path, example: str) -> None:
    case = load(EXAMPLES / example)

    write(case, tmp_path / "again")
    again = load(tmp_path / "again")

    assert again.record == case.record
    assert (again.questions, again.evidence) == (case.questions, case.evidence)


def test_writing_is_one_way_only(tmp_path: Path) -> None:
    case = loaded(
        tmp_path,
        """
        complete-until: 2009
        memberships: {m: {group: NO, member: a, said: {published: 2004-01-31, by: a}}}
        parties: {a: {name: "yes", note: "a: b"}}
        controls:
          c: {share: "50", party: a, asset: x, territories: [World, -RU],
              rights: [work:reproduction, recording:reproduction]}
        questions: [{service: s, use: Download, territory: Norway, day: 2004-05-01, position: p, expect: unknown}]
        """,
    )

    write(case, tmp_path / "out.yaml")

    assert (tmp_path / "out.yaml").read_text() == (
        "licit: 1\n"
        "vocabulary: music\n"
        "complete-until: 2009\n"
        "parties:\n"
        "  a: {name: yes, note: 'a: b'}\n"
        "controls:\n"
        "  c:\n"
        "    party: a\n"
        "    asset: x\n"
        "    rights: ['recording:reproduction', 'work:reproduction']\n"
        "    share: 50.00 %\n"
        "    territories: World except RU\n"
        "memberships:\n"
        "  m:\n"
        "    member: a\n"
        "    group: NO\n"
        "    said:\n"
        "    - {by: a, published: 2004-01-31}\n"
        "questions:\n"
        "- {service: s, use: Download, territory: NO, day: 2004-05-01, position: p, expect: unknown}\n"
    )


def test_what_a_law_or_an_included_case_supplies_is_named_not_written_again(tmp_path: Path) -> None:
    shelf(tmp_path, sha256="00")
    case = load(shelf(tmp_path, sha256=right_hash(tmp_path)))

    write(case, tmp_path / "else" / "where")
    again = load(tmp_path / "else" / "where")

    assert "case: ../../laws" in (tmp_path / "else" / "where" / "case.yaml").read_text()
    assert [path.name for path in (tmp_path / "else" / "where" / "facts").iterdir()] == ["memberships.yaml"]
    assert again.record == case.record
    assert again.evidence["e"].file == "../../laws/evidence/e.pdf"


def test_a_word_of_ones_own_on_a_law_is_written(tmp_path: Path) -> None:
    case = loaded(tmp_path, "statements: [{by: a, says: deny, facts: default-download, made: 2004}]\n")

    write(case, tmp_path / "out")

    assert load(tmp_path / "out").record.statements == case.record.statements
    assert [one.source for one in case.record.statements_on["default-download"]] == ["vocabulary", "a"]


def test_rows_of_tables_are_written_as_entries(tmp_path: Path) -> None:
    table = "asset,party,rights,share,territories\nr1,a,all,50,FR\nr2,a,all,50,FR\n"
    head = HEAD + "laws: [no-default]\nrepertoire: [{file: c.csv, kind: controls, said: {by: a}}]\n"
    case = load(folder(tmp_path / "in", {"case.yaml": head, "c.csv": table}))

    write(case, tmp_path / "out")
    again = load(tmp_path / "out")

    assert again.record == case.record
    assert again.evidence == case.evidence
    assert again.record.statements == (Statement("a", affirms=True, facts=("c.csv#2", "c.csv#3"), evidence="c.csv"),)


def test_a_long_section_is_split_into_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licit.case.writing.MOST", 2)
    case = loaded(tmp_path, "offers: {a: [], b: [], c: [], d: [], e: []}\nstatements: [{by: a, facts: [x, y]}]\n")

    write(case, tmp_path / "out")

    names = sorted(path.name for path in (tmp_path / "out" / "repertoire").iterdir())
    assert names == ["offers-0002.yaml", "offers-0003.yaml", "offers.yaml"]
    assert load(tmp_path / "out").record.offers == case.record.offers


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path) -> None:
    case = loaded(tmp_path, "")
    folder(tmp_path / "full", {"mine.txt": "mine"})

    with pytest.raises(BadInputError, match=r"the folder is not empty\. Give a new or an empty folder\."):
        write(case, tmp_path / "full")

    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.yaml", "full"]


def test_an_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = loaded(tmp_path, "parties: {a: {name: A}}\n")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BadInputError, match="it can't be written: no space left on device"):
        write(case, tmp_path / "out")

    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]


def test_a_place_that_cannot_be_written_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(BadInputError, match="it can't be written"):
        write(loaded(tmp_path, ""), tmp_path / "file" / "out")
