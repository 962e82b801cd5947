# SPDX-License-Identifier: Apache-2.0
"""What a notification says: who controls which share of which work, who follows whom in title, who acts for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from licit.formats.ddex.claims import Claims
from licit.formats.entries import Entry, LeftOut
from licit.formats.files import File
from licit.formats.known import Known
from licit.formats.mwn import societies, works
from licit.formats.mwn.layout import CONFLICTS, LEFT, STANDARD
from licit.formats.mwn.rows import World
from licit.formats.mwn.shares import Shares
from licit.formats.xml import Piece, text

_CONFLICTING: Final = "ConflictNotification"


def read(file: File, known: Known) -> Iterator[Entry]:
    """Yield what one message says. What it replaces comes at its end, and only if it is whole."""
    claims = Claims(file, known, STANDARD)
    shares = Shares(claims, World(claims))
    for one in claims.heard():
        if isinstance(one, Piece):
            yield from _READERS.get(one.name, _left)(one, shares)
        else:
            yield one
    yield from shares.settle()
    yield from societies.affiliations(shares.world)
    yield from claims.end()


def _profile(piece: Piece, shares: Shares) -> Iterator[Entry]:
    shares.conflict = text(piece.element) == _CONFLICTING
    yield from ()


def _left(piece: Piece, _: Shares) -> Iterator[Entry]:
    yield LeftOut(piece.name, LEFT[piece.name])


_READERS: Final[Mapping[str, Callable[[Piece, Shares], Iterator[Entry]]]] = {
    "ProfileId": _profile,
    "Territory": lambda piece, shares: works.territory(piece, shares.world),
    "Party": lambda piece, shares: societies.member(piece, shares.world),
    "MusicalWork": lambda piece, shares: works.work(piece, shares.world),
    "SoundRecording": lambda piece, shares: works.recording(piece, shares.world),
    "Video": lambda piece, shares: works.recording(piece, shares.world),
    "RightShare": lambda piece, shares: shares.share(piece),
    **{name: lambda piece, shares: shares.contradict(piece) for name in CONFLICTS},
}
