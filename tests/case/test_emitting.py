# SPDX-License-Identifier: Apache-2.0
"""What is written entry by entry reads as what was written, whatever its texts hold."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from licit.case import emitting
from licit.case.emitting import Section, scalar
from licit.case.values import CONTROL, Plain
from licit.case.writing import dumped

TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "NO", "2004-01", "- a", "a: b", "a #b", "'", "[x", "{", "line\nline", "~", "ä ö", "? x", "%x"]
    ),
)
VALUES: st.SearchStrategy[Plain] = st.recursive(
    TEXTS, lambda parts: st.lists(parts, max_size=3) | st.dictionaries(TEXTS, parts, max_size=3), max_leaves=12
)


def written(*entries: tuple[str, Plain]) -> list[str]:
    """The files of a section."""
    with TemporaryDirectory() as folder:
        section = Section(Path(folder), "grants")
        for one, entry in entries:
            section.add(one, entry)
        section.close()
        return [path.read_text("utf-8") for path in sorted(Path(folder).iterdir())]


def clean(value: Plain) -> Plain:
    if isinstance(value, str):
        return CONTROL.sub(" ", value)
    if isinstance(value, list):
        return [clean(one) for one in value]
    return {str(clean(name)): clean(part) for name, part in value.items()}


def parsed(text: str) -> Any:  # noqa: ANN401 - whatever it is
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader knows texts alone


@given(st.dictionaries(TEXTS.filter(bool), VALUES, min_size=1, max_size=3))
def test_a_table_of_entries_reads_as_it_was(entries: dict[str, Plain]) -> None:
    (text,) = written(*entries.items())

    assert parsed(text) == {"grants": clean(entries)}


@given(st.lists(VALUES, min_size=1, max_size=3))
def test_a_list_of_entries_reads_as_it_was(entries: list[Plain]) -> None:
    (text,) = written(*(("", one) for one in entries))

    assert parsed(text) == {"grants": clean(entries)}


def test_a_key_longer_than_a_line_may_have_is_still_a_key() -> None:
    (text,) = written(("x" * 2000, {"from": "a"}))

    assert parsed(text) == {"grants": {"x" * 2000: {"from": "a"}}}


def test_the_style_is_that_of_a_case_that_is_written() -> None:
    entry: Plain = {"from": "a", "rights": ["x", "y"], "said": [{"by": "a", "where": "line 1"}], "term": {"a": ["b"]}}

    (text,) = written(("g", entry))

    assert text == dumped({"grants": {"g": entry}}).decode()


def test_a_file_has_no_more_entries_than_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emitting, "MOST", 2)

    texts = written(*((f"g{number}", {"from": "a"}) for number in range(5)))

    assert sorted(len(parsed(text)["grants"]) for text in texts) == [1, 2, 2]


def test_what_needs_no_quotes_has_none() -> None:
    assert [scalar(text) for text in ("Night 1", "O'Hara", "a:b", "1.")] == ["Night 1", "'O''Hara'", "'a:b'", "1."]
