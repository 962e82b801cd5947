# SPDX-License-Identifier: Apache-2.0
"""Which id in the case a scheme's identifier, or a submitter's own number, stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from licit.case.shelf import Shelf

Kind = str  # party, work, recording, performance, item
Key = tuple[Kind, str, str]


@dataclass(slots=True)
class Index:
    """``by_scheme``: (kind, scheme, value). ``by_number``: (kind, whose number, number)."""

    by_scheme: Shelf[Key, str] = field(default_factory=Shelf)
    by_number: Shelf[Key, str] = field(default_factory=Shelf)

    def learn(self, kind: Kind, one: str, identifiers: Iterable[tuple[str, str]]) -> None:
        """Remember the identifiers of an id; the first that has one keeps it."""
        for scheme, value in identifiers:
            self.by_scheme.setdefault((kind, scheme, value), one)

    def known_by(self, kind: Kind, identifiers: Mapping[str, str]) -> Iterator[str]:
        """The ids that have one of these identifiers, in the order given."""
        for scheme, value in identifiers.items():
            found = self.by_scheme.get((kind, scheme, value))
            if found is not None:
                yield found


def differ(mine: Iterable[tuple[str, str]], given: Mapping[str, str]) -> bool:
    """Whether the two have different values in one scheme: then they are not joined by a number or a name."""
    return any(scheme in given and given[scheme] != value for scheme, value in mine)
