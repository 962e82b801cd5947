# SPDX-License-Identifier: Apache-2.0
"""An ERN message, bytes to rows, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from licit.formats.ern import deals, message, releases, resources
from licit.formats.ern.rows import Left, OtherResource, Row, Whole
from licit.formats.ern.walk import Walk
from licit.formats.files import File
from licit.formats.xml import Piece, pieces, text
from licit.model.problem import Problem

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


def rows(file: File) -> Iterator[Row | Problem]:
    """Yield the rows of a message. Constant memory but for its parties. What can't be read is a problem."""
    walk = Walk(file.name)
    whole = True
    with file.open() as stream:
        found = pieces(
            stream,
            file.name,
            WANTED,
            records=file.records,
            reached=file.reached,
            repeated="Deal",
            aside=("PriceInformation", "DealReference"),
        )
        for piece in found:
            if isinstance(piece, Problem):
                whole = False
                yield piece
            elif not piece.parent:
                yield from message.root(piece, walk)
            elif walk.deaf:
                if piece.name in LEFT and piece.parent != "ResourceList":
                    yield Left(piece.name, LEFT[piece.name])
            else:
                yield from _READERS.get(piece.name, _other)(piece, walk)
    yield from deals.close(walk)
    if whole:
        yield Whole()


def _other(piece: Piece, _: Walk) -> Sequence[Row]:
    if piece.parent == "ResourceList" and piece.name in OTHER_RESOURCES:
        return (OtherResource(piece.name, text(piece.element, "ResourceReference")),)
    return (Left(piece.name, LEFT[piece.name]),)


_READERS: Final[Mapping[str, Callable[[Piece, Walk], Iterable[Row | Problem]]]] = {
    "MessageHeader": message.header,
    "Party": message.remember,
    "SoundRecording": resources.resource,
    "Video": resources.resource,
    "Release": releases.release,
    "TrackRelease": releases.release,
    "ClipRelease": releases.release,
    "Deal": deals.deal,
    "PurgedRelease": releases.purged,
}
