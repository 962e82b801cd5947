# SPDX-License-Identifier: Apache-2.0
"""Files into a case: wholly or not at all, once, with who said so, and taken back by deleting a folder."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from licit.case import load
from licit.case.imports.ledger import read_ledger
from licit.cli.running import run
from licit.model.problem import BadInputError
from licit.model.record import Record
from licit.tasks.import_files import How, import_files

TODAY = date(2026, 1, 1)
POLICY = {
    "@context": "http://www.w3.org/ns/odrl.jsonld",
    "@type": "Agreement",
    "uid": "urn:agreement:1",
    "assigner": "urn:party:label",
    "assignee": "urn:party:shop",
    "permission": [{"target": "urn:isrc:GBAYE0000001", "action": "stream"}],
}
BROKEN = "licit: 1\nvocabulary: music\ngrants: {g: {from: a}}\n"


def policy(folder: Path, name: str = "policy.json", **other: object) -> str:
    """A file with one agreement."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(json.dumps({**POLICY, **other}), encoding="utf-8")
    return str(path)


def bring(*names: str, into: Path, how: How | None = None, dry_run: bool = False) -> list[str]:
    """Import, and say what was written where."""
    return [one.folder for one in import_files(names, str(into), today=TODAY, how=how, dry_run=dry_run)]


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def test_a_new_case_is_made_and_believes_every_source_alike(tmp_path: Path) -> None:
    bring(policy(tmp_path), into=tmp_path / "case")

    record = load(tmp_path / "case").record
    (grant,) = record.grants
    assert (record.parties[grant.grantor].name, record.parties[grant.grantee].name) == (
        "urn:party:label",
        "urn:party:shop",
    )
    assert record.positions["imported"].ranks == ((grant.grantor,),)
    (said,) = record.statements_on[grant.id]
    assert said.evidence.startswith("file-")
    assert said.locator


def test_what_a_file_does_not_date_was_said_by_the_day_of_its_import(tmp_path: Path) -> None:
    bring(policy(tmp_path), into=tmp_path / "case")

    (said,) = load(tmp_path / "case").record.statements_on[grant_of(tmp_path / "case")]
    assert said.published_on == TODAY


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    name = policy(tmp_path)
    bring(name, into=tmp_path / "case")
    before = everything(tmp_path / "case")

    (report,) = import_files([name], str(tmp_path / "case"), today=date(2027, 1, 1))

    assert report.before == next(iter((tmp_path / "case/imports").glob("policy-*"))).name
    assert everything(tmp_path / "case") == before


def test_the_same_file_read_with_another_option_is_evidence_twice(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("isrc,title\nGBAYE0000001,Song\n", encoding="utf-8")

    for service in ("shop", "other"):
        bring(str(tmp_path / "list.csv"), into=tmp_path / "case", how=How(options={"service": service}))

    assert len(load(tmp_path / "case").evidence) == len(read_ledger(tmp_path / "case").entries) == 2


def test_the_same_fact_from_a_second_file_is_a_second_statement(tmp_path: Path) -> None:
    bring(policy(tmp_path), into=tmp_path / "case")

    bring(policy(tmp_path, "again.json", **{"dc:title": "the same"}), into=tmp_path / "case")

    record = load(tmp_path / "case").record
    assert len(record.grants) == 1
    assert len(record.statements_on[record.grants[0].id]) == 2


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    name = policy(tmp_path)

    (report,) = import_files([name], "", today=TODAY, dry_run=True)

    assert (report.facts, report.folder) == ({"Grant": 1}, "")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["policy.json"]


def test_deleting_its_folder_takes_an_import_back(tmp_path: Path) -> None:
    (folder,) = bring(policy(tmp_path), into=tmp_path / "case")

    shutil.rmtree(folder)

    assert load(tmp_path / "case").record.grants == ()
    assert read_ledger(tmp_path / "case").entries == []


def test_files_before_one_that_is_refused_stay_and_the_rest_goes_on_later(tmp_path: Path) -> None:
    good, bad = policy(tmp_path), policy(tmp_path, "bad.json")
    Path(bad).write_text(Path(good).read_text("utf-8")[:-1], encoding="utf-8")
    strict = How(strict=True)

    with pytest.raises(BadInputError):
        bring(good, bad, into=tmp_path / "case", how=strict)

    assert [one.file for one in read_ledger(tmp_path / "case").entries] == ["policy.json"]
    Path(bad).write_text(Path(good).read_text("utf-8") + "\n", encoding="utf-8")
    assert [Path(one).name[:4] for one in bring(good, bad, into=tmp_path / "case")] == ["", "bad-"]


def test_a_file_that_is_refused_as_a_whole_leaves_nothing_and_is_read_again(tmp_path: Path) -> None:
    good, bad = policy(tmp_path), policy(tmp_path, "bad.json")
    Path(bad).write_text(Path(good).read_text("utf-8")[:-1], encoding="utf-8")
    bring(good, into=tmp_path / "case")
    before = everything(tmp_path / "case")

    for _ in range(2):
        (report,) = import_files([bad], str(tmp_path / "case"), today=TODAY)

        assert (report.nothing, report.folder, report.before, report.refusals) == (True, "", "", 1)
        assert everything(tmp_path / "case") == before


def test_a_file_of_no_format_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    good = policy(tmp_path)
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 9)

    with pytest.raises(BadInputError, match="no format that Licit knows"):
        bring(good, str(tmp_path / "noise.bin"), into=tmp_path / "case")

    assert not (tmp_path / "case").exists()


