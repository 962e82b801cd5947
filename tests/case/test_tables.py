# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from licit.case import load, read
from licit.model.asset import Asset, Item
from licit.model.day import Term, When
from licit.model.fact import Control
from licit.model.problem import Place
from licit.model.scope import ALL
from licit.model.share import Share
from licit.model.statement import Basis, Statement
from licit.model.territory import Expression, only
from tests.case.folders import HEAD, complaints, folder

ITEMS = "item,title,artist,group,recording,performance,works,year\n"
CONTROLS = "id,asset,party,rights,share,territories,start,end\n"


def case_with(at: Path, kind: str, content: str | bytes, said: str = "", name: str = "") -> Path:
    """A case with one table."""
    name = name or f"{kind}.csv"
    table = f"repertoire: [{{file: {name}, kind: {kind}{', said: ' + said if said else ''}}}]\n"
    return folder(at, {"case.yaml": HEAD + "laws: [no-default]\n" + table, name: content})


def test_items_have_their_assets_by_column_and_keep_further_columns(tmp_path: Path) -> None:
    rows = 'i1,"A song, live",The Singers,label-a,r1,p1,w1; w2,1999\ni2,,,,r2,,,\n'
    path = case_with(tmp_path, "items", ITEMS + rows)

    case = load(path)

    assert case.record.items == {
        "i1": Item(
            "i1",
            (("recording", ("r1",)), ("performance", ("p1",)), ("work", ("w1", "w2"))),
            "A song, live",
            "The Singers",
            "label-a",
            (("year", "1999"),),
        ),
        "i2": Item("i2", (("recording", ("r2",)),)),
    }
    assert case.record.assets == {
        "r1": Asset("r1", "recording"),
        "p1": Asset("p1", "performance"),
        "w1": Asset("w1", "work"),
        "w2": Asset("w2", "work"),
        "r2": Asset("r2", "recording"),
    }
    assert case.places["item:i2"] == Place(f"{tmp_path}/items.csv", 3)


def test_controls_share_the_statement_of_their_file_whose_evidence_is_its_hash(tmp_path: Path) -> None:
    rows = (
        "c1,r1,label-a,all,33.33 %,World,,\n"
        ',r2,label-b,recording:reproduction; recording:rental,50,"World except RU, BY",2004-01,2005\n'
    )
    path = case_with(tmp_path, "controls", CONTROLS + rows, said="{by: p-lines, basis: reported, made: 2004-05-01}")

    case = load(path)

    assert case.record.facts == (
        Control(id="c1", party="label-a", asset="r1", rights=ALL, share=Share(3333), territories=only("World")),
        Control(
            id="controls.csv#3",
            party="label-b",
            asset="r2",
            rights=frozenset(("recording:reproduction", "recording:rental")),
            share=Share(5000),
            territories=Expression(((True, "World"), (False, "RU"), (False, "BY"))),
            term=Term(When.parse("2004-01"), When.parse("2005")),
        ),
    )
    assert case.record.statements == (
        Statement(
            "p-lines",
            affirms=True,
            facts=("c1", "controls.csv#3"),
            basis=Basis.REPORTED,
            made=When.on(date(2004, 5, 1)),
            evidence="controls.csv",
        ),
    )
    assert case.evidence["controls.csv"].sha256 == hashlib.sha256((CONTROLS + rows).encode()).hexdigest()


def test_a_row_with_words_of_its_own_has_its_own_statement(tmp_path: Path) -> None:
    rows = (
        "asset,party,rights,share,territories,by,says,made,published\n"
        "r1,a,all,100,FR,b,deny,2004-05-01,2004-06\n"
        "r2,a,all,100,FR,,,2003,\n"
        "r3,a,all,100,FR,,,,\n"
    )
    path = case_with(tmp_path, "controls", rows, said="{by: file, made: 2005, evidence: e}")

    assert load(path).record.statements == (
        Statement(
            "b",
            affirms=False,
            facts=("controls.csv#2",),
            made=When.on(date(2004, 5, 1)),
            published=When.parse("2004-06"),
            evidence="e",
        ),
        Statement("file", affirms=True, facts=("controls.csv#3",), made=When.parse("2003"), evidence="e"),
        Statement("file", affirms=True, facts=("controls.csv#4",), made=When.parse("2005"), evidence="e"),
    )


def test_offers_are_items_by_service_in_the_order_of_the_rows(tmp_path: Path) -> None:
    path = case_with(tmp_path, "offers", "service,item\nshop,i2\nshop,i1\nother,i1\nshop,i2\n")

    case = load(path)

    assert case.record.offers == {"shop": ("i2", "i1"), "other": ("i1",)}
    assert case.places["offers:other"] == Place(f"{tmp_path}/offers.csv", 4)


def test_cells_that_a_spreadsheet_would_take_for_formulas_are_texts(tmp_path: Path) -> None:
    title = '=HYPERLINK(""https://x.example"")'
    path = case_with(tmp_path, "items", f'item,title,artist,group\n=i1,"{title}",@a,+g\n-i2,-1+1,,\n')

    items = load(path).record.items

    assert items["=i1"] == Item("=i1", (), '=HYPERLINK("https://x.example")', "@a", "+g")
    assert items["-i2"].title == "-1+1"


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(tmp_path: Path) -> None:
    path = case_with(tmp_path, "offers", b"\xef\xbb\xbfservice,item\r\nshop,i1\r\n\r\nshop,i2\r\n")

    assert load(path).record.offers == {"shop": ("i1", "i2")}


