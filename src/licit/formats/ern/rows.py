# SPDX-License-Identifier: Apache-2.0
"""What an ERN message is made of, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from licit.formats.ddex.periods import Period
from licit.formats.ddex.rows import Header, PartyRow
from licit.model.day import When
from licit.model.problem import Place
from licit.model.territory import Expression


@dataclass(frozen=True, slots=True)
class Root:
    """The message itself: its kind and version, and whether it came in full to the point where it is asked."""

    place: Place
    kind: str
    version: str


@dataclass(frozen=True, slots=True)
class ControllerRow:
    """Who is said to control rights in a recording. ``share`` ``None``: said to be unknown."""

    place: Place
    party: PartyRow | str  # or the reference of one of the message's parties
    role: str
    share: str | None
    delegations: tuple[Delegation, ...]


@dataclass(frozen=True, slots=True)
class Delegation:
    """What is controlled or delegated: uses, territories (``None``: not said), days."""

    uses: tuple[str, ...]
    territories: Expression | None
    period: Period


@dataclass(slots=True)
class Resource:
    """A recording, of sound or of sound and images."""

    place: Place
    kind: str
    reference: str
    title: str
    artist: str
    isrc: str
    number: str
    details: tuple[tuple[str, str], ...]
    works: tuple[tuple[str, str], ...]  # ISWC and title
    controllers: tuple[ControllerRow, ...]
    released: When | None = None


@dataclass(frozen=True, slots=True)
class OtherResource:
    """A resource that is no recording: its kind and reference."""

    kind: str
    reference: str


@dataclass(slots=True)
class ReleaseRow:
    """A release. ``ids`` are all its identifiers, scheme and value, best first; ``part``: a track or clip of another.

    ``clip``: it is a piece of its recording, so that its deals are none of the recording.
    """

    place: Place
    reference: str
    ids: tuple[tuple[str, str], ...]
    title: str
    artist: str
    part: bool
    main: bool
    resources: tuple[str, ...]
    details: tuple[tuple[str, str], ...] = ()
    released: When | None = None
    clip: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What one deal says, once for each way to pay that has conditions of its own.

    ``kind``: ``deal``, ``take-down``, ``pre-order`` or ``claim``. ``uses`` and ``territories`` ``None``: not said.
    ``channels``: the only services that may act. ``conditions``: what else has to be so, not on record.
    """

    kind: str
    uses: frozenset[str] | None
    territories: Expression | None
    period: Period
    exclusive: bool = False
    channels: tuple[PartyRow, ...] = ()
    conditions: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()  # of the release, only these; empty: all


@dataclass(slots=True)  # not frozen: there are millions
class DealRow:
    """A deal of the releases that its ``ReleaseDeal`` names; ``at`` are the numbers of the two."""

    file: str
    line: int
    at: tuple[int, int]
    releases: tuple[str, ...]
    terms: tuple[Terms, ...]

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, self.line)

    @property
    def path(self) -> str:
        """Where it stands in the DealList."""
        return path_of(self.at)


def path_of(at: tuple[int, int]) -> str:
    """``ReleaseDeal[3]/Deal[1]``."""
    return f"ReleaseDeal[{at[0]}]/Deal[{at[1]}]"


@dataclass(frozen=True, slots=True)
class Purged:
    """A release that is to go, with all its deals."""

    place: Place
    ids: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A record that is understood and left out."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Whole:
    """The message came to its end: what it leaves out, it means to leave out."""


Row = Whole | Root | Header | Resource | OtherResource | ReleaseRow | DealRow | Purged | Left
