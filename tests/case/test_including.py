# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
from pathlib import Path

from licit.case import load, read
from tests.case.folders import HEAD, complaints, folder

LAWS = {
    "case.yaml": HEAD + "laws: [no-default]\nquestions: []\n",
    "facts.yaml": """
        memberships: {m: {member: a, group: b, said: {by: a}}}
        positions: {p: {ranks: [[a]]}}
        evidence: {e: {title: T, file: evidence/e.pdf}}
        statements: [{id: st, by: c, says: deny, facts: [m]}]
        """,
}


def shelf(at: Path, *, sha256: str) -> Path:
    """Two cases side by side; the second includes the first."""
    folder(at / "laws", dict(LAWS))
    head = f"{HEAD}laws: [no-default]\ninclude: [{{case: ../laws, sha256: {sha256}}}]\n"
    return folder(at / "shop", {"case.yaml": head, "own.yaml": "memberships: {own: {member: a, group: b}}\n"})


def right_hash(at: Path) -> str:
    """What sha256sum prints for the files, in the order of their names, hashed again."""
    lines = [
        f"{hashlib.sha256((at / 'laws' / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("case.yaml", "facts.yaml")
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def test_a_wrong_hash_is_told_with_the_right_one(tmp_path: Path) -> None:
    path = shelf(tmp_path, sha256="00")
    right = right_hash(tmp_path)

    mend = f"Look at what changed, then write sha256: {right}."
    assert complaints(path) == [
        f"case.yaml:4:18: the content of ../laws has the hash {right}, not 00. {mend} [include]"
    ]


def test_an_included_case_gives_all_but_its_questions(tmp_path: Path) -> None:
    shelf(tmp_path, sha256="00")
    path = shelf(tmp_path, sha256=right_hash(tmp_path))

    case = load(path)

    assert [fact.id for fact in case.record.facts] == ["m", "own"]
    assert list(case.record.positions) == ["p"]
    assert [(one.source, one.affirms) for one in case.record.statements] == [("a", True), ("c", False)]
    assert case.evidence["e"].file == "../laws/evidence/e.pdf"
    assert case.places["m"].file == f"{tmp_path}/laws/facts.yaml"
    assert case.places["statement:0"] == case.places["m.said[0]"]
    assert case.places["statement:1"] == case.places["statement:st"]
    assert [fact.id for fact in case.borrowed.facts] == ["m"]


def test_a_changed_evidence_file_is_told_by_its_own_hash_not_by_that_of_the_case(tmp_path: Path) -> None:
    shelf(tmp_path, sha256="00")
    path = shelf(tmp_path, sha256=right_hash(tmp_path))
    folder(tmp_path / "laws", {"evidence/e.pdf": b"%PDF"})

    assert complaints(path) == []


def test_a_case_that_is_included_twice_counts_once(tmp_path: Path) -> None:
    shelf(tmp_path, sha256="00")
    include = f"{{case: ../laws, sha256: {right_hash(tmp_path)}}}"
    path = folder(tmp_path / "two", {"case.yaml": f"{HEAD}laws: [no-default]\ninclude: [{include}, {include}]\n"})

    case = load(path)

    assert [fact.id for fact in case.record.facts] == ["m"]
    assert len(case.record.statements) == 2


def test_one_id_for_two_things_in_two_cases_is_refused(tmp_path: Path) -> None:
    shelf(tmp_path, sha256="00")
    path = shelf(tmp_path, sha256=right_hash(tmp_path))
    (path / "own.yaml").write_text("memberships: {m: {member: z, group: b}}\n")

    assert [problem.check for problem in read(path)[1]] == ["duplicate-id"]


def test_cases_that_include_each_other_are_refused(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", {"case.yaml": HEAD + "include: [{case: ../two, sha256: 00}]\n"})
    folder(tmp_path / "two", {"case.yaml": HEAD + "include: [{case: ../one, sha256: 00}]\n"})

    found = complaints(one)

    assert any("../one includes itself. Take one include out. [include]" in line for line in found)


def test_a_long_row_of_includes_is_refused(tmp_path: Path) -> None:
    for number in range(12):
        head = HEAD + f"include: [{{case: ../n{number + 1}, sha256: 00}}]\n"
        folder(tmp_path / f"n{number}", {"case.yaml": head})
    folder(tmp_path / "n12", {"case.yaml": HEAD})

    assert any("more than 8 cases in a row" in line for line in complaints(tmp_path / "n0"))


def test_an_include_is_a_relative_path_to_a_case_of_the_same_trade(tmp_path: Path) -> None:
    folder(tmp_path / "pharmacy", {"case.yaml": "licit: 1\nvocabulary: medicines\n"})
    (tmp_path / "bare").mkdir()
    includes = [str(tmp_path / "pharmacy"), "~/x", "../bare", "../none", ".", "../pharmacy"]
    listed = ", ".join(f"{{case: {one}, sha256: 00}}" for one in includes)
    path = folder(tmp_path / "shop", {"case.yaml": f"{HEAD}include: [{listed}]\n"})

    checks = [problem.check for problem in read(path)[1]]

    assert checks == [
        "outside-folder", "outside-folder", "missing-file", "missing-file", "include", "include", "include",
    ]  # fmt: skip
