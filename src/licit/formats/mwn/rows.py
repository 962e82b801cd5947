# SPDX-License-Identifier: Apache-2.0
"""A right share as a row: what its element says, each part read and checked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from licit.formats.checks import DOUBT, REFERENCE, VALUE
from licit.formats.ddex.claims import Claims
from licit.formats.ddex.holding import RefusedError, period
from licit.formats.ddex.parties import party
from licit.formats.ddex.places import together, where
from licit.formats.percentages import percentage
from licit.formats.xml import Parts, Piece, first, parts, text, texts
from licit.model.day import Term
from licit.model.problem import InvalidValueError, Place, Problem, Severity
from licit.model.scope import ALL, Named
from licit.model.share import Share
from licit.model.territory import Expression
from licit.vocabulary.rights import called

_NARROWING: Final = (
    *("WorkPart", "ExcludedUseType", "DSP", "ExcludedDSP", "CarrierType", "CommercialModelType"),
    *("UserInterfaceType", "DistributionChannelType"),  # MWN 1.0
)
_EXCLUDING: Final = ("ExcludesOfflineUses", "ExcludesOnlineUses")
_EVERY_RIGHT: Final = "AllRights"
_WORK: Final = "RightShareWorkReference"
_YES: Final = ("true", "1")


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One ``RightShare``. ``None`` and empty are what it does not say; parties and works are ids of the case.

    ``narrowed`` names what else the share is limited by; ``acts``: its controller is an agent; ``agent`` licenses for
    the controller; ``bases`` are the shares that it follows in title.
    """

    place: Place
    reference: str
    kinds: tuple[str, ...]
    roles: tuple[str, ...]
    works: tuple[str, ...]
    territories: Expression | None
    rights: Named
    uses: tuple[str, ...]
    narrowed: tuple[str, ...]
    controller: str
    acts: bool
    agent: str
    term: Term | None
    share: Share | None
    unclaimed: bool
    disputed: bool
    bases: tuple[str, ...]
    note: str

    @property
    def locator(self) -> str:
        """Where in the file it stands."""
        return f"line {self.place.line}, RightShare {self.reference}".rstrip()


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A ``SocietyAffiliation``: member and society by their references in the message."""

    line: int
    member: str
    society: str
    territories: Expression | None
    rights: frozenset[str]
    term: Term


@dataclass(slots=True)
class World:
    """What a message's shares refer to: works by reference (empty: refused), and sets of territories."""

    claims: Claims
    works: dict[str, str] = field(default_factory=dict)
    sets: dict[str, Expression | None] = field(default_factory=dict)
    affiliations: list[Affiliation] = field(default_factory=list)

    def where(self, own: Parts, place: Place, found: list[Problem]) -> Expression | None:
        """The territories that an element names, by codes or by the sets of the message; ``None``: it names none.

        Raises:
            RefusedError: they can't be read.
        """
        sets = []
        for reference in _all(own, "TerritoryReference"):
            one = self.sets.get(reference)
            if one is None:
                what = f"{reference} is no set of territories that could be read"
                raise RefusedError(Problem(place, what, "give it in the TerritoryList", REFERENCE))
            sets.append(one)
        if sets:
            return together(sets, place)
        return self.coded(own, found)

    def coded(self, own: Parts, found: list[Problem]) -> Expression | None:
        """The territories that an element names by codes.

        Raises:
            RefusedError: they can't be read.
        """
        codes = own.get("TerritoryCode", ()), own.get("ExcludedTerritoryCode", ())
        return where(*codes, self.claims.walk.day, self.claims.file.name, found)


