# SPDX-License-Identifier: Apache-2.0
"""Many questions from a file: each row has the answer that it has when asked alone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from licit.cli.running import run
from licit.explain.turning import reason_of
from licit.model.problem import BadInputError
from licit.model.verdict import Answer, Verdict
from licit.tasks.check import check
from licit.tasks.opening import OpenCase, open_case
from licit.tasks.questions.answering import answered, answered_table, by_reference
from licit.tasks.questions.arrow_rows import TableQuestions
from licit.tasks.questions.columns import ANSWERED, Defaults, Source
from licit.tasks.questions.opening import open_questions
from licit.tasks.questions.writing import write_answers
from tests.tasks.shop import OPEN

ROOT = Path(__file__).parents[2]
SHOP = str(ROOT / "examples" / "licensed-shop")
Row = dict[str, Any]
PAIR = {"service": "shop", "item": "a-song", "territory": "FR", "day": "2005-06-01"}
CLEARED = {"answer": "cleared", "break": "", "at": "", "to": "", "fact": ""}
TOO_FAR = {"answer": "not-cleared", "break": "territory", "at": "label", "to": "shop", "fact": "label-to-shop"}


def as_csv(rows: list[Row], file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def as_parquet(rows: list[Row], file: Path) -> None:
    pq.write_table(pa.Table.from_pylist(rows), file)


def as_ndjson(rows: Iterable[Row], file: Path) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def read(file: Path) -> list[Row]:
    if file.suffix == ".parquet":
        return list(pq.read_table(file).to_pylist())
    text = file.read_bytes().decode("utf-8")
    if file.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(text, newline="")))
    return [json.loads(line) for line in text.splitlines()]


WRITE: dict[str, Callable[[list[Row], Path], None]] = {"csv": as_csv, "parquet": as_parquet, "ndjson": as_ndjson}


def asked(arguments: Iterable[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> tuple[str, str]:
    assert run(("check", *arguments)) == code, capsys.readouterr().err
    told = capsys.readouterr()
    return told.out, told.err


def alone(opened: OpenCase, row: Row) -> Row:
    """The same question, asked as a single one."""
    words = {name: row[name] for name in ("item", "use", "territory", "day", "position", "known_by") if row.get(name)}
    found = check(opened, opened.question(row["service"], **words), explain=False)
    assert isinstance(found, Verdict)
    if found.answer is Answer.CLEARED:
        return CLEARED
    reason = reason_of(opened.record, found)
    fact = reason.facts[0] if reason.facts else ""
    return dict(zip(ANSWERED, (found.answer.value, reason.code, reason.at, reason.to, fact), strict=True))


def questions_of(opened: OpenCase) -> list[Row]:
    """The case's own questions about one item, with their number in a column that nobody asks by."""
    own = [one.question for one in opened.case.questions if one.question.item]
    return [
        {
            "number": str(number),
            "service": one.service,
            "item": one.item,
            "use": one.use,
            "territory": one.territory,
            "day": one.day.isoformat(),
            "position": one.position,
            "known_by": one.known_by.isoformat(),
        }
        for number, one in enumerate(own)
    ]


@pytest.mark.parametrize("case", ["allofmp3", "licensed-shop"])
def test_every_format_in_and_out_answers_as_single_questions_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, case: str
) -> None:
    path = str(ROOT / "examples" / case)
    opened = open_case(path, today=date(2026, 1, 1))
    rows = questions_of(opened)[:24]
    expected = [row | alone(opened, row) for row in rows]
    pairs = [("csv", "parquet"), ("parquet", "ndjson"), ("ndjson", "csv")]

    for of, to in pairs:
        WRITE[of](rows, tmp_path / f"asked.{of}")
        into = tmp_path / f"from-{of}.{to}"
        asked((path, "--batch", str(tmp_path / f"asked.{of}"), "--into", str(into)), capsys)

        assert read(into) == expected, (of, to)
    assert len({row["answer"] for row in expected}) >= 2


