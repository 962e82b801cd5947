# SPDX-License-Identifier: Apache-2.0
"""Which shares of a work are words about authority, and which about money.

Source: DDEX AVS, RightShareType, RightsControllerRole; STANDARDS §1, allowed values that matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from licit.formats.entries import LeftOut

MONEY: Final = ("MusicalWorkManuscriptShare", "MusicalWorkCollectionShare")
ORIGINAL: Final = "OriginalPublisherShare"
BEARING: Final = (ORIGINAL, "LicensingShare")
SERVANTS: Final = ("RightsAdministrator", "RoyaltyAdministrator", "LocalPayee", "Administrator")  # control nothing


def without_authority(kinds: Sequence[str], roles: Sequence[str]) -> LeftOut | None:
    """Why a share of these types, of a party in these roles, says nothing of authority; ``None`` where it does."""
    if kinds and all(one in MONEY for one in kinds):
        return LeftOut("right share", f"{' and '.join(kinds)} is money")
    if not any(one in BEARING for one in kinds):
        return LeftOut("right share", "it is not said to be a share of the original publisher, or of licensing")
    if roles and all(one in SERVANTS for one in roles):
        return LeftOut("right share", f"{' and '.join(roles)} administers, and need not control")
    return None
