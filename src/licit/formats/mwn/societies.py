# SPDX-License-Identifier: Apache-2.0
"""Affiliation to a society: a probable mandate for all that a party has, in the rights, places and days that are named.

Which uses it covers, and what is left out of it, a message doesn't say: they are open. Source: MWN 1.3,
SocietyAffiliation; STANDARDS §5.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree

from licit.formats.checks import REFERENCE
from licit.formats.ddex.holding import RefusedError, period
from licit.formats.ddex.parties import remember
from licit.formats.ddex.periods import UNKNOWN
from licit.formats.entries import Entry, LeftOut, Stated
from licit.formats.ids import fact_id
from licit.formats.mwn.rows import Affiliation, World
from licit.formats.xml import Piece, children, first, line_of, parts, text, texts
from licit.model.day import Term
from licit.model.fact import UNLIMITED, Grant, GrantKind
from licit.model.problem import Place, Problem
from licit.model.scope import Repertoire, Scope
from licit.model.statement import Basis
from licit.vocabulary.rights import called

_AFFILIATION: Final = "SocietyAffiliation"
_NOTE: Final = "inferred from an affiliation; for which uses, and what is left out of it, the message does not say"


def member(piece: Piece, world: World) -> Iterator[Entry]:
    """A party of the message: remembered by its reference, with the societies that it is in."""
    remember(piece, world.claims.walk)
    reference = text(piece.element, "PartyReference")
    for one in children(piece.element, _AFFILIATION):
        found: list[Problem] = []
        rights = frozenset().union(
            *(called("ddex", "work").get(word, frozenset()) for word in texts(one, "RightsType"))
        )
        if not rights:
            yield LeftOut(_AFFILIATION, "no right of the vocabulary is named")
        elif text(one, "Percentage") and not _whole(text(one, "Percentage")):
            yield LeftOut(_AFFILIATION, "the society has a part of the right alone: a grant has no share")
        else:
            try:
                world.affiliations.append(_read(one, reference, rights, world, found))
            except RefusedError as error:
                found.append(error.problem)
        yield from found


def affiliations(world: World) -> Iterator[Entry]:
    """The probable mandates, now that all parties are known."""
    claims = world.claims
    for one in world.affiliations:
        pair = claims.walk.parties.get(one.member), claims.walk.parties.get(one.society)
        if pair[0] is None or pair[1] is None:
            what = f"{_AFFILIATION}: {one.society or 'its society'} is no party of the message"
            yield Problem(Place(claims.file.name, one.line), what, "give it in the PartyList", REFERENCE)
            continue
        member, society = claims.party(pair[0]), claims.party(pair[1])
        grant = Grant(
            id=fact_id("mwn-affiliation", member, society, one.rights, one.territories, one.term),
            grantor=member,
            grantee=society,
            kind=GrantKind.MANDATE,
            scope=Scope(repertoire=Repertoire(everything=True), rights=one.rights, territories=one.territories),
            exercise=False,
            sublicense=UNLIMITED,
            term=one.term,
        )
        if member != society:
            locator = f"line {one.line}, {_AFFILIATION}"
            yield Stated(fact=grant, locator=locator, source=claims.voice, basis=Basis.INFERRED, note=_NOTE)


def _whole(written: str) -> bool:
    try:
        return Decimal(written) == 100  # noqa: PLR2004 - percent
    except InvalidOperation:
        return False


def _read(
    one: etree._Element, reference: str, rights: frozenset[str], world: World, found: list[Problem]
) -> Affiliation:
    own, claims, place = parts(one), world.claims, Place(world.claims.file.name, line_of(one))
    days = next(iter(own.get("ValidityPeriod", ())), None)
    return Affiliation(
        line=place.line,
        member=reference,
        society=first(own, "MusicRightsSociety"),
        territories=world.where(own, place, found),
        rights=rights,
        term=period(days, claims.file.name, found).term if days is not None else Term(UNKNOWN),
    )
