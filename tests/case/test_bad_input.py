# SPDX-License-Identifier: Apache-2.0
"""Hostile and careless input: one clear list of problems, each with its place, what, and how to mend it."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest

from licit.case import load, read
from licit.case.checks import READING
from licit.model.problem import BadInputError
from tests.case.folders import HEAD, complaints, folder, one_file

BROKEN = [
    (
        "grants: {g: {form: a, to: b, kind: mandate}}",
        [
            "case.yaml:3:13: the grant has no from. Add from: the party that gives. [missing-key]",
            "case.yaml:3:14: 'form' is no known key of a grant. The nearest is from. [unknown-key]",
        ],
    ),
    ("grnats: {}", ["case.yaml:3:1: 'grnats' is no known key of a case. The nearest is grants. [unknown-key]"]),
    (
        "grants: {g: {from: a, to: b, kind: exclusiv}}",
        [
            ("case.yaml:3:36: 'exclusiv' is no kind of grant. "
             "Write assignment, exclusive, non-exclusive or mandate. [bad-value]")
        ],
    ),
    (
        "controls: {c: {party: a, asset: x, rights: all, share: 33.333 %, territories: FR}}",
        [
            "case.yaml:3:56: '33.333 %' is no share. Write percent with at most two decimals: 33.33 %. [bad-value]",
        ],
    ),
    (
        "controls: {c: {party: a, asset: x, rights: all, share: 120 %, territories: FR}}",
        [
            "case.yaml:3:56: a share of 120.00 % lies outside 0-100 %. Give each owner its part of 100 %. [bad-value]",
        ],
    ),
    (
        "servers: {v: {service: s, territory: Frnace}}",
        ["case.yaml:3:38: 'Frnace' is no known territory. The nearest is France. [unknown-territory]"],
    ),
    (
        "grants: {g: {from: a, to: b, kind: mandate, territories: World except Rusia}}",
        ["case.yaml:3:58: 'Rusia' is no known territory. The nearest is Russia. [unknown-territory]"],
    ),
    (
        "grants: {g: {from: a, to: b, kind: mandate, rights: [recording:reproducton]}}",
        [
            ("case.yaml:3:54: 'recording:reproducton' is no known right. "
             "The nearest is recording:reproduction. [unknown-right]")
        ],
    ),
    (
        "grants: {g: {from: a, to: b, kind: mandate, rights: [recordings:*]}}",
        ["case.yaml:3:54: 'recordings' is no known kind of asset. The nearest is recording. [unknown-asset-kind]"],
    ),
    (
        "grants: {g: {from: a, to: b, kind: mandate, uses: [PermanentDownlod]}}",
        [
            ("case.yaml:3:52: 'PermanentDownlod' is no known use in music. "
             "The nearest is PermanentDownload. [unknown-use]")
        ],
    ),
    (
        "memberships: {m: {member: a, group: b, start: 2004-02-30}}",
        [
            ("case.yaml:3:47: '2004-02-30' is no day of the calendar. Write 2004-01-31, 2004-01, 2004, "
             "[2003-02..2004], [..2004-05] or [2004-05..]. [bad-value]")
        ],
    ),
    (
        "memberships: {m: [a, b]}",
        [
            ("case.yaml:3:18: here stands a list, not a table of keys for a membership. "
             "Write a table of keys for a membership: {member: …, group: …}. [wrong-shape]")
        ],
    ),
    (
        "memberships: {m: {member: {a: b}, group: g}}",
        ["case.yaml:3:27: here stands a table of keys, not a text. Write a text. [wrong-shape]"],
    ),
    (
        "memberships:\n  m: {member: a, group: }",
        [
            ("case.yaml:4:18: group has no value. "
             "Give one (the party it belongs to), or take the key out. [missing-key]")
        ],
    ),
    (
        "parties:\n  a: {name: A}\n  b: {name: B}\n  a: {name: C}",
        ["case.yaml:6:3: the key 'a' stands here and on line 4. Keep one of them. [duplicate-key]"],
    ),
    (
        "parties: {a b: {name: A}}",
        ["case.yaml:3:11: 'a b' is no id. Write an id without spaces, as in roms-2003. [bad-value]"],
    ),
    (
        "notes: {x: {day: 2004, text: t}}\nmemberships: {x: {member: a, group: b}}",
        ["case.yaml:4:15: the id 'x' stands here and at FOLDER/case.yaml:3:9. Rename one of them. [duplicate-id]"],
    ),
    (
        "statements: [{by: a, facts: []}, {by: a, pattern: {to: b}}]",
        [
            "case.yaml:3:14: the statement is about nothing. Give it either facts or a pattern. [missing-key]",
            ("case.yaml:3:34: a pattern is affirmed; it can only be denied. "
             "Write says: deny, or name the grants under facts. [bad-value]"),
        ],
    ),
    (
        'parties: {a: {name: "bell \\a"}}',
        ["case.yaml:3:21: the text holds U+0007, which can't be shown. Take it out. [bad-value]"],
    ),
    (
        "laws: [ru-1993-5351]",
        [
            ("case.yaml:3:8: 'ru-1993-5351' is no known law of music. "
             "The nearest is ru-1993-5351-1. [unknown-vocabulary]")
        ],
    ),
    (
        "evidence: {e: {file: ../secret.pdf}}",
        [
            ("case.yaml:3:22: '../secret.pdf' lies outside evidence/ of the case. "
             "Put the file into evidence/ of the case and write its relative path. [outside-folder]")
        ],
    ),
    (
        "evidence: {e: {file: /etc/passwd}}",
        [
            ("case.yaml:3:22: '/etc/passwd' lies outside evidence/ of the case. "
             "Put the file into evidence/ of the case and write its relative path. [outside-folder]")
        ],
    ),
    (
        "questions: [{service: s, use: Download, territory: EU, day: 2004-05-01, position: p, expect: maybe}]",
        [
            "case.yaml:3:52: EU is a group of territories. Ask about one of its members. [unknown-territory]",
            "case.yaml:3:94: 'maybe' is no answer. Write cleared, not-cleared, contested or unknown. [bad-value]",
        ],
    ),
    (
        "questions: [{service: s, use: Download, territory: FR, day: 2004-05, position: p, expect: cleared}]",
        ["case.yaml:3:61: '2004-05' is no single day. Write one day, as in 2004-05-31. [bad-value]"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BROKEN, ids=[text[:40] for text, _ in BROKEN])
def test_each_fault_is_told_with_its_place_and_mend(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = one_file(tmp_path, text)

    assert [one.replace(str(tmp_path), "FOLDER") for one in complaints(path)] == expected


NOT_YAML = {
    "anchor": ("parties: &a {x: {name: X}}", 3, 10),
    "alias": ("parties: *a", 3, 10),
    "tag": ("parties: !!map {x: {name: X}}", 3, 10),
    "python tag": ("title: !!python/object/apply:os.system [ls]", 3, 8),
    "local tag": ("title: !x y", 3, 8),
    "open bracket": ("parties: {x: {name: X}", 4, 1),
    "tab": ("parties:\n\tx: {name: X}", 4, 1),
    "second document": ("---\ntitle: B", 3, 0),
    "control": ("title: a\x01b", 0, 0),
}


@pytest.mark.parametrize("disease", NOT_YAML)
def test_what_is_more_than_plain_yaml_is_refused_where_it_stands(tmp_path: Path, disease: str) -> None:
    text, line, column = NOT_YAML[disease]
    path = one_file(tmp_path, text)

    problems = read(path)[1]

    assert [(problem.check, problem.place.line, problem.place.column) for problem in problems] == [
        ("not-readable", line, column)
    ]


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    path = one_file(tmp_path, "\n".join(lines))

    begun = time.monotonic()
    found = complaints(path)

    assert found[0].startswith("case.yaml:3:5: the anchor or alias 'a0'.")
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("opening", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "[" * 21, "x: " + "[" * 21])
def test_depth_is_limited(tmp_path: Path, opening: str) -> None:
    (tmp_path / "case.yaml").write_text(opening)

    problems = read(tmp_path)[1]

    assert {problem.check for problem in problems} <= {"limit", "not-readable"}
    assert problems


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"licit: 1\nvocabulary: m\0usic", "case.yaml:2: the file is binary: it holds a NUL byte."),
        (b"\x7fELF\x02\x01\x01\0\0", "case.yaml:1: the file is binary: it holds a NUL byte."),
        (b"licit: 1\ntitle: caf\xe9\n", "case.yaml:2: byte 0xE9 is not UTF-8. Save the file as UTF-8."),
        (b"\xff\xfel\0i\0", "case.yaml:1: the file is binary"),
        (
            b"#" * (16 * 2**20 + 1),
            "case.yaml: the file has 16,777,217 bytes, more than 16,777,216. Put long lists into",
        ),
        (b"- licit\n", "case.yaml:1:1: here stands a list, not a table of keys."),
        (b"just words", "case.yaml:1:1: here stands a text, not a table of keys."),
    ],
)
def test_a_file_that_is_no_text_is_one_problem(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "case.yaml").write_bytes(content)

    found = complaints(tmp_path)

    assert len(found) == 1
    assert found[0].startswith(expected)


def test_an_empty_case_lacks_its_version_and_vocabulary(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes(b"")

    assert complaints(tmp_path) == [
        "case.yaml:1:1: the case has no licit. Add licit: 1, this format. [missing-key]",
        "case.yaml:1:1: the case has no vocabulary. Add vocabulary: the trade, such as music. [missing-key]",
    ]


def test_another_version_and_an_unknown_trade_are_refused(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("licit: 2\nvocabulary: musik\n")

    assert complaints(tmp_path) == [
        "case.yaml:1:8: '2' is no version of the case format. Write 1. [bad-value]",
        "case.yaml:2:13: 'musik' is no known trade. The nearest is music. [unknown-vocabulary]",
    ]


@pytest.mark.parametrize("size", range(0, 400, 7))
def test_a_truncated_file_is_a_case_or_a_list_of_problems(tmp_path: Path, size: int) -> None:
    whole = f"""{HEAD}grants:
  g1:
    from: "a"
    to: b
    kind: exclusive
    conditions: [paid, {{text: "reported", fulfilled: yes}}]
    said: [{{by: a, made: 2004-01-31}}, {{by: b}}]
