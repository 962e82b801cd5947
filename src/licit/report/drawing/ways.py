# SPDX-License-Identifier: Apache-2.0
"""A reading of a proof as a diagram: every way from a right over its owners to the service, equal parts once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from licit.model.overview import Reason
from licit.model.proof import (
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
from licit.report.drawing.diagram import Diagram, Shape, Stroke
from licit.report.drawing.palette import VALUES
from licit.report.drawing.sheet import Sheet
from licit.report.drawing.way import draw_way, without_controls
from licit.report.drawing.words import drawn
from licit.report.words import reason_words
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
    def __init__(self, verdict: Verdict, record: Record, lang: Lang) -> None:
        self.sheet = Sheet(verdict, record, lang)
        self.question, self.record, self.lang = verdict.question, record, lang
        self.names, self.book = self.sheet.names, self.sheet.book

    def diagram(self, reading: ReadingProof, *, contested: bool) -> Diagram:
        """Every place, law, right and share of it; of a contested answer the title says which reading it is."""
        answer = VALUES[reading.value]
        title = self.book.answers[answer]
        if contested:
            title = self.sheet.say(f"{self.book.readings[reading.reading]} — {self.book.values[reading.value]}")
        for place in reading.places:
            where = self.sheet.say(self.book.place(self.names, place)) if len(reading.places) > 1 else ""
            if not place.requirements:
                self._silent(place)
            for requirement in place.requirements:
                self._laws(requirement, where)
        for asked in self._grouped(reading):
            self._right(asked, several=len(reading.places) > 1)
        service = self.sheet.service(reading.value)
        heads = {edge.tail for edge in self.sheet.edges.values()}
        for box in tuple(self.sheet.boxes.values()):  # whatever leads nowhere still stands before the service
            if box.ident not in heads and box.ident != service.ident:
                self.sheet.edge(box, service, Stroke.HIDDEN)
        notes = [self.sheet.say(self.book.settled(self.names, fact, taken)) for fact, taken in reading.settlement]
        if len(reading.places) == 1:
            notes.insert(0, self.sheet.say(self.book.place(self.names, reading.places[0])))
        boxes = sorted(self.sheet.boxes.values(), key=lambda box: box.ident)
        return Diagram(title, answer, tuple(notes), tuple(boxes), tuple(self.sheet.edges.values()))

    # ---- what is asked for

    def _grouped(self, reading: ReadingProof) -> Iterator[tuple[_Asked, ...]]:
        """Rights whose shares go the same ways, together."""
        found: dict[Hashable, list[_Asked]] = {}
        for place in reading.places:
            for requirement in place.requirements:
                for right in requirement.rights:
                    shares = tuple(map(without_controls, right.shares))
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
        lines = tuple(self.sheet.say(text) for text in (*rights, *small))
        disputed = any(one.requirement.standing is Standing.DISPUTED for one in asked)
        key = ("right", tuple(asked))
        strong = len(rights)
        box = self.sheet.box(key, Shape.RIGHT, lines, value=right.value, facts=facts, disputed=disputed, strong=strong)
        for shares in self._folded(right.shares):
            owners = {share.owner for share in shares}
            every = (share for one in asked for share in one.right.shares if share.owner in owners)
            first = draw_way(self.sheet, shares, [fact for share in every for fact in share.controls])
            self.sheet.edge(box, first, Stroke.PLAIN, arrow=False)

    def _laws(self, requirement: RequirementProof, where: str) -> None:
        """What a law asks for that has no owner: a kind of asset that is not identified, or nothing at all."""
        law = self.sheet.say(self.book.requirement(self.names, requirement))
        texts = [(self.sheet.say(self.book.missing(self.names, kind)), Value.UNKNOWN) for kind in requirement.missing]
        if not requirement.rights and not requirement.missing:
            texts = [(law, requirement.value)]
        for text, value in texts:
            lines = tuple(one for one in dict.fromkeys((text, law, where)) if one)
            facts = (requirement.requirement,)
            self.sheet.box(("asks", text, law, where), Shape.RIGHT, lines, value=value, facts=facts)

    def _silent(self, place: PlaceProof) -> None:
        """What is not on record where no law speaks."""
        if not place.territory:
            reason = Reason("no-server", at=self.question.service)
        elif self.question.item in self.record.items:
            reason = Reason("no-requirement", subject=place.territory)
        else:
            reason = Reason("item-not-on-record", subject=self.question.item)
        text = reason_words(reason, self.record, self.lang)
        self.sheet.box(("silent", text), Shape.RIGHT, (text,), value=Value.UNKNOWN)

    # ---- owners and their ways

    def _folded(self, shares: Sequence[ShareProof]) -> Iterator[tuple[ShareProof, ...]]:
        """Shares that go the same way but for the name of their owner, together."""
        found: dict[Hashable, list[ShareProof]] = {}
        for share in shares:
            found.setdefault(self._alike(share), []).append(share)
        yield from map(tuple, found.values())

    def _alike(self, share: ShareProof) -> Hashable:
        """What two shares have in common that are told as one: all but whose they are and how large."""
        if not share.owner or share.chain is None:
            return without_controls(share)
        if share.chain.root.kind is not RootKind.OWNER:
            return replace(share, owner="", hundredths=0, controls=())
        links, broken = share.chain.links, share.broken_at
        first: Hashable = ()
        if links:
            link = links[0]
            first = (self.sheet.link_lines(link), link.grantee, link.standing, link.powers, link.ended_on)
        if broken is not None and broken.at == share.owner:
            kind = self.sheet.grant_kind(broken.grant)
            broken = replace(broken, at="", grant=kind)
        return (share.value, first, links[1:], broken, share.actor, share.operation, share.actor == share.owner)
