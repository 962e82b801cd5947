# SPDX-License-Identifier: Apache-2.0
"""What came of an imported file, as people see it: nothing of it is cut where it can't be guessed."""

from __future__ import annotations

import io

from licit.model.imported import FileReport
from licit.report.terminal.imported import drawn
from licit.report.terminal.style import console
from licit.vocabulary.names import Lang


def shown(report: FileReport, width: int = 80, lang: Lang = "en") -> list[str]:
    """The lines."""
    out = io.StringIO()
    console(out, width=width).print(*drawn(report, lang), sep="\n")
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


def test_a_list_wraps_between_its_entries_once_and_hangs() -> None:
    records = {f"R{number:02}": 100 - number for number in range(20)}
    parties = {str(number): f"HOUSE OF MUSIC {number}" for number in range(8)}

    lines = shown(FileReport(file="a", format="cwr", records=records, unidentified=parties))
    listed = lines[1:-1]
    (second,) = (at for at, line in enumerate(listed) if line.startswith("  New parties"))

    assert all(len(line) <= 80 for line in lines)
    assert all(line.startswith("    R") for line in listed[1:second])
    assert all(line.startswith("    HOUSE OF MUSIC ") for line in listed[second + 1 :])
    assert " ".join(line.strip() for line in listed[:second]) == "Records: " + ", ".join(
        f"{name} {count}" for name, count in records.items()
    )


def test_what_is_left_out_for_one_reason_stands_on_one_line() -> None:
    left = {("ALT", "a title"): 2, ("PER", "about the work"): 5, ("NAT", "a title"): 3}

    lines = shown(FileReport(file="a", format="cwr", left_out=left))

    assert "  · 5 × PER: about the work" in lines
    assert "  · 3 × NAT, 2 × ALT: a title" in lines


def test_what_a_folder_holds_besides_is_told_in_two_lines_in_either_language() -> None:
    report = FileReport(file="in", format="", passed=["readme.txt"], media={"wav": 2, "jpg": 1})

    assert shown(report) == [
        "in",
        "  media files, passed over: 3 (jpg 1, wav 2)",
        "  other files of no format that is read, passed over: 1 (readme.txt)",
    ]
    assert "  fichiers de médias, laissés de côté\u00a0: 3 (jpg 1, wav 2)" in shown(report, lang="fr")


def test_a_table_of_a_set_is_told_with_its_records_alone() -> None:
    report = FileReport(file="b", format="bwarm", details={"table": "works"}, records={"works": 3}, beside="a")

    assert shown(report) == ["b  bwarm · table works", "  Records: works 3"]
