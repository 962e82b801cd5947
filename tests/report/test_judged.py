# SPDX-License-Identifier: Apache-2.0
"""Judged worlds of every kind can be told, drawn and filed."""

from __future__ import annotations

import io
import json
import re

from hypothesis import given, settings

from licit.explain.turning import turns_of
from licit.model.verdict import Answer
from licit.reference import judge
from licit.report import words
from licit.report.argument import argument
from licit.report.json import json_text, proof_from_json, proof_json, verdict_json
from licit.report.terminal import console, show_verdict
from licit.report.tidy import tidy
from tests.golden.test_words import JUDGING
from tests.report.test_tidy import steps_of
from tests.worlds.stage import World
from tests.worlds.worlds import worlds


@settings(max_examples=40)  # a judged world costs more than its words
@given(worlds())
def test_a_judged_answer_is_told_in_both_languages(world: World) -> None:
    verdict = judge(world.record, world.question)

    for lang in ("en", "fr"):
        said = words.paragraph(verdict, world.record, lang)
        assert words.answer_words(verdict.answer, lang) in said.lower()
        assert not JUDGING.search(said)
        assert "None" not in said


@settings(max_examples=40)  # a judged world costs more than its words
@given(worlds())
def test_the_reason_of_a_verdict_is_in_its_sentence(world: World) -> None:
    verdict = judge(world.record, world.question)

    turn = turns_of(world.record, verdict)[0]

    if verdict.answer is not Answer.CONTESTED:
        assert words.reason_words(turn.reason, world.record) in words.sentence(verdict, world.record)


@settings(max_examples=40)  # a judged world costs more than its words
@given(worlds())
def test_a_judged_answer_is_drawn_within_its_width(world: World) -> None:
    verdict = judge(world.record, world.question)
    out = io.StringIO()

    console(out, width=80).print(show_verdict(verdict, world.record, sources={}))

    assert all(len(line) <= 80 for line in out.getvalue().splitlines())


@settings(max_examples=40)  # a judged world costs more than its words
@given(worlds())
def test_a_judged_proof_comes_back_as_it_was_filed(world: World) -> None:
    verdict = judge(world.record, world.question)

    assert proof_from_json(json.loads(json_text(proof_json(verdict)))) == verdict


@settings(max_examples=40)  # a judged world costs more than its words
@given(worlds())
def test_a_judged_answer_as_json_names_only_facts_on_record(world: World) -> None:
    verdict = judge(world.record, world.question)

    told = json_text(verdict_json(verdict, world.record))

    named = set(re.findall(r'"id": "([^"]+)"', told))
    assert named <= set(world.record.by_id) | {said.id for said in world.record.statements}


@settings(max_examples=40)  # a judged world costs more than its words
@given(worlds())
def test_tidying_a_judged_argument_loses_no_phrase(world: World) -> None:
    plain = argument(judge(world.record, world.question), world.record)

    told = " ".join(" ".join((step.text, *step.also)) for step in steps_of(tidy(plain)))

    assert all(step.text in told for step in steps_of(plain))
