# SPDX-License-Identifier: Apache-2.0
"""Many acts alike as one grant: who acts for whom, where, for what, over a catalogue that has the grant's id.

A catalogue only grows. What a newer message takes out of it is excepted at the end of that message: the grant is denied
as it was, and affirmed anew with its exceptions. Each source has catalogues of its own: it alone says what is in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from licit.formats.ddex.order import Order
from licit.formats.entries import Entry, Listed, Stated, Under
from licit.formats.ids import fact_id
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
    """The catalogues that one message of a source speaks of, beside its other messages."""

    order: Order
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
            yield from self.order.says(name, one.grant)
        if asset in one.excepted:
            one.excepted.remove(asset)
            one.locator = stated.locator
        yield Listed(name, asset)
        yield Under(one.grant, stated.subject, self.order.voice)

    def drop(self, name: str, asset: str, locator: str) -> None:
        """The asset is in this catalogue no longer."""
        one = self._known(name)
        if one is not None and asset not in one.excepted:
            one.excepted.add(asset)
            one.locator = locator

    def settle(self) -> Iterator[Entry]:
        """At the end of the message: each grant whose catalogue changed, denied as it was, affirmed as it is."""
        for name, one in self._open.items():
            was = one.grant.scope.exceptions.assets
            if one.excepted != was:
                yield from self._settle(name, one, frozenset(one.excepted - was), frozenset(was - one.excepted))

    def _settle(self, name: str, one: _Catalogue, dropped: frozenset[str], again: frozenset[str]) -> Iterator[Entry]:
        """What changes from this message on, in what later ones said of other assets too, on the day after they did."""
        made = self.order.made
        day = made.date() if made is not None else None
        messages = self.order.messages(name)
        later = [message for message in messages if self.order.is_later(message.made)]
        before = messages[: len(messages) - len(later)]
        old = self._versions(name) if not later else [fact for message in before[-1:] for fact in message.said]
        new = None
        if old:
            new = _without(old[-1], name, dropped, again, day)
            yield from (self._stated(fact, name, one.locator, day, affirms=False) for fact in old if fact.id != new.id)
            yield self._stated(new, name, one.locator, day)
            yield from self.order.says(name, new)
        for message in later:
            next_ = message.made.date()
            if new is not None:
                yield self._stated(new, name, one.locator, next_, affirms=False)
            next_ += timedelta(days=len(message.said))  # it was changed so often before
            new = _without(message.said[-1], name, dropped, again, next_)
            yield self._stated(message.said[-1], name, one.locator, next_, affirms=False)
            yield self._stated(new, name, one.locator, next_)
            yield from self.order.says(name, new, message.made)

    def _stated(self, fact: Fact, name: str, locator: str, day: date | None, *, affirms: bool = True) -> Stated:
        made = When.on(day) if day is not None else None
        source, subject = self.order.voice, _subject(name)
        return Stated(
            fact=fact, locator=locator, affirms=affirms, source=source, made=made, note=_NOTE, subject=subject
        )

    def _known(self, name: str) -> _Catalogue | None:
        if name not in self._open:
            versions = [fact for message in self.order.messages(name) for fact in message.said] or self._versions(name)
            if versions and isinstance(newest := versions[-1], Grant):
                self._open[name] = _Catalogue(newest, set(newest.scope.exceptions.assets))
        return self._open.get(name)

    def _versions(self, name: str) -> Sequence[Fact]:
        return self.order.known.earlier(self.order.voice, _subject(name))


def _without(fact: Fact, name: str, dropped: frozenset[str], again: frozenset[str], day: date | None) -> Grant:
    """The grant, but for what was dropped and what is in it again since that day."""
    assert isinstance(fact, Grant)  # noqa: S101 - nothing else is stated of a catalogue
    assets = (fact.scope.exceptions.assets | dropped) - again
    exceptions = Repertoire(assets=assets) if assets else NOTHING
    made = When.on(day) if day is not None else None
    found = fact_id(fact.id.rpartition("-")[0], name, assets, made)
    return replace(fact, id=found, scope=replace(fact.scope, exceptions=exceptions))


def _subject(name: str) -> str:
    return f"mandate {name}"


def alone(grant: Grant, asset: str) -> Grant:
    """A grant over one asset, in no catalogue, of those that would be one."""
    kind, _, _ = grant.id.rpartition("-")
    scope = replace(grant.scope, repertoire=Repertoire(assets=frozenset((asset,))))
    return replace(grant, id=fact_id(kind, grant.id, asset), scope=scope)


def catalogue_of(fact: Fact) -> str:
    """The catalogue that a grant is over; empty for other facts."""
    if isinstance(fact, Grant) and fact.scope.repertoire:
        return next(iter(fact.scope.repertoire.catalogues), "")
    return ""
