# SPDX-License-Identifier: Apache-2.0
"""Many acts alike as one grant: who acts for whom, where, for what, over a catalogue that has the grant's id.

A catalogue only grows. What a newer message takes out of it is excepted at the end of that message: the grant is denied
as it was, and affirmed anew with its exceptions. Each source has catalogues of its own: it alone says what is in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from licit.formats.entries import Entry, Listed, Stated, Under
from licit.formats.ids import fact_id
from licit.formats.known import Known
from licit.model.day import When
from licit.model.fact import Fact, Grant
from licit.model.scope import NOTHING, Repertoire

_NOTE: Final = "without what a newer message no longer has in it"


@dataclass(slots=True)
class _Catalogue:
    grant: Grant  # as it stands
    excepted: set[str]
    locator: str = ""


@dataclass(slots=True)
class Mandates:
    """The catalogues that one message of a source speaks of."""

    known: Known
    source: str
    _open: dict[str, _Catalogue] = field(default_factory=dict)

    def add(self, stated: Stated, asset: str) -> Iterator[Entry]:
        """An act on one asset: its grant, whose id is the catalogue's, is stated where the source never has."""
        assert isinstance(stated.fact, Grant)  # noqa: S101 - whoever calls makes one
        name = stated.fact.id
        one = self._known(name)
        if one is None:
            scope = replace(stated.fact.scope, repertoire=Repertoire(catalogues=frozenset((name,))))
            one = self._open[name] = _Catalogue(replace(stated.fact, scope=scope), set())
            yield replace(stated, fact=one.grant, subject=_subject(name))
        if asset in one.excepted:
            one.excepted.remove(asset)
            one.locator = stated.locator
        yield Listed(name, asset)
        yield Under(one.grant, stated.subject, self.source)

    def drop(self, name: str, asset: str, locator: str) -> None:
        """The asset is in this catalogue no longer."""
        one = self._known(name)
        if one is not None and asset not in one.excepted:
            one.excepted.add(asset)
            one.locator = locator

    def settle(self, made: When | None) -> Iterator[Stated]:
        """At the end of the message: each grant whose catalogue changed, denied as it was, affirmed as it is."""
        for name, one in self._open.items():
            if one.excepted == one.grant.scope.exceptions.assets:
                continue
            exceptions = Repertoire(assets=frozenset(one.excepted)) if one.excepted else NOTHING
            fact = fact_id(one.grant.id.rpartition("-")[0], name, frozenset(one.excepted), made)
            new = replace(one.grant, id=fact, scope=replace(one.grant.scope, exceptions=exceptions))
            said = Stated(fact=new, locator=one.locator, source=self.source, note=_NOTE, subject=_subject(name))
            yield from (replace(said, fact=old, affirms=False) for old in self._versions(name) if old.id != new.id)
            yield said

    def _known(self, name: str) -> _Catalogue | None:
        if name not in self._open and (versions := self._versions(name)):
            self._open[name] = _Catalogue(versions[-1], set(versions[-1].scope.exceptions.assets))
        return self._open.get(name)

    def _versions(self, name: str) -> list[Grant]:
        return [fact for fact in self.known.earlier(self.source, _subject(name)) if isinstance(fact, Grant)]


def _subject(name: str) -> str:
    return f"mandate {name}"


def catalogue_of(fact: Fact) -> str:
    """The catalogue that a grant is over; empty for other facts."""
    if isinstance(fact, Grant) and fact.scope.repertoire:
        return next(iter(fact.scope.repertoire.catalogues), "")
    return ""
