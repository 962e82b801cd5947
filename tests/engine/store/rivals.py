# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.engine.store.rivals FOLDER write|read|sweep SECONDS``: one of several at a key, and its count."""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path

from licit.engine.store import Store
from tests.engine.store.work import KEY, arrays, stamp


def run(folder: Path, what: str, seconds: float) -> int:
    store = Store(folder)
    until = time.monotonic() + seconds
    for done in itertools.count():
        if time.monotonic() > until:
            return done
        if what == "write":
            store.put(KEY, arrays(done % 100))
        elif what == "sweep":
            store.sweep()
        else:
            found = store.get(KEY)
            assert found is not None, store.why(KEY)
            stamp(found.arrays)
    raise AssertionError("unreachable")


if __name__ == "__main__":
    sys.stdout.write(f"{run(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))}\n")
