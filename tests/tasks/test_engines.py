# SPDX-License-Identifier: Apache-2.0
"""Whoever answers, the engine or the reference, people read the same; and where they differ they are told so."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest

from licit.case import Case
from licit.cli.running import run
from licit.explain.turning import reasons_of
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.reference import nearby_days, nearby_territories
from licit.tasks.alike import ask_alike
from licit.tasks.check import answer_for, check
from licit.tasks.judging import ByEngine, ByReference, EngineName, EnginesDisagreeError
from licit.tasks.nearby import nearby
from licit.tasks.opening import OpenCase, open_case
from licit.tasks.questions.answering import answered_table, by_engine, by_reference
from licit.tasks.questions.arrow_rows import TableQuestions
from licit.tasks.territories import territories
from licit.tasks.timeline import timeline
from tests.engine.agreement.dense import dense
from tests.tasks.shop import OPEN
from tests.worlds.worlds import seeded

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2026, 1, 1)
FEW = 3  # items of each service: the reference takes its time
YEARS = timedelta(days=800)
PAIR = {"service": "shop", "item": "i1", "territory": "FR", "day": "2004-01-01", "position": "owners"}
Arguments = tuple[str, ...]


def _few(opened: OpenCase) -> OpenCase:
    """The case with little on offer."""
    record = opened.record
    offers = {service: items[:FEW] for service, items in record.offers.items()}
    return replace(opened, case=replace(opened.case, record=replace(record, offers=offers)))


@pytest.fixture(autouse=True)
def _little_on_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    def opening(path: Path | str, *, today: date, stdin: object = None, engine: EngineName = "compiled") -> OpenCase:
        assert stdin is not path
        return _few(open_case(path, today=today, engine=engine))

    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("licit.tasks.opening.open_case", opening)
    monkeypatch.setattr("licit.tasks.demo.open_case", opening)


def _asked(case: str) -> Question:
    """The first question of an example about one item."""
    questions = (one.question for one in open_case(EXAMPLES / case, today=TODAY).case.questions)
    return next(question for question in questions if question.item)


def _one(asked: Question) -> Arguments:
    return (asked.service, asked.item, "--territory", asked.territory, "--day", str(asked.day))


def _all(asked: Question) -> Arguments:
    return (asked.service, "--day", str(asked.day))


COMMANDS: dict[str, Callable[[Question], Arguments]] = {
    "check": lambda asked: ("check", *_one(asked), "--sources"),
    "check in JSON": lambda asked: ("check", *_one(asked), "--json"),
    "check of all": lambda asked: ("check", *_all(asked), "--territory", asked.territory),
    "territories": lambda asked: ("territories", asked.service, asked.item, "--day", str(asked.day)),
    "timeline": lambda asked: (
        *("timeline", asked.service, asked.item, "--territory", asked.territory),
        *("--from", str(asked.day - YEARS), "--to", str(asked.day + YEARS)),
    ),
    "audit": lambda asked: ("audit", *_all(asked), "--territory", asked.territory, "--territory", "DE"),
    "audit by owner in JSON": lambda asked: (
        *("audit", *_all(asked), "--territory", asked.territory),
        *("--by", "owner", "--json"),
    ),
    "claim": lambda asked: ("claim", *_all(asked), "--json"),
}


def _told(capsys: pytest.CaptureFixture[str], arguments: Arguments, engine: str) -> tuple[int, str, str]:
    code = run((*arguments, "--engine", engine))
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("case", ["allofmp3", "licensed-shop", "online-pharmacy"])
def test_every_command_says_the_same_by_both_on_every_example(
    capsys: pytest.CaptureFixture[str], case: str, command: str
) -> None:
    asked = _asked(case)
    name, *rest = COMMANDS[command](asked)
    believed = ("--use", asked.use, "--position", asked.position, "--known-by", str(asked.known_by))
    arguments = (name, str(EXAMPLES / case), *rest, *believed)

    by_both = [_told(capsys, arguments, engine) for engine in ("compiled", "reference")]

    assert by_both[0] == by_both[1]
    assert by_both[0][0] in (0, 10, 11, 12), by_both[0][2]
    assert by_both[0][1]


def test_the_demo_is_the_same_by_both(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licit.tasks.demo.FIRST", date(2007, 11, 1))

    compiled, reference = (_told(capsys, ("demo",), engine) for engine in ("compiled", "reference"))

    assert compiled == reference
    assert "AllOfMP3" in compiled[1]


@pytest.mark.parametrize("case", ["licensed-shop", "online-pharmacy"])
def test_the_questions_of_a_case_are_answered_as_expected_by_both(
    capsys: pytest.CaptureFixture[str], case: str
) -> None:
    for engine in ("compiled", "reference"):
        code, out, _ = _told(capsys, ("test", str(EXAMPLES / case)), engine)

        assert code == 0
        assert ", 0 differ" in out


@pytest.mark.parametrize("case", ["allofmp3", "licensed-shop", "online-pharmacy"])
def test_a_batch_has_the_rows_of_both(capsys: pytest.CaptureFixture[str], tmp_path: Path, case: str) -> None:
    opened = open_case(EXAMPLES / case, today=TODAY)
    rows = [
        {name: str(getattr(one.question, name)) for name in ("service", "item", "use", "territory", "day", "position")}
        for one in opened.case.questions
        if one.question.item
    ][:40]
    (tmp_path / "asked.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    arguments = ("check", str(EXAMPLES / case), "--batch", str(tmp_path / "asked.ndjson"))

    compiled, reference = (_told(capsys, arguments, engine) for engine in ("compiled", "reference"))

    assert compiled == reference
    assert compiled[1].count("\n") == len(rows)


def _opened(record: Record, engine: EngineName) -> OpenCase:
    return OpenCase(case=Case(record=record), today=TODAY, engine=engine)


def _seen(opened: OpenCase, question: Question) -> list[object]:
    """All that the tasks say around one question."""
    record, judging = opened.record, opened.judging
    alone = replace(question, territory="")
    leaves = record.atlas.leaves_on(question.day)
    first = question.day - timedelta(days=600)
    return [
        territories(opened, alone),
        timeline(opened, question, first, question.day + timedelta(days=600)),
        nearby(opened, question),
        [
            replace(one, flags=frozenset())
            for one in ask_alike(judging, question, (question.item, "lost"), leaves, uses=(question.use, "stream"))
        ],
        [one.flags for one in ask_alike(judging, question, (question.item,), leaves, hanging=False)],
        check(opened, replace(question, item="")),
        answer_for(check(opened, question, explain=False)),
    ]


WORLDS = [*(seeded(seed) for seed in range(60)), *(dense(seed) for seed in range(40))]


@pytest.mark.parametrize("part", range(4))
def test_on_generated_worlds_both_see_the_same_answers_reasons_points_and_flags(part: int) -> None:
    answers = set()
    for number, world in enumerate(WORLDS[part::4]):
        compiled, reference = (_opened(world.record, engine) for engine in ("compiled", "reference"))

        seen = _seen(compiled, world.question)

        assert seen == _seen(reference, world.question), number
        answers.add(seen[-1])
    assert answers == set(Answer)


def test_what_is_nearby_is_what_the_reference_finds() -> None:
    for world in WORLDS[:20]:
        record, question = world.record, world.question
        expected = (
            *nearby_days(record, question, date.min, date.max),
            *nearby_territories(record, question),
        )

        assert nearby(_opened(record, "compiled"), question) == expected


def test_rows_of_every_item_leaf_and_year_are_answered_as_by_the_reference() -> None:
    years = [date(year, 1, 1) for year in range(2001, 2008)]
    rows = [
        {"item": item, "territory": leaf, "day": day, "position": position, "known_by": known_by}
        for item in ("i1", "i2", "i3", "lost")
        for leaf in ("FR", "AU", "RU", "DE")
        for day in years
        for position in OPEN.record.positions
        for known_by in (date(2003, 1, 1), TODAY)
    ]
    table = pa.table({name: [row[name] for row in rows] for name in rows[0]}).append_column(
        "service", pa.array(["shop"] * len(rows))
    )
    answer = by_engine(OPEN)

    found = answered_table(OPEN, TableQuestions(table), answer, at_once=61)
    again = answered_table(OPEN, TableQuestions(table), answer)

    expected = answered_table(OPEN, TableQuestions(table), by_reference(OPEN.record)).to_pylist()
    assert found.to_pylist() == expected
    assert again.to_pylist() == expected
    assert len(set(found["answer"].to_pylist())) >= 3


def test_rows_about_a_whole_repertoire_are_answered_as_by_the_reference() -> None:
    opened = open_case(EXAMPLES / "allofmp3", today=TODAY)
    dice = random.Random(4)  # noqa: S311 - a sample
    items = (*opened.record.offers["allofmp3"], "lost")
    rows = [
        {
            "service": "allofmp3",
            "item": dice.choice(items),
            "territory": dice.choice(("FR", "RU", "AU", "GB", "DE", "US", "BR")),
            "day": date(dice.randint(2003, 2008), dice.randint(1, 12), dice.randint(1, 28)),
            "position": dice.choice(tuple(opened.record.positions)),
        }
        for _ in range(90)
    ]
    table = pa.Table.from_pylist(rows)

    found = answered_table(opened, TableQuestions(table), by_engine(opened), at_once=40)

    assert found.to_pylist() == answered_table(opened, TableQuestions(table), by_reference(opened.record)).to_pylist()
    assert len(set(found["answer"].to_pylist())) >= 2


def test_from_batch_to_batch_the_words_of_answers_only_get_more() -> None:
    rows = [{"service": "shop", "item": "i1", "territory": leaf, "day": "2003-06-01"} for leaf in ("FR", "AU", "RU")]
    table = pa.Table.from_pylist(rows)

    found = answered_table(OPEN, TableQuestions(table), by_engine(OPEN), at_once=1)

    words = [chunk.dictionary.to_pylist() for chunk in found["break"].chunks]
    assert all(later[: len(earlier)] == earlier for earlier, later in pairwise(words))
    assert found["answer"].to_pylist() == OPEN.check_many(table)["answer"].to_pylist()


def test_a_case_opened_for_the_reference_asks_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("licit.engine.engine.Engine.__init__", never)
    opened = replace(OPEN, engine="reference")

    table = opened.check_many(pa.Table.from_pylist([PAIR]))

    assert table["answer"].to_pylist() == ["cleared"]
    assert type(opened.judging) is ByReference


def test_where_they_differ_both_are_told_with_the_question_and_nothing_is_chosen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("licit.engine.engine.Engine.answer", lambda *_: Answer.UNKNOWN)
    question = OPEN.question("shop", item="i1", territory="FR", day="2004-01-01", position="owners")

    with pytest.raises(EnginesDisagreeError) as caught:
        ByEngine(OPEN.record).verdict(question)
    code, out, err = _told(
        capsys, ("check", str(EXAMPLES / "licensed-shop"), "shop", "a-song", "--territory", "FR"), "compiled"
    )

    assert (caught.value.compiled, caught.value.reference) == (Answer.UNKNOWN, Answer.CLEARED)
    assert caught.value.question == question
    assert (code, out) == (3, "")
    for part in ("says unknown", "the reference not-cleared", "item a-song", "territory FR", "--engine reference"):
        assert part in err
    reference = ("check", str(EXAMPLES / "licensed-shop"), "shop", "a-song", "--territory", "FR")
    assert _told(capsys, reference, "reference")[0] == 10


def test_what_is_weighed_has_the_reasons_and_flags_of_the_verdict() -> None:
    for world in WORLDS:
        by_engine_, by_reference_ = ByEngine(world.record), ByReference(world.record)

        weighed, verdict = by_engine_.weighed(world.question), by_reference_.verdict(world.question, explain=False)

        assert reasons_of(world.record, weighed) == reasons_of(world.record, verdict)
        assert (weighed.answer, weighed.flags) == (verdict.answer, verdict.flags)
