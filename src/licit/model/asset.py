# SPDX-License-Identifier: Apache-2.0
"""What a right is in, and what a user picks."""

from __future__ import annotations

from dataclasses import dataclass, field

from licit.model.day import When


@dataclass(frozen=True, slots=True)
class Asset:
    """One thing that rights are in: a recording (ISRC), a performance, a work (ISWC), a medicine.

    ``kind`` comes from the vocabulary of the trade. Title and the rest are for people; authority hangs on ``id`` alone.
    """

    id: str
    kind: str
    title: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What is offered: its assets by kind. A kind without assets is one that was not identified.

    ``released`` is when it came out: a service cannot have offered it before.

    Source: SEMANTICS §1, item; which works and performances a recording embodies is given in this edition (§2).
    """

    id: str
    assets: tuple[tuple[str, tuple[str, ...]], ...]
    title: str = ""
    artist: str = ""
    group: str = ""
    details: tuple[tuple[str, str], ...] = field(default=())
    released: When | None = None

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The item's assets of one kind; empty where none was identified."""
        return next((assets for name, assets in self.assets if name == kind), ())
