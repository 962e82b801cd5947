# SPDX-License-Identifier: Apache-2.0
"""The uses of RDR-N: which of the vocabulary each is, and which rights in a recording it needs.

RDR-N has a list of its own. A word of it is one of the vocabulary only where DDEX's dictionary has the same term for
both; one that is narrower than any of the vocabulary (radio alone, catch-up) is none, since the wider would say more.
A statement names uses and no rights: those that its uses are taken to need are inferred.
Source: DDEX AVS, UseType_RDR; the rights as for ``ddex.uses``, and WPPT 11 to 15 for what ERN does not have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from licit.formats.ddex.uses import RIGHTS as ONLINE
from licit.formats.ddex.uses import covered
from licit.model.scope import ALL, Named
from licit.vocabulary import trade

EVERY: Final = "All"  # future uses too
SAME: Final = frozenset(
    {
        *("Broadcast", "ConditionalDownload", "Download", "Dub", "DubForOnDemandStreaming", "DubForPublicPerformance"),
        *("DubForRadio", "DubForTV", "NonInteractiveStream", "OnDemandStream", "PerformInPublic", "PermanentDownload"),
        *("Podcast", "PrivateCopy", "Simulcast", "Stream", "UseForIdentification", "Webcast"),
    }
)
NARROWER: Final = frozenset(
    {
        *("BroadcastRadio", "BroadcastTV", "CableRetransmission", "CableRetransmissionRadio", "CableRetransmissionTV"),
        *("CatchUp", "CatchUpRadio", "CatchUpTV", "CommercialRent", "DubForDistribution", "Lend", "Retransmission"),
        *("RingbackTone", "SimulcastRadio", "SimulcastTV", "UseForEducationAndOrSocialPurposes", "UserDefined"),
    }
)
_COPY: Final = frozenset({"recording:reproduction"})
RIGHTS: Final = {
    **{use: rights for use, rights in ONLINE.items() if use in SAME},
    **{use: _COPY for use in SAME if use.startswith("Dub")},
    "PerformInPublic": frozenset({"recording:public-performance"}),
    "Podcast": ONLINE["Download"],
}


def rights_of(uses: Collection[str]) -> Named:
    """The rights that these uses are taken to need; empty where none is known."""
    if EVERY in uses:
        return ALL
    return frozenset().union(*(RIGHTS.get(use, frozenset()) for use in uses))


def allowed(uses: Collection[str], excluded: Collection[str], day: date) -> Named | None:
    """The uses of the vocabulary that are allowed: those named, or all, less the excluded; ``None``: none is named."""
    if not uses and not excluded:
        return None
    named: Iterable[str] = (use for use in uses if use in SAME)
    if EVERY in uses or not uses:
        if not excluded:
            return ALL
        named = (use for use in trade("music").use_names if use != "UserDefined")
    return frozenset(use for use in named if not covered(use, excluded, day))


def meaning(word: str) -> str:
    """What a use is read as."""
    if word == EVERY:
        return "any use, future ones too"
    if word in SAME:
        return trade("music").names(word)
    return "no use of the vocabulary is as narrow" if word in NARROWER else ""
