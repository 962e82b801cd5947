# SPDX-License-Identifier: Apache-2.0
"""Releases: identifiers, title, artist, the recordings they hold, and whether they are tracks of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from licit.formats.checks import RECORD, VALUE
from licit.formats.ern.resources import artist, first_date, lines, territorial, title
from licit.formats.ern.rows import Purged, ReleaseRow, Row
from licit.formats.xml import Parts, Piece, first, local, parts
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem, Severity

if TYPE_CHECKING:
    from licit.formats.ern.walk import Walk

_DATES: Final = ("OriginalReleaseDate", "GlobalOriginalReleaseDate", "ReleaseDate", "GlobalReleaseDate")
_SCHEMES: Final = {
    "ICPN": "icpn",
    "GRid": "grid",
    "ISRC": "isrc",
    "ProprietaryId": "proprietary",
    "CatalogNumber": "catalogue",
}
_ORDER: Final = tuple(_SCHEMES.values())


def release(piece: Piece, walk: Walk) -> Iterator[Row | Problem]:
    """A ``Release``, ``TrackRelease`` or ``ClipRelease``."""
    own, place = parts(piece.element), Place(walk.name, piece.line)
    seen = [own, *territorial(own)]
    ids, doubts = _ids(own, place)
    yield from doubts
    reference = first(own, "ReleaseReference")
    if not reference:
        yield Problem(place, "the release has no ReleaseReference: no deal can name it", "give it one", RECORD)
        return
    kinds = [(kind.text or "") for one in seen for kind in one.get("ReleaseType", ())]
    held = [(one.text or "").strip() for one in piece.element.iter("{*}ReleaseResourceReference")]
    yield ReleaseRow(
        place=place,
        reference=reference,
        ids=ids,
        title=title(seen),
        artist=artist(seen, walk),
        part=piece.name != "Release" or any("TrackRelease" in kind for kind in kinds),
        main=piece.element.get("IsMainRelease") == "true",
        resources=tuple(dict.fromkeys(held)),
        details=tuple(dict.fromkeys(lines(seen))),
        released=first_date(seen, _DATES),
        clip=piece.name == "ClipRelease",
    )


def purged(piece: Piece, walk: Walk) -> Iterator[Row | Problem]:
    """A release that is to go."""
    place = Place(walk.name, piece.line)
    ids, doubts = _ids(parts(piece.element), place)
    yield from doubts
    if ids:
        yield Purged(place, ids)
    else:
        yield Problem(place, "the release to purge has no identifier", "give it its ReleaseId", RECORD)


def _ids(own: Parts, place: Place) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    """All identifiers, the best first; one whose check fails is kept as it is, and said."""
    found: dict[tuple[str, str], None] = {}
    doubts = []
    for composite in own.get("ReleaseId", ()):
        for one in composite:
            scheme, written = _SCHEMES.get(local(one.tag), ""), (one.text or "").strip()
            if not scheme or not written:
                continue
            if scheme in ("grid", "isrc"):
                try:
                    written = check(scheme, written)
                except InvalidValueError as error:
                    doubts.append(Problem(place, error.what, error.mend, VALUE, Severity.WARNING))
                    scheme = f"{scheme}-as-written"
            elif scheme != "icpn":
                written = f"{one.get('Namespace') or ''}:{written}"
            found[scheme, written] = None
    return tuple(sorted(found, key=_rank) if len(found) > 1 else found), doubts


def _rank(pair: tuple[str, str]) -> int:
    return _ORDER.index(pair[0].removesuffix("-as-written"))
