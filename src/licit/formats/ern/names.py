# SPDX-License-Identifier: Apache-2.0
"""Who and what a message speaks of, under their ids in the case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from licit.formats.checks import REFERENCE
from licit.formats.ddex import names
from licit.formats.entries import Embodied, Entry, LeftOut
from licit.formats.ern.rows import OtherResource, ReleaseRow, Resource
from licit.model.problem import Problem, Severity

RECORDING: Final = "recording"
_NUMBERS: Final = ("icpn", "grid")  # of a release as a whole


@dataclass(frozen=True, slots=True)
class Held:
    """A release by its ids: ``subject`` is what a later message replaces, ``assets`` what its deals reach.

    ``by_resource`` are its recordings by their references, for deals that name only some.
    """

    subject: str
    assets: tuple[str, ...]
    by_resource: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Names(names.Names):
    """Parties, and besides the resources and releases of the message."""

    items: dict[str, str] = field(default_factory=dict)  # asset -> item
    held: dict[str, Held] = field(default_factory=dict)  # release reference -> release
    subjects: dict[str, tuple[str, ...]] = field(default_factory=dict)  # subject -> the names it may have had
    _resources: dict[str, Resource | OtherResource] = field(default_factory=dict)
    _releases: dict[str, ReleaseRow] = field(default_factory=dict)
    _wholes: Sequence[tuple[ReleaseRow, frozenset[str]]] = ()  # releases that are no part, the main one first
    _assets: dict[str, str] = field(default_factory=dict)  # resource reference -> asset

    def add(self, row: Resource | OtherResource | ReleaseRow) -> Sequence[Entry]:
        """Remember a resource or release; those named first keep their reference."""
        if isinstance(row, OtherResource):
            self._resources.setdefault(row.reference, row)
            return (LeftOut(row.kind, "no recording"),)
        if row.reference in (self._releases if isinstance(row, ReleaseRow) else self._resources):
            what = f"the reference {row.reference} is given twice; the first counts"
            return (Problem(row.place, what, "give each its own", REFERENCE),)
        if isinstance(row, ReleaseRow):
            self._releases[row.reference] = row
        else:
            self._resources[row.reference] = row
        return ()

    def settle(self) -> Iterator[tuple[Resource, str] | Entry]:
        """Give everything its id, now that all of it is read: recordings with their ids, and what else is to say."""
        wholes = sorted((one for one in self._releases.values() if not one.part), key=lambda one: not one.main)
        self._wholes = [(one, frozenset(one.resources)) for one in wholes]
        for row in self._releases.values():
            yield from self._release(row)

    def _whole_of(self, row: ReleaseRow) -> ReleaseRow:
        """The release that a track is a part of: one that holds its recordings, the main one first."""
        if not row.part or not self._wholes:
            return row
        return next((one for one, held in self._wholes if held.issuperset(row.resources)), self._wholes[0][0])

    def _release(self, row: ReleaseRow) -> Iterator[tuple[Resource, str] | Entry]:
        recordings: list[tuple[str, str]] = []
        for reference in row.resources:
            resource = self._resources.get(reference)
            if isinstance(resource, Resource):
                if reference not in self._assets:
                    yield from self._recording(reference, resource, row)
                if reference in self._assets:
                    recordings.append((reference, self._assets[reference]))
            elif resource is None and self._resources:
                what = f"release {row.reference} holds {reference}, which is no resource of the message"
                yield Problem(row.place, what, "give the resource, or mend the reference", REFERENCE, Severity.WARNING)
        of = self._whole_of(row)
        subject = _subject(of.ids[0]) if of.ids else ""
        if subject:
            self.subjects.setdefault(subject, tuple(_subject(one) for one in of.ids))
        assets: tuple[str, ...] = ()
        if len(recordings) == 1 and not row.clip:
            assets = (recordings[0][1],)
        elif row.ids:
            assets = (self._whole(row),)
        else:
            what = f"release {row.reference} has no identifier, and not one recording: its deals reach nothing"
            yield Problem(row.place, what, "give it its ReleaseId", REFERENCE)
        self.held[row.reference] = Held(subject, assets, tuple(recordings))

    def _recording(self, reference: str, row: Resource, release: ReleaseRow) -> Iterator[tuple[Resource, str] | Entry]:
        isrc = row.isrc or (_of(release, "isrc") if len(release.resources) == 1 else "")
        number = row.number or (f"{_of(release, 'icpn', 'grid', 'proprietary')} {reference}".strip())
        asset = self.known.asset(
            RECORDING, row.title, identifiers={"isrc": isrc} if isrc else {}, within=self.sender, number=number
        )
        self._assets[reference] = asset
        self.items[asset] = self.known.item(
            row.title or release.title,
            artist=row.artist or release.artist,
            recording=asset,
            released=row.released,
            details=row.details or release.details,
        )
        for iswc, title in row.works:
            yield Embodied(asset, self.known.asset("work", title, identifiers={"iswc": iswc}))
        yield row, asset

    def _whole(self, row: ReleaseRow) -> str:
        """The release itself, or its one recording where only the release tells its ISRC."""
        if row.part and not row.clip and (isrc := _of(row, "isrc")):
            asset = self.known.asset(RECORDING, row.title, identifiers={"isrc": isrc})
        else:
            given = {scheme: value for scheme, value in row.ids if scheme in _NUMBERS}
            scheme, value = row.ids[0]
            asset = self.known.asset(
                RECORDING, row.title, identifiers=given, within=self.sender, number=f"{scheme} {value}"
            )
        self.items[asset] = self.known.item(
            row.title, artist=row.artist, recording=asset, released=row.released, details=row.details
        )
        return asset


def _subject(pair: tuple[str, str]) -> str:
    return f"release {pair[0]} {pair[1]}"


def subjects(ids: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The names under which a release may have been spoken of before."""
    return tuple(_subject(one) for one in ids)


def _of(row: ReleaseRow, *schemes: str) -> str:
    return next((value for scheme in schemes for has, value in row.ids if has == scheme), "")
