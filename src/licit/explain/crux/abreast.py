# SPDX-License-Identifier: Apache-2.0
"""The contested shares of a catalogue looked into by several processes; what they find is put into one diagram.

What is found of one share hangs on no other, and is nearly all of the work. Processes are forked: each has the record
and what is compiled of it without their being read again. What comes back does not hang on who found it, nor when.
"""

from __future__ import annotations

import multiprocessing
import signal
import warnings
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import Final

from licit.engine.bearing import Share
from licit.explain.crux.diagram import Bounds, Packed
from licit.explain.crux.pieces import Cell, Pieced
from licit.model.crux import Limit

FEWEST: Final = 16  # shares: to fork and to bring home takes as long as ten of them
_mine: list[Pieced] = []  # of a forked process: what it was forked with


@contextmanager
def looked_abreast(pieced: Pieced, shares: Iterable[tuple[str, Share]], processes: int) -> Iterator[None]:
    """Within, these shares, each with an asset, are looked into by several processes; who needs one waits for it.

    Where there are few, one process, or no forks, they are looked into when they are asked for. So is what a process
    that was killed leaves.
    """
    able = processes > 1 and "fork" in multiprocessing.get_all_start_methods()
    others = iter(shares if able else ())
    first = list(islice(others, FEWEST))
    if not able or len(first) < FEWEST:
        yield
        return
    context = multiprocessing.get_context("fork")
    diagram = pieced.finder.wholes.diagram
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(pieced,)) as pool:
        with warnings.catch_warnings():  # of threads that hold locks: what is forked takes none of Arrow's, nor prints
            warnings.simplefilter("ignore", DeprecationWarning)
            waiting = {share: pool.submit(_look, asset, share) for asset, share in chain(first, others)}

        def ahead(share: Share) -> list[Cell] | None:
            if share not in waiting:
                return None
            try:
                masks, packed, met = waiting[share].result()
            except BrokenProcessPool:
                waiting.clear()
                return None
            pieced.finder.bounds_met |= met
            nodes = diagram.unpacked(packed)
            return list(zip(masks, map(Bounds, nodes[::2], nodes[1::2]), strict=True))

        pieced.ahead = ahead
        try:
            yield
        finally:
            pieced.ahead = None
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(pieced: Pieced) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever forked it is interrupted, and ends it
    _mine.append(pieced)


def _look(asset: str, share: Share) -> tuple[list[int], Packed, frozenset[Limit]]:
    (pieced,) = _mine
    pieced.finder.bounds_met = set()
    cells = pieced.cells(asset, share)
    nodes = [node for _, bounds in cells for node in (bounds.sure, bounds.possible)]
    packed = pieced.finder.wholes.diagram.packed(nodes)
    return [mask for mask, _ in cells], packed, frozenset(pieced.finder.bounds_met)
