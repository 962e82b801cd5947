# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import pytest

from tests.answers.__main__ import ENGINES, disagreements, main
from tests.answers.neutral import World, worlds

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "answers"
ANSWERS = FOLDER / "worlds.json"
WORLDS = [world for path in sorted(FOLDER.glob("*.json")) for world in worlds(path)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_every_world_gives_the_answers_written_there(world: World, engine: str) -> None:
    assert list(disagreements(world, engine)) == []


@pytest.mark.parametrize(
    ("engine", "last"),
    [
        ("reference", "53 worlds, 174 questions, 0 disagreements"),
        ("compiled", "53 worlds, 174 questions, 0 disagreements (of answers; the flags were not compared)"),
    ],
)
def test_the_command_counts_what_it_asked(engine: str, last: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--engine", engine, str(ANSWERS)])

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1] == last