def read(piece: Piece, world: World, found: list[Problem]) -> ShareRow:
    """A ``RightShare``; doubts, and problems of single values, go to ``found``.

    Raises:
        RefusedError: the share can't be read.
    """
    own, place = parts(piece.element), Place(world.claims.file.name, piece.line)
    share, note = _share(own, place)
    agents = [_party(one, world, place) for one in own.get("LicensingAgent", ())]
    holders = own.get("RightsController", ())
    if len(holders) > 1:
        what = "several controllers hold it together"
        raise RefusedError(Problem(place, what, "give each a share of its own", VALUE))
    days = next(iter(own.get("ValidityPeriod", ())), None)
    return ShareRow(
        place=place,
        reference=first(own, "RightShareReference"),
        kinds=_all(own, "RightShareType"),
        roles=tuple(texts(holders[0], "RightsControllerRole")) if holders else (),
        works=_works(own, world, place),
        territories=world.where(own, place, found),
        rights=_rights(own, place, found),
        uses=_all(own, "UseType"),
        narrowed=tuple(_narrowed(own)),
        controller=_party(holders[0], world, place) if holders else "",
        acts=bool(holders) and holders[0].get("IsAgent") in _YES,
        agent=agents[0] if agents else "",
        term=period(days, world.claims.file.name, found).term if days is not None else None,
        share=share,
        unclaimed=first(own, "RightShareNotClaimed") in _YES,
        disputed=first(own, "HasRightsInDispute") in _YES,
        bases=_bases(own),
        note=note,
    )


def told(problem: Problem, reference: str) -> Problem:
    """A problem of a right share, with its path."""
    return replace(problem, what=f"RightShareList/RightShare {reference}".rstrip() + f": {problem.what}")


def _all(own: Parts, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(written for one in own.get(name, ()) if (written := text(one))))


def _share(own: Parts, place: Place) -> tuple[Share | None, str]:
    """The percentage and how it was rounded; ``None`` where it is said to be unknown, or nothing is claimed."""
    if first(own, "RightShareUnknown") in _YES or first(own, "RightShareNotClaimed") in _YES:
        return None, ""
    for one in own.get("RightSharePercentage", ()):
        if written := text(one):
            try:
                return percentage(written, of_one=one.get("HasMaxValueOfOne") in _YES)
            except InvalidValueError as error:
                raise RefusedError(Problem(place, error.what, error.mend, VALUE)) from None
    what = "it has no percentage, and is not said to be unknown"
    raise RefusedError(Problem(place, what, "give its percentage", VALUE))


def _party(one: etree._Element, world: World, place: Place) -> str:
    reference = text(one, "RightsControllerPartyReference") or text(one, "PartyPartyReference")
    row = world.claims.walk.parties.get(reference) if reference else party(one)
    if row is None:
        what = f"{reference or 'its controller'} is no party of the message"
        raise RefusedError(Problem(place, what, "give it in the PartyList", REFERENCE))
    return world.claims.party(row)


def _works(own: Parts, world: World, place: Place) -> tuple[str, ...]:
    lists = own.get("RightShareCreationReferenceList", ())  # MWN 1.0 and 1.1
    named = [*_all(own, _WORK), *(one for each in lists for one in texts(each, _WORK))]
    if not named:
        raise RefusedError(Problem(place, "it names no work", f"give its {_WORK}", REFERENCE))
    for reference in named:
        if reference not in world.works:
            what = f"{reference} is no work of the message"
            raise RefusedError(Problem(place, what, "give it in the WorkList", REFERENCE))
    return tuple(dict.fromkeys(work for one in named if (work := world.works[one])))


def _rights(own: Parts, place: Place, found: list[Problem]) -> Named:
    words = _all(own, "RightsType")
    if _EVERY_RIGHT in words:
        what, mend = f"{_EVERY_RIGHT} is a word that the standard tells not to use", "name each right"
        found.append(Problem(place, what, mend, DOUBT, Severity.WARNING))
        return ALL
    return frozenset().union(*(called("ddex", "work").get(one, frozenset()) for one in words))


def _narrowed(own: Parts) -> list[str]:
    names = [name for name in _NARROWING if name in own]
    names += [name for name in _EXCLUDING if any(one.get(name) in _YES for one in own.get("RightsType", ()))]
    return names


def _bases(own: Parts) -> tuple[str, ...]:
    followed = [text(one, "BaseRightShare") for one in own.get("IsFollowerInTitleOf", ())]
    original = [text(one, "OriginalPublisherShare") for one in own.get("HasOriginalPublisherShare", ())]
    return tuple(dict.fromkeys(one for one in followed or original if one))
