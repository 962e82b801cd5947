# SPDX-License-Identifier: Apache-2.0
"""``licit.reference``: the measure of all the others, on the same repertoire as facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from benchmarks.baselines.interface import Asked, Counts, PlainWorld
from benchmarks.worlds import small, stage
from licit.model.question import Question
from licit.reference import answer_alone


class Reference:
    """One question at a time, with nothing remembered."""

    name = "licit.reference"
    audits = True

    def prepare(self, world: PlainWorld) -> None:
        """Make facts of the repertoire."""
        self.record = small(world.record, world.recordings, world.seed, world.features)

    def check(self, questions: Sequence[Asked]) -> list[str]:
        """One after the other."""
        return [self._one(question) for question in questions]

    def audit(self, service: str, use: str, day: date) -> Counts:
        """Every item in every leaf."""
        leaves = self.record.atlas.leaves_on(day)
        items = tuple(self.record.items)
        return Counter((leaf, self._one(Asked(service, item, use, leaf, day))) for leaf in leaves for item in items)

    def close(self) -> None:
        """Nothing was taken."""

    def _one(self, asked: Asked) -> str:
        question = Question(
            service=asked.service,
            use=asked.use,
            item=asked.item,
            territory=asked.leaf,
            day=asked.day,
            known_by=stage.KNOWN_BY,
            position=stage.POSITION,
        )
        return answer_alone(self.record, question).value
