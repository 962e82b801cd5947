# SPDX-License-Identifier: Apache-2.0
"""One grant for all works that have the same link in their chains: its works are a catalogue that has its id.

A work that its revision takes out of a link can't be taken out of a catalogue, which only grows. So at the end of the
file the link is denied as it was, and affirmed anew with the works excepted that were taken out; one that comes back is
excepted no longer. Each source has links of its own, for it alone says which works are in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import Said
from licit.formats.entries import Entry, Listed, Stated, Under
from licit.formats.ids import fact_id
from licit.formats.known import Known
from licit.model.day import When
from licit.model.fact import Fact, Grant
from licit.model.scope import Repertoire

KIND: Final = "cwr-chain"
NOTE: Final = "without the works whose registrations no longer have it"
Key = tuple[str, str]  # whose word, and the link's id


@dataclass(slots=True)
class Links:
    """The links of chains that one file speaks of.

    ``now`` is each as it stands; ``out`` and ``back`` are works to except and no longer to; ``at`` where that was said.
    """

    known: Known
    now: dict[Key, Grant] = field(default_factory=dict)
    out: dict[Key, dict[str, None]] = field(default_factory=dict)
    back: dict[Key, dict[str, None]] = field(default_factory=dict)
    at: dict[Key, Row] = field(default_factory=dict)

    def say(self, said: Said, source: str, subject: str, **more: object) -> Iterator[Entry]:
        """The work of this link: the link is stated where nobody of the source has, the work is listed."""
        assert isinstance(said.fact, Grant)  # noqa: S101 - what chains yield
        link = fact_id(KIND, source, said.fact.id)
        key = source, link
        if key not in self.now:
            before = self._versions(key)
            if before:
                self.now[key] = before[-1]
            else:
                scope = replace(said.fact.scope, repertoire=Repertoire(catalogues=frozenset((link,))))
                self.now[key] = replace(said.fact, id=link, scope=scope)
                yield replace(said, fact=self.now[key]).stated(source=source, subject=_subject(link), **more)
        version = self.now[key]
        yield Listed(link, said.asset)
        if subject:
            yield Under(version, subject, source)
        self.out.get(key, {}).pop(said.asset, None)
        if said.asset in version.scope.exceptions.assets:
            self.back.setdefault(key, {})[said.asset] = None
            self.at[key] = said.row

    def drop(self, link: str, asset: str, source: str, row: Row) -> None:
        """The work is in this link no longer."""
        key = source, link
        before = self._versions(key)
        if before:
            self.now.setdefault(key, before[-1])
            self.out.setdefault(key, {})[asset] = None
            self.back.get(key, {}).pop(asset, None)
            self.at[key] = row

    def settle(self, made: When | None) -> Iterator[Stated]:
        """At the end of the file: each link whose works changed, denied as it was and affirmed as it is."""
        for key in sorted({*self.out, *self.back}):
            source, link = key
            version = self.now[key]
            excepted = (version.scope.exceptions.assets | set(self.out.get(key, ()))) - set(self.back.get(key, ()))
            if excepted == version.scope.exceptions.assets:
                continue
            scope = replace(version.scope, exceptions=Repertoire(assets=frozenset(excepted)))
            new = replace(version, id=fact_id(KIND, link, frozenset(excepted), made), scope=scope)
            row, subject = self.at[key], _subject(link)
            for old in self._versions(key):
                if old.id != new.id:
                    yield Said(old, row, note=NOTE).stated(affirms=False, source=source, subject=subject)
            yield Said(new, row, note=NOTE).stated(source=source, subject=subject)
        for mine in (self.now, self.out, self.back, self.at):
            mine.clear()

    def _versions(self, key: Key) -> list[Grant]:
        source, link = key
        return [fact for fact in self.known.earlier(source, _subject(link)) if isinstance(fact, Grant)]


def _subject(link: str) -> str:
    return f"link {link}"


def link_of(fact: Fact) -> str:
    """The link that a fact is a version of; empty for others."""
    if isinstance(fact, Grant) and fact.id.startswith(KIND) and fact.scope.repertoire:
        return next(iter(fact.scope.repertoire.catalogues), "")
    return ""
