# SPDX-License-Identifier: Apache-2.0
"""What a declaration says: who controls rights in which recording, whom it mandates, and what is claimed no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from licit.formats.apart import Claimed
from licit.formats.checks import DOUBT, REFERENCE
from licit.formats.ddex.assets import known_by, named
from licit.formats.ddex.claims import Claims
from licit.formats.ddex.holding import RefusedError
from licit.formats.entries import Embodied, Entry, LeftOut
from licit.formats.files import File
from licit.formats.known import Known
from licit.formats.rdrn.layout import RECORDINGS, STANDARD
from licit.formats.rdrn.rows import controllers
from licit.formats.rdrn.rows import read as row_of
from licit.formats.rdrn.statements import MANDATED, PROFILE, STATED, controlled, profile, said
from licit.formats.xml import Piece, children, line_of, text
from licit.model.problem import Place, Problem, Severity

_NOBODY: Final = LeftOut("RightsControllerNotAsserted", "nobody is said to control the recording")


def read(file: File, known: Known) -> Iterator[Entry]:
    """Yield what one message says. What it replaces comes at its end, and only if it is whole."""
    claims = Claims(file, known, STANDARD)
    first = True
    for one in claims.heard():
        if not isinstance(one, Piece):
            yield one
            continue
        if first:
            yield from _profile(claims)
            first = False
        yield from _recording(one, claims) if one.name in RECORDINGS else _revoked(one, claims)
    yield from claims.end()


def _profile(claims: Claims) -> Iterator[Entry]:
    given = profile(claims)
    if given not in ("", STATED, MANDATED):
        what = f"{given!r} is no {PROFILE}: its statements tell what is controlled, and mandate nobody"
        yield Problem(Place(claims.file.name, 1), what, f"write {STATED} or {MANDATED}", DOUBT, Severity.WARNING)


def _recording(piece: Piece, claims: Claims) -> Iterator[Entry]:
    found: list[Problem] = []
    asset = named(claims, "recording", piece, found)
    yield from found
    if not asset:
        return
    place = Place(claims.file.name, piece.line)
    for work in children(piece.element, "MusicalWorkId"):
        problems: list[Problem] = []
        one = known_by(claims, "work", [work], place, problems)
        yield from problems
        if one:
            yield Embodied(asset, one)
    if text(piece.element, "RightsControllerNotAsserted") in ("true", "1"):
        yield _NOBODY
    claimed: list[Claimed] = []
    for number, element in enumerate(controllers(piece), start=1):
        for entry in _controller(element, f"{piece.name}/RightsController[{number}]", asset, claims):
            if isinstance(entry, Claimed):
                claimed.append(entry)
            else:
                yield entry
    yield from said(claimed, asset, place, claims)


def _controller(element: etree._Element, path: str, asset: str, claims: Claims) -> Iterator[Claimed | Entry]:
    locator = f"line {line_of(element)}, {path}"
    spoken = claims.speak(asset, locator)
    found: list[Problem] = []
    try:
        row = row_of(element, claims, found)
    except RefusedError as error:
        found.append(error.problem)
        row = None
    for one in found:
        spoken.broken = spoken.broken or one.severity is Severity.ERROR
        yield replace(one, what=f"{path}: {one.what}")
    if row is not None:
        yield from controlled(row, asset, locator, claims)


def _revoked(piece: Piece, claims: Claims) -> Iterator[Entry]:
    """All that was claimed of a recording before is denied."""
    found: list[Problem] = []
    place = Place(claims.file.name, piece.line)
    asset = known_by(claims, "recording", [piece.element], place, found)
    yield from found
    if asset and not claims.earlier(asset):
        what = "nothing is known of the recording whose claim is revoked"
        yield Problem(place, what, "read the messages on it first", REFERENCE, Severity.WARNING)
    elif asset:
        yield from claims.withdraw(asset, f"line {piece.line}, {piece.name}", "revoked")
