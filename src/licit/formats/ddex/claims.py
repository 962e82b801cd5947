# SPDX-License-Identifier: Apache-2.0
"""A message of claims while it is read: who speaks, what is claimed of what, and what that replaces.

The newest message of a sender on a work or recording replaces all that it claimed of it before: what is not said again
is denied. A message that is cut off, or of whose claims on that work or recording one was refused, denies nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from licit.formats.checks import DOUBT, ORDER, UNSUPPORTED
from licit.formats.ddex.header import header
from licit.formats.ddex.mandates import Mandates, catalogue_of
from licit.formats.ddex.names import Names
from licit.formats.ddex.opening import Standard
from licit.formats.ddex.rows import Header, PartyRow
from licit.formats.ddex.walk import Walk
from licit.formats.entries import Entry, Origin, Stated
from licit.formats.files import File, unreadable
from licit.formats.known import Known
from licit.formats.xml import Piece, pieces
from licit.model.day import LAST, When
from licit.model.fact import Fact, Grant
from licit.model.problem import Place, Problem, Severity
from licit.model.statement import Basis


@dataclass(slots=True)
class Spoken:
    """What a message says of one asset: the facts, by id or catalogue, where last, and whether some was refused."""

    asset: str
    locator: str
    said: set[str] = field(default_factory=set)
    broken: bool = False


@dataclass(slots=True)
class Claims:
    """``voice`` is the party whose word it is: on whose behalf it was sent, else the sender."""

    file: File
    known: Known
    standard: Standard
    walk: Walk = field(init=False)
    names: Names = field(init=False)
    mandates: Mandates = field(init=False)
    version: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)  # of the message's root
    voice: str = ""
    recipients: tuple[str, ...] = ()
    made: When | None = None
    whole: bool = True
    _headed: bool = False
    _spoken: dict[str, Spoken] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.walk, self.names = Walk(self.file.name), Names(self.known)
        self.mandates = Mandates(self.known, "")

    def heard(self) -> Iterator[Piece | Entry]:
        """The pieces of a message that has a header, and what is to be told of the message itself."""
        try:
            with self.file.open() as stream:
                for piece in pieces(
                    stream,
                    self.file.name,
                    self.standard.wanted,
                    records=self.file.records,
                    reached=self.file.reached,
                ):
                    yield from self._hear(piece)
        except OSError as error:
            yield unreadable(self.file.name, error)

    def _hear(self, piece: Piece | Problem) -> Iterator[Piece | Entry]:
        if isinstance(piece, Problem):
            self.whole = False
            yield piece
        elif not piece.parent:
            yield from self._root(piece)
        elif piece.name == "MessageHeader" and not self.walk.deaf:
            yield from self._header(piece)
        elif not self.walk.deaf and not self._headed:
            self.walk.deaf = True
            what = "the message comes without a header that can be read: nobody said it"
            yield Problem(Place(self.file.name, piece.line), what, "give it its MessageHeader first", ORDER)
        elif not self.walk.deaf:
            yield piece

    def _root(self, piece: Piece) -> Iterator[Entry]:
        place = Place(self.file.name, piece.line)
        self.version = self.standard.version_of(str(piece.element.tag))
        self.attributes = {str(name): str(value) for name, value in piece.element.attrib.items()}
        if not self.standard.knows(self.version):
            what = f"the message is in {self.standard.title} {self.version}, whose layout is not known"
            mend = f"send it in {self.standard.versions[0]} to {self.standard.versions[-1]}"
        elif piece.name not in self.standard.read:
            what, mend = f"the message is a {piece.name}, which is not read", self.standard.mend
        else:
            return
        self.walk.deaf = True
        severity = Severity.WARNING if self.standard.knows(self.version) else Severity.ERROR
        yield Problem(place, what, mend, UNSUPPORTED, severity)

    def _header(self, piece: Piece) -> Iterator[Entry]:
        for row in header(piece, self.walk):
            if isinstance(row, Header):
                yield from self._begin(row)
            elif isinstance(row, Problem):
                yield row

    def _begin(self, row: Header) -> Iterator[Entry]:
        self._headed = True
        self.voice, self.recipients = self.names.open(row)
        self.mandates.source = self.voice
        self.made = When.on(row.created.date()) if row.created else None
        title = " ".join(part for part in (self.standard.title, self.version, row.message_id) if part)
        yield Origin(source=self.names.sender, made=self.made, title=title)

    @property
    def day(self) -> date:
        """The day whose groups of territories are meant: that of the message, else after all changes of them."""
        return self.walk.day.earliest if self.walk.day is not None else LAST

    def party(self, row: PartyRow) -> str:
        """The id of a party that the message names."""
        return self.names.party(row)

    def subject(self, asset: str) -> str:
        """What a newer message of the same voice replaces."""
        return f"{self.standard.name} {asset}"

    def earlier(self, asset: str) -> tuple[Fact, ...]:
        """What the voice has claimed of the asset, in messages before and so far in this one."""
        return tuple(self.known.earlier(self.voice, self.subject(asset)))

    def speak(self, asset: str, locator: str) -> Spoken:
        """The message speaks of the asset: what was claimed of it before is replaced at the end."""
        return self._spoken.setdefault(self.subject(asset), Spoken(asset, locator))

    def say(
        self, fact: Fact, asset: str, locator: str, *, basis: Basis = Basis.SEEN, note: str = ""
    ) -> Iterator[Entry]:
        """A fact on an asset; a grant becomes one with all that are alike."""
        subject = self.subject(asset)
        stated = Stated(fact=fact, locator=locator, source=self.voice, basis=basis, note=note, subject=subject)
        self.speak(asset, locator).said.add(fact.id)
        if isinstance(fact, Grant):
            yield from self.mandates.add(stated, asset)
        else:
            yield stated

    def denied(self, fact: Fact, asset: str, locator: str, note: str) -> Stated:
        """The voice says that the fact is not so."""
        return Stated(
            fact=fact, locator=locator, affirms=False, source=self.voice, note=note, subject=self.subject(asset)
        )

    def withdraw(self, asset: str, locator: str, note: str, keep: frozenset[str] = frozenset()) -> Iterator[Entry]:
        """Deny all that was claimed of the asset, but for what is kept (ids of facts and of catalogues)."""
        for fact in self.earlier(asset):
            name = catalogue_of(fact)
            if fact.id in keep or name in keep:
                continue
            if name:
                self.mandates.drop(name, asset, locator)
            else:
                yield self.denied(fact, asset, locator, note)

    def end(self) -> Iterator[Entry]:
        """What the message replaces, now that all of it is read."""
        for one in self._spoken.values() if self.whole else ():
            keep = frozenset(one.said)
            gone = [fact for fact in self.earlier(one.asset) if not {fact.id, catalogue_of(fact)} & keep]
            if gone and one.broken:
                what = f"{len(gone)} earlier claims on {one.asset} still stand, since a claim on it was refused"
                mend = "mend the claim and read the message again"
                yield Problem(Place(self.file.name), what, mend, DOUBT, Severity.WARNING)
            else:
                yield from self.withdraw(one.asset, one.locator, "not said by the newest message", keep)
        yield from self.mandates.settle(self.made)
