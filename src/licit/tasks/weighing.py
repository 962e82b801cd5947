# SPDX-License-Identifier: Apache-2.0
"""Many questions weighed: the parts and their values by the reference, why each of them fails by the engine.

Why not is four fifths of the reference's work, and the same for all items with the same owners.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from licit.model.day import Reading
from licit.model.proof import Break, PlaceProof, Proof, ReadingProof, RequirementProof, RightProof, ShareProof, Value
from licit.model.question import Question
from licit.model.verdict import Verdict, answer_of

if TYPE_CHECKING:
    from licit.engine.bearing import Share
    from licit.engine.hearing import Hearing


class Weighing:
    """The questions of one hearing; each share breaks once."""

    def __init__(self, hearing: Hearing) -> None:
        self.hearing = hearing
        self._breaks: dict[tuple[Share, str, Reading], Break] = {}

    def verdict(self, question: Question) -> Verdict:
        """The answer and the reasons of the reference's verdict, and its flags.

        What only people read is left out: the nearest chains, the facts it rests on, the open points, the hashes.
        """
        from licit.reference.bench import Bench
        from licit.reference.flags import flags
        from licit.reference.judgement import position_of
        from licit.reference.receipt import receipt

        record = self.hearing.believed.record
        bench = Bench(record, question, position_of(record, question), {}, why_not=False)
        lower, upper = bench.readings()
        return Verdict(
            question=question,
            answer=answer_of(lower.value, upper.value),
            proof=Proof(self._reading(lower), self._reading(upper), (), ()),
            flags=flags(bench, lower, upper),
            receipt=receipt(bench, (), hashes=False),
        )

    def _reading(self, reading: ReadingProof) -> ReadingProof:
        return replace(reading, places=tuple(self._place(place, reading.reading) for place in reading.places))

    def _place(self, place: PlaceProof, reading: Reading) -> PlaceProof:
        return replace(place, requirements=tuple(self._requirement(one, place, reading) for one in place.requirements))

    def _requirement(self, requirement: RequirementProof, place: PlaceProof, reading: Reading) -> RequirementProof:
        rights = (replace(one, shares=tuple(self._shares(one, place, reading))) for one in requirement.rights)
        return replace(requirement, rights=tuple(rights))

    def _shares(self, right: RightProof, place: PlaceProof, reading: Reading) -> Iterator[ShareProof]:
        for part in right.shares:
            yes = part.value is Value.YES
            yield part if yes else replace(part, broken_at=self._break(right, part.owner, place.territory, reading))

    def _break(self, right: RightProof, owner: str, leaf: str, reading: Reading) -> Break:
        from licit.engine.bearing import Share
        from licit.engine.grants import LOWER, UPPER

        share = Share(owner, self.hearing.believed.lists.profile(right.asset), right.right)
        key = (share, leaf, reading)
        if key not in self._breaks:
            number = LOWER if reading is Reading.LOWER else UPPER
            self._breaks[key] = self.hearing.broken_at(share, leaf, number)
        return self._breaks[key]
