# SPDX-License-Identifier: Apache-2.0
"""Plain facts to put into a world: as wide as can be, so that they matter where they can."""

from __future__ import annotations

from licit.model.day import When
from licit.model.fact import UNLIMITED, Grant, GrantKind, Statute, StatuteKind
from licit.model.scope import ALL, Repertoire, Scope
from tests.worlds.stage import WORLD

WIDE = Scope(Repertoire(everything=True), ALL, ALL, WORLD)


def exclusive(grantor: str, grantee: str, signed: When, name: str = "extra", scope: Scope = WIDE) -> Grant:
    """An exclusive that gives its grantee all powers."""
    return Grant(
        id=name,
        grantor=grantor,
        grantee=grantee,
        kind=GrantKind.EXCLUSIVE,
        scope=scope,
        exercise=True,
        sublicense=UNLIMITED,
        executed=signed,
    )


def licence(grantor: str, grantee: str, signed: When, name: str = "extra", scope: Scope = WIDE) -> Grant:
    """A licence that is not exclusive, with all powers."""
    return Grant(
        id=name,
        grantor=grantor,
        grantee=grantee,
        kind=GrantKind.NON_EXCLUSIVE,
        scope=scope,
        exercise=True,
        sublicense=UNLIMITED,
        executed=signed,
    )


def law(kind: StatuteKind, society: str = "", name: str = "act") -> Statute:
    """A statute on all rights, for all uses, everywhere and always."""
    return Statute(id=name, kind=kind, rights=ALL, uses=ALL, territories=WORLD, society=society)
