# SPDX-License-Identifier: Apache-2.0
"""The dated hierarchy of uses: a use covers all below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from licit.model.day import ALWAYS, Reading, Term


@dataclass(frozen=True)
class UseHierarchy:
    """Each use with the wider uses it belongs to, and when; a model after a stroke narrows any use.

    ``OnDemandStream/Subscription`` lies below ``OnDemandStream`` and below ``Stream/Subscription``. A use that the
    hierarchy does not name stands alone (DDEX: ``UserDefined`` stays opaque).

    Source: SEMANTICS §2, Scope; DDEX AVS, UseType and CommercialModelType.
    """

    wider: Mapping[str, tuple[tuple[str, Term], ...]] = field(default_factory=dict)

    def covers(self, wide: str, narrow: str, day: date) -> bool:
        """Whether permission for ``wide`` includes ``narrow`` on that day."""
        wide_use, _, wide_model = wide.partition("/")
        narrow_use, _, narrow_model = narrow.partition("/")
        return wide_model in ("", narrow_model) and wide_use in self.above(narrow_use, day)

    @cached_property
    def dated(self) -> bool:
        """Whether any use belongs to a wider one only for a time."""
        return any(term != ALWAYS for parents in self.wider.values() for _, term in parents)

    def above(self, use: str, day: date) -> frozenset[str]:
        """The use itself and every use it lies below on that day."""
        if (use, day) not in self._above:  # asked some hundred thousand times an audit, of a handful of uses
            self._above[use, day] = self._climb(use, day)
        return self._above[use, day]

    @cached_property
    def _above(self) -> dict[tuple[str, date], frozenset[str]]:
        return {}

    def _climb(self, use: str, day: date) -> frozenset[str]:
        found = {use}
        waiting = [use]
        while waiting:
            for parent, term in self.wider.get(waiting.pop(), ()):
                if parent not in found and term.covers(day, Reading.LOWER):
                    found.add(parent)
                    waiting.append(parent)
        return frozenset(found)
