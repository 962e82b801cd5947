# SPDX-License-Identifier: Apache-2.0
"""A submitter withdraws a registration of CWR 3.0 (DRW): it denies all that it said of that work, and of no other."""

from __future__ import annotations

from pathlib import Path

from licit.model.fact import Control
from tests.formats.cwr.test_rows import HEADER_3
from tests.formats.taken import Taken, take

PUBLISHER = "SPU{0:08}0000000101P00000001" + "PUBLISHER ONE".ljust(45) + "NE "
LISTED = "SPT{0:08}00000002001P00000001050000500005000I2136"


def registered(number: int) -> list[str]:
    work = f"WRK{number:08}00000000" + f"WORK {number}".ljust(62) + f"W{number}".ljust(14)
    return [work, PUBLISHER.format(number), LISTED.format(number)]


def withdrawn(work: str) -> str:
    return "DRW0000000000000000" + "A WORK".ljust(62) + work.ljust(14) + " " * 11 + "RQ"


def told(folder: Path, *files: list[str]) -> Taken:
    paths = []
    for day, lines in enumerate(files, start=1):
        path = folder / f"{day}.SUB"
        header = HEADER_3.decode().replace("20240102", f"202401{day:02}")
        path.write_text("\n".join([header, f"GRH{lines[0][:3]}0000103.000000000000", *lines]), encoding="ascii")
        paths.append(path)
    return take(*paths)


def denied(found: Taken) -> set[str]:
    """The titles of the works of which a control is denied."""
    gone = {fact for one in found.record.statements if not one.affirms for fact in one.facts}
    controls = [one for one in found.record.facts if isinstance(one, Control) and one.id in gone]
    return {found.assets[one.asset].title for one in controls}


def test_what_was_said_of_a_withdrawn_work_is_denied_and_of_no_other(tmp_path: Path) -> None:
    found = told(tmp_path, [*registered(1), *registered(2)], [withdrawn("W1")])

    assert denied(found) == {"WORK 1"}
    assert found.facts["Control"] == 6


def test_a_work_of_which_nothing_was_said_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, registered(1), [withdrawn("W9")])

    assert denied(found) == set()
    assert ["'W9'" in one.what for one in found.doubts].count(True) == 1


def test_a_withdrawal_whose_fields_stand_elsewhere_withdraws_nothing(tmp_path: Path) -> None:
    line = withdrawn("W1")
    found = told(tmp_path, registered(1), [line[:81] + "   " + line[81:]])

    assert denied(found) == set()
    assert [one.what[:3] for one in found.refused] == ["DRW"]
