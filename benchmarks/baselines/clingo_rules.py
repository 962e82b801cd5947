# SPDX-License-Identifier: Apache-2.0
"""clingo: the rules as an answer-set program, grounded for what is asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from benchmarks.baselines import parquet
from benchmarks.baselines.flat import Flat, number_of
from benchmarks.baselines.interface import CLEARED, NOT_CLEARED, UNKNOWN, Asked, Counts, PlainWorld
from benchmarks.baselines.recursive_sql import ENOUGH, LONGEST
from benchmarks.worlds import stage

BATCH: Final = 20_000  # questions grounded at once
RULES: Final = f"""
place(J,L) :- asked(_,K,_,L,_), wanted(K,_,J).
near(K,L) :- asked(_,K,_,L,_).

% grants in force that have the right and cover the use, and what bars them
live(G,J,R,L) :- place(J,L), spot(J,U,D), grant(G,F,T,Te), F<=D, D<=T, has(G,R), covers(G,U), in(Te,L,D).
takes(G,P,Q,N,J,R,L) :- live(G,J,R,L), taker(G), from(G,P), to(G,Q), signed(G,N).
void(E,Q,J,R,L) :- takes(E,P,O,N,J,R,L), takes(_,P,Q,M,J,R,L), M<N, Q!=O.
barred(G,J,R,L) :- live(G,J,R,L), from(G,P), to(G,Q), signed(G,N), takes(E,P,O,M,J,R,L), M<N, O!=Q, not void(E,Q,J,R,L).
free(P,Q,X,J,R,L) :- live(G,J,R,L), not barred(G,J,R,L), from(G,P), to(G,Q), links(G,X).
use_by(P,S,J,R,L) :- live(G,J,R,L), not barred(G,J,R,L), from(G,P), to(G,S), exercise(G).

% backwards from the service: who could pass a share on to it, holding how many links
reach(K,P,1,R,L) :- wanted(K,S,J), near(K,L), use_by(P,S,J,R,L).
reach(K,P,N+1,R,L) :- reach(K,Q,N,R,L), N<{LONGEST}, wanted(K,_,J), free(P,Q,X,J,R,L), X>=N.

% laws, and who opted out of them
lawful(K,A,R,L) :- reach(K,S,N,R,L), statute(A,S,X,F,T,Te), N<=X, wanted(K,_,J), spot(J,U,D), F<=D, D<=T,
    has(A,R), covers(A,U), in(Te,L,D).
out(P,A,J) :- opt_out(P,A,F,T), spot(J,_,D), F<=D, D<=T.
holds(K,P,R,L) :- reach(K,P,_,R,L), owner(P).
holds(K,P,R,L) :- lawful(K,A,R,L), wanted(K,_,J), owner(P), not out(P,A,J).
unnamed(K,R,L) :- lawful(K,_,R,L).

