# SPDX-License-Identifier: Apache-2.0
"""Deals: what a sender lets a service do with releases, where, when, and how it may be paid for.

Source: DDEX data dictionary, Deal and DealTerms of ERN 3.2 to 4.3; kb.ddex.net, several models or uses in one deal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from lxml import etree

from licit.formats.checks import ORDER, RECORD
from licit.formats.ern.holding import RefusedError, expression, period
from licit.formats.ern.message import party
from licit.formats.ern.periods import UNKNOWN, Period
from licit.formats.ern.products import CLAIM, products
from licit.formats.ern.rows import DealRow, Left, PartyRow, Row, Terms
from licit.formats.xml import Piece, child, children, local, text, texts
from licit.model.day import Term, When, next_day
from licit.model.problem import Place, Problem

if TYPE_CHECKING:
    from licit.formats.ern.walk import Walk

_UNDATED: Final = Period(Term(UNKNOWN, None))
_OUT_OF_BAND: Final = "its terms are told outside the message"
_EMBEDDED: Final = {
    "InstantGratificationResourceList": "a gift before release that the deal's period doesn't show",
    "PreOrderIncentiveResourceList": "an incentive to order",
}
Parts = Mapping[str, Sequence[etree._Element]]  # noqa: SLF001 - lxml names its elements so


def deal(piece: Piece, walk: Walk) -> Iterator[Row | Problem]:
    """A ``Deal`` of the release deal that is open."""
    walk.deals += 1
    place = Place(walk.name, piece.line)
    path = f"ReleaseDeal[{walk.release_deals}]/Deal[{walk.deals}]"
    element = child(piece.element, "DealTerms")
    if not walk.references:
        yield Problem(place, f"{path} comes before any DealReleaseReference", "name its releases first", ORDER)
    elif element is None and (
        text(piece.element, "IsCommunicatedOutOfBand") == "true" or text(piece.element, "DealReference")
    ):
        yield Left("Deal", _OUT_OF_BAND)
    elif element is None:
        yield Problem(place, f"{path} has no DealTerms", "put its territories, uses and period into them", RECORD)
    else:
        found: list[Problem] = []
        try:
            terms = tuple(_terms(_parts(element), piece, walk, found))
        except RefusedError as error:
            yield from found
            yield error.problem
            return
        yield from found
        for name, why in _EMBEDDED.items():
            if child(element, name) is not None:
                yield Left(name, why)
        yield DealRow(place, path, tuple(walk.references), terms)


def _parts(element: etree._Element) -> Parts:
    found: dict[str, list[etree._Element]] = {}
    for one in element:
        found.setdefault(local(one.tag), []).append(one)
    return found


def _terms(parts: Parts, piece: Piece, walk: Walk, found: list[Problem]) -> Iterator[Terms]:
    where = expression(
        parts.get("TerritoryCode", ()), parts.get("ExcludedTerritoryCode", ()), walk.day, walk.name, found
    )
    periods = [period(one, walk.name, found) for one in parts.get("ValidityPeriod", ())] or [_UNDATED]
    used = [*parts.get("UseType", ())] + [use for usage in parts.get("Usage", ()) for use in children(usage, "UseType")]
    models = parts.get("CommercialModelType", ())
    channels, conditions = _channels(parts)
    exclusive = _true(parts, "IsExclusive")
    if _true(parts, "TakeDown") or _true(parts, "AllDealsCancelled"):
        yield from (Terms("take-down", None, where, one) for one in periods)
        return
    resources = [*children(piece.element, "ResourceUsage")]
    if not used and not models and not resources and periods[0].term.end is not None:  # an end and nothing else
        yield from (Terms("take-down", None, where, _after(one)) for one in periods)
        return
    kind = "pre-order" if _true(parts, "IsPreOrderDeal") else "deal"
    usages: list[tuple[list[etree._Element], tuple[str, ...]]] = [(used, ())] if used or not resources else []
    for resource in resources:
        apart = [use for usage in children(resource, "Usage") for use in children(usage, "UseType")]
        usages.append((apart, tuple(texts(resource, "DealResourceReference"))))
    for uses, only in usages:
        for product, more in products(uses, models, walk.name, found):
            claim = product is not None and all(use.endswith(f"/{CLAIM}") for use in product)
            for days in periods:
                yield Terms(
                    kind="claim" if claim else kind,
                    uses=product,
                    territories=where,
                    period=days,
                    exclusive=exclusive,
                    channels=channels,
                    conditions=(*more, *conditions),
                    resources=only,
                )


def _channels(parts: Parts) -> tuple[tuple[PartyRow, ...], tuple[str, ...]]:
    named = [party(one) for one in parts.get("DistributionChannel", ())]
    barred = [party(one) for one in parts.get("ExcludedDistributionChannel", ())]
    conditions = tuple(sorted({f"not through the channel {one.name}" for one in barred if one}))
    return tuple(dict.fromkeys(one for one in named if one)), conditions


def _after(one: Period) -> Period:
    """A period that only ends, as the take-down that begins on the day after."""
    end = one.term.end
    start = When(next_day(end.earliest), next_day(end.latest)) if end is not None else one.term.start
    return Period(Term(start, None), one.rounded)


def _true(parts: Parts, name: str) -> bool:
    return any((one.text or "").strip() in ("true", "1") for one in parts.get(name, ()))
