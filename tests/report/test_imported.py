# SPDX-License-Identifier: Apache-2.0
"""What came of an imported file, as people see it: nothing of it is cut where it can't be guessed."""

from __future__ import annotations

import io

from licit.formats.checks import VALUE
from licit.model.imported import FileReport
from licit.model.problem import Place, Problem
from licit.report.terminal.imported import drawn
from licit.report.terminal.style import console
from licit.report.words.english import imports as english
from licit.report.words.french import imports as french
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


def test_problems_alike_are_one_line_with_the_place_of_the_first() -> None:
    wrong = [Problem(Place("a", at), f"SPU: '{at}' is no number", "write one", VALUE) for at in range(1, 31)]
    other = Problem(Place("a", 40), "SWR: it has no name", "give it one", VALUE)

    lines = shown(FileReport(file="a", format="cwr", refused=[*wrong, other], refusals=40))

    assert lines[1:-1] == [
        "  40 refused",
        "  · a:1: SPU: '1' is no number. Write one. (and 29 more like it)",
        "  · a:40: SWR: it has no name. Give it one.",
        "  · and 9 more",
    ]


def test_a_problem_is_whole_however_long_the_path_of_its_file() -> None:
    path = "folder/" * 60 + "file.xml"
    problem = Problem(Place(path, 7), "it is broken", "mend it", VALUE)

    lines = shown(FileReport(file="a", format="ern", refused=[problem], refusals=1))

    assert path in "".join(line.strip(" ·") for line in lines)
    assert "…" not in "".join(lines)
    assert any("it is broken. Mend it." in line for line in lines)


def test_statements_on_facts_that_were_there_are_told_in_words_for_one() -> None:
    assert "  Facts: none new, 1 statement" in shown(FileReport(file="a", format="cwr", statements=1))
    assert "  Facts: Grant 2, 2 statements" in shown(
        FileReport(file="a", format="cwr", statements=2, facts={"Grant": 2})
    )


def test_a_list_of_items_that_is_nobodys_says_how_to_say_whose_it_is() -> None:
    hint = "nobody is said to offer or to own what it lists: say so with --service NAME or --owner NAME"

    assert f"  {hint}" in shown(FileReport(file="a", format="tables", items=1), 120)
    assert "  1 new item, 0 offered" in shown(FileReport(file="a", format="tables", items=1), 120)
    assert f"  {hint}" not in shown(FileReport(file="a", format="tables", items=1, offers=1), 120)


def test_both_languages_have_words_for_the_same() -> None:
    """Which of them need words of their own for one thing differs."""
    assert {key.removesuffix("_one") for key in english.WORDS} == {key.removesuffix("_one") for key in french.WORDS}
