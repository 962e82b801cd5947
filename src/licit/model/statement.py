# SPDX-License-Identifier: Apache-2.0
"""Who says so: a source affirms or denies a fact, on a basis, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from licit.model.day import LAST, Term, When
from licit.model.scope import Named
from licit.model.territory import Expression


class Basis(Enum):
    """How a statement came to us. Source: SEMANTICS §4."""

    SEEN = "seen"
    REPORTED = "reported"
    INFERRED = "inferred"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class GrantPattern:
    """Grants that a denial speaks of together: *no member of G ever licensed Q*.

    A dimension that is ``None`` is any. A grant lies wholly in the pattern when each of its own dimensions does;
    one that leaves a dimension unstated lies in it only where the pattern leaves it open too. Source: SEMANTICS §4.
    """

    grantors: frozenset[str] | None = None
    members_of: frozenset[str] | None = None
    grantees: frozenset[str] | None = None
    rights: Named | None = None
    uses: Named | None = None
    territories: Expression | None = None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A source affirms or denies facts.

    ``facts`` are ids (a repertoire file speaks of many rows at once); ``pattern`` is only for denials. ``made`` and
    ``published`` may be imprecise and then count as their last possible day; where one is missing the other stands in.

    Source: SEMANTICS §4, Who says so.
    """

    source: str
    affirms: bool
    facts: tuple[str, ...] = ()
    pattern: GrantPattern | None = None
    made: When | None = None
    published: When | None = None
    retrieved: When | None = None
    through: str = ""
    basis: Basis = Basis.SEEN
    evidence: str = ""
    locator: str = ""
    note: str = ""
    id: str = ""

    @property
    def made_on(self) -> date:
        """The day that orders one source's words: the last possible day it was made."""
        when = self.made or self.published
        return when.latest if when else LAST

    @property
    def published_on(self) -> date:
        """The day from which it counts: the last possible day it was published."""
        when = self.published or self.made
        return when.latest if when else LAST
