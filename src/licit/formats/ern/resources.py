# SPDX-License-Identifier: Apache-2.0
"""Recordings: identifiers, title, artist, P-lines, works, and who is said to control rights in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lxml import etree

from licit.formats.checks import VALUE
from licit.formats.ern.controllers import controllers
from licit.formats.ern.rows import Resource, Row
from licit.formats.xml import Piece, child, children, local, text
from licit.model.day import When
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem, Severity

if TYPE_CHECKING:
    from licit.formats.ern.walk import Walk

_IDS: Final = ("SoundRecordingId", "VideoId", "ResourceId")
_EDITIONS: Final = ("SoundRecordingEdition", "VideoEdition")
_WORKS: Final = ("IndirectSoundRecordingId", "IndirectVideoId", "WorkId", "MusicalWorkId")
_DATES: Final = ("OriginalResourceReleaseDate", "ResourceReleaseDate", "FirstPublicationDate")
LINES: Final = {"PLine": ("P line", "PLineText"), "CLine": ("C line", "CLineText")}


def resource(piece: Piece, walk: Walk) -> Iterator[Row | Problem]:
    """A ``SoundRecording`` or ``Video``, of ERN 3 (details by territory) or 4 (editions)."""
    element, place = piece.element, Place(walk.name, piece.line)
    isrc = number = ""
    for one in id_elements(element):
        written = text(one, "ISRC")
        if written and not isrc:
            try:
                isrc = check("isrc", written)
            except InvalidValueError as error:
                number = number or written
                yield Problem(place, error.what, error.mend, VALUE, Severity.WARNING)
        own = child(one, "ProprietaryId")
        if own is not None and (own.text or "").strip():
            number = number or f"{own.get('Namespace') or ''}:{(own.text or '').strip()}".strip(":")
    works: list[tuple[str, str]] = []
    for written in _iswcs(element):
        try:
            works.append((check("iswc", written), ""))
        except InvalidValueError as error:
            yield Problem(place, error.what, error.mend, VALUE, Severity.WARNING)
    details = tuple(dict.fromkeys(lines(element)))
    found: list[Problem] = []
    named = tuple(controllers(piece, walk, found))
    yield from found
    yield Resource(
        place=place,
        kind=piece.name,
        reference=text(element, "ResourceReference"),
        title=title(element),
        artist=artist(element, walk),
        isrc=isrc,
        number=number,
        details=details,
        works=tuple(dict.fromkeys(works)),
        controllers=named,
        released=first_date(element, _DATES),
    )


def id_elements(element: etree._Element) -> Iterator[etree._Element]:
    """The composites with the identifiers of a recording, its own and those of its editions."""
    for one in element:
        name = local(one.tag)
        if name in _IDS:
            yield one
        elif name in _EDITIONS:
            yield from children(one, "ResourceId")


def territorial(element: etree._Element) -> Iterator[etree._Element]:
    """The element, then its details by territory (ERN 3); the first of them are the default for all."""
    yield element
    for one in element:
        if local(one.tag).endswith("DetailsByTerritory"):
            yield one


def title(element: etree._Element) -> str:
    """The title to show, in the message's first language."""
    for one in territorial(element):
        found = (
            text(one, "DisplayTitleText")
            or text(one, "DisplayTitle", "TitleText")
            or text(one, "ReferenceTitle", "TitleText")
            or text(one, "Title", "TitleText")
        )
        if found:
            return found
    return ""


def artist(element: etree._Element, walk: Walk) -> str:
    """The artist's name to show."""
    for one in territorial(element):
        if found := text(one, "DisplayArtistName"):
            return found
        for by in children(one, "DisplayArtist"):
            named = walk.parties.get(text(by, "ArtistPartyReference"))
            if found := (named.name if named else text(by, "PartyName", "FullName")):
                return found
    return ""


def lines(element: etree._Element) -> Iterator[tuple[str, str]]:
    """P and C lines: who is credited. They are kept beside the item and are no fact."""
    for one in element.iter(etree.Element):
        if (kind := LINES.get(local(one.tag))) is not None:
            said, year = text(one, kind[1]), text(one, "Year")
            if said:
                yield kind[0], said if year in said else f"{year} {said}"


def first_date(element: etree._Element, names: tuple[str, ...]) -> When | None:
    """The earliest of the dates that can be read and is not said to be about right."""
    found = []
    for one in territorial(element):
        for name in names:
            for dated in children(one, name):
                if any(dated.get(flag) == "true" for flag in ("IsApproximate", "IsBefore", "IsAfter")):
                    continue
                try:
                    found.append(When.parse((dated.text or "").strip()[:10]))
                except InvalidValueError:
                    continue  # no authority hangs on it
    return min(found, default=None)


def _iswcs(element: etree._Element) -> Iterator[str]:
    for one in element:
        if local(one.tag) in _WORKS:
            for code in children(one, "ISWC"):
                if written := (code.text or "").strip():
                    yield written