statements:
  - by: a
    facts: [g1]
    note: >-
      folded
      text
questions:
  - {{service: b, use: Download, territory: FR, day: 2004-05-01, position: p, expect: cleared}}
"""
    (tmp_path / "case.yaml").write_text(whole[:size])

    case, problems = read(tmp_path)

    assert problems or case.vocabulary == "music"


def test_a_million_lines_are_read_or_refused_in_seconds(tmp_path: Path) -> None:
    many = HEAD + "statements:\n" + "- a\n" * 1_000_000
    assert many.count("\n") > 1_000_000
    (tmp_path / "case.yaml").write_text(many)

    begun = time.monotonic()
    problems = read(tmp_path)[1]

    assert len(problems) == 1001
    assert problems[-1].what == "more than 1000 problems; the others are not listed"
    assert time.monotonic() - begun < 60  # 4 s here; a shared machine may be slow


def test_a_missing_folder_is_one_problem() -> None:
    with pytest.raises(
        BadInputError, match=r"^no/such/case: there is no such file or folder\. Check the path, or make"
    ):
        load("no/such/case")


def test_a_folder_without_a_case_file_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").write_text("parties: {}")

    assert [problem.what for problem in read(tmp_path)[1]] == ["the folder has no case.yaml"]


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, ""])
def test_a_path_that_cannot_be_is_one_problem(path: str) -> None:
    assert [problem.check for problem in read(path)[1]] == ["missing-file"]


def test_a_pipe_is_no_case_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "case.yaml")

    assert [problem.check for problem in read(tmp_path / "case.yaml")[1]] == ["missing-file"]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("parties: {secret: {name: S}}")
    path = folder(tmp_path / "case", {"case.yaml": HEAD})
    (path / "linked.yaml").symlink_to(tmp_path / "secret.yaml")

    case, problems = read(path)

    assert [problem.check for problem in problems] == ["outside-folder"]
    assert "secret" not in case.record.parties


def test_evidence_behind_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path / "case", {"case.yaml": HEAD + "evidence: {e: {file: evidence/out/passwd}}"})
    (path / "evidence").mkdir()
    (path / "evidence/out").symlink_to("/etc")

    assert [problem.check for problem in read(path)[1]] == ["outside-folder"]


def test_ids_are_one_namespace_over_all_files(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        {
            "case.yaml": HEAD,
            "a.yaml": "memberships: {x: {member: a, group: b}}\n",
            "b.yaml": "operations: {x: {operator: a, service: b}}\n",
        },
    )

    case, _ = read(path)

    assert complaints(path) == [
        f"b.yaml:1:14: the id 'x' stands here and at {path}/a.yaml:1:15. Rename one of them. [duplicate-id]"
    ]
    assert [type(fact).__name__ for fact in case.record.facts if fact.id == "x"] == ["Membership"]


def test_the_keys_of_the_head_stand_in_case_yaml_alone(tmp_path: Path) -> None:
    path = folder(tmp_path, {"case.yaml": HEAD, "more.yaml": "title: B\nlaws: [no-default]\n"})

    assert complaints(path) == [
        "more.yaml:1:1: title is a key of case.yaml alone. Move it there. [wrong-shape]",
        "more.yaml:2:1: laws is a key of case.yaml alone. Move it there. [wrong-shape]",
    ]


@pytest.mark.parametrize(
    ("text", "what", "line", "column"),
    [
        ('{"licit": 1,}', "here a key in double quotes should stand", 1, 13),
        ('{"licit": 01}', "here a comma or } should stand", 1, 12),
        ('{"licit": NaN}', "here a value should stand", 1, 11),
        ("{'licit': 1}", "here a key in double quotes should stand", 1, 2),
        ('{"a": 1\n, "a": 2}', "the key 'a' stands here and on line 1", 2, 3),
        ('{"licit": "1', "unterminated string starting at", 1, 11),
        ('{"licit": 1} {}', "there is more after the end of the value", 1, 14),
        ("", "the text ends where a value should stand", 1, 1),
        ("[" * 100_000, "more than 20 levels", 1, 22),
        ('{"title": "a\nb"}', "invalid control character at", 1, 13),
    ],
)
def test_json_is_strict(text: str, what: str, line: int, column: int) -> None:
    problem = read("-", stdin=io.StringIO(text))[1][0]

    assert problem.what.removeprefix("no JSON: ") == what
    assert (problem.place.file, problem.place.line, problem.place.column) == ("-", line, column)


def test_half_a_surrogate_pair_in_json_is_refused() -> None:
    text = '{"licit": 1, "vocabulary": "music", "title": "\\ud800"}'

    assert [problem.check for problem in read("-", stdin=io.StringIO(text))[1]] == ["bad-value"]


def test_standard_input_has_no_folder_to_take_files_from() -> None:
    text = (
        '{"licit": 1, "vocabulary": "music", "include": [{"case": "../x", "sha256": "0"}], '
        '"repertoire": [{"file": "items.csv", "kind": "items"}]}'
    )

    assert [problem.check for problem in read("-", stdin=io.StringIO(text))[1]] == ["wrong-shape", "wrong-shape"]


def test_every_id_that_reading_gives_is_in_its_table() -> None:
    sources = Path(read.__code__.co_filename).parent.glob("*.py")
    given = {
        word for source in sources for line in source.read_text().splitlines() for word in line.split('check="')[1:]
    }

    assert {word.split('"')[0] for word in given} <= set(READING)
