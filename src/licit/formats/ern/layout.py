# SPDX-License-Identifier: Apache-2.0
"""The elements of ERN messages that are read, and those that are understood and left out."""

from __future__ import annotations

from typing import Final

RECORDINGS: Final = ("SoundRecording", "Video")
OTHER_RESOURCES: Final = ("Image", "MIDI", "SheetMusic", "Software", "Text", "UserDefinedResource", "Chapter")
RELEASES: Final = ("Release", "TrackRelease", "ClipRelease")
LEFT: Final = {  # lists that say nothing of authority, each with why
    "Collection": "it groups resources and grants nothing",
    "CueSheet": "it says what a film holds, not who may use it",
    "MusicalWork": "a label's word on works: CWR and MWN carry it with its shares",
    "CatalogItem": "a list of what exists, without deals",
    "SupplementalDocument": "a file beside the message",
    "Chapter": "a part of a video",
}
_ROOTS: Final = ("NewReleaseMessage", "PurgeReleaseMessage")
WANTED: Final = frozenset(
    {
        *(f"{root}/MessageHeader" for root in (*_ROOTS, "CatalogListMessage")),
        *(f"ResourceList/{name}" for name in (*RECORDINGS, *OTHER_RESOURCES)),
        *(f"ReleaseList/{name}" for name in RELEASES),
        "PartyList/Party",
        "WorkList/MusicalWork",
        "CollectionList/Collection",
        "CueSheetList/CueSheet",
        "ChapterList/Chapter",
        "CatalogItemList/CatalogItem",
        "CatalogListMessage/CatalogItem",
        "SupplementalDocumentList/SupplementalDocument",
        "ReleaseDeal/Deal",
        "PurgeReleaseMessage/PurgedRelease",
    }
)
_PREVIEWS: Final = ("ReleaseDisplayStart", "TrackListingPreviewStart", "CoverArtPreviewStart", "ClipPreviewStart")
NARROWING: Final = {
    "UserInterfaceType": "only by the user interface",
    "DistributionChannelType": "only through",
    "CarrierType": "only on the carrier",
}
FORMS: Final = {
    "TechnicalInstantiation": "only in the technical form that the deal names",
    "NumberOfUsages": "only so often as the deal says",
}
USAGE: Final = frozenset({"UseType", *NARROWING, *FORMS})
TERMS: Final = USAGE | {  # of all versions, read or of no bearing on authority
    *("TerritoryCode", "ExcludedTerritoryCode", "ValidityPeriod", "CommercialModelType", "Usage"),
    *("DistributionChannel", "ExcludedDistributionChannel", "AllDealsCancelled", "TakeDown", "IsExclusive"),
    *("IsPreOrderDeal", "PreOrderIncentiveResourceList", "InstantGratificationResourceList", "ConsumerRentalPeriod"),
    *("PriceInformation", "IsPromotional", "PromotionalCode", "RelatedReleaseOfferSet", "PhysicalReturns"),
    *("NumberOfProductsPerCarton", "RightsClaimPolicy", "WebPolicy", "PreOrderReleaseDate", "PreOrderReleaseDateTime"),
    *(f"{name}{kind}" for name in (*_PREVIEWS, "PreOrderPreview") for kind in ("Date", "DateTime")),
}
ABOUT: Final = {
    "MessageHeader": "who says it to whom, and when",
    "SoundRecording": "a recording",
    "Video": "a recording with images",
    "Release": "what is sold or streamed as one thing",
    "TrackRelease": "one track as a release of its own",
    "ClipRelease": "a clip as a release of its own",
    "Deal": "what the service may do with these releases",
    "Party": "a party of the message",
    "PurgedRelease": "a release that is to go",
}
