# SPDX-License-Identifier: Apache-2.0
"""Who is who: gives everyone and everything that files mention one id in the case.

An identifier of a register decides (IPI, ISNI, DPID, ISRC, ISWC). Then the number that one submitter uses, within that
submitter alone. Names join only within one source, or to a party that the user wrote into the case by hand, where no
identifier speaks against it; each such joining is told. Source: STANDARDS §5.10; CWR 2.2, interested party number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from licit.case.identity.index import Index, differ
from licit.case.identity.slug import free, number, slug, word
from licit.case.shelf import Shelf
from licit.model.asset import Asset, Item
from licit.model.day import When
from licit.model.fact import Fact
from licit.model.party import Party
from licit.model.problem import InvalidValueError
from licit.model.record import Record

PARTY: Final = "party"
ITEM: Final = "item"
RECORDING: Final = "recording"


@dataclass(slots=True)
class Named:
    """What a reader named: the entries that are new, and how they were told from others.

    ``numbers`` are (kind, whose number, number) with the id, ``aliases`` (kind, scheme, value) with the id where the
    entry itself does not say so: what a case has already is not rewritten. ``by_name`` are the parties joined to one of
    the case by name alone, ``unidentified`` the new ones without any identifier.
    """

    parties: Shelf[str, Party] = field(default_factory=Shelf)
    assets: Shelf[str, Asset] = field(default_factory=Shelf)
    items: Shelf[str, Item] = field(default_factory=Shelf)
    numbers: Shelf[tuple[str, str, str], str] = field(default_factory=Shelf)
    aliases: Shelf[tuple[str, str, str], str] = field(default_factory=Shelf)
    by_name: dict[str, str] = field(default_factory=dict)
    unidentified: dict[str, str] = field(default_factory=dict)


class Registry:
    """Answers for one case; what it is asked grows it. It implements ``licit.formats.known.Known``."""

    def __init__(self, record: Record, *, written_by_hand: Iterable[str] | None = None) -> None:
        """``written_by_hand``: the parties that names may join to; left out, all of the record's."""
        self.parties: Shelf[str, Party] = Shelf(record.parties)
        self.assets: Shelf[str, Asset] = Shelf(record.assets)
        self.items: Shelf[str, Item] = Shelf(record.items)
        self.facts: Shelf[str, Fact] = Shelf(record.by_id)  # those that were stated
        self.mentioned: Shelf[str, Fact] = Shelf()  # those under a subject that are still to be stated
        self.named = Named()
        self._index = Index()
        self._subjects: Shelf[tuple[str, str], tuple[str, ...]] = Shelf()
        self._names: Shelf[tuple[str, str], str] = Shelf()  # (source, word of the name); empty: the case itself
        for party in self.parties.values():
            self._index.learn(PARTY, party.id, party.identifiers)
        for one in self.parties if written_by_hand is None else written_by_hand:
            self._names.setdefault(("", word(self.parties[one].name)), one)
        for asset in self.assets.values():
            self._index.learn(asset.kind, asset.id, asset.identifiers)
        self._item_of: Shelf[str, str] = Shelf()
        for item in self.items.values():
            self._item_of.update((one, item.id) for one in item.of_kind(RECORDING))

    def remember(
        self, numbers: Mapping[tuple[str, str, str], str], aliases: Mapping[tuple[str, str, str], str]
    ) -> None:
        """What earlier imports learnt."""
        self._index.by_number.update(numbers)
        for key, one in aliases.items():
            self._index.by_scheme.setdefault(key, one)

    def recall(self, source: str, subject: str, facts: Iterable[str]) -> None:
        """Facts of the registry, by id, that earlier imports, or this one so far, have under a subject."""
        known = self._subjects.get((source, subject), ())
        more = dict.fromkeys(one for one in facts if one not in known)
        if more:
            self._subjects[source, subject] = (*known, *more)

    def under(self, source: str, subject: str, fact: str) -> bool:
        """See ``Known``."""
        return fact in self._subjects.get((source, subject), ())

    def earlier(self, source: str, subject: str) -> Sequence[Fact]:
        """See ``Known``."""
        ids = self._subjects.get((source, subject), ())
        found = (self.facts.get(one) or self.mentioned.get(one) for one in ids)
        return tuple(fact for fact in found if fact is not None)

    def subjects(self, source: str, beginning: str) -> Iterator[str]:
        """See ``Known``."""
        return (subject for _, subject in self._subjects.keys_from((source, beginning)))

    def party(
        self,
        name: str,
        *,
        identifiers: Mapping[str, str] | None = None,
        kinds: Sequence[str] = (),
        within: str = "",
        number: str = "",
    ) -> str:
        """See ``Known``."""
        given = {scheme: value for scheme, value in (identifiers or {}).items() if value}
        found = next(self._index.known_by(PARTY, given), "")
        found = found or self._numbered(PARTY, within, number, given, self.parties)
        found = found or self._by_name(name, within, given, has_number=bool(number))
        if not found:
            found = free(slug(name, slug(number, "party")), self.parties)
            self._keep(Party(found, name or found))
        self._grow(found, given, kinds)
        if within and number:
            self._learn_number(PARTY, within, number, found)
        if not self.parties[found].identifiers and not given and not number:
            self._names.setdefault((within, word(name)), found)
        if found in self.named.parties and not self.parties[found].identifiers:
            self.named.unidentified[found] = self.parties[found].name
        else:
            self.named.unidentified.pop(found, None)
        return found

    def asset(
        self,
        kind: str,
        title: str = "",
        *,
        identifiers: Mapping[str, str] | None = None,
        within: str = "",
        number: str = "",
    ) -> str:
        """See ``Known``."""
        given = {scheme: value for scheme, value in (identifiers or {}).items() if value}
        found = next(self._index.known_by(kind, given), "")
        found = found or self._numbered(kind, within, number, given, self.assets)
        if not found:
            found = free(_id_of(kind, given, within, number), self.assets)
            self.assets[found] = self.named.assets[found] = Asset(found, kind, title, tuple(given.items()))
        elif (asset := self.named.assets.get(found)) is not None:
            more = _more(asset.identifiers, given)
            if more or (title and not asset.title):
                asset = replace(asset, title=asset.title or title, identifiers=(*asset.identifiers, *more))
                self.assets[found] = self.named.assets[found] = asset
        self._learn(kind, found, self.assets[found].identifiers, given)
        if within and number:
            self._learn_number(kind, within, number, found)
        return found

    def item(  # noqa: PLR0913 - the parts of an item
        self,
        title: str,
        *,
        artist: str = "",
        recording: str = "",
        identifiers: Mapping[str, str] | None = None,
        within: str = "",
        number: str = "",
        group: str = "",
        released: When | None = None,
        details: Sequence[tuple[str, str]] = (),
    ) -> str:
        """See ``Known``."""
        given = {scheme: value for scheme, value in (identifiers or {}).items() if value}
        found = self._item_of.get(recording, "") if recording else ""
        if not found and not recording:
            found = next(self._index.known_by(ITEM, given), "")
            found = found or self._numbered(ITEM, within, number, {}, self.items)
        if not found:
            wanted = recording or _id_of(ITEM, given, within, number)
            found = free(wanted, self.items)
            assets = ((RECORDING, (recording,)),) if recording else ()
            more = tuple(dict([*given.items(), *details]).items())
            made = Item(found, assets, title, artist, group, more, released)
            self.items[found] = self.named.items[found] = made
        if recording:
            self._item_of.setdefault(recording, found)
        else:
            self._index.learn(ITEM, found, given.items())
        if within and number:
            self._learn_number(ITEM, within, number, found)
        return found

    def _numbered(
        self, kind: str, within: str, number: str, given: Mapping[str, str], of: Mapping[str, Party | Asset | Item]
    ) -> str:
        if not (within and number):
            return ""
        found = self._index.by_number.get((kind, within, number), "")
        if found not in of:
            return ""
        entry = of[found]
        return "" if not isinstance(entry, Item) and differ(entry.identifiers, given) else found

    def _by_name(self, name: str, within: str, given: Mapping[str, str], *, has_number: bool) -> str:
        key = word(name)
        if not key:
            return ""
        if not (within or given or has_number):
            return self._called(name, key)
        found = "" if given or has_number else self._names.get((within, key), "")
        if not found:
            found = self._names.get(("", key), "")
            if found and differ(self.parties[found].identifiers, given):
                return ""
            if found:
                self.named.by_name[found] = name
        return found

    def _called(self, name: str, key: str) -> str:
        """The party that the user means: the one of that id, else the only one of that name."""
        if name in self.parties:
            return name
        found = [one.id for one in self.parties.values() if word(one.name) == key]
        if len(found) > 1:
            mend = f"write the id of one: {', '.join(found[:6])}"
            raise InvalidValueError(f"{name!r} is the name of {len(found)} parties", mend=mend)
        return found[0] if found else ""

    def _grow(self, one: str, given: Mapping[str, str], kinds: Sequence[str]) -> None:
        if (party := self.named.parties.get(one)) is not None:
            more = _more(party.identifiers, given)
            new_kinds = [kind for kind in kinds if kind not in party.kinds]
            if more or new_kinds:
                identifiers = (*party.identifiers, *more)
                self._keep(replace(party, identifiers=identifiers, kinds=(*party.kinds, *new_kinds)))
        self._learn(PARTY, one, self.parties[one].identifiers, given)

    def _learn(self, kind: str, one: str, mine: Iterable[tuple[str, str]], given: Mapping[str, str]) -> None:
        for pair in given.items():
            key = (kind, *pair)
            if self._index.by_scheme.setdefault(key, one) == one and pair not in mine:
                self.named.aliases[key] = one

    def _keep(self, party: Party) -> None:
        self.parties[party.id] = self.named.parties[party.id] = party

    def _learn_number(self, kind: str, within: str, number: str, one: str) -> None:
        key = kind, within, number
        if self._index.by_number.get(key) != one:
            self._index.by_number[key] = self.named.numbers[key] = one


def _more(mine: Iterable[tuple[str, str]], given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The identifiers that are not there yet; a second value in one scheme is an alias and stays in the index alone."""
    schemes = {scheme for scheme, _ in mine}
    return tuple((scheme, value) for scheme, value in given.items() if scheme not in schemes)


def _id_of(kind: str, given: Mapping[str, str], within: str, own: str) -> str:
    for value in given.values():
        return f"{kind}:{number(value)}" if kind not in (RECORDING, "work", ITEM) else number(value)
    if within and own:
        return f"{within}:{number(own)}"
    raise InvalidValueError(
        f"a {kind} has neither identifier nor number", mend="give it an ISRC, an ISWC or a number of its submitter"
    )
