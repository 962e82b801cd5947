# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.case import Change, load, rewrite
from licit.case.kinds import GRANT, LISTED
from licit.case.splicing import Written, plain_of
from licit.model.fact import Grant
from licit.model.problem import BadInputError
from tests.case.cases import FACTS, questions
from tests.case.folders import one_file

EXAMPLES = Path(__file__).parents[2] / "examples"
BEFORE = """\
# what this is
licit: 1   # version
vocabulary: music

parties:
  # the owner
  owner: {name: Owner, kinds: [label]}   # who owns
  NO: {name: "No"}
grants:
  # the first
  g1:
    from: owner   # who gives
    to: shop
    kind: exclusive
    start: 2004-01-31
    said:
      - {by: owner, made: 2004}   # said so
      - by: shop
        note: |
          two
          lines

  # the second
  g2: {from: owner, to: b, kind: mandate}   # never signed
# questions
questions:
- service: shop   # first
  use: Download
  territory: NO
  day: 2004-05-01
  position: p
  expect: cleared
# the end
"""
FIELDS: dict[str, Any] = {
    "from": "owner",
    "to": "shop",
    "kind": "exclusive",
    "start": "2004-01-31",
    "said": [{"by": "owner", "made": "2004"}, {"by": "shop", "note": "two\nlines\n"}],
}


def changed(at: Path, *changes: Change, before: str = BEFORE) -> str:
    """The text of a file after the changes."""
    path = at / "case.yaml"
    path.write_text(before, encoding="utf-8", newline="")
    rewrite(path, changes)
    return path.read_bytes().decode()


def test_a_changed_value_leaves_all_else_as_it_was(tmp_path: Path) -> None:
    after = changed(tmp_path, Change("grants", "g1", {**FIELDS, "from": "NO"}))

    assert after == BEFORE.replace("from: owner   # who gives", "from: NO   # who gives")


def test_an_added_key_stands_after_the_others(tmp_path: Path) -> None:
    after = changed(tmp_path, Change("grants", "g1", {**FIELDS, "end": "2005", "conditions": ["paid"]}))

    assert after == BEFORE.replace("          lines\n", "          lines\n    end: 2005\n    conditions: [paid]\n")


def test_a_removed_key_takes_its_lines_along(tmp_path: Path) -> None:
    fields = {name: value for name, value in FIELDS.items() if name not in ("start", "said")}
    start, end = BEFORE.index("    start:"), BEFORE.index("\n  # the second")

    assert changed(tmp_path, Change("grants", "g1", fields)) == BEFORE[:start] + BEFORE[end:]


def test_an_entry_in_one_line_stays_in_one_line(tmp_path: Path) -> None:
    after = changed(tmp_path, Change("grants", "g2", {"from": "owner", "to": "b", "kind": "mandate", "end": "2005-12"}))

    assert after == BEFORE.replace("kind: mandate}", "kind: mandate, end: 2005-12}")


def test_an_added_entry_stands_after_the_others_of_its_section(tmp_path: Path) -> None:
    after = changed(tmp_path, Change("grants", "g3", {"from": "a", "to": "b", "kind": "mandate"}))

    added = "  g3: {from: a, to: b, kind: mandate}\n"
    assert after == BEFORE.replace("# never signed\n", "# never signed\n" + added)


def test_a_removed_entry_takes_the_comment_above_it_along(tmp_path: Path) -> None:
    after = changed(tmp_path, Change("grants", "g2", None))

    gone = "  # the second\n  g2: {from: owner, to: b, kind: mandate}   # never signed\n"
    assert after == BEFORE.replace(gone, "")


def test_a_new_section_stands_at_the_end(tmp_path: Path) -> None:
    after = changed(tmp_path, Change("assets", "x", {"kind": "recording"}))

    assert after == BEFORE + "assets:\n  x: {kind: recording}\n"


def test_a_question_is_added_changed_and_removed_by_its_number(tmp_path: Path) -> None:
    asked: dict[str, Any] = {"service": "shop", "use": "Download", "territory": "NO"}
    asked |= {"day": "2004-05-01", "position": "p", "expect": "cleared"}

    after = changed(
        tmp_path,
        Change("questions", "1", {**asked, "territory": "FR"}),
        Change("questions", "0", {**asked, "expect": "unknown"}),
    )

    added = "- {service: shop, use: Download, territory: FR, day: 2004-05-01, position: p, expect: cleared}\n"
    first = BEFORE.replace("expect: cleared\n", f"expect: unknown\n{added}")
    assert after == first


