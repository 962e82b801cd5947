# SPDX-License-Identifier: Apache-2.0
"""The uses that a deal names, each group with what narrows it: by device, channel, carrier, technical form.

What narrows a use is a condition, since no question says whether it is met. Source: DDEX, Usage, ResourceUsage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from licit.formats.ern.layout import FORMS, NARROWING, USAGE
from licit.formats.xml import Parts, children, parts, texts

_ANY: Final = frozenset({"AsPerContract", "Internet", "InternetAndMobile"})  # no narrowing of what is done online
_FILES: Final = "only as the files that the deal names"


@dataclass(frozen=True, slots=True)
class Usage:
    """``uses`` are elements ``UseType``; ``resources``: of these recordings alone (none: of all).

    ``unknown`` are names that no version of the standard has there: what they say is not read.
    """

    uses: tuple[etree._Element, ...]
    conditions: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def usages(terms: Parts, deal: Parts) -> Iterator[Usage]:
    """The groups of uses of a deal: at least one, which may be empty."""
    general = (*_narrowed(terms), *((_FILES,) if "DealTechnicalResourceDetailsReferenceList" in deal else ()))
    grouped: dict[tuple[tuple[str, ...], tuple[str, ...]], list[etree._Element]] = {}
    unknown: set[str] = set()
    if "UseType" in terms:
        grouped.setdefault((general, ()), []).extend(terms["UseType"])
    for one in map(parts, terms.get("Usage", ())):
        unknown |= one.keys() - USAGE
        grouped.setdefault(((*general, *_narrowed(one)), ()), []).extend(one.get("UseType", ()))
    for resource in deal.get("ResourceUsage", ()):
        only = tuple(texts(resource, "DealResourceReference"))
        for one in map(parts, children(resource, "Usage")):
            unknown |= one.keys() - USAGE
            grouped.setdefault(((*general, *_narrowed(one)), only), []).extend(one.get("UseType", ()))
    for (conditions, only), uses in (grouped or {(general, ()): []}).items():
        yield Usage(tuple(uses), conditions, only, tuple(sorted(unknown)))


def _narrowed(given: Parts) -> Iterator[str]:
    for name, words in NARROWING.items():
        if name in given:
            values = sorted({(one.text or "").strip() for one in given[name]} - {""})
            if values and not _ANY & set(values):
                yield f"{words} {', '.join(values)}"
    yield from (words for name, words in FORMS.items() if name in given)
