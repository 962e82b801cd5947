# SPDX-License-Identifier: Apache-2.0
"""docs/case.md says what is so."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from licit.case import load
from licit.case.checks import READING
from licit.case.kinds import SECTIONS
from tests.case.folders import HEAD, folder
from tests.case.keys import PAGE, with_tables

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_tables_of_keys_are_current() -> None:
    assert with_tables(TEXT) == TEXT


def test_every_section_is_named() -> None:
    assert [section for section in SECTIONS if f"`{section}`" not in TEXT and f"**{section}**" not in TEXT] == []


def test_the_example_is_a_case(tmp_path: Path) -> None:
    example = re.findall(r"```yaml\n(licit: 1\n.*?)```", TEXT, re.DOTALL)[0]
    (tmp_path / "case.yaml").write_text(example, encoding="utf-8")

    case = load(tmp_path)

    assert case.record.grants[0].grantor == "owner"
    assert case.record.statements_on["owner-to-shop"][0].locator == "clause 2"


def test_the_tables_are_read_as_shown(tmp_path: Path) -> None:
    head = re.findall(r"```yaml\n(repertoire:\n.*?)```", TEXT, re.DOTALL)[0]
    files = {
        "case.yaml": HEAD + head,
        "repertoire/items.csv": "item,title,artist,group,recording,performance,works,more\ni,T,A,g,r,p,w1;w2,x\n",
        "repertoire/controls.csv": "asset,party,rights,share,territories\nr,a,all,100,World\n",
        "repertoire/offers.csv": "service,item\nshop,i\n",
    }

    case = load(folder(tmp_path, dict(files)))

    assert (case.record.offers["shop"], case.record.items["i"].details) == (("i",), (("more", "x"),))
    assert case.record.statements_on["repertoire/controls.csv#2"][0].source == "p-lines"


def test_the_lines_of_python_run_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert doctest.testfile(str(PAGE), module_relative=False).failed == 0


@pytest.mark.parametrize("check", READING)
def test_every_refusal_has_its_page(check: str) -> None:
    assert (PAGE.parent / "lint" / f"{check}.md").is_file()
