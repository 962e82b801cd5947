# SPDX-License-Identifier: Apache-2.0
"""Baselines that need only what the product needs give the reference's answers on a plain world."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.baselines.duckdb_masks import DuckDb
from benchmarks.baselines.interface import Asked, Baseline, Counts, PlainWorld
from benchmarks.baselines.plain_python import PlainPython
from benchmarks.baselines.reference import Reference
from benchmarks.baselines.sqlite_masks import Sqlite
from benchmarks.engine.questions import make, questions
from benchmarks.worlds import PLAIN, stage

RECORDINGS = 80
MAKERS = [DuckDb, Sqlite, PlainPython]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> PlainWorld:
    features = replace(PLAIN, chain=3)  # of six links the reference walks too many rows of grants for a test
    return make(tmp_path_factory.mktemp("plain"), RECORDINGS, 220, 30, features=features).world


@pytest.fixture(scope="module")
def asked(plain: PlainWorld) -> list[Asked]:
    return questions(plain, 200, 5)


@pytest.fixture(scope="module")
def expected(plain: PlainWorld, asked: list[Asked]) -> list[str]:
    reference = Reference()
    reference.prepare(plain)
    return reference.check(asked)


@pytest.fixture(scope="module")
def counted(plain: PlainWorld) -> Counts:
    """Each item in each leaf, by the checks that are held to the reference."""
    python = PlainPython()
    python.prepare(plain)
    leaves = plain.record.atlas.leaves_on(stage.ASKED[1])
    all_asked = [
        Asked("service-0", f"i{item}", stage.STREAM, leaf, stage.ASKED[1])
        for leaf in leaves
        for item in range(RECORDINGS)
    ]
    answers = python.check(all_asked)
    return Counter((one.leaf, answer) for one, answer in zip(all_asked, answers, strict=True))


def test_the_questions_have_every_answer_of_a_plain_world(expected: list[str]) -> None:
    found = Counter(expected)

    assert set(found) == {"cleared", "not-cleared", "unknown"}, found
    assert found["cleared"] >= 20


@pytest.mark.parametrize("maker", MAKERS)
def test_checks_agree_with_the_reference(
    maker: type[Baseline], plain: PlainWorld, asked: list[Asked], expected: list[str]
) -> None:
    one = maker()
    one.prepare(plain)

    answers = one.check(asked)

    one.close()
    assert answers == expected


@pytest.mark.parametrize("maker", MAKERS)
def test_audits_count_what_checks_answer(maker: type[Baseline], plain: PlainWorld, counted: Counts) -> None:
    one = maker()
    one.prepare(plain)

    counts = one.audit("service-0", stage.STREAM, stage.ASKED[1])

    one.close()
    assert dict(counts) == dict(counted)
