# SPDX-License-Identifier: Apache-2.0
"""What came of an imported file, as people see it: nothing of it is cut where it can't be guessed."""

from __future__ import annotations

import io

from licit.model.imported import FileReport
from licit.report.terminal.imported import drawn
from licit.report.terminal.style import console


def shown(report: FileReport, width: int = 80) -> list[str]:
    """The lines."""
    out = io.StringIO()
    console(out, width=width).print(*drawn(report), sep="\n")
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_few_details_stand_beside_the_name_and_many_below_it_one_a_line() -> None:
    columns = {f"column {number}": f"meaning {number} of a column" for number in range(30)}

    few = shown(FileReport(file="a.csv", format="tables", details={"encoding": "utf-8"}))
    many = shown(FileReport(file="a.csv", format="tables", details={"encoding": "utf-8", **columns}))

    assert few[0] == "a.csv  tables · encoding utf-8"
    assert many[0] == "a.csv  tables"
    assert [line.strip(" ·") for line in many[1:32]] == ["encoding utf-8", *map(" ".join, columns.items())]


def test_names_with_commas_are_told_apart() -> None:
    report = FileReport(file="a", format="cwr", unidentified={"one": "MUSIC, INC.", "two": "LABEL, LTD."})

    (line,) = (one for one in shown(report, 200) if "MUSIC" in one)

    assert "MUSIC, INC.; LABEL, LTD." in line
