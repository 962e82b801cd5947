# SPDX-License-Identifier: Apache-2.0
"""A message of RDR-N shown record by record, with what its own words mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from licit.formats.ddex import decoded
from licit.formats.files import Decoded, File
from licit.formats.rdrn.layout import ABOUT, STANDARD
from licit.formats.rdrn.uses import meaning

_USES: Final = ("UseType", "ExcludedUseType")
_SAME: Final = {"Territory": "TerritoryCode", "ExcludedTerritory": "ExcludedTerritoryCode"}  # names of 1.5


def inspect(file: File) -> Iterator[Decoded]:
    """Yield each record of a message, element by element, in the order of the file."""
    return decoded.inspect(file, STANDARD.wanted, ABOUT, _meaning)


def _meaning(element: etree._Element, name: str, written: str) -> str:
    return meaning(written) if name in _USES else decoded.meaning_of(element, _SAME.get(name, name), written)
