# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from licit.checker import check, check_alone
from licit.reference import judge
from tests.answers.neutral import World, worlds

ANSWERS = Path(__file__).resolve().parents[3] / "shared" / "answers" / "worlds.json"


@pytest.mark.parametrize("world", worlds(ANSWERS) if ANSWERS.exists() else [], ids=lambda world: world.name)
def test_the_proof_of_every_answer_written_there_is_accepted(world: World) -> None:
    for ask in world.asks:
        verdict = judge(world.record, ask.question)

        assert verdict.answer is ask.expected
        assert check(verdict, world.record) == ()
        assert check_alone(verdict, world.record) == ()