def test_the_last_question_taken_out_leaves_the_empty_section(tmp_path: Path) -> None:
    after = changed(tmp_path, Change("questions", "0", None))

    start, end = BEFORE.index("- service: shop"), BEFORE.index("# the end")
    assert after == BEFORE[:start] + BEFORE[end:]


def test_line_ends_and_the_mark_of_windows_stay(tmp_path: Path) -> None:
    before = "\ufeff" + BEFORE.replace("\n", "\r\n")

    after = changed(tmp_path, Change("grants", "g1", {**FIELDS, "end": "2005"}), before=before)

    assert after == before.replace("          lines\r\n", "          lines\r\n    end: 2005\r\n")


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "grants:\n  # none yet\n", "title: a", "grants: {}", "grants: {a: {}}"]
)
def test_entries_are_added_to_whatever_is_there(tmp_path: Path, text: str) -> None:
    after = changed(tmp_path, Change("grants", "g", {"from": "a", "to": "b"}), before=text)

    said: Any = plain_of(Written(after).root)
    assert said["grants"]["g"] == {"from": "a", "to": "b"}
    assert all(line in after for line in text.splitlines() if line.startswith(("#", "title")))


@given(grant=FACTS[Grant], question=questions, name=st.sampled_from(["g1", "g2", "g3"]))
def test_any_entry_can_be_set_anywhere(
    tmp_path_factory: pytest.TempPathFactory, grant: Grant, question: Any, name: str  # noqa: ANN401
) -> None:  # fmt: skip
    at = tmp_path_factory.mktemp("case")
    fields, asked = GRANT.plain(grant), LISTED["questions"].plain(question)

    after = changed(at, Change("grants", name, dict(fields)), Change("questions", "0", dict(asked)))

    said: Any = plain_of(Written(after).root)
    was: Any = plain_of(Written(BEFORE).root)
    assert said["grants"] == {**was["grants"], name: fields}
    assert said["questions"] == [asked]
    assert all(
        comment in after for comment in ("# what this is", "# version", "# the owner", "# the first", "# the end")
    )


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/**/*.yaml")), ids=lambda path: "/".join(path.parts[-2:]))
def test_an_example_without_a_change_is_the_same_to_the_byte(tmp_path: Path, path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(path.read_bytes())

    rewrite(copy, [])

    assert copy.read_bytes() == path.read_bytes()


def test_a_changed_case_is_read_with_the_change(tmp_path: Path) -> None:
    path = one_file(tmp_path, "memberships:\n  m: {member: a, group: b}\n")

    rewrite(path, [Change("memberships", "n", {"member": "c", "group": "NO", "said": [{"by": "a", "made": "2004"}]})])

    assert [fact.id for fact in load(path).record.memberships] == ["m", "n"]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (Change("grnts", "g", {}), "'grnts' is no known section of a case"),
        (Change("grants", "g", {"form": "a"}), "'form' is no known key of a grant"),
        (Change("grants", "g9", None), "grants has no 'g9' to take out"),
        (Change("questions", "7", {}), "questions has no number '7'"),
        (Change("questions", "x", {}), "questions has no number 'x'"),
    ],
)
def test_a_change_that_cannot_be_leaves_the_file_untouched(tmp_path: Path, change: Change, what: str) -> None:
    with pytest.raises(BadInputError, match=what):
        changed(tmp_path, Change("grants", "g2", None), change)

    assert (tmp_path / "case.yaml").read_text() == BEFORE
    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]


def test_a_broken_file_is_not_rewritten(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="no YAML"):
        changed(tmp_path, before="grants: {")


def test_rights_of_the_file_and_links_to_it_stay(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text(BEFORE)
    (tmp_path / "real.yaml").chmod(0o640)
    (tmp_path / "link.yaml").symlink_to("real.yaml")

    rewrite(tmp_path / "link.yaml", [Change("grants", "g2", None)])

    assert (tmp_path / "link.yaml").is_symlink()
    assert "g2" not in (tmp_path / "real.yaml").read_text()
    assert stat.S_IMODE((tmp_path / "real.yaml").stat().st_mode) == 0o640
