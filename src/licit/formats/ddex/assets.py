# SPDX-License-Identifier: Apache-2.0
"""Works and recordings of a claim message, by their register's identifier, else by the sender's own number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from licit.formats.checks import VALUE
from licit.formats.ddex.claims import Claims
from licit.formats.xml import Piece, children, first, parts, text, texts
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem, Severity

_REGISTERS: Final = {"work": ("ISWC", "iswc"), "recording": ("ISRC", "isrc")}
_IDS: Final = {"work": ("MusicalWorkId",), "recording": ("SoundRecordingId", "VideoId")}


def named(claims: Claims, kind: str, piece: Piece, found: list[Problem]) -> str:
    """The id of a ``work`` or ``recording`` by its element; empty where it has neither identifier nor number."""
    own = parts(piece.element)
    ids = [one for name in _IDS[kind] for one in own.get(name, ())]
    title = first(own, "Title", "TitleText") or first(own, "ReferenceTitle", "TitleText")
    return known_by(claims, kind, ids, Place(claims.file.name, piece.line), found, title=title)


def known_by(  # noqa: PLR0913 - what tells an asset from others
    claims: Claims, kind: str, ids: Sequence[etree._Element], place: Place, found: list[Problem], *, title: str = ""
) -> str:
    """The id by the elements that identify it. An identifier that can't be right is its number, which is told."""
    tag, scheme = _REGISTERS[kind]
    given: dict[str, str] = {}
    number = ""
    for one in ids:
        for written in texts(one, tag):
            try:
                given.setdefault(scheme, check(scheme, written))
            except InvalidValueError as error:
                number = number or written
                found.append(Problem(place, f"{error.what}; it is not used", error.mend, VALUE, Severity.WARNING))
        for own in children(one, "ProprietaryId"):
            number = number or f"{own.get('Namespace') or ''}:{text(own)}".strip(":")
    if not given and not number:
        found.append(Problem(place, f"the {kind} has no identifier", f"give it its {tag} or a number", VALUE))
        return ""
    return claims.known.asset(kind, title, identifiers=given, within=claims.names.sender, number=number)
