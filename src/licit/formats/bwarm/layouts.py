# SPDX-License-Identifier: Apache-2.0
"""The tables of a BWARM set and their columns. Files have no line of names: a table is known by file name and width.

Source: DDEX BWARM as the validator of the feed's publisher (``com.themlc.bwarm.BWARMValidator``) and the import scripts
of its users lay it out; bwarm.ddex.net, where these agree.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

WORKS: Final = "works"
PARTIES: Final = "parties"
SHARES: Final = "workrightshares"
RECORDINGS: Final = "recordings"
LINKS: Final = "workrecordings"
UNCLAIMED: Final = "unclaimedworks"
ORDER: Final = (PARTIES, WORKS, RECORDINGS, LINKS, SHARES, UNCLAIMED)  # what others name comes first
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    WORKS: (
        "FeedProvidersWorkId", "ISWC", "WorkTitle", "OpusNumber", "ComposerCatalogNumber", "NominalDuration",
        "HasRightsInDispute", "TerritoryOfPublicDomain", "IsArrangementOfTraditionalWork",
        "AlternativeWorkForUsStatutoryReversion", "UsStatutoryReversionDate",
    ),
    PARTIES: (
        "FeedProvidersPartyId", "ISNI", "IpiNameNumber", "CisacSocietyId", "DPID", "FullName", "NamesBeforeKeyName",
        "KeyName", "NamesAfterKeyName", "ContactName", "ContactEmail", "ContactPhone", "ContactAddress",
        "NoValidContactInformationAvailable",
    ),
    SHARES: (
        "FeedProvidersWorkRightShareId", "FeedProvidersWorkId", "FeedProvidersPartyId", "PartyRole",
        "RightSharePercentage", "RightShareType", "RightsType", "ValidityStartDate", "ValidityEndDate",
        "FeedProvidersParentWorkRightShareId", "TerritoryCode", "UseType",
    ),
    RECORDINGS: (
        "FeedProvidersRecordingId", "ISRC", "RecordingTitle", "RecordingSubTitle", "DisplayArtistName",
        "DisplayArtistISNI", "PLine", "Duration", "FeedProvidersReleaseId", "StudioProducerName", "StudioProducerId",
        "OriginalDataProviderName", "OriginalDataProviderDPID", "IsDataProvidedAsReceived",
    ),
    LINKS: ("FeedProvidersLinkId", "FeedProvidersWorkId", "FeedProvidersRecordingId"),
    UNCLAIMED: (
        "FeedProvidersRightShareId", "FeedProvidersRecordingId", "FeedProvidersWorkId", "ISRC", "DspRecordingId",
        "RecordingTitle", "RecordingSubTitle", "AlternativeRecordingTitle", "DisplayArtistName", "DisplayArtistISNI",
        "Duration", "UnclaimedPercentage", "PercentileForPrioritisation",
    ),
}  # fmt: skip
WIDTHS: Final[dict[str, tuple[int, ...]]] = {
    **{table: (len(columns),) for table, columns in COLUMNS.items()},
    PARTIES: (9, 14),  # without and with how to reach them
}
_NAMES: Final = {
    "unclaimedworkrightshares": UNCLAIMED, "unclaimedworks": UNCLAIMED, "workrightshares": SHARES,
    "worksrecordings": LINKS, "workrecordings": LINKS, "recordings": RECORDINGS, "parties": PARTIES, "works": WORKS,
}  # fmt: skip


def table_of(name: str, width: int) -> str:
    """The table that a file of this name and so many columns is; empty where it is none."""
    plain = re.sub(r"[^a-z]", "", PurePath(name).name.rsplit(".", 1)[0].casefold())
    for ending, table in _NAMES.items():
        if plain.endswith(ending):
            return table if width in WIDTHS[table] else ""
    return ""
