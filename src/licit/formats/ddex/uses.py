# SPDX-License-Identifier: Apache-2.0
"""Uses of recordings: the rights that each is taken to need, and which of them one use shares with others.

A download or a stream on demand is taken to need reproduction and making available, other streams and broadcasts
reproduction and communication to the public.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from licit.vocabulary import trade

ON_DEMAND: Final = frozenset({"recording:reproduction", "recording:making-available"})
_AT_SET_TIMES: Final = frozenset({"recording:reproduction", "recording:communication-to-the-public"})
_BOTH: Final = ON_DEMAND | _AT_SET_TIMES
RIGHTS: Final = {
    "Use": _BOTH,
    "Stream": _BOTH,
    "Download": ON_DEMAND,
    "PermanentDownload": ON_DEMAND,
    "ConditionalDownload": ON_DEMAND,
    "TetheredDownload": ON_DEMAND,
    "KioskDownload": ON_DEMAND,
    "OnDemandStream": ON_DEMAND,
    "NonInteractiveStream": _AT_SET_TIMES,
    "Simulcast": _AT_SET_TIMES,
    "Webcast": _AT_SET_TIMES,
    "Broadcast": _AT_SET_TIMES,
}


def covered(use: str, uses: Iterable[str], day: date) -> bool:
    """Whether one of the uses covers this one, or is a part of it: then the deal can't stand as it is."""
    hierarchy = trade("music").uses
    return any(hierarchy.covers(one, use, day) or hierarchy.covers(use, one, day) for one in uses)
