# SPDX-License-Identifier: Apache-2.0
"""Deals: what a sender lets a service do with releases, where, when, and how it may be paid for.

Source: DDEX data dictionary, Deal and DealTerms of ERN 3.2 to 4.3; kb.ddex.net, several models or uses in one deal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from lxml import etree

from licit.formats.checks import ORDER, RECORD
from licit.formats.ddex.holding import RefusedError, expression, period
from licit.formats.ddex.parties import party
from licit.formats.ddex.periods import UNKNOWN, Period
from licit.formats.ddex.rows import PartyRow
from licit.formats.ern.layout import TERMS
from licit.formats.ern.products import CLAIM, products
from licit.formats.ern.rows import DealRow, Left, Row, Terms, path_of
from licit.formats.ern.usages import usages
from licit.formats.xml import Parts, Piece, child, first, line_of, local, parts
from licit.model.day import Term, When, next_day
from licit.model.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from licit.formats.ern.walk import Walk

_UNDATED: Final = Period(Term(UNKNOWN, None))
ALIKE: Final = 2_000  # different deals that are remembered
_OUT_OF_BAND: Final = "its terms are told outside the message"
_EMBEDDED: Final = {
    "InstantGratificationResourceList": "a gift before release that the deal's period doesn't show",
    "PreOrderIncentiveResourceList": "an incentive to order",
}


def deal(piece: Piece, walk: Walk) -> Sequence[Row | Problem]:
    """A ``Deal`` of the release deal that is open. One that is written as another was says what that one says."""
    found: list[Row | Problem] = []
    if piece.above is not walk.open:
        found += close(walk)
        walk.release_deals += _skipped(piece.above, walk.open) + 1
        walk.open, walk.deals, walk.references = piece.above, 0, ()
    walk.deals += 1
    walk.terms_read += 1
    if more := _references(piece.element):
        walk.references = (*walk.references, *more)
    at = walk.release_deals, walk.deals
    if not walk.references:
        what = f"{path_of(at)} comes before any DealReleaseReference"
        found.append(Problem(Place(walk.name, piece.line), what, "name its releases first", ORDER))
        return found
    terms = walk.terms.get(piece.written) if piece.written else None
    if terms is None:
        told: list[Row | Problem] = []
        terms = _read(piece, walk, at, told)
        if piece.written and not told:
            if len(walk.terms) == ALIKE:
                walk.terms.clear()
            walk.terms[piece.written] = terms
        found += told
    if terms:
        found.append(DealRow(walk.name, piece.line, at, walk.references, terms))
    return found


def close(walk: Walk) -> Iterator[Row]:
    """The end of the release deal that is open; it is still there, without its deals."""
    if walk.open is not None and child(walk.open, "EffectiveDate") is not None:
        yield Left("EffectiveDate", "the deal's own period counts")


def outside(walk: Walk, number: int) -> Iterator[Problem]:
    """Terms that stand in no deal; ``number``: how many the message has in all."""
    if not walk.deaf and number > walk.terms_read:
        what = f"{number - walk.terms_read} of its DealTerms stand in no Deal: what they allow is not read"
        yield Problem(Place(walk.name), what, "put each into a Deal of its ReleaseDeal", RECORD)


def _skipped(element: etree._Element, last: etree._Element | None) -> int:
    """How many release deals stand between the two: those without a deal."""
    count, before = 0, element.getprevious()
    while before is not None and before is not last:
        count += local(before.tag) == "ReleaseDeal"
        before = before.getprevious()
    return count


def _references(element: etree._Element) -> tuple[str, ...]:
    """The releases named since the last deal."""
    found = []
    before = element.getprevious()
    while before is not None and local(before.tag) == "DealReleaseReference":
        if written := (before.text or "").strip():
            found.append(written)
        before = before.getprevious()
    return tuple(reversed(found))


def _read(piece: Piece, walk: Walk, at: tuple[int, int], found: list[Row | Problem]) -> tuple[Terms, ...]:
    own = parts(piece.element)
    if "DealTerms" not in own:
        told = first(own, "IsCommunicatedOutOfBand") == "true" or bool(first(own, "DealReference"))
        told = told and not own.keys() & TERMS
        mend = "put its territories, uses and period into them"
        what, place = f"{path_of(at)} has no DealTerms", Place(walk.name, piece.line)
        found.append(Left("Deal", _OUT_OF_BAND) if told else Problem(place, what, mend, RECORD))
        walk.terms_read -= 1
        return ()
    if len(own["DealTerms"]) > 1:
        what, place = f"{path_of(at)} has {len(own['DealTerms'])} DealTerms", Place(walk.name, piece.line)
        found.append(Problem(place, what, "make a Deal of each", RECORD))
        walk.terms_read += len(own["DealTerms"]) - 1
        return ()
    given = parts(own["DealTerms"][0])
    problems: list[Problem] = []
    try:
        terms = tuple(_terms(given, own, walk, problems))
    except RefusedError as error:
        found += [*problems, error.problem]
        return ()
    found += problems
    found += [Left(name, why) for name, why in _EMBEDDED.items() if name in given]
    return terms


def _terms(given: Parts, deal: Parts, walk: Walk, found: list[Problem]) -> Iterator[Terms]:
    """The terms. What stands under a name that no version has there is told, and is an open condition."""
    where = expression(
        given.get("TerritoryCode", ()), given.get("ExcludedTerritoryCode", ()), walk.day, walk.name, found
    )
    periods = [period(one, walk.name, found) for one in given.get("ValidityPeriod", ())] or [_UNDATED]
    groups = list(usages(given, deal))
    models = given.get("CommercialModelType", ())
    channels, conditions = _channels(given)
    odd = [name for name in given if name not in TERMS] + [name for name in deal if name in TERMS]
    unknown = sorted({*odd, *(name for one in groups for name in one.unknown)})
    for name in unknown:
        what = f"{name!r} is no part of a deal that stands there in any version: what it says is not read"
        place = Place(walk.name, line_of(deal["DealTerms"][0]))
        found.append(Problem(place, what, "put it where the standard has it", RECORD, Severity.WARNING))
    conditions = (*conditions, *(f"only as its {name} says, which is not read" for name in unknown))
    exclusive = _true(given, "IsExclusive")
    if _true(given, "TakeDown") or _true(given, "AllDealsCancelled"):
        yield from (Terms("take-down", None, where, days) for days in periods)
        return
    bare = not models and not any(one.uses or one.resources for one in groups)
    if bare and periods[0].term.end is not None:  # an end and nothing else
        yield from (Terms("take-down", None, where, _after(days)) for days in periods)
        return
    kind = "pre-order" if _true(given, "IsPreOrderDeal") else "deal"
    for one in groups:
        for product, more in products(one.uses, models, walk.name, found):
            claim = product is not None and all(use.endswith(f"/{CLAIM}") for use in product)
            for days in periods:
                yield Terms(
                    kind="claim" if claim else kind,
                    uses=product,
                    territories=where,
                    period=days,
                    exclusive=exclusive,
                    channels=channels,
                    conditions=(*more, *one.conditions, *conditions),
                    resources=one.resources,
                )


def _channels(given: Parts) -> tuple[tuple[PartyRow, ...], tuple[str, ...]]:
    if "DistributionChannel" not in given and "ExcludedDistributionChannel" not in given:
        return (), ()
    named = [party(one) for one in given.get("DistributionChannel", ())]
    barred = [party(one) for one in given.get("ExcludedDistributionChannel", ())]
    conditions = tuple(sorted({f"not through the channel {one.name}" for one in barred if one}))
    return tuple(dict.fromkeys(one for one in named if one)), conditions


def _after(one: Period) -> Period:
    """A period that only ends, as the take-down that begins on the day after."""
    end = one.term.end
    start = When(next_day(end.earliest), next_day(end.latest)) if end is not None else one.term.start
    return Period(Term(start, None), one.rounded)


def _true(given: Parts, name: str) -> bool:
    return name in given and any((one.text or "").strip() in ("true", "1") for one in given[name])
