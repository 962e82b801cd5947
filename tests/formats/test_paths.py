# SPDX-License-Identifier: Apache-2.0
"""What comes of a file hangs on its name and what is in it, not on the folder it lies in, nor on how that is typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from licit.tasks.import_files import How
from tests.formats.test_importing import bring, everything

ROOMS = sorted(one for one in Path(__file__).parent.glob("*/good"))
HOW = {"bwarm": How(options={"source": "Publisher"})}


@pytest.mark.parametrize("good", ROOMS, ids=[one.parent.name for one in ROOMS])
def test_a_case_is_the_same_wherever_a_file_lay(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "archive" / "of-2004"
    shutil.copytree(good, folder)
    names, how = sorted(one.name for one in folder.iterdir()), HOW.get(good.parent.name)

    bring(*(str(folder / name) for name in names), into=tmp_path / "case", how=how)
    monkeypatch.chdir(folder)
    bring(*names, into=tmp_path / "other" / "case", how=how)

    found = everything(tmp_path / "case")
    assert everything(tmp_path / "other" / "case") == found
    assert len(found) > 1
    assert not [name for name, text in found.items() if b"of-2004" in text]


def test_the_codes_in_the_name_of_a_cwr_file_count_in_a_folder_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (good,) = (Path(__file__).parent / "cwr" / "good").iterdir()
    shutil.copyfile(good, folder / "CW040001ABC_021.V21")

    bring(str(folder / "CW040001ABC_021.V21"), into=tmp_path / "case")
    monkeypatch.chdir(folder)
    bring("CW040001ABC_021.V21", into=tmp_path / "other" / "case")

    found = everything(tmp_path / "case")
    assert everything(tmp_path / "other" / "case") == found
    assert b"ABC" in b"".join(found.values())
