# SPDX-License-Identifier: Apache-2.0
"""The uses that a deal names, each group with what narrows it: by device, channel, carrier, technical form.

What narrows a use is a condition, since no question says whether it is met. Source: DDEX, Usage, ResourceUsage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from licit.formats.xml import Parts, children, parts, texts

_NARROWING: Final = {
    "UserInterfaceType": "only by the user interface",
    "DistributionChannelType": "only through",
    "CarrierType": "only on the carrier",
}
_ANY: Final = frozenset({"AsPerContract", "Internet", "InternetAndMobile"})  # no narrowing of what is done online
_FORM: Final = {
    "TechnicalInstantiation": "only in the technical form that the deal names",
    "NumberOfUsages": "only so often as the deal says",
}
_FILES: Final = "only as the files that the deal names"


@dataclass(frozen=True, slots=True)
class Usage:
    """``uses`` are elements ``UseType``; ``resources``: of these recordings alone (none: of all)."""

    uses: tuple[etree._Element, ...]
    conditions: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()


def usages(terms: Parts, deal: Parts) -> Iterator[Usage]:
    """The groups of uses of a deal: at least one, which may be empty."""
    general = (*_narrowed(terms), *((_FILES,) if "DealTechnicalResourceDetailsReferenceList" in deal else ()))
    grouped: dict[tuple[tuple[str, ...], tuple[str, ...]], list[etree._Element]] = {}
    if "UseType" in terms:
        grouped.setdefault((general, ()), []).extend(terms["UseType"])
    for one in map(parts, terms.get("Usage", ())):
        grouped.setdefault(((*general, *_narrowed(one)), ()), []).extend(one.get("UseType", ()))
    for resource in deal.get("ResourceUsage", ()):
        only = tuple(texts(resource, "DealResourceReference"))
        for one in map(parts, children(resource, "Usage")):
            grouped.setdefault(((*general, *_narrowed(one)), only), []).extend(one.get("UseType", ()))
    for (conditions, only), uses in (grouped or {(general, ()): []}).items():
        yield Usage(tuple(uses), conditions, only)


def _narrowed(given: Parts) -> Iterator[str]:
    for name, words in _NARROWING.items():
        if name in given:
            values = sorted({(one.text or "").strip() for one in given[name]} - {""})
            if values and not _ANY & set(values):
                yield f"{words} {', '.join(values)}"
    yield from (words for name, words in _FORM.items() if name in given)
