# SPDX-License-Identifier: Apache-2.0
"""Rows of an ERN message as what a case holds: last-link grants, what is offered, who is said to control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Final

from licit.formats.checks import DOUBT, ORDER, REFERENCE
from licit.formats.ddex.codes import WORLDWIDE, of_all
from licit.formats.ddex.periods import UNKNOWN
from licit.formats.ddex.rows import Header
from licit.formats.entries import Entry, LeftOut, Listed, Offered, Origin, Stated
from licit.formats.ern import replacing
from licit.formats.ern.collapse import MOST, Collapsed, Collapsing
from licit.formats.ern.names import Names, subjects
from licit.formats.ern.reading import rows
from licit.formats.ern.replacing import Change, Said
from licit.formats.ern.rights import controls
from licit.formats.ern.rows import (
    DealRow,
    Left,
    OtherResource,
    Purged,
    ReleaseRow,
    Resource,
    Root,
    Row,
    Terms,
    Whole,
)
from licit.formats.ern.versions import NEW
from licit.formats.files import File
from licit.formats.ids import BETWEEN, fact_id
from licit.formats.known import Known
from licit.model.day import LAST, Term, When
from licit.model.fact import Condition, Fact, Grant, GrantKind, Termination
from licit.model.problem import Place, Problem, Severity
from licit.model.scope import ALL, Repertoire, Scope
from licit.model.statement import Basis
from licit.model.territory import Expression

_CLAIM: Final = ("deal under RightsClaimModel", "the sender claims what users upload; it licenses nothing")
_PRE_ORDER: Final = ("pre-order deal", "it lets orders be taken, and nothing be delivered")
_NOTHING_BEFORE: Final = ("take-down", "the release had no deals before")


def read(file: File, known: Known) -> Iterator[Entry]:
    """Yield what one message says. What it says of earlier messages comes at its end, and only if it is whole."""
    message = _Message(file.name, known)
    for row in rows(file):
        if isinstance(row, Problem):
            message.refused = message.refused or row.severity is Severity.ERROR
            yield row
        else:
            yield from message.take(row)
    yield from message.end()


@dataclass(slots=True)
class _Message:
    name: str
    known: Known
    root: Root | None = None
    header: Header | None = None
    deaf: bool = False  # its records are counted, and say nothing
    settled: bool = False
    whole: bool = False
    refused: bool = False  # something of it
    grantor: str = ""
    recipients: tuple[str, ...] = ()
    mark: str = ""  # in the notes of its facts
    names: Names = field(init=False)
    collapsing: Collapsing = field(default_factory=Collapsing)
    said: dict[str, Said] = field(default_factory=dict)
    earlier: dict[str, Sequence[Fact]] = field(default_factory=dict)
    newer: dict[str, datetime] = field(default_factory=dict)  # subjects of which a newer message was read before
    offered: set[tuple[str, str]] = field(default_factory=set)
    _reached: dict[tuple[str, ...], Sequence[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = Names(self.known)

    def take(self, row: Row) -> Iterable[Entry]:
        if self.settled and isinstance(row, DealRow):  # by far the most
            return self._deal(row)
        if isinstance(row, Root):
            self.root = row
        elif isinstance(row, Header):
            return self._begin(row)
        elif isinstance(row, Whole):
            self.whole = True
        elif isinstance(row, Left):
            return (LeftOut(row.what, row.why),)
        elif self.header is not None and not self.deaf:
            return self._hear(row, self.header)
        elif not self.deaf and not self.refused:
            self.deaf = True
            what = "the message comes without a header that can be read: nobody said it"
            return (Problem(Place(self.name), what, "give it its MessageHeader first", ORDER),)
        return ()

    def _hear(self, row: Resource | OtherResource | ReleaseRow | Purged | DealRow, header: Header) -> Iterable[Entry]:
        if isinstance(row, Purged):
            return self._purge(row, header)
        if isinstance(row, DealRow):
            return chain(self._settle(), self._deal(row))
        return self._name(row)

    def end(self) -> Iterator[Entry]:
        if self.deaf or self.header is None or self.root is None or self.root.kind != NEW:
            return
        yield from self._settle()
        yield from self._flush()
        created = self.header.created
        if not self.whole or created is None:
            return
        for subject, facts in self.earlier.items():
            said = self.said.get(subject, Said())
            if subject not in self.newer and facts:
                for change in replacing.replaced(facts, said, created):
                    yield _stated(change, subject, "DealList")
                    if self.refused and change.affirms and isinstance(change.fact, Termination):
                        doubt = "a part of the newest message can't be read: it may repeat the deal"
                        yield _stated(Change(change.fact, doubt, affirms=False), subject, "DealList")
            if not facts and said.downs:
                yield LeftOut(*_NOTHING_BEFORE)

    def _begin(self, row: Header) -> Iterator[Entry]:
        self.header, self.mark = row, replacing.marked(row.created)
        self.grantor, self.recipients = self.names.open(row, "service")
        for one in self.recipients:
            if one == self.grantor:
                what = "the message's sender and its recipient are one party: it licenses itself"
                yield Problem(row.place, what, "check the ids of the two", DOUBT, Severity.WARNING)
        kind, version = (self.root.kind, self.root.version) if self.root is not None else ("message", "")
        title = " ".join(part for part in ("DDEX ERN", version, kind, row.message_id) if part)
        yield Origin(source=self.names.sender, made=When.on(row.created.date()) if row.created else None, title=title)

    def _name(self, row: Resource | OtherResource | ReleaseRow) -> Sequence[Entry]:
        if self.settled:
            what = "a release or resource stands after the deals"
            return (Problem(Place(self.name), what, "put DealList last", ORDER),)
        return self.names.add(row)

    def _settle(self) -> Iterator[Entry]:
        if self.settled:
            return
        self.settled = True
        created = self.header.created if self.header is not None else None
        day = created.date() if created is not None else LAST
        for found in self.names.settle():
            if isinstance(found, tuple):
                yield from controls(*found, self.names, day)
            else:
                yield found
        for subject, aliases in self.names.subjects.items():
            facts = [fact for one in aliases for fact in self.known.earlier(self.names.sender, one)]
            self.earlier[subject] = facts
            newest = replacing.newest(facts)
            if created is not None and newest is not None and newest > created:
                self.newer[subject] = newest
                what = f"a message of {newest.date()} on the same release was read before this one of {created.date()}"
                mend = "read messages in the order in which they were made; territories left out are not compared"
                yield Problem(Place(self.name), what, mend, DOUBT, Severity.WARNING)

    def _deal(self, row: DealRow) -> Iterator[Entry]:
        releases = self._reached.get(row.releases)
        if releases is None:
            for reference in row.releases:
                if reference not in self.names.held:
                    what = f"{row.path} names {reference}, which is no release of the message"
                    yield Problem(row.place, what, "give the release, or mend the reference", REFERENCE)
            releases = self._by_subject(row.releases, ())
            if len(self._reached) == MOST:
                self._reached.clear()
            self._reached[row.releases] = releases
        for terms in row.terms:
            reached = self._by_subject(row.releases, terms.resources) if terms.resources else releases
            for subject, assets in reached:
                if left := self._terms(terms, subject, assets, row):
                    yield left
        if self.collapsing.full:
            yield from self._flush()

    def _by_subject(self, references: Sequence[str], only: Sequence[str]) -> Sequence[tuple[str, tuple[str, ...]]]:
        """What a deal of these releases reaches: what is replaced together, with its recordings."""
        found: dict[str, dict[str, None]] = {}
        for reference in references:
            one = self.names.held.get(reference)
            if one is not None:
                assets = tuple(asset for name, asset in one.by_resource if name in only) if only else one.assets
                found.setdefault(one.subject, {}).update(dict.fromkeys(assets))
        return [(subject, tuple(assets)) for subject, assets in found.items()]

    def _terms(self, terms: Terms, subject: str, assets: tuple[str, ...], row: DealRow) -> LeftOut | None:
        said = self.said.get(subject)
        if said is None:
            said = self.said[subject] = Said()
        said.anything = True
        where = terms.territories
        if where is not None:
            said.named.add(where)
        if terms.kind == "take-down":
            start = terms.period.term.start or UNKNOWN
            said.downs.add((where if where is not None else of_all([WORLDWIDE]), start))
        elif terms.kind == "claim":
            return LeftOut(*_CLAIM)
        elif terms.kind == "pre-order":
            return LeftOut(*_PRE_ORDER)
        elif assets:
            self.collapsing.add(subject, terms, assets, row)
        return None

    def _flush(self) -> Iterator[Entry]:
        for one in self.collapsing.take():
            grantees = tuple(self.names.party(channel, "service") for channel in one.same.channels) or self.recipients
            for grantee in grantees:
                yield from self._grant(one, grantee)

    def _grant(self, one: Collapsed, grantee: str) -> Iterator[Entry]:
        same = one.same
        kind = GrantKind.EXCLUSIVE if same.exclusive else GrantKind.NON_EXCLUSIVE
        earlier = self.earlier.get(same.subject, ())

        def named(where: Expression | None, term: Term) -> str:
            parts = (self.grantor, grantee, kind.value, same.subject, same.uses, where, term)
            return fact_id("ern-deal", *parts, "; ".join(same.conditions), BETWEEN.join(one.assets))

        term = same.term
        if earlier and self.header is not None and self.header.created is not None:
            day = self.header.created.date()
            term = replacing.begun(earlier, lambda old: named(old.scope.territories, old.term), one, day)
        name = self._free(named(one.territories, term), earlier)
        single = len(one.assets) == 1
        grant = Grant(
            id=name,
            grantor=self.grantor,
            grantee=grantee,
            kind=kind,
            scope=Scope(
                repertoire=Repertoire(assets=frozenset(one.assets))
                if single
                else Repertoire(catalogues=frozenset((name,))),
                rights=ALL,
                uses=same.uses,
                territories=one.territories,
            ),
            term=term,
            conditions=tuple(Condition(text) for text in same.conditions),
            note=self.mark,
        )
        if earlier:
            self.said[same.subject].grants.add(name)
        if not single:
            yield from (Listed(name, asset) for asset in one.assets)
        more = f"{one.deals} deals say it" if one.deals > 1 else ""
        through = f"through {', '.join(self.recipients)}" if same.channels else ""
        start = "" if term == same.term else "its start is that of an earlier message"
        note = "; ".join(part for part in (one.rounded, more, through, start) if part)
        basis = Basis.INFERRED if start else Basis.SEEN
        yield Stated(fact=grant, locator=one.locator, basis=basis, note=note, subject=same.subject)
        newer = self.newer.get(same.subject)
        if newer is not None and not any(fact.id == name for fact in earlier):
            yield _stated(replacing.outlived(grant, newer), same.subject, one.locator)
        for asset in one.assets:
            if (offer := (grantee, self.names.items[asset])) not in self.offered:
                self.offered.add(offer)
                yield Offered(*offer)

    def _free(self, name: str, earlier: Sequence[Fact]) -> str:
        """The id; another for a deal that ended before and is made again."""
        created = self.header.created if self.header is not None else None
        gone = replacing.ended(earlier) if earlier and created is not None else {}
        found, count = name, 0
        while created is not None and found in gone and gone[found].latest < created.date():
            count += 1
            found = fact_id("ern-deal", name, count)
        return found

    def _purge(self, row: Purged, header: Header) -> Iterator[Entry]:
        known = False
        for subject in subjects(row.ids):
            facts = self.known.earlier(self.names.sender, subject)
            known = known or bool(facts)
            if header.created is not None:
                for change in replacing.purged(facts, header.created):
                    yield _stated(change, subject, f"line {row.place.line}, PurgedRelease")
        if not known:
            what = "nothing is known of the release that is to be purged"
            yield Problem(row.place, what, "read the messages on it first", REFERENCE, Severity.WARNING)


def _stated(change: Change, subject: str, locator: str) -> Stated:
    return Stated(
        fact=change.fact,
        locator=locator,
        affirms=change.affirms,
        basis=change.basis,
        note=change.note,
        subject=subject,
    )
