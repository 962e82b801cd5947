# SPDX-License-Identifier: Apache-2.0
"""The knobs of a generated world, so that a growth curve can vary one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from licit.model.problem import InvalidValueError

LONGEST_CHAIN: Final = 6

Ids = Literal["text", "int64"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What a world has.

    ``plain``: only what general tools can follow: mandates, exclusives and plain licences with limits of links,
    territories, terms; split shares; extended statutes and opt-outs; nothing open.
    ``chain``: the most links from owner to service, 1-6. ``leaves``: how many leaf territories (0: all there are).
    ``days``: on how many distinct days something changes. ``disputed``, ``imprecise``: parts of the grants, 0-1.

    How kindly a repertoire collapses: ``acts`` (a label, with its teams of writers; 0: four a label), ``teams`` of
    writers an act, ``splits`` (ways to round a team's shares), ``patterns`` (territories in which someone else owns),
    ``covers`` (part of the recordings whose work is another act's). ``ids`` of items and assets in the Parquet files.
    """

    plain: bool = False
    chain: int = LONGEST_CHAIN
    leaves: int = 0
    days: int = 400
    disputed: float = 0.08
    imprecise: float = 0.06
    acts: int = 0
    teams: int = 3
    splits: int = 3
    patterns: int = 12
    covers: float = 0.02
    ids: Ids = "text"

    def __post_init__(self) -> None:
        if not 1 <= self.chain <= LONGEST_CHAIN:
            raise InvalidValueError(f"chains of {self.chain} links", mend=f"take 1 to {LONGEST_CHAIN}")
        if min(self.days, self.teams, self.splits, self.patterns) < 1:
            raise InvalidValueError("no days, teams, splits or patterns", mend="take at least one of each")


FULL: Final = Features()
PLAIN: Final = Features(plain=True, disputed=0.0, imprecise=0.0)
