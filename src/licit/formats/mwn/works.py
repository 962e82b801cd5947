# SPDX-License-Identifier: Apache-2.0
"""What a message's shares refer to: sets of territories, works, and the recordings that embody them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from licit.formats.checks import REFERENCE
from licit.formats.ddex.assets import named
from licit.formats.ddex.holding import RefusedError
from licit.formats.entries import Embodied, Entry, LeftOut
from licit.formats.mwn.rows import World
from licit.formats.xml import Piece, child, children, first, parts, text
from licit.model.problem import Place, Problem

_REFERENCE: Final = "ResourceMusicalWorkReference"  # the name of a list's part, and of the reference in it
_WRONG: Final = LeftOut(_REFERENCE, "the sender says that the recording does not embody the work")


def territory(piece: Piece, world: World) -> Iterator[Entry]:
    """A set of territories, by its reference."""
    own, found = parts(piece.element), list[Problem]()
    try:
        world.sets[first(own, "TerritoryReference")] = world.coded(own, found)
    except RefusedError as error:
        found.append(error.problem)
    yield from found


def work(piece: Piece, world: World) -> Iterator[Entry]:
    """A work, by its reference. With a reason to revoke it, all that was claimed of it before is denied."""
    own, found = parts(piece.element), list[Problem]()
    claims = world.claims
    one = named(claims, "work", piece, found)
    world.works[first(own, "MusicalWorkReference")] = one
    yield from found
    reason = first(own, "RevocationReason")
    if one and reason:
        locator = f"line {piece.line}, MusicalWork"
        yield from claims.withdraw(one, locator, f"revoked: {reason}")


def recording(piece: Piece, world: World) -> Iterator[Entry]:
    """A ``SoundRecording`` or ``Video``: which works it embodies."""
    found: list[Problem] = []
    one = named(world.claims, "recording", piece, found)
    yield from found
    links = child(piece.element, f"{_REFERENCE}List")
    for link in children(links, _REFERENCE) if one and links is not None else ():
        reference = text(link, _REFERENCE) or text(link)
        if text(link, "IsIncorrectLink") in ("true", "1"):
            yield _WRONG
        elif work := world.works.get(reference, ""):
            yield Embodied(one, work)
        elif reference not in world.works:
            what = f"{piece.name}: {reference or 'its work'} is no work of the message"
            yield Problem(Place(world.claims.file.name, piece.line), what, "give it in the WorkList", REFERENCE)
