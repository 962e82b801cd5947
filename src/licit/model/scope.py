# SPDX-License-Identifier: Apache-2.0
"""How far a grant or a law reaches: repertoire × rights × uses × territories."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from licit.model.territory import Expression


class Everything(Enum):
    """The written word *all*."""

    ALL = "all"


ALL: Final = Everything.ALL
Named = frozenset[str] | Literal[Everything.ALL]


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What a grant speaks of; any of the dimensions suffices.

    ``everything``: all that the grantor has. ``parties``, ``members_of``: what these own by Control.
    ``some_members_of``: of some unnamed members, so each in the upper reading and none in the lower.
    ``catalogues``, ``assets``: listed.

    Source: SEMANTICS §2, Scope and Recording habits.
    """

    everything: bool = False
    parties: frozenset[str] = frozenset()
    members_of: frozenset[str] = frozenset()
    some_members_of: frozenset[str] = frozenset()
    catalogues: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()


NOTHING: Final = Repertoire()


@dataclass(frozen=True, slots=True)
class Scope:
    """Repertoire (minus ``exceptions``) × rights × uses × territories. ``None`` is unstated: an open point (§4)."""

    repertoire: Repertoire | None = None
    rights: Named | None = None
    uses: Named | None = None
    territories: Expression | None = None
    exceptions: Repertoire = NOTHING
