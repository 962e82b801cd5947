# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.answers [--engine compiled] FILE…``: asks every question of small worlds, prints disagreements."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from licit.engine.engine import Engine
from licit.model.proof import Flag
from licit.model.question import Question
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.reference import judge
from tests.answers.neutral import World, worlds

Judged = tuple[Answer, frozenset[Flag] | None]  # flags: ``None`` where they are not judged
Judging = Callable[[Question], Judged]


def reference(record: Record) -> Judging:
    """The reference evaluator, which raises the flags too."""

    def judged(question: Question) -> Judged:
        verdict = judge(record, question, explain=False)
        return verdict.answer, verdict.flags

    return judged


def compiled(record: Record) -> Judging:
    """The engine, one for all questions of the world. Flags are the reference's matter."""
    engine = Engine(record)
    return lambda question: (engine.answer(question), None)


ENGINES: Final = {"reference": reference, "compiled": compiled}


def disagreements(world: World, engine: str = "reference") -> Iterator[str]:
    """In what the answers of an engine and those written in the file disagree, a line a question."""
    judging = ENGINES[engine](world.record)
    for ask in world.asks:
        answer, flags = judging(ask.question)
        parts = []
        if answer is not ask.expected:
            parts.append(f"answers {answer.value}, expected {ask.expected.value}")
        if ask.flags is not None and flags is not None and flags != ask.flags:
            given, wanted = (sorted(flag.value for flag in some) for some in (flags, ask.flags))
            parts.append(f"flags {given}, expected {wanted}")
        asked = ask.question
        where = f"{asked.service} {asked.use} {asked.item} {asked.territory} {asked.day} known by {asked.known_by}"
        if parts:
            yield f"{world.name}: {where} in {asked.position}: {'; '.join(parts)}"


def main(arguments: Sequence[str]) -> int:
    """Run the files; 0 where all agree, 1 where one does not, 2 where a file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m tests.answers", description=__doc__)
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="small worlds; the form is in tests/answers/neutral.py"
    )
    parser.add_argument(
        "--engine", choices=tuple(ENGINES), default="reference", help="whose answers; only the reference raises flags"
    )
    options = parser.parse_args(arguments)
    read: list[World] = []
    for name in options.files:
        try:
            read += worlds(Path(name))
        except (OSError, ValueError, KeyError, TypeError) as error:
            sys.stderr.write(
                f"{name}: not a file of small worlds: {error!r}. The form is in tests/answers/neutral.py.\n"
            )
            return 2
    lines = [line for world in read for line in disagreements(world, options.engine)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    questions = sum(len(world.asks) for world in read)
    left_out = "" if options.engine == "reference" else " (of answers; the flags were not compared)"
    sys.stdout.write(f"{len(read)} worlds, {questions} questions, {len(lines)} disagreements{left_out}\n")
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