def test_a_row_after_a_cell_of_many_lines_has_its_true_line(tmp_path: Path) -> None:
    path = case_with(tmp_path, "items", 'item,title\ni1,"two\nlines"\ni2,T\n')

    places = load(path).places

    assert (places["item:i1"].line, places["item:i2"].line) == (2, 4)


def test_every_row_is_an_entry_or_a_problem_at_its_line(tmp_path: Path) -> None:
    rows = (
        "c1,r1,a,all,120,FR,,\n"
        "c2,r1,a,all,50,Frnace,,\n"
        "c3,r1,a,recording:reproducton,50,FR,,\n"
        "c4,r1,a,all,50,FR\n"
        "c5,r1,,all,50,FR,,\n"
        "c6,r1,a,all,50,FR,2004-13,\n"
        "c7,r1,a,all,50,FR,,\n"
        "c7,r1,a,all,50,FR,,\n"
        "c 8,r1,a,all,50,FR,,\n"
    )
    path = case_with(tmp_path, "controls", CONTROLS + rows)

    case, _ = read(path)

    assert [fact.id for fact in case.record.facts] == ["c7"]
    assert [f"{line.split(':')[1]} {line.split('[')[-1][:-1]}" for line in complaints(path)] == [
        "2 bad-value",
        "3 unknown-territory",
        "4 unknown-right",
        "5 table-row",
        "6 missing-key",
        "7 bad-value",
        "9 duplicate-id",
        "10 bad-value",
    ]


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        (
            "controls",
            "asset,party,rights,share,teritories\n",
            "controls.csv:1: the table of controls has no column territories. Give it the columns asset, party, rights, share, territories. [missing-key]",  # noqa: E501
        ),
        (
            "controls",
            CONTROLS.strip() + ",nots\n",
            "controls.csv:1: 'nots' is no known column of controls. The nearest is note. [unknown-key]",
        ),
        ("offers", "service,item,service\n", "offers.csv:1: the column 'service' stands twice. Rename one of them. [bad-value]"),  # noqa: E501
        ("offers", "", "offers.csv:1: the table of offers has no column service. Give it the columns service, item. [missing-key]"),  # noqa: E501
        ("offers", 'service,item\nshop,"i1\n', "offers.csv:2: no CSV: unexpected end of data. Check the quotes here. [not-readable]"),  # noqa: E501
        ("offers", b"service,item\nshop,caf\xe9\n", "offers.csv:1: byte 0xE9 is not UTF-8. Save the file as UTF-8. [not-readable]"),  # noqa: E501
        (
            "offers",
            "service,item\nshop," + "x" * 70_000 + "\n",
            "offers.csv:2: no CSV: field larger than field limit (65536). Check the quotes here. [limit]",
        ),
    ],
)  # fmt: skip
def test_what_is_no_table_is_one_problem(tmp_path: Path, kind: str, content: str | bytes, expected: str) -> None:
    assert complaints(case_with(tmp_path, kind, content)) == [expected]


@pytest.mark.parametrize(
    ("name", "check"),
    [("../outside.csv", "outside-folder"), ("/etc/passwd", "outside-folder"), ("none.csv", "missing-file")],
)
def test_a_table_outside_the_folder_or_not_there_is_told_where_it_is_named(
    tmp_path: Path, name: str, check: str
) -> None:
    (tmp_path / "outside.csv").write_text("service,item\nshop,secret\n")
    path = folder(tmp_path / "case", {"case.yaml": HEAD + f"repertoire: [{{file: {name}, kind: offers}}]\n"})

    case, problems = read(path)

    assert [(problem.check, problem.place.line, problem.place.column) for problem in problems] == [(check, 3, 21)]
    assert case.record.offers == {}


def test_parquet_gives_the_same_rows_as_csv(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    csv_case = load(case_with(tmp_path / "csv", "controls", CONTROLS + "c1,r1,a,all,33.33,FR,2004-01-31,\n"))
    columns: dict[str, list[object]] = {
        "id": ["c1"], "asset": ["r1"], "party": ["a"], "rights": ["all"], "share": [33.33], "territories": ["FR"],
        "start": [date(2004, 1, 31)], "end": [None],
    }  # fmt: skip
    path = case_with(tmp_path / "parquet", "controls", b"", name="controls.parquet")
    pq.write_table(pa.table(columns), path / "controls.parquet")

    case = load(path)

    assert case.record.facts == csv_case.record.facts
    assert case.places["c1"] == Place(f"{path}/controls.parquet", 1)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\0" * 500 + b"PAR1"])
def test_a_broken_parquet_file_is_one_problem(tmp_path: Path, content: bytes) -> None:
    path = case_with(tmp_path, "offers", content, name="offers.parquet")

    assert [problem.check for problem in read(path)[1]] == ["not-readable"]


def test_a_table_of_another_suffix_is_refused(tmp_path: Path) -> None:
    assert complaints(case_with(tmp_path, "offers", "service\titem\n", name="offers.tsv")) == [
        "offers.tsv: .tsv is no kind of table. Name a file that ends with .csv or .parquet. [not-readable]"
    ]
