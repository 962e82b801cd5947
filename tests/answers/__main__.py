# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.answers FILE…``: asks every question of small worlds and prints each disagreement."""

from __future__ import annotations

import sys
from pathlib import Path

from licit.reference import judge
from tests.answers.neutral import Ask, World, worlds


def disagreement(world: World, ask: Ask) -> str:
    """What the answer and the expectation disagree in, or nothing."""
    verdict = judge(world.record, ask.question, explain=False)
    parts = []
    if verdict.answer is not ask.expected:
        parts.append(f"answers {verdict.answer.value}, expected {ask.expected.value}")
    if ask.flags is not None and verdict.flags != ask.flags:
        given, wanted = (sorted(flag.value for flag in flags) for flags in (verdict.flags, ask.flags))
        parts.append(f"flags {given}, expected {wanted}")
    asked = ask.question
    where = f"{asked.service} {asked.use} {asked.item} {asked.territory} {asked.day} known by {asked.known_by}"
    return f"{world.name}: {where} in {asked.position}: {'; '.join(parts)}" if parts else ""


def main(files: list[str]) -> int:
    """Run the files; 0 where all agree, 1 where one does not, 2 where a file cannot be read."""
    if not files:
        sys.stderr.write("Name at least one file: python -m tests.answers FILE…\n")
        return 2
    read: list[World] = []
    for name in files:
        try:
            read += worlds(Path(name))
        except (OSError, ValueError, KeyError, TypeError) as error:
            sys.stderr.write(
                f"{name}: not a file of small worlds: {error!r}. The form is in tests/answers/neutral.py.\n"
            )
            return 2
    questions = 0
    disagreements = 0
    for world in read:
        for ask in world.asks:
            questions += 1
            line = disagreement(world, ask)
            if line:
                disagreements += 1
                sys.stdout.write(line + "\n")
    sys.stdout.write(f"{len(read)} worlds, {questions} questions, {disagreements} disagreements\n")
    return 1 if disagreements else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
