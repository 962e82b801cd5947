# SPDX-License-Identifier: Apache-2.0
"""The tables of a BWARM set and their columns.

Files of version 1 have no line of names: a table is known by file name and width. Files of 2.0 begin with one, marked
``#``: columns are found by name, and have the names of version 1 here where only the name changed.

Source: DDEX BWARM as the validator of the feed's publisher (``com.themlc.bwarm.BWARMValidator``) and the import scripts
of its users lay it out; bwarm.ddex.net, where these agree; 2.0 as users of the feed read it since 2024.
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
MANIFEST: Final = "manifest"
OTHER: Final = "other"  # titles, numbers, releases
ORDER: Final = (PARTIES, WORKS, RECORDINGS, LINKS, SHARES, UNCLAIMED, OTHER)  # what others name comes first
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
MARK: Final = "#"  # before the first name of the line of names
MANIFEST_HEAD: Final = "DataFeedVersionId"
_SAME: Final = {
    "MusicalWorkRecordId": "FeedProvidersWorkId", "MusicalWorkTitle": "WorkTitle",
    "HasRightShareInDispute": "HasRightsInDispute", "PartyRecordId": "FeedProvidersPartyId",
    "MusicalWorkRightShareRecordId": "FeedProvidersWorkRightShareId",
    "PrecedingMusicalWorkRightShareRecordId": "FeedProvidersParentWorkRightShareId",
    "ResourceRecordId": "FeedProvidersRecordingId", "ResourceTitle": "RecordingTitle", "Title": "RecordingTitle",
    "LinkRecordId": "FeedProvidersLinkId", "UnclaimedMusicalWorkRightShareRecordId": "FeedProvidersRightShareId",
}  # fmt: skip
_NEEDED: Final[dict[str, tuple[str, ...]]] = {
    WORKS: ("FeedProvidersWorkId",),
    PARTIES: ("FeedProvidersPartyId", "FullName"),
    SHARES: (
        "FeedProvidersWorkRightShareId",
        "FeedProvidersWorkId",
        "FeedProvidersPartyId",
        "PartyRole",
        "RightSharePercentage",
        "RightShareType",
        "RightsType",
        "ValidityStartDate",
        "ValidityEndDate",
        "FeedProvidersParentWorkRightShareId",
        "TerritoryCode",
        "UseType",
    ),
    RECORDINGS: ("FeedProvidersRecordingId",),
    LINKS: ("FeedProvidersWorkId", "FeedProvidersRecordingId"),
    UNCLAIMED: (),
    OTHER: (),
}  # fmt: skip - what a line of names must have, for the table to be read
_NAMES: Final = {
    "unmatchedresources": OTHER,
    "unclaimedmusicalworkrightshares": UNCLAIMED,
    "unclaimedworkrightshares": UNCLAIMED,
    "unclaimedworks": UNCLAIMED,
    "musicalworkrightshares": SHARES,
    "workrightshares": SHARES,
    "worksrecordings": LINKS,
    "workrecordings": LINKS,
    "workresourcelinks": LINKS,
    "recordings": RECORDINGS,
    "resources": RECORDINGS,
    "parties": PARTIES,
    "works": WORKS,
    "titles": OTHER,
    "identifiers": OTHER,
    "releases": OTHER,
}  # fmt: skip - the first that a file's name ends with


def columns_of(first: str) -> tuple[str, ...]:
    """The columns that a line of names has, in its order; empty where the line is no such line."""
    names = [cell.strip() for cell in first.split("\t")]
    if not names[0].startswith(MARK):
        return ()
    names[0] = names[0].removeprefix(MARK).strip()
    return tuple(_SAME.get(name, name) for name in names)


def table_of(name: str, first: str) -> str:
    """The table that a file of this name and first line is; empty where it is none."""
    plain = re.sub(r"[^a-z]", "", PurePath(name).name.rsplit(".", 1)[0].casefold())
    columns = columns_of(first)
    if columns and columns[0] == MANIFEST_HEAD:
        return MANIFEST
    for ending, table in _NAMES.items():
        if plain.endswith(ending):
            if columns:
                known = columns[0].endswith("RecordId") or columns[0].startswith("FeedProviders")
                return table if known and set(_NEEDED[table]) <= set(columns) else ""
            return table if first.count("\t") + 1 in WIDTHS.get(table, ()) else ""
    return ""