% the parts of each item, and the whole
part(Q,C,A,P,S,R) :- asked(Q,_,I,L,D), item(I,_,A), control(C,A,P,S,Te,F,T), F<=D, D<=T, in(Te,L,D), names(C,R).
no(Q) :- part(Q,_,_,P,_,R), asked(Q,K,_,L,_), not holds(K,P,R,L).
unsure(Q) :- asked(Q,K,I,L,_), item(I,_,A), right(R), #sum{{S,C : part(Q,C,A,_,S,R)}} < {ENOUGH}, not unnamed(K,R,L).
unsure(Q) :- asked(Q,_,I,_,_), not item(I,{stage.WORK},_).
#show no/1. #show unsure/1.
"""


class Clingo:
    """A new grounding for every batch, with the controls of the items asked about and all grants."""

    name = "clingo"
    audits = True

    def prepare(self, world: PlainWorld) -> None:
        """Read the rows; make facts of all but the controls and items."""
        self.flat = flat = Flat(world.record)
        self.ids: dict[str, int] = {}
        self.controls: dict[object, list[tuple[Any, ...]]] = defaultdict(list)
        names = {one.territories for one in flat.grants} | {one.territories for one in flat.statutes}
        for row in parquet.rows(world.folder / "controls", parquet.CONTROL):
            self.controls[row[0]].append(row)
            names.add(row[4])
        self.items: dict[str, list[tuple[str, object]]] = defaultdict(list)
        for item, kind, asset in parquet.rows(world.folder / "items", parquet.ITEM):
            self.items[str(item)].append((kind, asset))
        self.facts = "\n".join((*self._grants(), *self._laws(), *self._leaves(names)))

    def check(self, questions: Sequence[Asked]) -> list[str]:
        """So many at once as memory can hold."""
        found: list[str] = []
        for start in range(0, len(questions), BATCH):
            found += self._batch(questions[start : start + BATCH])
        return found

    def audit(self, service: str, use: str, day: date) -> Counts:
        """Every item in every leaf, as questions."""
        leaves = self.flat.atlas.leaves_on(day)
        questions = [Asked(service, item, use, leaf, day) for leaf in leaves for item in self.items]
        answers = self.check(questions)
        return Counter((one.leaf, answer) for one, answer in zip(questions, answers, strict=True))

    def close(self) -> None:
        """Forget."""
        self.controls.clear()

    def _batch(self, questions: Sequence[Asked]) -> list[str]:
        import clingo

        control = clingo.Control(["--warn=none"])
        control.add("base", [], "\n".join((RULES, self.facts, *self._asked(questions))))
        control.ground([("base", [])])
        answers = [CLEARED] * len(questions)
        with control.solve(yield_=True) as models:
            for model in models:
                shown = [(symbol.name, symbol.arguments[0].number) for symbol in model.symbols(shown=True)]
                for name, number in sorted(shown, reverse=True):  # unsure first, then no
                    answers[number] = UNKNOWN if name == "unsure" else NOT_CLEARED
        return answers

    def _asked(self, questions: Sequence[Asked]) -> Iterator[str]:
        spots: dict[tuple[str, date], int] = {}
        wanted: dict[tuple[str, str, date], int] = {}
        written: set[object] = set()
        owners: set[str] = set()
        for n, one in enumerate(questions):
            j = spots.setdefault((one.use, one.day), len(spots))
            k = wanted.setdefault((one.service, one.use, one.day), len(wanted))
            day = number_of(one.day)
            yield f"asked({n},{k},{self._id(one.item)},{self._id(one.leaf)},{day})."
            yield f"wanted({k},{self._id(one.service)},{j}). spot({j},{self._id(one.use)},{day})."
            if one.item in written:
                continue
            written.add(one.item)
            for kind, asset in self.items[one.item]:
                yield f"item({self._id(one.item)},{kind},{self._id(f'asset {asset}')})."
                if asset not in written:
                    written.add(asset)
                    owners.update(row[1] for row in self.controls[asset])
                    yield from self._controls(asset)
        yield from (f"owner({self._id(owner)})." for owner in owners)
        yield "right(0..1)."

    def _controls(self, asset: object) -> Iterator[str]:
        for number, row in enumerate(self.controls[asset]):
            _, party, rights, share, territories, start, end = row
            name = self._id(f"control {asset} {number}")
            first = int(start.replace("-", "")) if start else 0
            last = int(end.replace("-", "")) if end else 99991231
            of = f"{self._id(f'asset {asset}')},{self._id(party)},{share},{self._id(territories)}"
            yield f"control({name},{of},{first},{last})."
            yield from (f"names({name},{r})." for r, right in enumerate(stage.RIGHTS) if rights in ("all", right))

    def _grants(self) -> Iterator[str]:
        for number, one in enumerate(self.flat.grants):
            yield f"grant({number},{one.first},{one.last},{self._id(one.territories)}). links({number},{one.links})."
            yield f"from({number},{self._id(one.grantor)}). to({number},{self._id(one.grantee)})."
            yield f"signed({number},{one.rank})."
            yield f"taker({number})." if one.takes else ""
            yield f"exercise({number})." if one.exercise else ""
            yield from self._flags(str(number), (one.making, one.reproduction, one.stream, one.download))

    def _laws(self) -> Iterator[str]:
        for one in self.flat.statutes:
            name = self._id(f"statute {one.id}")
            of = f"{self._id(one.society)},{one.links},{one.first},{one.last},{self._id(one.territories)}"
            yield f"statute({name},{of})."
            yield from self._flags(str(name), (one.making, one.reproduction, one.stream, one.download))
        for out in self.flat.opt_outs:
            yield f"opt_out({self._id(out.party)},{self._id(f'statute {out.statute}')},{out.first},{out.last})."

    def _flags(self, name: str, flags: tuple[int, int, int, int]) -> Iterator[str]:
        yield from (f"has({name},{right})." for right in range(2) if flags[right])
        yield from (f"covers({name},{self._id(use)})." for n, use in enumerate(stage.USES) if flags[n + 2])

    def _leaves(self, names: set[str]) -> Iterator[str]:
        for name in sorted(names):
            for day in stage.ASKED:
                for leaf in self.flat.leaves_of(name, day):
                    yield f"in({self._id(name)},{self._id(leaf)},{number_of(day)})."

    def _id(self, name: str) -> int:
        """A number for a name; from 10⁶ on, so that no grant has it."""
        return self.ids.setdefault(name, len(self.ids) + 1_000_000)
