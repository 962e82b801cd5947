# SPDX-License-Identifier: Apache-2.0
"""What a check is, and what it says: a remark on a part of the case, which becomes a problem with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from licit.case.loaded import Case
from licit.model.problem import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says: ``at`` is a key of ``Case.places``, ``what`` and ``mend`` are for the user."""

    at: str
    what: str
    mend: str


Find = Callable[[Case], Iterable[Remark]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its stable id, its severity, and in a line what it finds.

    ``whole``: it finds something missing, so that it waits until every part of the case could be read.
    """

    id: str
    severity: Severity
    summary: str
    find: Find
    whole: bool = field(default=False, kw_only=True)

    def problems(self, case: Case) -> Iterable[Problem]:
        """The remarks as problems, each with its place."""
        for remark in self.find(case):
            yield Problem(place_of(case, remark.at), remark.what, remark.mend, self.id, self.severity)


def place_of(case: Case, at: str) -> Place:
    """Where a part stands: its own place, else that of what it is a part of, else the case."""
    while at not in case.places:
        whole, dot, _ = at.rpartition(".")
        if not dot:
            return case.places.get("case", Place(case.path))
        at = whole
    return case.places[at]


def also_known(known: Mapping[str, object] | Iterable[str], *more: str) -> frozenset[str]:
    """The names that may be used: those declared, and a few that always are."""
    return frozenset(known) | frozenset(more)
