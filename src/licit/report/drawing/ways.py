# SPDX-License-Identifier: Apache-2.0
"""A reading of a proof as a diagram: every way from a right over its owners to the service, equal parts once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from licit.model.fact import Grant, Statute
from licit.model.overview import Reason
from licit.model.proof import (
    Break,
    Dimension,
    Link,
    PlaceProof,
    ReadingProof,
    RequirementProof,
    RightProof,
    RootKind,
    ShareProof,
    Standing,
    Value,
)
from licit.model.record import Record
from licit.model.verdict import Answer, Verdict
from licit.report.drawing.diagram import Box, Diagram, Edge, Shape, Stroke
from licit.report.drawing.palette import VALUES
from licit.report.drawing.words import drawn, term_words
from licit.report.words import BOOKS, dimension_words, reason_words, set_for
from licit.report.words.names import Names
from licit.vocabulary.names import Lang


def diagram(reading: ReadingProof, verdict: Verdict, record: Record, lang: Lang) -> Diagram:
    """One reading drawn. Shares that go the same way are one box of owners, rights with the same shares one box."""
    return _Drawer(verdict, record, lang).diagram(reading, contested=verdict.answer is Answer.CONTESTED)


@dataclass(frozen=True)
class _Asked:
    """A right that is asked for, with the law that asks and the place whose law it is."""

    place: PlaceProof
    requirement: RequirementProof
    right: RightProof


class _Drawer:
    """Collects boxes; one with the same key is drawn once. A key holds all that the box and its way on say."""

    def __init__(self, verdict: Verdict, record: Record, lang: Lang) -> None:
        self.question, self.record, self.lang = verdict.question, record, lang
        self.standings = {used.fact: used.standing for used in verdict.proof.facts}
        self.names, self.book = Names(record, lang, self.question.item), BOOKS[lang]
        self.boxes: dict[Hashable, Box] = {}
        self.edges: dict[tuple[int, int], Edge] = {}

    def diagram(self, reading: ReadingProof, *, contested: bool) -> Diagram:
        """Every place, law, right and share of it; of a contested answer the title says which reading it is."""
        answer = VALUES[reading.value]
        title = self.book.answers[answer]
        if contested:
            title = self._set(f"{self.book.readings[reading.reading]} — {self.book.values[reading.value]}")
        for place in reading.places:
            where = self._set(self.book.place(self.names, place)) if len(reading.places) > 1 else ""
            if not place.requirements:
                self._silent(place)
            for requirement in place.requirements:
                self._laws(requirement, where)
        for asked in self._grouped(reading):
            self._right(asked, several=len(reading.places) > 1)
        service = self._service(reading.value)
        heads = {edge.tail for edge in self.edges.values()}
        for box in tuple(self.boxes.values()):  # whatever leads nowhere still stands before the service
            if box.ident not in heads and box is not service:
                self._edge(box, service, Stroke.HIDDEN)
        notes = [self._set(self.book.settled(self.names, fact, taken)) for fact, taken in reading.settlement]
        if len(reading.places) == 1:
            notes.insert(0, self._set(self.book.place(self.names, reading.places[0])))
        boxes = sorted(self.boxes.values(), key=lambda box: box.ident)
        return Diagram(title, answer, tuple(notes), tuple(boxes), tuple(self.edges.values()))

    # ---- what is asked for

    def _grouped(self, reading: ReadingProof) -> Iterator[tuple[_Asked, ...]]:
        """Rights whose shares go the same ways, together."""
        found: dict[Hashable, list[_Asked]] = {}
        for place in reading.places:
            for requirement in place.requirements:
                for right in requirement.rights:
                    shares = tuple(map(_without_controls, right.shares))
                    key = (shares, right.value, right.any_co_owner, right.overclaim)
                    found.setdefault(key, []).append(_Asked(place, requirement, right))
        yield from map(tuple, found.values())

    def _right(self, asked: Sequence[_Asked], *, several: bool) -> None:
        book, names, right = self.book, self.names, asked[0].right
        rights = list(dict.fromkeys(book.right(names, one.right) for one in asked))
        laws = dict.fromkeys(book.requirement(names, one.requirement) for one in asked)
        small = [drawn("asked", self.lang, laws=names.listed(laws))]
        if several:
            small += dict.fromkeys(book.place(names, one.place) for one in asked)
        if right.any_co_owner:
            small.append(drawn("any", self.lang))
        facts = tuple(dict.fromkeys(one.requirement.requirement for one in asked))
        lines = tuple(self._set(text) for text in (*rights, *small))
        disputed = any(one.requirement.standing is Standing.DISPUTED for one in asked)
        key = ("right", tuple(asked))
        strong = len(rights)
        box = self._box(key, Shape.RIGHT, lines, value=right.value, facts=facts, disputed=disputed, strong=strong)
        for shares in self._folded(right.shares):
            first = self._owner(shares)
            self._edge(box, first, Stroke.PLAIN, arrow=False)

    def _laws(self, requirement: RequirementProof, where: str) -> None:
        """What a law asks for that has no owner: a kind of asset that is not identified, or nothing at all."""
        law = self._set(self.book.requirement(self.names, requirement))
        texts = [(self._set(self.book.missing(self.names, kind)), Value.UNKNOWN) for kind in requirement.missing]
        if not requirement.rights and not requirement.missing:
            texts = [(law, requirement.value)]
        for text, value in texts:
            lines = tuple(one for one in dict.fromkeys((text, law, where)) if one)
            facts = (requirement.requirement,)
            self._box(("asks", text, law, where), Shape.RIGHT, lines, value=value, facts=facts)

    def _silent(self, place: PlaceProof) -> None:
        """What is not on record where no law speaks."""
        if not place.territory:
            reason = Reason("no-server", at=self.question.service)
        elif self.question.item in self.record.items:
            reason = Reason("no-requirement", subject=place.territory)
        else:
            reason = Reason("item-not-on-record", subject=self.question.item)
        text = reason_words(reason, self.record, self.lang)
        self._box(("silent", text), Shape.RIGHT, (text,), value=Value.UNKNOWN)

    # ---- owners and their ways

    def _folded(self, shares: Sequence[ShareProof]) -> Iterator[tuple[ShareProof, ...]]:
        """Shares that go the same way but for the name of their owner, together."""
        found: dict[Hashable, list[ShareProof]] = {}
        for share in shares:
            found.setdefault(self._alike(share), []).append(share)
        yield from map(tuple, found.values())

    def _alike(self, share: ShareProof) -> Hashable:
        if not share.owner or share.chain is None or share.chain.root.kind is not RootKind.OWNER:
            return _without_controls(share)
        links, broken = share.chain.links, share.broken_at
        first: Hashable = ()
        if links:
            link = links[0]
            first = (self._link_lines(link), link.grantee, link.standing, link.powers, link.ended_on)
        if broken is not None and broken.at == share.owner:
            kind = self._grant_kind(broken.grant)
            broken = replace(broken, at="", grant=kind)
        return (share.value, first, links[1:], broken, share.actor, share.operation, share.actor == share.owner)

    def _owner(self, shares: tuple[ShareProof, ...]) -> Box:
        """The box of owners, and the way on from it."""
        share, n = shares[0], len(shares)
        facts = tuple(dict.fromkeys(fact for one in shares for fact in one.controls))
        lines = self._owner_lines(share)
        if n > 1:
            lines = (drawn("owners", self.lang, n=n), *map(self._listed_owner, shares))
        key = ("owner", tuple(map(_without_controls, shares)))
        if key in self.boxes:
            return self.boxes[key]
        box = self._box(key, Shape.OWNER, lines, facts=facts, value=None if share.owner else share.value)
        at = box
        chain = share.chain
        if chain is not None and chain.root.kind is not RootKind.OWNER:
            at = self._law(box, share)
        links = chain.links if chain is not None else ()
        for i, link in enumerate(links):
            grants = tuple(one.chain.links[0].grant for one in shares if one.chain) if i == 0 else (link.grant,)
            at = self._link(at, link, tuple(dict.fromkeys(grants)), links[i + 1 :], share)
        if share.broken_at is not None:
            self._broken(at, share.broken_at, n)
        elif share.value is Value.YES and share.actor:
            self._arrived(at, share)
        return box

    def _owner_lines(self, share: ShareProof) -> tuple[str, ...]:
        if not share.owner:
            return (self._set(self.book.share(self.names, share)),)
        part = drawn("owner", self.lang, share=self.names.share(share.hundredths))
        return self.names.party(share.owner), part

    def _listed_owner(self, share: ShareProof) -> str:
        return self._set(f"{self.names.party(share.owner)}: {self.names.share(share.hundredths)}")

    def _law(self, owner: Box, share: ShareProof) -> Box:
        """A statute that gives without a grant: to a society, or to anyone."""
        chain = share.chain
        assert chain is not None  # noqa: S101 - its caller has looked
        root = chain.root
        text = self._set(self.book.roots[root.kind](self.names, root))
        standings = [self.standings.get(fact, Standing.ACCEPTED) for fact in root.facts]
        disputed = Standing.DISPUTED in standings
        stroke = Stroke.DISPUTED if disputed else Stroke.PLAIN
        lines = (drawn("law", self.lang), text, *self._stands(Standing.DISPUTED if disputed else Standing.ACCEPTED))
        key = ("law", root, chain.links, _end(share))
        box = self._box(key, Shape.LAW, lines, facts=root.facts, disputed=disputed)
        self._edge(owner, box, stroke, arrow=False)
        if not root.party:
            return box
        party = self._party(root.party, chain.links, share)
        self._edge(box, party, stroke)
        return party

    def _link(self, at: Box, link: Link, grants: tuple[str, ...], after: tuple[Link, ...], share: ShareProof) -> Box:
        """A grant (or the like ones of several owners), and the party that it reaches."""
        lines = self._link_lines(link)
        if len(grants) > 1:
            lines = (*lines, drawn("each", self.lang, n=len(grants)))
        told = self._set(self.book.link(self.names, link)) if len(grants) == 1 else ""
        stroke = _stroke(link.standing)
        disputed = stroke is Stroke.DISPUTED
        key = ("grant", grants, link, after, _end(share))
        plate = self._box(key, Shape.GRANT, lines, told=told, facts=grants, disputed=disputed)
        party = self._party(link.grantee, after, share)
        self._edge(at, plate, stroke, arrow=False)
        self._edge(plate, party, stroke)
        return party

    def _party(self, name: str, after: tuple[Link, ...], share: ShareProof) -> Box:
        """A party on the way; the service itself, where the way arrives with it, is the last box."""
        if name == self.question.service and not after and share.broken_at is None:
            return self._service()
        return self._box(("party", name, after, _end(share)), Shape.PARTY, (self.names.party(name),))

    def _arrived(self, at: Box, share: ShareProof) -> None:
        """From the one who exercises to the service: by its operation, or at once."""
        service = self._service()
        if at is service:
            return
        if not share.operation:
            self._edge(at, service, Stroke.DISPUTED if at.disputed else Stroke.PLAIN)
            return
        if at.shape is Shape.LAW:  # a law lets anyone: also the operator
            actor = self._box(("party", share.actor, (), _end(share)), Shape.PARTY, (self.names.party(share.actor),))
            self._edge(at, actor, Stroke.DISPUTED if at.disputed else Stroke.PLAIN)
            at = actor
        standing = self.standings.get(share.operation, Standing.ACCEPTED)
        told = self._set(self.book.fact(self.names, share.operation))
        lines = (drawn("operates", self.lang), *self._stands(standing))
        stroke = _stroke(standing)
        key, facts = ("operation", share.operation), (share.operation,)
        disputed = stroke is Stroke.DISPUTED
        plate = self._box(key, Shape.GRANT, lines, told=told, facts=facts, disputed=disputed)
        self._edge(at, plate, stroke, arrow=False)
        self._edge(plate, service, stroke)

    def _broken(self, at: Box, broken: Break, owners: int) -> None:
        """The link that breaks: its dimension as a word, what stops it, and whom it would have reached."""
        n = owners if at.shape is Shape.OWNER else 1
        word = dimension_words(broken.dimension, self.lang)
        detail = self._set(self.book.breaks[broken.dimension](self.names, broken))
        law = broken.dimension is Dimension.LAW or isinstance(self.record.by_id.get(broken.grant), Statute)
        lines = (word, detail) if n == 1 else (word, drawn("each", self.lang, n=n))
        facts = tuple(fact for fact in (broken.grant, *broken.by) if fact)
        plate = self._box(
            ("break", broken, n),
            Shape.BREAK,
            lines,
            told=detail,
            facts=facts,
            value=Value.NO,
            dimension=broken.dimension,
            law=law,
        )
        self._edge(at, plate, Stroke.CUT, arrow=False)
        for fact in broken.by:
            text = self._set(self.book.fact(self.names, fact))
            bar = self._box(("bar", fact, plate.ident), Shape.BAR, (text,), facts=(fact,), strong=0)
            self._edge(bar, plate, Stroke.BARS, arrow=False)
        if broken.to in ("", broken.at, self.question.service):  # to itself: its own use
            self._edge(plate, self._service(), Stroke.GHOST)
            return
        ghost = self._box(("ghost", broken.to), Shape.GHOST, (self.names.party(broken.to),))
        self._edge(plate, ghost, Stroke.GHOST)

    # ---- boxes and words

    def _service(self, value: Value | None = None) -> Box:
        question, key = self.question, ("service",)
        lines = (self.names.party(question.service), self.names.word(question.use))
        box = self._box(key, Shape.SERVICE, lines)
        if value is not None:
            box = self.boxes[key] = replace(box, value=value)
        return box

    def _link_lines(self, link: Link) -> tuple[str, ...]:
        """The kind of a grant, its term, and how it stands where that is not as it should be."""
        held = self.record.by_id.get(link.grant)
        kind, term = self._grant_kind(link.grant), ""
        if isinstance(held, Grant):
            term = term_words(self.names, replace(held.term, start=held.begun, end=held.stated_end), self.lang)
        ended = drawn("ended", self.lang, day=self.names.day(link.ended_on)) if link.ended_on else ""
        return tuple(self._set(text) for text in (kind, term, *self._stands(link.standing), ended) if text)

    def _grant_kind(self, fact: str) -> str:
        held = self.record.by_id.get(fact)
        return self.book.grants[held.kind] if isinstance(held, Grant) else fact

    def _stands(self, standing: Standing) -> tuple[str, ...]:
        """How a fact stands, where that is not as it should be."""
        return () if standing is Standing.ACCEPTED else (self.book.standings[standing],)

    def _set(self, text: str) -> str:
        return set_for(self.lang, text)

    def _box(  # noqa: PLR0913 - a box and all it says
        self,
        key: Hashable,
        shape: Shape,
        lines: tuple[str, ...],
        *,
        told: str = "",
        facts: tuple[str, ...] = (),
        value: Value | None = None,
        dimension: Dimension | None = None,
        disputed: bool = False,
        law: bool = False,
        strong: int = 1,
    ) -> Box:
        if key not in self.boxes:
            ident = len(self.boxes)
            self.boxes[key] = Box(ident, shape, lines, told, facts, value, dimension, disputed, law, strong)
        return self.boxes[key]

    def _edge(self, tail: Box, head: Box, stroke: Stroke, *, arrow: bool = True) -> None:
        self.edges.setdefault((tail.ident, head.ident), Edge(tail.ident, head.ident, stroke, arrow))


def _without_controls(share: ShareProof) -> ShareProof:
    """The share as it reads whichever asset it is of: an owner's controls are its own for each."""
    chain = share.chain
    if chain is not None and chain.root.kind is RootKind.OWNER:
        chain = replace(chain, root=replace(chain.root, facts=()))
    return replace(share, controls=(), chain=chain)


def _end(share: ShareProof) -> Hashable:
    """How a way ends."""
    return share.broken_at, share.actor, share.operation


def _stroke(standing: Standing) -> Stroke:
    return Stroke.DISPUTED if standing is Standing.DISPUTED else Stroke.PLAIN
