# SPDX-License-Identifier: Apache-2.0
"""How much of a catalogue is cleared through a window of days: for the price of its changes, not of its days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

from licit.engine.class_answers import ORDER
from licit.engine.class_audit import CoverageTimeline, audit_window
from licit.engine.class_timelines import Window
from licit.engine.terms import of_term
from licit.model.overview import Tally
from licit.model.problem import InvalidValueError
from licit.model.question import Question
from licit.tasks.catalogue import Means, kept_classes, offered, one_table, open_classes
from licit.tasks.catalogue_tables import COLUMNS, tally_of
from licit.tasks.opening import OpenCase


@dataclass(frozen=True, slots=True)
class CoverageSlice:
    """Days, both ends included, on which no answer changes, and how many pairs have each answer on them."""

    first: date
    last: date
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A catalogue through a window; ``territories`` is empty where all that exist on each day count."""

    question: Question
    uses: tuple[str, ...]
    territories: tuple[str, ...]
    slices: tuple[CoverageSlice, ...]

    def table(self) -> pa.Table:
        """As Arrow: ``first`` and ``last``, days, and the four counts, int64."""
        tallies = [one.tally for one in self.slices]
        counts = {name: [one.of(answer) for one in tallies] for name, answer in zip(COLUMNS, ORDER, strict=True)}
        days = {name: pa.array([getattr(one, name) for one in self.slices], pa.date32()) for name in ("first", "last")}
        return pa.table(days | {name: pa.array(column, pa.int64()) for name, column in counts.items()})


def coverage(  # noqa: PLR0913 - what is asked, of what, where, when
    opened: OpenCase,
    question: Question,
    repertoire: Path,
    window: Window,
    *,
    catalogue: Path | None = None,
    territories: Sequence[str] = (),
    uses: Sequence[str] = (),
    means: Means | None = None,
) -> Coverage:
    """The answers of a catalogue, slice by slice; the rest is as in ``audit_catalogue``.

    Raises:
        InvalidValueError: the last day lies before the first.
        BadInputError: as there.
    """
    if window.last < window.first:
        raise InvalidValueError(f"{window.last} lies before {window.first}", mend="give the earlier day to --from")
    means = means or Means()
    record = opened.record
    asked = tuple(uses) or (question.use,)
    table = open_classes(record, repertoire, means)
    with one_table(table):
        kept = kept_classes(record, table, repertoire, question)
        offers, _ = offered(table, repertoire, catalogue, means)
        found = [
            audit_window(
                offers,
                kept.through(question.service, use, window, progress=means.telling(use)),
                progress=means.telling("catalogue"),
            )
            for use in asked
        ]
    of_leaves = [day for term in record.atlas.leaves.values() for day in of_term(term)]
    days = window.within([*of_leaves, *(day for one in found for day in one.starts)])
    slices: list[CoverageSlice] = []
    for day, after in zip(days, [*days[1:], window.last + timedelta(days=1)], strict=True):
        where = tuple(territories) or record.atlas.leaves_on(day)
        tally = sum((_tally(one, day, where) for one in found), Tally())
        last = after - timedelta(days=1)
        if slices and slices[-1].tally == tally:
            slices[-1] = CoverageSlice(slices[-1].first, last, tally)
        else:
            slices.append(CoverageSlice(day, last, tally))
    return Coverage(question=question, uses=asked, territories=tuple(territories), slices=tuple(slices))


def _tally(found: CoverageTimeline, day: date, where: Sequence[str]) -> Tally:
    number = {leaf: at for at, leaf in enumerate(found.leaves)}
    counts = found.counts[bisect_right(found.starts, day) - 1]
    return tally_of(counts[:, [number[leaf] for leaf in where]].sum(axis=1).tolist())
