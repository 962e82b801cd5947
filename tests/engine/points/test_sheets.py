# SPDX-License-Identifier: Apache-2.0
"""A sheet says of every class and leaf what the reference says of its items; a batch says what single checks say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pytest

from benchmarks.worlds import FULL, repertoire, small, stage, world
from licit.engine.answering import Answering
from licit.engine.believed import Believed
from licit.engine.classes import ClassTable, build
from licit.engine.compiled import Compiled
from licit.engine.engine import Engine
from licit.engine.repertoire import marks_of, situation_name, with_situations
from licit.engine.sheets import Codebook, Point, PointChecks, sheet
from licit.explain.turning import reasons_of
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.reference import judge
from tests.worlds.chooser import Dice

RECORDINGS = 50
SERVICE = "service-0"
DAYS: Sequence[date] = stage.ASKED[:2]
Row = tuple[str, str, str, str, date]


@dataclass(frozen=True)
class Made:
    """A world with its class table, and the same as facts for the reference."""

    facts: Record
    table: ClassTable
    believed: Believed
    checks: PointChecks


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A world of 400 grants with two sheets."""
    folder = tmp_path_factory.mktemp("repertoire")
    record = world(250, 80, 3, FULL)
    repertoire(record, RECORDINGS, 3, folder, FULL)
    marks, profiles = marks_of(record)
    table = build(folder, folder / "table", marks=marks)
    believed = Engine(with_situations(record, table, folder)).believed(stage.POSITION, stage.KNOWN_BY)
    for situation, mark in enumerate(table.profiles.tolist()):
        believed.lists.assign(situation_name(situation), profiles[mark])
    book = Codebook()
    of_item = dict(zip(table.items().to_pylist(), table.class_ids.tolist(), strict=True))
    checks = PointChecks(of_item, len(table.counts), believed.places.names, book)
    answering = Answering(Compiled(believed, SERVICE, stage.STREAM))
    for day in DAYS:
        checks.add(SERVICE, stage.STREAM, day, sheet(answering, table, day, book))
    return Made(small(record, RECORDINGS, 3, FULL), table, believed, checks)


def rows(made: Made, count: int) -> list[Row]:
    """Questions, some of them about an item or a leaf that nobody knows."""
    dice = Dice(7)
    items = [*made.checks.classes, "nobody's"]
    leaves = [*made.facts.atlas.leaves_on(DAYS[0]), "ZZ"]
    return [(SERVICE, dice.pick(items), stage.STREAM, dice.pick(leaves), dice.pick(DAYS)) for _ in range(count)]


def test_a_sheet_has_the_answer_and_one_of_the_breaks_that_the_reference_names(made: Made) -> None:
    """A class has no order: of parts that decide alike, the first in its own order is named."""
    seen = set()
    for service, item, use, leaf, day in rows(made, 200):
        question = Question(
            service=service,
            use=use,
            item=item,
            territory=leaf,
            day=day,
            known_by=stage.KNOWN_BY,
            position=stage.POSITION,
        )
        verdict = judge(made.facts, question, explain=False)

        point = made.checks.check(service, item, use, leaf, day)

        assert point.answer is verdict.answer, question
        if point.answer is not Answer.CLEARED:
            assert point.dimension in {reason.code for reason in reasons_of(made.facts, verdict)}, question
        seen.add(point)
    assert len({point.answer for point in seen}) == 4
    assert len({point.dimension for point in seen}) >= 6


@pytest.mark.parametrize("encoded", [True, False])
def test_a_batch_says_what_single_checks_say(made: Made, encoded: bool) -> None:  # noqa: FBT001
    asked = rows(made, 5_000)
    names = ("service", "item", "use", "territory", "day")
    columns = {name: pa.array(values) for name, values in zip(names, zip(*asked, strict=True), strict=True)}
    if encoded:
        columns = {name: one if name == "day" else one.dictionary_encode() for name, one in columns.items()}

    answers = made.checks.check_many(pa.table(columns))

    told = list(zip(answers["answer"].to_pylist(), answers["break"].to_pylist(), strict=True))
    single = (made.checks.check(*one) for one in asked)
    assert told == [(point.answer.value, point.dimension) for point in single]


def test_the_same_names_batch_after_batch_are_looked_up_once_and_answered_alike(made: Made) -> None:
    asked = rows(made, 300)
    names = ("service", "item", "use", "territory", "day")
    columns = {name: pa.array(values) for name, values in zip(names, zip(*asked, strict=True), strict=True)}
    table = pa.table({name: one if name == "day" else one.dictionary_encode() for name, one in columns.items()})

    first, again = made.checks.check_many(table), made.checks.check_many(table.slice(100))

    assert again["answer"].to_pylist() == first["answer"].to_pylist()[100:]


def test_an_empty_batch_has_no_answers(made: Made) -> None:
    columns = {name: pa.array([], pa.string()) for name in ("service", "item", "use", "territory")}

    answers = made.checks.check_many(pa.table({**columns, "day": pa.array([], pa.date32())}))

    assert answers.num_rows == 0


def test_a_day_without_a_sheet_is_no_answer(made: Made) -> None:
    item = next(iter(made.checks.classes))

    with pytest.raises(KeyError):
        made.checks.check(SERVICE, item, stage.STREAM, "FR", date(1990, 1, 1))


def test_points_are_few_enough_for_a_byte() -> None:
    book = Codebook()
    words = [Point(answer, f"word {number}") for answer, number in itertools.product(Answer, range(5))]

    numbers = [book.number(point) for point in (*words, *words)]

    assert numbers == [*range(20), *range(20)]
    assert book.points == words
