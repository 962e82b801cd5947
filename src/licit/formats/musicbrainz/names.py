# SPDX-License-Identifier: Apache-2.0
"""Labels, recordings and works of the store in the case: named when a fact needs them, with their identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from licit.formats import checks
from licit.formats.entries import Embodied, Entry, LeftOut
from licit.formats.known import Known
from licit.formats.musicbrainz.relations import GIDS, Reading
from licit.formats.musicbrainz.store import Store
from licit.model.day import When
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem, Severity

Key = int | str  # a number in dump tables, a gid in JSON

_PERFORMANCE: Final = next(gid for gid, (_, way) in GIDS.items() if way is Reading.PERFORMANCE)
_WORKS: Final = """
    SELECT relation.entity1 FROM relation JOIN link ON link.id = relation.link
    JOIN link_type ON link_type.id = link.type
    WHERE relation.kind = 'recording_work' AND relation.entity0 = ? AND link_type.gid = ?
    ORDER BY relation.entity1
"""
_ASKED: Final = """
    SELECT DISTINCT asked.recording FROM asked JOIN relation ON relation.entity0 = asked.recording
    JOIN link ON link.id = relation.link JOIN link_type ON link_type.id = link.type
    WHERE relation.kind = 'recording_work' AND link_type.gid = ? ORDER BY 1
"""
_RELEASED: Final = """
    SELECT released.day FROM track JOIN medium ON medium.id = track.medium
    JOIN released ON released.release = medium.release WHERE track.recording = ?
"""
_SCHEMES: Final = {"recording": "isrc", "work": "iswc"}
_MISSING: Final = "give the table that has it together with the others"


class Names:
    """Gives ids in the case, each asked for once."""

    def __init__(self, found: Store, known: Known, source: str) -> None:
        self.source = source
        self._found = found
        self._known = known
        self._ids: dict[tuple[str, Key], str] = {}
        self._told: list[Entry] = []

    def entries(self) -> Iterator[Entry]:
        """Which works the recordings named since embody, and what is wrong with identifiers."""
        yield from self._told
        self._told.clear()

    def documents(self) -> None:
        """Name the recordings of documents of the web service that are of a work: they were asked for one by one."""
        for (recording,) in self._found.ask(_ASKED, (_PERFORMANCE,)):
            self.recording(recording)

    def count(self, kind: str) -> int:
        """How many of a kind were named."""
        return sum(one == kind for one, _ in self._ids)

    def gid(self, kind: str, key: Key) -> str:
        """The id that MusicBrainz gives; the key itself where the entity is in no file."""
        row = next(self._found.ask(f"SELECT gid FROM {kind} WHERE id = ?", (key,)), None)  # noqa: S608 - a name of ours
        return str(row[0] if row else key)

    def name(self, key: Key) -> str:
        """A label's name."""
        return self._label(key)[1]

    def label(self, key: Key) -> str:
        """The party that a label is.

        Raises:
            InvalidValueError: it is in no file.
        """
        if ("label", key) not in self._ids:
            gid, name = self._label(key)
            identifiers: dict[str, str] = {}
            for scheme, value, place in self._found.ask(
                "SELECT scheme, value, place FROM label_number WHERE label = ? ORDER BY scheme, value", (key,)
            ):
                self._identify(identifiers, scheme, value, place)
            self._ids["label", key] = self._known.party(
                name, identifiers=identifiers, kinds=("label",), within=self.source, number=gid
            )
        return self._ids["label", key]

    def recording(self, key: Key, group: str = "") -> str:
        """The asset that a recording is; the first time also its item and its works.

        Raises:
            InvalidValueError: it is in no file.
        """
        if ("recording", key) not in self._ids:
            gid, title, credit = self._entity("recording", key, "gid, name, credit")
            one = self._asset("recording", key, gid, title)
            self._ids["recording", key] = one
            artist = next(self._found.ask("SELECT name FROM credit WHERE id = ?", (credit,)), ("",))[0]
            self._known.item(title, artist=artist, recording=one, group=group, released=self._released(key))
            for (work,) in self._found.ask(_WORKS, (key, _PERFORMANCE)):
                try:
                    self._told.append(Embodied(one, self._work(work)))
                except InvalidValueError:
                    self._told.append(LeftOut("work", "the files name it by its number alone"))
        return self._ids["recording", key]

    def _work(self, key: Key) -> str:
        if ("work", key) not in self._ids:
            gid, title = self._entity("work", key, "gid, name")
            self._ids["work", key] = self._asset("work", key, gid, title)
        return self._ids["work", key]

    def _asset(self, kind: str, key: Key, gid: str, title: str) -> str:
        identifiers: dict[str, str] = {}
        numbers = self._found.ask(
            "SELECT DISTINCT value, place FROM number WHERE kind = ? AND one = ? ORDER BY value", (kind, key)
        )
        for value, place in numbers:
            if not self._identify(identifiers, _SCHEMES[kind], value, place):
                self._told.append(LeftOut(_SCHEMES[kind], "one identifies it already"))
        return self._known.asset(kind, title, identifiers=identifiers, within=self.source, number=gid)

    def _identify(self, into: dict[str, str], scheme: str, value: str, place: str) -> bool:
        """Add a valid identifier; false where the scheme has another already."""
        try:
            found = check(scheme, value)
        except InvalidValueError as error:
            name, _, line = place.rpartition(":")
            self._told.append(Problem(Place(name, int(line)), error.what, error.mend, checks.VALUE, Severity.WARNING))
            return True
        return into.setdefault(scheme, found) == found

    def _released(self, key: Key) -> When | None:
        """The day on which it first came out, as far as the files say."""
        days = []
        for (text,) in self._found.ask(_RELEASED, (key,)):
            try:
                days.append(When.parse(text))
            except InvalidValueError:
                self._told.append(LeftOut("release date", "it is no day"))
        return min(days, key=lambda day: (day.latest, day.earliest), default=None)

    def _label(self, key: Key) -> tuple[str, str]:
        gid, name = self._entity("label", key, "gid, name")
        return gid, name

    def _entity(self, kind: str, key: Key, columns: str) -> tuple[str, ...]:
        row = next(self._found.ask(f"SELECT {columns} FROM {kind} WHERE id = ?", (key,)), None)  # noqa: S608 - ours
        if row is None:
            raise InvalidValueError(f"the {kind} {key} is in no file", mend=_MISSING)
        return row
