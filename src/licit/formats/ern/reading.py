# SPDX-License-Identifier: Apache-2.0
"""An ERN message, bytes to rows, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from licit.formats.ddex.header import header
from licit.formats.ddex.parties import remember
from licit.formats.ern import deals, message, releases, resources
from licit.formats.ern.layout import LEFT, OTHER_RESOURCES, WANTED
from licit.formats.ern.rows import Left, OtherResource, Row, Whole
from licit.formats.ern.walk import Walk
from licit.formats.files import File
from licit.formats.xml import Piece, pieces, text
from licit.model.problem import Problem


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
        yield from deals.outside(walk, file.records["DealTerms"])
        yield Whole()


def _other(piece: Piece, _: Walk) -> Sequence[Row]:
    if piece.parent == "ResourceList" and piece.name in OTHER_RESOURCES:
        return (OtherResource(piece.name, text(piece.element, "ResourceReference")),)
    return (Left(piece.name, LEFT[piece.name]),)


def _party(piece: Piece, walk: Walk) -> Sequence[Row]:
    remember(piece, walk)
    return ()


_READERS: Final[Mapping[str, Callable[[Piece, Walk], Iterable[Row | Problem]]]] = {
    "MessageHeader": header,
    "Party": _party,
    "SoundRecording": resources.resource,
    "Video": resources.resource,
    "Release": releases.release,
    "TrackRelease": releases.release,
    "ClipRelease": releases.release,
    "Deal": deals.deal,
    "PurgedRelease": releases.purged,
}
