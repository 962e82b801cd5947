# SPDX-License-Identifier: Apache-2.0
"""The grants that right shares become, from whoever is followed or acted for; and the days of those that name none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from licit.formats.ddex.claims import Claims
from licit.formats.ddex.periods import UNKNOWN
from licit.formats.ids import fact_id
from licit.formats.mwn.rows import ShareRow
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Condition, Control, Fact, Grant, GrantKind
from licit.model.scope import ALL, Named, Scope
from licit.vocabulary import trade

_DATED: Final = ("1.3",)  # versions in which a share without days begins when the message is sent
_OPAQUE: Final = "UserDefined"
Link = tuple[str, str, GrantKind]  # from whom, to whom, and what is kept


def uses_of(row: ShareRow) -> Named:
    """The uses that a share names, those of the vocabulary; all where it names none. Empty: none is known."""
    words = trade("music").use_names
    return frozenset(one for one in row.uses if one in words and one != _OPAQUE) if row.uses else ALL


def grant(claims: Claims, row: ShareRow, work: str, link: Link, uses: Named) -> Grant:
    """The grant for one work; its id is that of the catalogue of all that are alike."""
    giver, taker, kind = link
    scope = Scope(rights=row.rights, uses=uses, territories=row.territories)
    conditions = tuple(Condition(f"only within its {name}, which is not read") for name in row.narrowed)
    mine = (giver, taker, kind, scope.rights, scope.uses, scope.territories, conditions)

    def same(one: Fact) -> bool:
        return isinstance(one, Grant) and mine == (
            *(one.grantor, one.grantee, one.kind),
            *(one.scope.rights, one.scope.uses, one.scope.territories, one.conditions),
        )

    term = row.term or unstated(claims, work, same)
    narrowed = ",".join(row.narrowed)
    parts = (claims.voice, giver, taker, kind.value, scope.rights, scope.uses, scope.territories, narrowed, term)
    return Grant(
        id=fact_id("mwn-mandate" if kind is GrantKind.MANDATE else "mwn-title", *parts),
        grantor=giver,
        grantee=taker,
        kind=kind,
        scope=scope,
        exercise=kind is not GrantKind.MANDATE,
        sublicense=UNLIMITED,
        term=term,
        conditions=conditions,
    )


def unstated(claims: Claims, work: str, same: Callable[[Fact], bool]) -> Term:
    """The days of a share that names none: those of the same claim before, else from the message on, where it says so.

    A message that is read after a newer one says it up to the day from which the newer one does.
    Source: MWN 1.3, RightShare/ValidityPeriod.
    """
    before = [one.term for one in claims.before(work) if isinstance(one, Control | Grant) and same(one)]
    if unending := [term for term in before if term.end is None]:
        return unending[0]
    if claims.made is None or not claims.version.startswith(_DATED):
        return Term(UNKNOWN)
    later = claims.later(work)
    if later is not None and claims.made.earliest <= later.eve and later.goes_on(same):
        return Term(claims.made, When.on(later.eve))
    return Term(claims.made)
