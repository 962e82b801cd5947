# SPDX-License-Identifier: Apache-2.0
"""One changed grant: what compiling again costs beside compiling from nothing, and what keeping the form on disk does.

One service, one use, the shares of one right that every party of a world may own.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.worlds import FULL, Features, world
from licit.engine.bearing import Share
from licit.engine.believed import Believed
from licit.engine.compiled import Compiled
from licit.engine.keeping import compile_all, keep, recall
from licit.engine.revising import revised
from licit.engine.store import Store
from licit.model.day import Term, When
from licit.model.fact import Grant
from licit.model.record import Record

CHANGES: Final = 20
ENDS: Final = When.parse("2015-06-30")  # the other last day of a changed grant
KNOWN_BY: Final = date(2026, 1, 1)
USE: Final = "OnDemandStream"
RIGHT: Final = "making-available"


@dataclass
class Revised:
    """Seconds of processor time: of one compilation from nothing, of keeping it, of taking it up again, of each change.

    Where time ran out, all is measured of the shares compiled until then: the first take much longer than the rest,
    so that nothing can be reckoned from them.
    """

    grants: int
    shares: int
    wanted: int
    nothing: float
    kept: float = 0.0
    size: int = 0
    recalled: float = 0.0
    changes: list[float] = field(default_factory=list)
    again: list[int] = field(default_factory=list)  # shares compiled again, a change

    @property
    def lines(self) -> list[str]:
        """What was measured, a line each."""
        of_all = "" if self.shares == self.wanted else f" of {self.wanted:,}, then time ran out"
        median, worst = statistics.median(self.changes), max(self.changes)
        faster = f"{self.nothing / median:,.0f} and {self.nothing / worst:,.0f} times faster"
        return [
            f"{self.grants:,} grants, from nothing {self.nothing:.1f} s for {self.shares:,} shares{of_all}",
            f"one changed grant, {len(self.changes)} at random: median {median:.3f} s, worst {worst:.3f} s; {faster}",
            f"shares compiled again: median {statistics.median(self.again):.0f}, most {max(self.again):,}",
            f"on disk: {self.size / 1e6:.1f} MB, kept in {self.kept:.2f} s, taken up again in {self.recalled:.2f} s",
        ]


def measure(grants: int, owners: int, seed: int = 1, *, seconds: float = 300.0, features: Features = FULL) -> Revised:
    """Compile a world's shares, for so many seconds at most; change one grant at a time, and compile again."""
    record = world(grants, owners, seed, features)
    position = next(iter(record.positions.values()))
    service = largest_service(record)
    shares = [Share(party, 0, RIGHT) for party in sorted(record.parties)]
    Random(seed).shuffle(shares)  # noqa: S311 - no secret
    start = time.process_time()
    compiled = Compiled(Believed(record, position, KNOWN_BY), service, USE)
    for share in shares:
        compiled.slices(share)
        if time.process_time() - start > seconds:
            break
    found = Revised(len(record.grants), len(compiled.shares), len(shares), time.process_time() - start)
    _keep(compiled, found)
    _change(compiled, found, Random(seed + 1))  # noqa: S311 - no secret
    return found


def largest_service(record: Record) -> str:
    """The largest service of a world."""
    return next(party.id for party in record.parties.values() if "service" in party.kinds)


def _keep(compiled: Compiled, found: Revised) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        keep(compiled, Store(Path(folder)))
        found.kept = time.process_time() - start
        found.size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        start = time.process_time()
        believed = compiled.believed
        fresh = Believed(believed.record, believed.position, believed.known_by)
        again = recall(fresh, compiled.service, compiled.use, Store(Path(folder)))
        for share in list(compiled.shares)[:100]:
            again.slices(share)
        found.recalled = time.process_time() - start


def _change(compiled: Compiled, found: Revised, dice: Random) -> None:
    """Each time the first form is revised, with all that was compiled."""
    record = compiled.believed.record
    for grant in dice.sample(record.grants, CHANGES):
        other = with_grant(record, replace(grant, term=Term(grant.term.start, ENDS), retention_end=None))
        start = time.process_time()
        after = revised(compiled, other)
        gone = [share for share in compiled.shares if share not in after.shares]
        compile_all(after, gone)
        found.changes.append(time.process_time() - start)
        found.again.append(len(gone))


def with_grant(record: Record, grant: Grant) -> Record:
    """The record with a grant in place of the one of its name."""
    return replace(record, facts=tuple(grant if fact.id == grant.id else fact for fact in record.facts))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure worlds of these sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--grants", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--seconds", type=float, default=300.0, help="for compiling from nothing, at most")
    given = parser.parse_args(arguments)
    for grants in given.grants:
        print("\n".join(measure(grants, grants * 2 // 5, seconds=given.seconds).lines), flush=True)


if __name__ == "__main__":
    main()
