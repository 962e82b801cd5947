# SPDX-License-Identifier: Apache-2.0
"""One way: from the owners of a share over laws and grants to the service, or to the link that breaks."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from licit.model.fact import Statute
from licit.model.proof import Break, Dimension, Link, RootKind, ShareProof, Standing, Value
from licit.report.drawing.diagram import Box, Shape, Stroke
from licit.report.drawing.sheet import Sheet
from licit.report.drawing.words import drawn
from licit.report.words import dimension_words


def draw_way(sheet: Sheet, shares: Sequence[ShareProof], controls: Sequence[str]) -> Box:
    """The box of owners whose shares go the same way, with the way on from it; returned is that box.

    ``controls`` are the facts by which they own.
    """
    return _Way(sheet).owner(tuple(shares), tuple(controls))


def without_controls(share: ShareProof) -> ShareProof:
    """The share as it reads whichever asset it is of: an owner's controls are its own for each."""
    chain = share.chain
    if chain is not None and chain.root.kind is RootKind.OWNER:
        chain = replace(chain, root=replace(chain.root, facts=()))
    return replace(share, controls=(), chain=chain)


class _Way:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.names, self.book, self.lang = sheet, sheet.names, sheet.book, sheet.lang

    def owner(self, shares: tuple[ShareProof, ...], controls: tuple[str, ...]) -> Box:
        share, n = shares[0], len(shares)
        lines = self._owner_lines(share)
        if n > 1:
            lines = (drawn("owners", self.lang, n=n), *map(self._listed_owner, shares))
        key = ("owner", tuple(map(without_controls, shares)))
        told_already = key in self.sheet.boxes
        box = self.sheet.box(key, Shape.OWNER, lines, facts=controls, value=None if share.owner else share.value)
        if told_already:
            return box
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
            return (self.sheet.say(self.book.share(self.names, share)),)
        part = drawn("owner", self.lang, share=self.names.share(share.hundredths))
        return self.names.party(share.owner), part

    def _listed_owner(self, share: ShareProof) -> str:
        return self.sheet.say(f"{self.names.party(share.owner)}: {self.names.share(share.hundredths)}")

    def _law(self, owner: Box, share: ShareProof) -> Box:
        """A statute that gives without a grant: to a society, or to anyone."""
        chain = share.chain
        assert chain is not None  # noqa: S101 - its caller has looked
        root = chain.root
        text = self.sheet.say(self.book.roots[root.kind](self.names, root))
        standings = [self.sheet.standings.get(fact, Standing.ACCEPTED) for fact in root.facts]
        disputed = Standing.DISPUTED in standings
        stroke = Stroke.DISPUTED if disputed else Stroke.PLAIN
        lines = (
            drawn("law", self.lang),
            text,
            *self.sheet.stands(Standing.DISPUTED if disputed else Standing.ACCEPTED),
        )
        key = ("law", root, chain.links, _end(share))
        box = self.sheet.box(key, Shape.LAW, lines, facts=root.facts, disputed=disputed)
        self.sheet.edge(owner, box, stroke, arrow=False)
        if not root.party:
            return box
        party = self._party(root.party, chain.links, share)
        self.sheet.edge(box, party, stroke)
        return party

    def _link(self, at: Box, link: Link, grants: tuple[str, ...], after: tuple[Link, ...], share: ShareProof) -> Box:
        """A grant (or the like ones of several owners), and the party that it reaches."""
        lines = self.sheet.link_lines(link)
        if len(grants) > 1:
            lines = (*lines, drawn("each", self.lang, n=len(grants)))
        told = self.sheet.say(self.book.link(self.names, link)) if len(grants) == 1 else ""
        stroke = _stroke(link.standing)
        disputed = stroke is Stroke.DISPUTED
        key = ("grant", grants, link, after, _end(share))
        plate = self.sheet.box(key, Shape.GRANT, lines, told=told, facts=grants, disputed=disputed)
        party = self._party(link.grantee, after, share)
        self.sheet.edge(at, plate, stroke, arrow=False)
        self.sheet.edge(plate, party, stroke)
        return party

    def _party(self, name: str, after: tuple[Link, ...], share: ShareProof) -> Box:
        """A party on the way; the service itself, where the way arrives with it, is the last box."""
        if name == self.sheet.question.service and not after and share.broken_at is None:
            return self.sheet.service()
        return self.sheet.box(("party", name, after, _end(share)), Shape.PARTY, (self.names.party(name),))

    def _arrived(self, at: Box, share: ShareProof) -> None:
        """From the one who exercises to the service: by its operation, or at once."""
        service = self.sheet.service()
        if at.ident == service.ident:
            return
        if not share.operation:
            self.sheet.edge(at, service, Stroke.DISPUTED if at.disputed else Stroke.PLAIN)
            return
        if at.shape is Shape.LAW:  # a law lets anyone: also the operator
            actor = self.sheet.box(
                ("party", share.actor, (), _end(share)), Shape.PARTY, (self.names.party(share.actor),)
            )
            self.sheet.edge(at, actor, Stroke.DISPUTED if at.disputed else Stroke.PLAIN)
            at = actor
        standing = self.sheet.standings.get(share.operation, Standing.ACCEPTED)
        told = self.sheet.say(self.book.fact(self.names, share.operation))
        lines = (drawn("operates", self.lang), *self.sheet.stands(standing))
        stroke = _stroke(standing)
        key, facts = ("operation", share.operation), (share.operation,)
        disputed = stroke is Stroke.DISPUTED
        plate = self.sheet.box(key, Shape.GRANT, lines, told=told, facts=facts, disputed=disputed)
        self.sheet.edge(at, plate, stroke, arrow=False)
        self.sheet.edge(plate, service, stroke)

    def _broken(self, at: Box, broken: Break, owners: int) -> None:
        """The link that breaks: its dimension as a word, what stops it, and whom it would have reached."""
        n = owners if at.shape is Shape.OWNER else 1
        word = dimension_words(broken.dimension, self.lang)
        detail = self.sheet.say(self.book.breaks[broken.dimension](self.names, broken))
        law = broken.dimension is Dimension.LAW or isinstance(self.sheet.record.by_id.get(broken.grant), Statute)
        lines = (word, detail) if n == 1 else (word, drawn("each", self.lang, n=n))
        facts = tuple(fact for fact in (broken.grant, *broken.by) if fact)
        plate = self.sheet.box(
            ("break", broken, n),
            Shape.BREAK,
            lines,
            told=detail,
            facts=facts,
            value=Value.NO,
            dimension=broken.dimension,
            law=law,
        )
        self.sheet.edge(at, plate, Stroke.CUT, arrow=False)
        for fact in broken.by:
            text = self.sheet.say(self.book.fact(self.names, fact))
            bar = self.sheet.box(("bar", fact, plate.ident), Shape.BAR, (text,), facts=(fact,), strong=0)
            self.sheet.edge(bar, plate, Stroke.BARS, arrow=False)
        if broken.to in ("", broken.at, self.sheet.question.service):  # to itself: its own use
            self.sheet.edge(plate, self.sheet.service(), Stroke.GHOST)
            return
        ghost = self.sheet.box(("ghost", broken.to), Shape.GHOST, (self.names.party(broken.to),))
        self.sheet.edge(plate, ghost, Stroke.GHOST)


def _end(share: ShareProof) -> Hashable:
    """How a way ends."""
    return share.broken_at, share.actor, share.operation


def _stroke(standing: Standing) -> Stroke:
    return Stroke.DISPUTED if standing is Standing.DISPUTED else Stroke.PLAIN
