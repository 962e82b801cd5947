# SPDX-License-Identifier: Apache-2.0
"""Rights of works in the three classes that CWR has shares for. Source: the vocabulary's rights, column ``cwr``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from licit.model.scope import ALL, Named
from licit.vocabulary.rights import called

CLASSES: Final = ("pr", "mr", "sr")  # performing, mechanical, synchronisation: what CWR has shares for


@cache
def rights_of() -> Mapping[str, frozenset[str]]:
    """The rights of each class."""
    found = called("cwr", "work")
    return {one: found[one.upper()] for one in CLASSES}


def classes(rights: Named) -> tuple[tuple[str, ...], frozenset[str]]:
    """The classes that lie wholly in the rights, in CWR's order, and the rights of works that no class carries.

    ``all`` has each class; what it has besides is not listed.
    """
    if rights is ALL:
        return CLASSES, frozenset()
    whole = tuple(one for one in CLASSES if rights_of()[one] <= rights)
    return whole, rights - frozenset().union(*(rights_of()[one] for one in whole))
