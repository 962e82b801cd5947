# SPDX-License-Identifier: Apache-2.0
"""When the messages of one voice on an asset were made, and what each said: so an older one is known that comes late.

Each whole message leaves its facts under a subject that names its time. Messages that refused a claim leave none, since
they replace nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from licit.formats.entries import Under
from licit.formats.known import Known
from licit.model.day import Term, When
from licit.model.fact import Control, Fact, Grant

_GONE: Final = " gone"  # of facts that a message withdrew: it was made then, and does not say them


@dataclass(frozen=True, slots=True)
class Message:
    """When a message was made, and what it said."""

    made: datetime
    said: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """A message on an asset that was made after this one, and read before it: its day, and what it said."""

    day: date
    said: tuple[Fact, ...]

    def goes_on(self, same: Callable[[Fact], bool]) -> bool:
        """Whether it says, from its own day on, what is the ``same``."""
        term = Term(When.on(self.day))
        return any(isinstance(one, Control | Grant) and one.term == term and same(one) for one in self.said)

    @property
    def eve(self) -> date:
        """The last day before it."""
        return self.day - timedelta(days=1) if self.day > date.min else self.day


@dataclass(slots=True)
class Order:
    """The messages of a voice in a standard, seen from one that was ``made`` at a moment (``None``: nobody knows)."""

    known: Known
    standard: str
    voice: str = ""
    made: datetime | None = None
    _first: bool = False  # nothing of the voice was read before: asking for each asset takes half of the time

    def open(self, voice: str, made: datetime | None) -> None:
        """Whose message it is and when it was made."""
        self.voice, self.made = voice, made
        self._first = next(self.known.subjects(voice, f"{self.standard} "), None) is None

    def next(self, asset: str) -> Later | None:
        """The next message on the asset that was made later."""
        later = next((one for one in self.messages(asset) if self.is_later(one.made)), None)
        return Later(later.made.date(), later.said) if later is not None else None

    def messages(self, asset: str) -> list[Message]:
        """All messages on the asset, by their time; those that say nothing of it any more too."""
        moments = sorted(self._moments(asset)) if not self._first else ()
        return [Message(one, tuple(self.known.earlier(self.voice, self._at(asset, one)))) for one in moments]

    def newer_alone(self, asset: str) -> frozenset[str]:
        """The ids of the facts that later messages said, and none that was made before them."""
        said: dict[bool, set[str]] = {True: set(), False: set()}
        for one in self.messages(asset):
            said[self.is_later(one.made)].update(fact.id for fact in one.said)
        return frozenset(said[True] - said[False])

    def says(self, asset: str, fact: Fact, made: datetime | None = None) -> Iterator[Under]:
        """That this message says so, or the one that was ``made`` then."""
        moment = made or self.made
        if moment is not None:
            yield Under(fact, self._at(asset, moment), self.voice)

    def withdraws(self, asset: str, fact: Fact) -> Iterator[Under]:
        """That this message speaks of the asset, and doesn't say so any more."""
        if self.made is not None:
            yield Under(fact, self._at(asset, self.made) + _GONE, self.voice)

    def is_later(self, moment: datetime) -> bool:
        """Whether that is after this message was made."""
        return self.made is not None and moment > self.made

    def _moments(self, asset: str) -> set[datetime]:
        beginning = self._beginning(asset)
        found = self.known.subjects(self.voice, beginning)
        return {datetime.fromisoformat(one[len(beginning) :].removesuffix(_GONE)) for one in found}

    def _at(self, asset: str, moment: datetime) -> str:
        return self._beginning(asset) + moment.isoformat()

    def _beginning(self, asset: str) -> str:
        return f"{self.standard} {asset} at "