PACKED = {
    "gzip": gzip.compress(b"isrc,title\n"),
    "bzip2": bz2.compress(b"isrc,title\n"),
    "xz": lzma.compress(b"isrc,title\n"),
    "zip": b"PK\x03\x04" + bytes(100),
    "Zstandard": b"\x28\xb5\x2f\xfd" + bytes(100),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(100),
    "tar": bytes(257) + b"ustar" + bytes(250),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_compressed_file_is_to_be_unpacked_first(tmp_path: Path, name: str) -> None:
    (tmp_path / "catalogue.csv").write_bytes(PACKED[name])

    with pytest.raises(BadInputError, match=rf"an archive \({name}\)\. Unpack it"):
        bring(str(tmp_path / "catalogue.csv"), into=tmp_path / "case")


def test_below_a_folder_media_are_counted_and_others_named_and_both_passed_over(tmp_path: Path) -> None:
    policy(tmp_path / "in")
    for name in ("cover.jpg", "back.JPG", "a.wav", "noise.bin", "empty.xml"):
        (tmp_path / "in" / "more").mkdir(exist_ok=True)
        (tmp_path / "in" / "more" / name).write_bytes(b"" if name == "empty.xml" else bytes(range(256)) * 9)

    first, others = import_files([str(tmp_path / "in")], str(tmp_path / "case"), today=TODAY)

    assert (Path(first.file).name, first.refusals, bool(first.folder)) == ("policy.json", 0, True)
    assert (others.file, others.refusals, others.media) == (str(tmp_path / "in"), 0, {"jpg": 2, "wav": 1})
    assert others.passed == ["more/empty.xml", "more/noise.bin"]
    assert others.plain()["passed"] == others.passed


def test_an_archive_below_a_folder_is_told_by_its_name(tmp_path: Path) -> None:
    policy(tmp_path / "in")
    (tmp_path / "in" / "set.tsv.gz").write_bytes(PACKED["gzip"])

    _, packed = import_files([str(tmp_path / "in")], str(tmp_path / "case"), today=TODAY)

    assert (Path(packed.file).name, packed.refusals) == ("set.tsv.gz", 1)
    assert "archive (gzip)" in packed.refused[0].what


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "the folder is empty"),
        (["cover.jpg", "noise.bin"], "no file in the folder has a format that Licit knows, of 2"),
        (["cover.jpg", "set.tar"], r"set\.tar: the file is an archive \(tar\)"),
    ],
)
def test_a_folder_with_nothing_to_read_is_refused_and_makes_no_case(
    tmp_path: Path, files: list[str], told: str
) -> None:
    (tmp_path / "in").mkdir()
    for name in files:
        (tmp_path / "in" / name).write_bytes(bytes(257) + (b"ustar" if name == "set.tar" else bytes(5)))

    with pytest.raises(BadInputError, match=told):
        bring(str(tmp_path / "in"), into=tmp_path / "case")

    assert not (tmp_path / "case").exists()


