# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from tests.answers.__main__ import disagreement, main
from tests.answers.neutral import World, worlds

ANSWERS = Path(__file__).resolve().parents[3] / "shared" / "answers" / "worlds.json"


@pytest.mark.parametrize("world", worlds(ANSWERS) if ANSWERS.exists() else [], ids=lambda world: world.name)
def test_every_world_gives_the_answers_written_there(world: World) -> None:
    disagreements = [line for ask in world.asks if (line := disagreement(world, ask))]

    assert disagreements == []


def test_the_command_counts_what_it_asked(capsys: pytest.CaptureFixture[str]) -> None:
    code = main([str(ANSWERS)])

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1] == "53 worlds, 174 questions, 0 disagreements"
