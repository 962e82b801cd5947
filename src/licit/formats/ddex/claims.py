# SPDX-License-Identifier: Apache-2.0
"""A message of claims while it is read: who speaks, what is claimed of what, and what that replaces.

The newest message of a sender on a work or recording replaces all that it claimed of it before: what is not said again
is denied. A message that is cut off, or of whose claims on that work or recording one was refused, denies nothing. What
an older message says, read after a newer one, is denied on the day of the newer one, unless that says it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from licit.formats.checks import DOUBT, ORDER, UNSUPPORTED
from licit.formats.ddex.header import header
from licit.formats.ddex.mandates import Mandates, alone, catalogue_of
from licit.formats.ddex.names import Names
from licit.formats.ddex.opening import Standard
from licit.formats.ddex.order import Later, Order
from licit.formats.ddex.rows import Header, PartyRow
from licit.formats.ddex.walk import Walk
from licit.formats.entries import Entry, Origin, Stated
from licit.formats.files import File, unreadable
from licit.formats.known import Known
from licit.formats.xml import Piece, pieces
from licit.model.day import ALWAYS, LAST, When
from licit.model.fact import Control, Fact, Grant
from licit.model.problem import Place, Problem, Severity
from licit.model.scope import NOTHING
from licit.model.statement import Basis

_REPLACED: Final = "a newer message, read before, replaces it"


@dataclass(slots=True)
class Spoken:
    """What a message says of one asset: the facts, by id or catalogue, where last, and whether some was refused."""

    asset: str
    locator: str
    later: Later | None = None  # the next message on it that was made later, and read before
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
    order: Order = field(init=False)
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
        self.order = Order(self.known, self.standard.name)
        self.mandates = Mandates(self.order)

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
            article = "an" if piece.name[0] in "AEIOU" else "a"
            what, mend = f"the message is {article} {piece.name}, which is not read", self.standard.mend
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
        self.order.open(self.voice, row.created)
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

    def before(self, asset: str) -> tuple[Fact, ...]:
        """The same, without what only messages said that were made later."""
        if self.later(asset) is None:
            return self.earlier(asset)
        newer, said = self.order.newer_alone(asset), self._spoken[asset].said if asset in self._spoken else ()
        return tuple(fact for fact in self.earlier(asset) if fact.id not in newer or fact.id in said)

    def later(self, asset: str) -> Later | None:
        """The next message on the asset that was made after this one, and read before it."""
        spoken = self._spoken.get(asset)
        return spoken.later if spoken is not None else self.order.next(asset)

    def speak(self, asset: str, locator: str) -> Spoken:
        """The message speaks of the asset: what was claimed of it before is replaced at the end."""
        if asset not in self._spoken:
            self._spoken[asset] = Spoken(asset, locator, self.order.next(asset))
        return self._spoken[asset]

    def say(
        self, fact: Fact, asset: str, locator: str, *, basis: Basis = Basis.SEEN, note: str = ""
    ) -> Iterator[Entry]:
        """A fact on an asset; a grant becomes one with all that are alike, unless the message comes late."""
        spoken, subject = self.speak(asset, locator), self.subject(asset)
        later = spoken.later
        if later is not None and isinstance(fact, Grant):
            fact = alone(fact, asset)
        stated = Stated(fact=fact, locator=locator, source=self.voice, basis=basis, note=note, subject=subject)
        spoken.said.add(fact.id)
        if later is not None:
            yield stated
            if not _said_again(fact, later):
                yield self.denied(fact, asset, locator, _REPLACED, When.on(later.day))
        elif isinstance(fact, Grant):
            yield from self.mandates.add(stated, asset)
        else:
            yield stated

    def denied(self, fact: Fact, asset: str, locator: str, note: str, made: When | None = None) -> Stated:
        """The voice says that the fact is not so."""
        subject = self.subject(asset)
        return Stated(
            fact=fact, locator=locator, affirms=False, source=self.voice, made=made, note=note, subject=subject
        )

    def withdraw(self, asset: str, locator: str, note: str, keep: frozenset[str] = frozenset()) -> Iterator[Entry]:
        """Deny all that was claimed of the asset, but for what is kept (ids of facts and of catalogues).

        A message that comes late leaves catalogues as the newer one has them.
        """
        late = self.later(asset) is not None
        for fact in self.before(asset):
            name = catalogue_of(fact)
            if fact.id in keep or name in keep:
                continue
            yield from self.order.withdraws(asset, fact)
            if not name:
                yield self.denied(fact, asset, locator, note)
            elif not late:
                self.mandates.drop(name, asset, locator)

    def end(self) -> Iterator[Entry]:
        """What the message replaces, now that all of it is read."""
        if late := sum(one.later is not None for one in self._spoken.values()):
            what = f"newer messages on {late} of its works or recordings were read before this one"
            mend = "read messages in the order in which they were made; what the newer don't say too ends with them"
            yield Problem(Place(self.file.name), what, mend, DOUBT, Severity.WARNING)
        for one in self._spoken.values() if self.whole else ():
            keep = frozenset(one.said)
            before = self.before(one.asset)
            gone = [fact for fact in before if not {fact.id, catalogue_of(fact)} & keep]
            for fact in before if not one.broken else ():
                if fact not in gone:
                    yield from self.order.says(one.asset, fact)
            if gone and one.broken:
                what = f"{len(gone)} earlier claims on {one.asset} still stand, since a claim on it was refused"
                mend = "mend the claim and read the message again"
                yield Problem(Place(self.file.name), what, mend, DOUBT, Severity.WARNING)
            else:
                yield from self.withdraw(one.asset, one.locator, "not said by the newest message", keep)
        yield from self.mandates.settle()


def _said_again(fact: Fact, later: Later) -> bool:
    """Whether the later message says it too, or goes on with what ends on its eve."""
    if any(one.id == fact.id for one in later.said):
        return True
    if not isinstance(fact, Control | Grant) or fact.term.end != When.on(later.eve):
        return False
    body = _body(fact)
    return later.goes_on(lambda one: isinstance(one, Control | Grant) and _body(one) == body)


def _body(fact: Control | Grant) -> Control | Grant:
    """The fact without what may differ between two messages that say it again."""
    if isinstance(fact, Grant):
        scope = replace(fact.scope, repertoire=NOTHING, exceptions=NOTHING)
        return replace(fact, id="", term=ALWAYS, note="", scope=scope)
    return replace(fact, id="", term=ALWAYS, note="")
