# SPDX-License-Identifier: Apache-2.0
"""A world of the trade, small; ``python -m tests.engine.compiled.big FOLDER`` tells what is kept of it there."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.worlds import world
from licit.engine.bearing import Share
from licit.engine.compiled import Compiled
from licit.engine.keeping import recall
from licit.engine.store import Store
from licit.model.record import Record
from tests.engine.compiled.asking import BIG_KNOWN_BY, BIG_RIGHTS, asked, from_nothing

QUESTION = asked("service-0", "OnDemandStream", "all-heard", BIG_KNOWN_BY)


def big_world() -> Record:
    """The same each time."""
    return world(100, 40, seed=4)


def ask_big(record: Record, *, compile_shares: bool = True) -> Compiled:
    """The compiled form of such a world, with all its shares or none yet."""
    compiled = from_nothing(record, QUESTION)
    for share in big_shares(compiled) if compile_shares else ():
        compiled.slices(share)
    return compiled


def big_shares(compiled: Compiled) -> list[Share]:
    """Of everybody, in no list."""
    return [Share(party, 0, right) for party in sorted(compiled.believed.record.parties) for right in BIG_RIGHTS]


def main(folder: Path) -> None:
    """Take up what is kept, and tell it."""
    nothing = from_nothing(big_world(), QUESTION)
    compiled = recall(nothing.believed, nothing.service, nothing.use, Store(folder))
    at_once = len(compiled.shares)
    assert compiled.shelf is not None
    kept = {}
    for share in big_shares(compiled):
        slices = compiled.shelf.slices(share)
        assert slices is not None
        kept[str(share)] = [str(slices.lower), str(slices.upper)]
    sys.stdout.write(json.dumps({"kept": kept, "at once": at_once}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
