# SPDX-License-Identifier: Apache-2.0
"""The laws of a world: what uses require, extended and compulsory licences, exceptions; and who opted out."""

from __future__ import annotations

from datetime import date
from typing import Final

from benchmarks.worlds import stage
from benchmarks.worlds.builder import Builder
from benchmarks.worlds.signing import LISTED, asset
from licit.model.day import Term, When
from licit.model.fact import OptOut, Requirement, Statute, StatuteKind
from licit.model.scope import ALL, Named
from licit.model.territory import only

NORDIC: Final = ("DK", "SE", "NO", "FI")
OPTED_OUT: Final = 0.03  # part of the owners, by statute


def requirements(builder: Builder) -> None:
    """Both uses need both rights in recordings and works; in a full world some states have laws of their own."""
    both = ((stage.RECORDING, stage.RIGHTS), (stage.WORK, stage.RIGHTS))
    for use in ("Download", stage.STREAM):
        _require(builder, use, "Worldwide", both, default=True)
    if not builder.full:
        return
    own = ((stage.RECORDING, stage.RIGHTS[:1]), (stage.WORK, stage.RIGHTS))
    _require(builder, stage.STREAM, "US", own, any_co_owner=True)
    _require(builder, "Download", "US", both, any_co_owner=True)
    until = Term(None, When.on(date(2004, 8, 31)))
    _require(builder, "Use", "JP", ((stage.RECORDING, ()), (stage.WORK, stage.RIGHTS)), term=until)
    _require(builder, stage.STREAM, "CA", ((stage.WORK, stage.RIGHTS),), term=Term(builder.when(date(2010, 6, 1))))


def _require(  # noqa: PLR0913  the fields of a requirement
    builder: Builder,
    use: str,
    where: str,
    rights: tuple[tuple[str, tuple[str, ...]], ...],
    *,
    term: Term = Term(),  # noqa: B008  frozen
    any_co_owner: bool = False,
    default: bool = False,
) -> None:
    law = Requirement(
        id=builder.name("r"),
        use=use,
        territories=only(where),
        rights=rights,
        term=term,
        any_co_owner=any_co_owner,
        default=default,
    )
    builder.add_sure(law)


def statutes(builder: Builder) -> None:
    """The Nordic societies license for all; in a full world there are compulsory licences and exceptions too."""
    society_of = {home: party for party, home in builder.cast.home.items() if party in builder.cast.societies}
    extended = []
    for number, place in enumerate(one for one in NORDIC if one in society_of):
        rights: Named = ALL if number % 2 == 0 else frozenset(stage.RIGHTS[:1])
        law = Statute(
            id=builder.name("law"),
            kind=StatuteKind.EXTENDED,
            rights=rights,
            uses=ALL if number % 3 else frozenset(("Stream",)),
            territories=only(place),
            society=society_of[place],
            term=Term(When.on(builder.day(0.0, 0.3))),
            links=2 if number % 2 else 1,
        )
        builder.add_sure(law)
        extended.append(law)
    if builder.full:
        _giving(builder)
    cast = builder.cast
    owners = (*cast.labels, *cast.writers)  # parties that hold nothing of others
    for law in extended:
        for _ in range(max(2, int(len(owners) * OPTED_OUT))):
            term = Term(builder.when(builder.day(0.1, 0.8)))
            builder.add(OptOut(id=builder.name("out"), party=builder.dice.ranked(owners), statute=law.id, term=term))


def _giving(builder: Builder) -> None:
    """A compulsory licence, the public domain, and an exception that leaves its uses unstated."""
    old = frozenset(
        asset(builder, kind, number) for kind in (stage.RECORDING, stage.WORK) for number in range(0, LISTED, 3)
    )
    mechanical = frozenset(stage.RIGHTS[1:])
    downloads = frozenset(("Download",))
    for kind, rights, uses, where, assets in (
        (StatuteKind.COMPULSORY, mechanical, downloads, "US", None),
        (StatuteKind.EXCEPTION, ALL, ALL, "Worldwide", old),
        (StatuteKind.EXCEPTION, mechanical, None, "NZ", None),
    ):
        term = Term(builder.when(builder.day(0.0, 0.3)))
        builder.add(
            Statute(
                id=builder.name("law"),
                kind=kind,
                rights=rights,
                uses=uses,
                territories=only(where),
                term=term,
                assets=assets,
            )
        )