def test_a_case_beside_its_files_is_not_imported_into_itself(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("isrc,title\nGBAYE0000001,Song\n", encoding="utf-8")
    shop = How(options={"service": "shop"})
    bring(str(tmp_path), into=tmp_path / "case", how=shop)

    reports = list(import_files([str(tmp_path)], str(tmp_path / "case"), today=TODAY, how=shop))

    assert [(Path(one.file).name, bool(one.before)) for one in reports] == [("list.csv", True)]


def test_a_table_of_a_set_is_told_beside_the_one_with_what_the_set_says(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "bwarm" / "good", tmp_path / "in")
    publisher = How(options={"source": "Publisher"})

    for before in (False, True):
        first, *others = import_files([str(tmp_path / "in")], str(tmp_path / "case"), today=TODAY, how=publisher)

        assert (first.beside, bool(first.before)) == ("", before)
        assert {one.beside for one in others} == {first.file}
        assert len(others) == 5
        assert not first.doubts


def test_two_bwarm_sets_below_one_folder_are_two(tmp_path: Path) -> None:
    for day, title in (("20240101", "TRACK 1"), ("20240201", "SONG 1")):
        folder = tmp_path / "in" / f"BWARM_PADPIDA2013020802I_{day}000000"
        shutil.copytree(Path(__file__).parent / "bwarm" / "good", folder)
        works = folder / "bwarm_works.tsv"
        works.write_text(works.read_text("utf-8").replace("TRACK 1", title), encoding="utf-8")

    reports = list(import_files([str(tmp_path / "in")], str(tmp_path / "case"), today=TODAY))

    first, second = (str(one.learnt["bwarm-sets"]) for one in reports if not one.beside)
    assert "2024-01-01" in first
    assert "2024-02-01" in second


@pytest.mark.parametrize(
    ("room", "table", "told"),
    [
        ("bwarm", "bwarm_works.tsv", "the set lacks its table workrightshares"),
        ("bwarm", "bwarm_workrightshares.tsv", "the set lacks parties and works"),
        ("musicbrainz/good/mbdump", "isrc", "no table of relations"),
        ("musicbrainz/good/mbdump", "l_label_label", "without link and label, which the files lack"),
    ],
)
def test_a_table_of_a_set_alone_says_what_it_lacks(tmp_path: Path, room: str, table: str, told: str) -> None:
    (found,) = (Path(__file__).parent / room).glob(f"**/{table}")

    (report,) = import_files([str(found)], str(tmp_path), today=TODAY, how=How(options={"source": "A"}), dry_run=True)

    (problem,) = (*report.refused, *report.doubts)
    assert told in problem.what
    assert "all its tables at once" in problem.mend


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (bytes(30) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"Office 97 to 2003"),
    ],
)
def test_a_sheet_that_is_not_read_is_to_be_saved_as_one_that_is(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "list").write_bytes(data)

    with pytest.raises(BadInputError, match=rf"{told}.* Save its table as \.xlsx or as CSV"):
        bring(str(tmp_path / "list"), into=tmp_path / "case")


@pytest.mark.parametrize("wanted", ["", "tables"])
def test_a_pipe_below_a_folder_is_not_waited_for_and_a_dead_link_is_told(tmp_path: Path, wanted: str) -> None:
    policy(tmp_path / "in")
    os.mkfifo(tmp_path / "in" / "pipe")
    (tmp_path / "in" / "link.csv").symlink_to(tmp_path / "nowhere")

    reports = list(import_files([str(tmp_path / "in")], "", today=TODAY, how=How(format=wanted), dry_run=True))

    assert [Path(one.file).name for one in reports] == ["policy.json", "link.csv"]
    assert "can't be read" in reports[-1].refused[0].what
    with pytest.raises(BadInputError, match="neither a file nor a folder"):
        bring(str(tmp_path / "in" / "pipe"), into=tmp_path / "case")


def test_where_strict_stops_it_is_told_how_much_is_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = policy(tmp_path), policy(tmp_path, "bad.json")
    Path(bad).write_text(Path(good).read_text("utf-8")[:-1], encoding="utf-8")

    assert run(["import", good, bad, "--into", str(tmp_path / "case"), "--strict"]) == 2

    first, second, *_ = capsys.readouterr().err.splitlines()
    assert first == "1 file is in; of the one that follows nothing is. Mend it and type the same command again"
    assert second.startswith(f"{bad}:")


