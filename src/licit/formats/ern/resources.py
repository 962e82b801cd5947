# SPDX-License-Identifier: Apache-2.0
"""Recordings: identifiers, title, artist, P-lines, works, and who is said to control rights in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from licit.formats.checks import VALUE
from licit.formats.ern.controllers import controllers
from licit.formats.ern.rows import Resource, Row
from licit.formats.xml import Parts, Piece, first, parts, text, texts
from licit.model.day import When
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem, Severity

if TYPE_CHECKING:
    from licit.formats.ern.walk import Walk

_IDS: Final = ("SoundRecordingId", "VideoId", "ResourceId")
_EDITIONS: Final = ("SoundRecordingEdition", "VideoEdition")
_WORKS: Final = ("IndirectSoundRecordingId", "IndirectVideoId", "WorkId", "MusicalWorkId")
_DETAILS: Final = ("SoundRecordingDetailsByTerritory", "VideoDetailsByTerritory", "ReleaseDetailsByTerritory")
_DATES: Final = ("OriginalResourceReleaseDate", "ResourceReleaseDate", "FirstPublicationDate")
LINES: Final = {"PLine": ("P line", "PLineText"), "CLine": ("C line", "CLineText")}


def resource(piece: Piece, walk: Walk) -> Iterator[Row | Problem]:
    """A ``SoundRecording`` or ``Video``, of ERN 3 (details by territory) or 4 (editions)."""
    own, place = parts(piece.element), Place(walk.name, piece.line)
    seen = [own, *territorial(own)]
    editions = [parts(one) for name in _EDITIONS for one in own.get(name, ())]
    isrc = number = ""
    ids_of = [one for name in _IDS for one in own.get(name, ())]
    for edition in editions:
        ids_of += edition.get("ResourceId", ())
    for ids in map(parts, ids_of):
        written = first(ids, "ISRC")
        if written and not isrc:
            try:
                isrc = check("isrc", written)
            except InvalidValueError as error:
                number = number or written
                yield Problem(place, error.what, error.mend, VALUE, Severity.WARNING)
        for proprietary in ids.get("ProprietaryId", ()):
            number = number or f"{proprietary.get('Namespace') or ''}:{(proprietary.text or '').strip()}".strip(":")
    works: list[tuple[str, str]] = []
    for written in (code for name in _WORKS for one in own.get(name, ()) for code in texts(one, "ISWC")):
        try:
            works.append((check("iswc", written), ""))
        except InvalidValueError as error:
            yield Problem(place, error.what, error.mend, VALUE, Severity.WARNING)
    found: list[Problem] = []
    named = tuple(controllers(seen, walk, found))
    yield from found
    yield Resource(
        place=place,
        kind=piece.name,
        reference=first(own, "ResourceReference"),
        title=title(seen),
        artist=artist(seen, walk),
        isrc=isrc,
        number=number,
        details=tuple(dict.fromkeys(lines([*seen, *editions]))),
        works=tuple(dict.fromkeys(works)),
        controllers=named,
        released=first_date(seen, _DATES),
    )


def territorial(own: Parts) -> Iterator[Parts]:
    """The details by territory (ERN 3); the first of them are the default for all."""
    for name in _DETAILS:
        if name in own:
            yield from map(parts, own[name])


def title(seen: Sequence[Parts]) -> str:
    """The title to show, in the message's first language."""
    for one in seen:
        found = (
            first(one, "DisplayTitleText")
            or first(one, "DisplayTitle", "TitleText")
            or first(one, "ReferenceTitle", "TitleText")
            or first(one, "Title", "TitleText")
        )
        if found:
            return found
    return ""


def artist(seen: Sequence[Parts], walk: Walk) -> str:
    """The artist's name to show."""
    for one in seen:
        if found := first(one, "DisplayArtistName"):
            return found
        for by in one.get("DisplayArtist", ()):
            named = walk.parties.get(text(by, "ArtistPartyReference"))
            if found := (named.name if named else text(by, "PartyName", "FullName")):
                return found
    return ""


def lines(seen: Sequence[Parts]) -> Iterator[tuple[str, str]]:
    """P and C lines: who is credited. They are kept beside the item and are no fact."""
    for one in seen:
        for tag, (kind, name) in LINES.items():
            for line in map(parts, one[tag]) if tag in one else ():
                said, year = first(line, name), first(line, "Year")
                if said:
                    yield kind, said if year in said else f"{year} {said}"


def first_date(seen: Sequence[Parts], names: Sequence[str]) -> When | None:
    """The earliest of the dates that can be read and is not said to be about right."""
    found = []
    for one in seen:
        for name in names:
            for dated in one.get(name, ()):
                if any(dated.get(flag) == "true" for flag in ("IsApproximate", "IsBefore", "IsAfter")):
                    continue
                try:
                    found.append(When.parse((dated.text or "").strip()[:10]))
                except InvalidValueError:
                    continue  # no authority hangs on it
    return min(found, default=None)
