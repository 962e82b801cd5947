# SPDX-License-Identifier: Apache-2.0
"""The mend for a name that nothing bears: the nearest that something does."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

CLOSE: Final = 60  # of 100: in rek for rec, two letters of three are right
LONGEST: Final = 80  # characters compared and repeated: a longer name is nobody's, and comparing costs the product
MANY: Final = 200  # names looked for in one run: after that a list of names is missing, not a letter


class Names:
    """The declared names of one kind of thing, and where more can be declared."""

    def __init__(self, kind: str, known: Collection[str], declare: str) -> None:
        self.kind = kind
        self.declare = declare
        self._known = known
        self._sorted: list[str] | None = None
        self._nearest: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def unknown(self, name: str) -> tuple[str, str]:
        """What is wrong with a name, and how to mend it."""
        shown = name[:LONGEST]
        what = f"no {self.kind} is called {shown!r}"
        near = self._near(shown)
        return what, f"write {near}, if that is meant, or {self.declare}" if near else self.declare

    def _near(self, name: str) -> str:
        if name not in self._nearest:
            if len(self._nearest) >= MANY:
                return ""
            self._nearest[name] = self._search(name)
        return self._nearest[name]

    def _search(self, name: str) -> str:
        from rapidfuzz import fuzz, process  # only a case with a wrong name needs it

        if self._sorted is None:
            self._sorted = sorted(self._known)
        found = process.extractOne(name, self._sorted, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=CLOSE)
        return str(found[0]) if found else ""