@pytest.mark.parametrize("form", WRITE)
def test_the_same_format_comes_out_as_went_in(capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str) -> None:
    WRITE[form]([PAIR, PAIR | {"territory": "GB"}], tmp_path / f"a.{form}")

    asked((SHOP, "--batch", str(tmp_path / f"a.{form}"), "--into", str(tmp_path / f"b.{form}")), capsys)

    assert read(tmp_path / f"b.{form}") == [PAIR | CLEARED, PAIR | {"territory": "GB"} | TOO_FAR]


def test_rows_come_back_in_their_order_over_many_batches() -> None:
    rows = [{"n": n, "item": ("i1", "i3")[n % 2], "territory": ("FR", "AU")[n // 2 % 2]} for n in range(2000)]
    source = TableQuestions(pa.Table.from_pylist(rows))
    defaults = Defaults(service="shop", day="2004-01-01", position="owners")

    batches = list(answered(OPEN, source, by_reference(OPEN.record), defaults=defaults, at_once=300))
    table = pa.Table.from_batches(batches)

    assert len(batches) == 7
    assert table["n"].to_pylist() == list(range(2000))
    assert table["answer"].to_pylist() == ["cleared", "not-cleared", "not-cleared", "not-cleared"] * 500


def test_what_columns_and_cells_lack_comes_from_the_command_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("item,territory\n,\na-song-live,\n,GB\n", encoding="utf-8")
    rest = ("--territory", "FR", "--day", "2005-06-01", "--use", "onDemandStream", "--known-by", "2009-12-31")

    out, _ = asked((SHOP, "shop.example", "a-song", *rest, "--batch", str(file), "--json"), capsys)

    assert [(one["answer"], one["break"]) for one in map(json.loads, out.splitlines())] == [
        ("cleared", ""),
        ("not-cleared", "repertoire"),
        ("not-cleared", "territory"),
    ]


def test_without_position_use_and_days_a_row_is_asked_as_a_question_is(tmp_path: Path) -> None:
    row = {"service": "shop", "item": "i3", "territory": "RU"}
    as_ndjson([row], tmp_path / "a.ndjson")

    table = answered_table(OPEN, open_questions(str(tmp_path / "a.ndjson")), by_reference(OPEN.record))

    assert table.to_pylist() == [row | alone(OPEN, row)]


def test_names_domains_and_titles_are_understood_and_columns_in_any_case(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "Service,Item,Territory,Day,Known-By\n"
        "https://www.shop.example/track/1?x,The performers - A song, France ,2005-06-01,2009-12-31\n"
        "The shop,A SONG,DEU,2005-06-01,2009-12-31\n"
        "shop,a-song,United Kingdom,2005-06-01,2009-12-31\n",
        encoding="utf-8",
    )

    out, _ = asked((SHOP, "--batch", str(file)), capsys)

    assert [row["answer"] for row in csv.DictReader(io.StringIO(out))] == ["cleared", "cleared", "not-cleared"]


def test_a_code_given_twice_means_what_it_meant_on_the_day_of_its_row() -> None:
    """CS was Czechoslovakia until 1992, then Serbia and Montenegro from 2003 to 2006."""
    opened = open_case(SHOP, today=date(2026, 1, 1))
    row = {"service": "shop", "item": "a-song", "territory": "CS"}
    seen: list[list[str]] = []

    def remembered(batch: pa.RecordBatch) -> pa.RecordBatch:
        seen.append(batch.column("territory").to_pylist())
        return by_reference(opened.record)(batch)

    source = TableQuestions(pa.Table.from_pylist([row | {"day": day} for day in ("1990-01-01", "2004-01-01")]))
    answered_table(opened, source, remembered)

    assert seen == [
        [opened.question("shop", territory="CS", day=day).territory for day in ("1990-01-01", "2004-01-01")]
    ]
    assert seen[0][0] != seen[0][1]


BAD = [
    ({"service": "shp.example"}, "the record has no service 'shp.example'. The nearest is shop.example."),
    ({"service": ""}, "the row names no service. Fill the cell, or give one for all rows."),
    ({"item": ""}, "the row names no item. Fill the cell, or give one for all rows."),
    ({"territory": ""}, "the row names no territory. Fill the cell, or give one for all rows."),
    ({"territory": "Frnace"}, "'Frnace' is no known territory. The nearest is France."),
    ({"territory": "YU"}, "'YU' was given more than once and says nothing on 2005-06-01"),
    ({"use": "PermanentDownlod"}, "the record has no use 'PermanentDownlod'. The nearest is PermanentDownload."),
    ({"day": "2005-06"}, "'2005-06' is no whole day. A question is about one: write 2004-05-15."),
    ({"day": "2005-02-30"}, "'2005-02-30' is no day of the calendar."),
    ({"known_by": "soon"}, "'soon' is no day."),
    ({"position": "document"}, "the record has no position 'document'. The nearest is documents."),
]


@pytest.mark.parametrize("form", WRITE)
@pytest.mark.parametrize(
    ("cells", "words"), BAD, ids=[f"{name}-{cell}" for one, _ in BAD for name, cell in one.items()]
)
def test_a_bad_row_is_told_with_its_line_and_its_mend(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str, cells: Row, words: str
) -> None:
    good = PAIR | {"use": "", "position": "", "known_by": ""}
    WRITE[form]([good, good | cells, good], tmp_path / f"a.{form}")
    line = 3 if form == "csv" else 2

    out, err = asked((SHOP, "--batch", str(tmp_path / f"a.{form}")), capsys, code=2)

    first, last = err.splitlines()
    assert out == ""
    assert first.startswith(f"{tmp_path}/a.{form}:{line}: ")
    assert words in first
    assert last == "licit: 1 problem"


def test_all_bad_rows_are_counted_the_first_twenty_told_and_nothing_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = [PAIR | {"territory": "FR" if n % 2 else f"X{n % 7}Q"} for n in range(1000)]
    as_csv(rows, tmp_path / "a.csv")

    _, err = asked((SHOP, "--batch", str(tmp_path / "a.csv"), "--into", str(tmp_path / "b.csv")), capsys, code=2)

    lines = err.splitlines()
    assert [line.split(":")[1] for line in lines[:20]] == [str(line) for line in range(2, 42, 2)]
    assert "480 more rows can't be asked about. Mend these first." in lines[20]
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_where_too_much_is_wrong_reading_stops() -> None:
    rows = [PAIR | {"service": f"nobody-{n}"} for n in range(5000)]

    with pytest.raises(BadInputError) as caught:
        answered_table(OPEN, TableQuestions(pa.Table.from_pylist(rows)), by_reference(OPEN.record))

    assert len(caught.value.problems) == 21
    assert "reading stopped there" in caught.value.problems[-1].what


def test_lines_are_those_of_the_file_whatever_the_cells_hold(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_bytes(
        b"\xef\xbb\xbfservice,item,territory,day,note\r\n"
        b'shop,a-song,FR,2005-06-01,"two\r\nlines"\r\n'
        b"\r\n"
        b"shop,a-song,FR,2005-06-01\r\n"
        b"shop,a-song,FR,2005,x\r\n"
    )

    _, err = asked((SHOP, "--batch", str(tmp_path / "a.csv")), capsys, code=2)

    assert [line.removeprefix(f"{tmp_path}/") for line in err.splitlines()] == [
        "a.csv:5: the row has 4 cells, not 5. Check its commas and quotes.",
        "a.csv:6: '2005' is no whole day. A question is about one: write 2004-05-15.",
        "licit: 2 problems",
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", ":1: no column is one of a question"),
        ("a.csv", b"titel;land\nx;y\n", ":1: no column is one of a question"),
        ("a.csv", b"item,Item\nx,y\n", ":1: the column 'Item' stands twice"),
        ("a.csv", b"item,answer\nx,y\n", ":1: the column 'answer' is where an answer goes"),
        ("a.csv", b"item,territory\na-song,\xff\n", ": byte 0xFF is not UTF-8. Save the file as UTF-8."),
        ("a.csv", b"\xff\xfei\0t\0e\0m\0", ": byte 0xFF is not UTF-8"),
        ("a.parquet", b"PAR1 and nothing else", ": no Parquet: "),
        ("a.ndjson", b'{"item": "x"\n', ":1: no JSON: "),
        ("a.ndjson", b'\n["x"]\n', ":2: the line is no JSON object."),
        ("a.ndjson", b'{"item": 1.5}\n', ":1: 1.5 is no text. Write it in quotes."),
        ("a.ndjson", b'{"item": "\\ud800"}\n', ":1: the line holds half a character"),
        ("a.ndjson", b'{"item": NaN}\n', ":1: no JSON: NaN is no number"),
        ("a.ndjson", b'{"item": "\xff"}\n', ":1: byte 0xFF is not UTF-8"),
        ("a.txt", b"item\n", " does not say its format. End its name with .csv, .parquet, .ndjson, .jsonl."),
    ],
)
def test_a_file_that_is_no_table_of_questions_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)

    out, err = asked((SHOP, "shop", "--territory", "FR", "--batch", str(tmp_path / name)), capsys, code=2)

    assert f"{name}{words}" in err
    assert out == ""


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    for form in WRITE:
        _, err = asked((SHOP, "--batch", f"/nonexistent/a.{form}"), capsys, code=2)

        assert f"/nonexistent/a.{form}: the questions can't be read: no such file or directory" in err


@pytest.mark.parametrize(("name", "written"), [("a.csv", b"item\r\n\r\n"), ("a.ndjson", b""), ("a.ndjson", b"\n \n")])
def test_no_questions_have_no_answers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, written: bytes
) -> None:
    (tmp_path / name).write_bytes(written)

    for to in WRITE:
        asked((SHOP, "--batch", str(tmp_path / name), "--into", str(tmp_path / f"b.{to}")), capsys)

        assert read(tmp_path / f"b.{to}") == []
    assert (tmp_path / "b.csv").read_text(encoding="utf-8").strip().endswith("answer,break,at,to,fact")


def test_ndjson_comes_from_standard_input_and_its_values_go_back_as_they_were(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = {"n": 1, "x": 1.5, "yes": True, "no": None, "deep": {"a": ["é", 1]}, "text": "Группа \u202e\x1b[31m"}
    text = json.dumps(PAIR | extra) + "\n\n" + json.dumps({"new": "key"} | PAIR | {"territory": "GB"})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    out, _ = asked((SHOP, "--batch", "-"), capsys)

    first, second = (json.loads(line) for line in out.splitlines())
    assert first == PAIR | extra | {"new": None} | CLEARED
    assert {name: second[name] for name in (*ANSWERED, "n", "new")} == TOO_FAR | {"n": None, "new": "key"}
    assert "Группа" in out
    assert "\u202e" not in out
    assert "\x1b" not in out


FORMULA = "=HYPERLINK(\"http://x\", 'y')"


def test_what_a_spreadsheet_would_run_is_disarmed_in_csv_and_kept_elsewhere(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    row = PAIR | {FORMULA: FORMULA}
    as_ndjson([row], tmp_path / "a.ndjson")

    for to in WRITE:
        asked((SHOP, "--batch", str(tmp_path / "a.ndjson"), "--into", str(tmp_path / f"b.{to}")), capsys)

    assert read(tmp_path / "b.csv") == [PAIR | {f"'{FORMULA}": f"'{FORMULA}"} | CLEARED]
    assert read(tmp_path / "b.parquet") == read(tmp_path / "b.ndjson") == [row | CLEARED]


def test_parquet_columns_keep_their_kinds_and_days_may_be_dates(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = pa.table(
        {
            "item": pa.array(["a-song", None]).dictionary_encode(),
            "day": pa.array([date(2005, 6, 1), None], pa.date32()),
            "known_by": pa.array([date(2009, 12, 31)] * 2).cast(pa.timestamp("us")),
            "n": pa.array([1, None], pa.int16()),
            "tags": pa.array([["a", "b"], None]),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    rest = ("shop", "a-song", "--territory", "FR", "--day", "2009-01-01", "--batch", str(tmp_path / "a.parquet"))

    for to in WRITE:
        asked((SHOP, *rest, "--into", str(tmp_path / f"b.{to}")), capsys)

    written = pq.read_table(tmp_path / "b.parquet")
    assert written.select(table.column_names).equals(table)
    assert written["answer"].to_pylist() == ["cleared", "not-cleared"]
    assert written["break"].to_pylist() == ["", "term"]
    assert [(row["day"], row["n"], row["tags"]) for row in read(tmp_path / "b.ndjson")] == [
        ("2005-06-01", 1, ["a", "b"]),
        (None, None, None),
    ]
    assert [(row["day"], row["n"], row["tags"]) for row in read(tmp_path / "b.csv")] == [
        ("2005-06-01", "1", '["a", "b"]'),
        ("", "", ""),
    ]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (pa.array([1.5]), "the column 'day' holds double, no texts"),
        (pa.array([1], pa.timestamp("s")), "holds moments, not whole days"),
        (pa.array([0], pa.timestamp("s", tz="UTC")), "whose day depends on the zone"),
        (pa.array([2**31 - 1], pa.int32()).cast(pa.date32()), "holds days beyond the calendar"),
    ],
)
def test_a_column_that_holds_no_days_is_told(column: pa.Array, words: str) -> None:
    table = pa.table({"day": column})

    with pytest.raises(BadInputError, match=words):
        answered_table(OPEN, TableQuestions(table), by_reference(OPEN.record), defaults=Defaults(service="shop"))


def test_a_key_that_comes_late_is_kept_in_ndjson_and_told_in_csv(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = [PAIR] * 17_000 + [PAIR | {"late": 1}]
    as_ndjson(rows, tmp_path / "a.ndjson")

    asked((SHOP, "--batch", str(tmp_path / "a.ndjson"), "--into", str(tmp_path / "b.ndjson")), capsys)
    _, err = asked((SHOP, "--batch", str(tmp_path / "a.ndjson"), "--into", str(tmp_path / "b.csv")), capsys, code=2)

    assert read(tmp_path / "b.ndjson")[-1] == PAIR | {"late": 1} | CLEARED
    assert "the key 'late' comes first after 16384 rows" in err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.ndjson", "b.ndjson"]


@pytest.mark.parametrize(("fault", "ends"), [(KeyboardInterrupt(), 130), (OSError("no space left"), 3)])
@pytest.mark.parametrize("to", WRITE)
def test_an_interrupted_answer_leaves_the_old_file(  # noqa: PLR0913, PLR0917 - what is patched, and one column each
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    to: str,
    fault: BaseException,
    ends: int,
) -> None:
    as_csv([PAIR] * 1000, tmp_path / "a.csv")
    (tmp_path / f"b.{to}").write_text("old", encoding="utf-8")
    asking = (SHOP, "--batch", str(tmp_path / "a.csv"), "--into", str(tmp_path / f"b.{to}"), "--engine", "reference")

    def broken(*_: object) -> Callable[[pa.RecordBatch], pa.RecordBatch]:
        opened = open_case(SHOP, today=date(2026, 1, 1))
        left = [by_reference(opened.record)] * 2

        def answer(batch: pa.RecordBatch) -> pa.RecordBatch:
            if not left:
                raise fault
            return left.pop()(batch)

        return answer

    monkeypatch.setattr("licit.tasks.questions.answering.by_reference", broken)

    _, refused = asked(asking, capsys, code=2)
    asked((*asking, "--force"), capsys, code=ends)

    assert "is there already" in refused
    assert (tmp_path / f"b.{to}").read_text(encoding="utf-8") == "old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", f"b.{to}"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--into", "x.csv"), "go with --batch"),
        (("--batch", "a.csv", "--proof", "p.json"), "rows of a file get no proofs"),
        (("--batch", "-", "--batch-format", "csv"), "standard input is read as NDJSON"),
        (("--batch", "a.csv", "--into", "x.txt"), "x.txt does not say its format"),
        (("shop", "a-song"), "--territory"),
        (("--territory", "FR"), "no service is named"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    _, err = asked((SHOP, *arguments), capsys, code=2)

    assert words in err


def test_names_are_looked_up_once_and_not_for_each_row(monkeypatch: pytest.MonkeyPatch) -> None:
    from licit.tasks import naming

    calls = dict.fromkeys(("service", "item", "use", "territory", "position", "whole_day"), 0)

    def counted(name: str, own: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: object) -> object:
            calls[name] += 1
            return own(*arguments)

        return call

    for name in calls:
        monkeypatch.setattr(naming, name, counted(name, getattr(naming, name)))
    days = [date.fromordinal(date(2004, 1, 1).toordinal() + n % 700).isoformat() for n in range(70_000)]
    items = [f"unknown {n}" if n % 2 else "Anna - First" for n in range(70_000)]
    table = pa.table({"item": items, "day": days, "territory": ["France"] * 70_000})
    defaults = Defaults(service="shop.example", use="permanentdownload")

    def nothing(batch: pa.RecordBatch) -> pa.RecordBatch:
        return by_reference(OPEN.record)(batch.slice(0, 1)).take(pa.array([0] * batch.num_rows))

    answered_table(OPEN, TableQuestions(table), nothing, defaults=defaults)

    assert calls["whole_day"] == 700
    assert calls["territory"] <= 10  # once a slice of the atlas
    assert (calls["service"], calls["use"], calls["position"], calls["item"]) == (1, 1, 1, 0)


def test_a_dictionary_is_read_as_far_as_it_is_used_and_stays_one_over_the_batches() -> None:
    items = pa.array(["Anna - First", "i3", "i1", "unused"])
    coded = pa.DictionaryArray.from_arrays(pa.array([0, 2, None, 1, 0, 1], pa.int8()), items)
    places = pa.DictionaryArray.from_arrays(pa.array([0] * 6), pa.array(["FR", "no such place"]))
    seen: list[pa.RecordBatch] = []

    def remembered(batch: pa.RecordBatch) -> pa.RecordBatch:
        seen.append(batch)
        return by_reference(OPEN.record)(batch)

    table = pa.table({"item": coded, "territory": places})
    defaults = Defaults(service="shop", item="i2", day="2004-01-01", position="owners")
    found = list(answered(OPEN, TableQuestions(table), remembered, defaults=defaults, at_once=2))

    assert [batch["item"].to_pylist() for batch in seen] == [["i1", "i1"], ["i2", "i3"], ["i1", "i3"]]
    assert seen[1]["item"].dictionary.to_pylist() == ["i1", "i2", "i3"]
    assert seen[1]["item"].dictionary.equals(seen[2]["item"].dictionary)
    assert pa.Table.from_batches(found)["answer"].to_pylist() == [
        "cleared",
        "cleared",
        "cleared",
        "not-cleared",
        "cleared",
        "not-cleared",
    ]


def test_a_quoted_text_is_not_the_json_of_another(tmp_path: Path) -> None:
    """A column of texts and one of texts and numbers come as different kinds of cells in two batches."""
    source = open_questions(str(tmp_path / "a.ndjson"))
    rows: list[Row] = [{"item": "i1"}] * 16_384 + [{"item": '"i1"'}, {"item": "i1"}, {"item": 7}]
    as_ndjson(rows, tmp_path / "a.ndjson")
    defaults = Defaults(service="shop", territory="FR", day="2004-01-01", position="owners")

    found = answered_table_of(source, defaults)

    assert found[-3:] == ["unknown", "cleared", "unknown"]
    assert set(found[:-3]) == {"cleared"}


def answered_table_of(source: Source, defaults: Defaults) -> list[str]:
    batches = answered(OPEN, source, by_reference(OPEN.record), defaults=defaults)
    return [answer for batch in batches for answer in batch["answer"].to_pylist()]


@pytest.mark.parametrize(
    ("text", "shown"), [("a\x1b[31mb", "a<U+001B>[31mb"), ("=1", "'=1"), ("a,b", '"a,b"'), ("-", "'-")]
)
def test_csv_on_a_terminal_does_nothing_there(text: str, shown: str) -> None:
    out = io.BytesIO()

    write_answers([pa.RecordBatch.from_pydict({"a": [text, None], "b": ["x", "y"]})], out, "csv", shown=True)

    assert out.getvalue().decode() == f"a,b\r\n{shown},x\r\n,y\r\n"