def test_a_folder_can_not_be_inspected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(tmp_path)]) == 2
    assert f"{tmp_path}: it is a folder. Name one file of it." in capsys.readouterr().err


def test_a_case_with_errors_is_not_added_to(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "case.yaml").write_text(BROKEN, encoding="utf-8")

    with pytest.raises(BadInputError):
        bring(policy(tmp_path), into=tmp_path / "case")

    assert [one.name for one in (tmp_path / "case").iterdir()] == ["case.yaml"]


def test_a_case_with_a_position_of_its_own_is_believed_as_its_author_says(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    text = "licit: 1\nvocabulary: music\nparties: {a: {name: A}}\npositions: {mine: {ranks: [[a]]}}\n"
    (tmp_path / "case" / "case.yaml").write_text(text, encoding="utf-8")

    bring(policy(tmp_path), into=tmp_path / "case")

    assert set(load(tmp_path / "case").record.positions) == {"mine"}


def test_a_party_of_the_case_is_found_by_its_name_and_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    text = "licit: 1\nvocabulary: music\nparties: {the-label: {name: 'Urn Party LABEL'}}\n"
    (tmp_path / "case" / "case.yaml").write_text(text, encoding="utf-8")

    (report,) = import_files([policy(tmp_path)], str(tmp_path / "case"), today=TODAY)

    record = load(tmp_path / "case").record
    assert record.grants[0].grantor == "the-label"
    assert report.by_name == {"the-label": "urn:party:label"}


def test_a_copy_is_kept_as_evidence_by_its_hash(tmp_path: Path) -> None:
    name = policy(tmp_path)

    bring(name, into=tmp_path / "case", how=How(keep=True))

    case = load(tmp_path / "case")
    (one,) = case.evidence.values()
    assert (tmp_path / "case" / one.file).read_bytes() == Path(name).read_bytes()


def test_that_no_copy_of_a_set_is_kept_is_told(tmp_path: Path) -> None:
    tables = Path(__file__).parent / "bwarm" / "good"
    how = How(options={"source": "Publisher"}, keep=True)

    first, *_ = import_files([str(tables)], str(tmp_path / "case"), today=TODAY, how=how)

    assert [one.what.rpartition(", ")[2] for one in first.doubts] == ["so that no copy of them is kept"]
    assert not (tmp_path / "case" / "evidence").exists()


def test_what_a_dry_run_prints_is_a_mapping_once_a_role_is_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text("isrc,Titel,Sonstiges\nGBAYE0000001,Song,A\n", encoding="utf-8")
    assert run(["import", str(tmp_path / "list.csv"), "--dry-run", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    printed[0]["learnt"]["mappings"][0]["columns"][2]["role"] = "artist"
    (tmp_path / "mapping.json").write_text(json.dumps(printed), encoding="utf-8")

    file, case, mapping = (str(tmp_path / name) for name in ("list.csv", "case", "mapping.json"))
    done = run(["import", file, "--into", case, "--mapping", mapping])

    (item,) = load(tmp_path / "case").record.items.values()
    assert (done, item.artist) == (0, "A")


def grant_of(folder: Path) -> str:
    record: Record = load(folder).record
    return record.grants[0].id


def test_the_mapping_of_a_table_is_kept_and_applied_to_the_next_of_its_header(tmp_path: Path) -> None:
    first, second = tmp_path / "january.csv", tmp_path / "february.csv"
    first.write_text("isrc,Titel,Sonstiges\nGBAYE0000001,Song,A\n", encoding="utf-8")
    second.write_text("isrc,Titel,Sonstiges\nGBAYE0000002,Tune,B\n", encoding="utf-8")
    mapped = How(options={"columns": "Sonstiges=artist"})
    bring(str(first), into=tmp_path / "case", how=mapped)

    bring(str(second), into=tmp_path / "case")

    items = load(tmp_path / "case").record.items
    assert {(item.title, item.artist) for item in items.values()} == {("Tune", "B"), ("Song", "A")}
