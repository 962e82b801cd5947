# SPDX-License-Identifier: Apache-2.0
"""Verdicts with their proofs, from what the engine believes of a record. Source: SEMANTICS §§1-5."""

from __future__ import annotations

from licit.engine.believed import Believed
from licit.engine.engine import Engine
from licit.engine.proving.bench import Bench
from licit.engine.proving.every_way import Every, every_way
from licit.engine.proving.flags import flags
from licit.engine.proving.hanging import open_points
from licit.engine.proving.index import FEW, Index
from licit.engine.proving.nearly import nearly_matched
from licit.engine.proving.receipt import receipt
from licit.engine.proving.rests_on import facts_used
from licit.engine.proving.shares import Owned, Shares
from licit.model.day import Reading
from licit.model.proof import Proof
from licit.model.question import Question
from licit.model.verdict import Answer, Verdict, answer_of


class Prover:
    """Proves what an engine answers: one for all questions, it keeps what is the same for many.

    Raises:
        InvalidValueError: the record has no position of the name asked for.
    """

    def __init__(self, engine: Engine, *, few: int = FEW) -> None:
        """With more than ``few`` grants these are tested together."""
        self.engine = engine
        self.few = few
        self._indexes: dict[Believed, Index] = {}

    def verdict(self, question: Question, *, explain: bool = True) -> Verdict:
        """The answer with its proof; ``explain=False`` leaves out what only people read, as the reference does."""
        index, bench = self._index(question), self.bench(question)
        lower, upper = bench.readings()
        used = facts_used(bench, lower, upper)
        answer = answer_of(lower.value, upper.value)
        hangs = explain and answer is Answer.CONTESTED  # the others stand however the open points are settled
        return Verdict(
            question=question,
            answer=answer,
            proof=Proof(lower, upper, used, open_points(index, bench, lower, upper, used) if hangs else ()),
            flags=flags(index, bench.shares, lower, upper),
            receipt=receipt(index, bench, used, hashes=explain),
            nearly=nearly_matched(index, bench.shares, upper) if explain else (),
        )

    def chains(self, question: Question, owned: Owned, reading: Reading, limit: int = 100, *, leaf: str = "") -> Every:
        """All minimal chains by which the service has one owner's share, at most ``limit``, the shorter first.

        ``leaf``: the place of the act, where it is not the question's territory.
        """
        shares = self.bench(question).shares
        return every_way(shares.seat(shares.share(owned), leaf or question.territory, reading), owned, limit)

    def bench(self, question: Question) -> Bench:
        """The question before the court."""
        hearing = self.engine.hearing(question)
        return Bench(Shares(hearing.span, hearing.useful, self._index(question)), question)

    def _index(self, question: Question) -> Index:
        believed = self.engine.believed(question.position, question.known_by)
        if believed not in self._indexes:
            self._indexes[believed] = Index(believed, self.few)
        return self._indexes[believed]
