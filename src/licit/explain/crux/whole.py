# SPDX-License-Identifier: Apache-2.0
"""Under which settlements a whole question is cleared: from shares up to rights, laws and places. SEMANTICS §3.7, §4.

A whole is a yes where its parts are, so each share is looked into by itself, and what is found of all of them is put
together: the work is the sum of the shares', not the product. Owners, laws and servers are settled once for the
question; each counts where it is so and its term includes the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import product

from licit.engine.bearing import Share
from licit.engine.grants import LOWER as HELD_LOWER
from licit.engine.grants import UPPER as HELD_UPPER
from licit.engine.grants import Lists
from licit.engine.hearing import Hearing
from licit.explain.crux.apart import Apart
from licit.explain.crux.cells import Cells
from licit.explain.crux.days import Days
from licit.explain.crux.diagram import Bounds, Diagram, Taken
from licit.explain.crux.matter import part
from licit.explain.crux.points import LOWER, Known, Standings, fresh
from licit.explain.crux.settle import settled
from licit.explain.crux.share import Budget, ShareCourt, settled_point
from licit.model.asset import Item
from licit.model.crux import Settlement
from licit.model.fact import Control, Requirement, Server
from licit.model.position import PlaceOfAct, Position
from licit.model.proof import OpenKind, OpenPoint, Standing
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.share import TOLERANCE, WHOLE
from licit.reference.point import OwnedShare, Point
from licit.reference.standing import standing
from licit.reference.wholes import controls_at, overclaimed, requirements_at

Whole = Control | Requirement | Server
HERE = ""  # the place asked about, where what is found is of many
AT_USER = Settlement(OpenPoint(OpenKind.PLACE), so=True)


class Wholes:
    """Questions that differ by item and territory alone: what is found of a share or a law is kept for the next.

    ``diagram`` is theirs together; ``budget`` may be replaced between two questions. ``hearing``: that of the
    compiled engine, asked first which shares are sure.
    """

    def __init__(  # noqa: PLR0913 - what is asked, and how it is found
        self,
        record: Record,
        question: Question,
        position: Position,
        budget: Budget,
        *,
        by_asset: bool = True,
        hearing: Hearing | None = None,
        listed: Mapping[int, str] | None = None,
    ) -> None:
        self.record = record
        self.position = position
        self.question = question
        self.diagram = Diagram()
        if hearing is not None:
            self.diagram.tell_apart(len(hearing.span.places.names))  # first of all: diagrams are smallest so
        self.budget = budget
        self.by_asset = by_asset
        self.hearing = hearing
        self.listed = listed or {}
        self._points: dict[str, Point] = {}
        self._known = Known()
        self._shares: dict[tuple[object, str, str, str], Bounds] = {}
        self._alike: dict[tuple[object, str, str, object], tuple[Bounds, str]] = {}  # with the place it is of
        self._tried: set[tuple[object, str, str, int]] = set()  # by the first cell of several looked into at once
        self._rights: dict[tuple[str, str, str, bool], Bounds] = {}
        self._cells = Cells(hearing) if hearing is not None else None
        self._counting: dict[tuple[str, str], Bounds] = {}

    def cleared(self, item: str, territory: str) -> Bounds:
        """Where the answer for an item and a territory is cleared."""
        held = self.record.items.get(item)
        return self.diagram.never if held is None else self.cleared_of(held, territory)

    def cleared_of(self, item: Item, territory: str) -> Bounds:
        """The same of an item that need not be on record; its assets are."""
        place = self.position.place
        if place is PlaceOfAct.RECEPTION:
            return self._in_place(item, territory)
        if place is PlaceOfAct.EMISSION:
            return self._at_servers(item)
        here, there = self._in_place(item, territory), self._at_servers(item)
        if here.sure == there.sure and here.possible == there.possible:
            return here
        return self.diagram.split(AT_USER, here, there)

    def _point(self, leaf: str) -> Point:
        if leaf not in self._points:
            self._points[leaf] = Point(self.record, self.question, self.position, leaf)
        return self._points[leaf]

    def _at_servers(self, item: Item) -> Bounds:
        """Several servers, the worst; none, unknown."""
        servers = [one for one in self.record.servers if one.service == self.question.service]
        counting = [(self.counts(one, one.territory), one.territory) for one in servers]
        each = (~counts | self._in_place(item, leaf) for counts, leaf in counting if counts.possible != self._no)
        return self.diagram.any_of(counts for counts, _ in counting) & self.diagram.all_of(each)

    @property
    def _no(self) -> object:
        return self.diagram.false

    def _in_place(self, item: Item, leaf: str) -> Bounds:
        """The laws that count there: defaults only where none that is not a default does; no law, unknown."""
        laws = [(self.counts(law, leaf), law) for law in requirements_at(self._point(leaf))]
        laws = [(counts, law) for counts, law in laws if counts.possible != self._no]
        special = self._met([one for one in laws if not one[1].default], item, leaf)
        default = self._met([one for one in laws if one[1].default], item, leaf)
        none_special = ~self.diagram.any_of(counts for counts, law in laws if not law.default)
        return special | (none_special & default)

    def _met(self, laws: list[tuple[Bounds, Requirement]], item: Item, leaf: str) -> Bounds:
        each = (~counts | self._all_rights(law, item, leaf) for counts, law in laws)
        return self.diagram.any_of(counts for counts, _ in laws) & self.diagram.all_of(each)

    def _all_rights(self, law: Requirement, item: Item, leaf: str) -> Bounds:
        if any(rights and not item.of_kind(kind) for kind, rights in law.rights):
            return self.diagram.never  # a kind of asset that the item lacks: unknown
        return self.diagram.all_of(
            self.right(asset, right, leaf, any_co_owner=law.any_co_owner)
            for kind, rights in law.rights
            for asset in item.of_kind(kind)
            for right in rights
        )

    def right(self, asset: str, right: str, leaf: str, *, any_co_owner: bool) -> Bounds:
        """One right in one asset there; kept if it was looked into to its end."""
        key = (asset, right, leaf, any_co_owner)
        found = self._rights.get(key)
        if found is None:
            found = self._right(asset, right, leaf, any_co_owner=any_co_owner)
            if found.sure == found.possible:
                self._rights[key] = found
        return found

    def _right(self, asset: str, right: str, leaf: str, *, any_co_owner: bool) -> Bounds:
        """One right in one asset, whoever turns out to own it: one case for each settlement of its open owners."""
        rows = [
            (self.counts(row, leaf), row)
            for row in controls_at(self._point(leaf), asset)
            if row.rights is ALL or right in row.rights
        ]
        sure = [row for counts, row in rows if counts.sure == self.diagram.true]
        open_ones = [one for one in rows if one[0].possible != self._no and one[0].sure != self.diagram.true]
        found = self.diagram.never
        for chosen in product((True, False), repeat=len(open_ones)):
            case = self.diagram.all_of(one[0] if so else ~one[0] for so, one in zip(chosen, open_ones, strict=True))
            taken = sure + [one[1] for so, one in zip(chosen, open_ones, strict=True) if so]
            found |= case & self._owned(taken, asset, right, leaf, any_co_owner=any_co_owner)
        return found

    def _owned(self, rows: list[Control], asset: str, right: str, leaf: str, *, any_co_owner: bool) -> Bounds:
        shares = list(_shares(rows, asset, right))
        values = (self._share(share, leaf) for share in shares)
        if any_co_owner and not overclaimed(shares):
            return self.diagram.any_of(values)
        return self.diagram.all_of(values)

    @cached_property
    def _profile(self) -> Callable[[str], int]:
        """The lists of the record that an asset is in."""
        return self.hearing.believed.lists.profile if self.hearing is not None else Lists(self.record).profile

    def _share(self, share: OwnedShare, leaf: str) -> Bounds:
        kind = share.asset if self.by_asset else self._profile(share.asset)
        key = (kind, share.right, share.owner, leaf)
        if key not in self._shares:
            found = self._contested(kind, share, leaf)
            if found.sure != found.possible:
                return found  # not to its end: the next question may have more to spend
            self._shares[key] = found
        return self._shares[key]

    def cells_of(self, share: OwnedShare) -> Iterator[tuple[str, int, Bounds]]:
        """A share where it is contested: a leaf, those like it, and what is so there, the place being ``HERE``."""
        assert self._cells is not None  # noqa: S101 - asked only beside a hearing
        kind = share.asset if self.by_asset else self._profile(share.asset)
        for cell in self._cells.all(self._asked(share)):
            leaf = next(self._cells.span.places.leaves(cell))
            yield leaf, cell, self.diagram.elsewhere(self._contested(kind, share, leaf), leaf, HERE)

    def _contested(self, kind: object, share: OwnedShare, leaf: str) -> Bounds:
        """A share, by what was found where the same matters; first by leaves that nothing on its ways tells apart."""
        sure = self._sure(share, leaf)
        if sure is not None:
            return self.diagram.known(sure)
        cell = self._cells.of(self._asked(share), leaf) if self._cells is not None else 0
        if cell and (kind, share.right, share.owner, cell) not in self._alike:
            self._at_once(kind, share, cell)
        if cell and (kind, share.right, share.owner, cell) in self._alike:
            return self.diagram.elsewhere(*self._alike[kind, share.right, share.owner, cell], leaf)
        judged = self._judged(share)
        counting = self._cells.counting(self._asked(share), leaf) if self._cells is not None else None
        court = ShareCourt(
            self._point(leaf),
            judged,
            self.diagram,
            self.budget,
            by_asset=self.by_asset,
            counting=counting,
            known=self._known,
        )
        alike = (kind, share.right, share.owner, cell or court.situation)
        found = self._alike.get(alike)
        if found is None:
            found = (court.has(), leaf)
            if found[0].sure != found[0].possible:
                return found[0]
            self._alike[alike] = found
        return self.diagram.elsewhere(*found, leaf)

    def _at_once(self, kind: object, share: OwnedShare, cell: int) -> None:
        """A share in all cells that differ by the grants that count there; kept where it was looked into to its end."""
        assert self._cells is not None  # noqa: S101 - asked only beside a hearing
        asked, places = self._asked(share), self._cells.span.places
        groups = self._cells.together(asked, cell)
        cells = [one for group in groups for one in group]
        first = (kind, share.right, share.owner, cells[0])
        if len(cells) == 1 or first in self._tried:
            return
        self._tried.add(first)
        leaves = [[(next(places.leaves(one)), one & -one) for one in group] for group in groups]
        apart = Apart(self.diagram, leaves, self._cells.counts(asked))
        leaf = leaves[0][0][0]
        court = ShareCourt(
            self._point(leaf),
            self._judged(share),
            self.diagram,
            self.budget,
            by_asset=self.by_asset,
            counting=apart.counts,
            others=[self._point(group[0][0]) for group in leaves[1:]],
            known=self._known,
        )
        for one, found in zip(cells, court.at_once(apart), strict=False):
            if found.sure == found.possible:
                self._alike[kind, share.right, share.owner, one] = found, leaf

    def _judged(self, share: OwnedShare) -> OwnedShare:
        """The share, of an asset on record in the same lists."""
        return replace(share, asset=self.listed.get(self._profile(share.asset), share.asset))

    def _asked(self, share: OwnedShare) -> Share:
        assert self.hearing is not None  # noqa: S101 - asked only beside one
        return Share(share.owner, self.hearing.believed.lists.profile(share.asset), share.right)

    def _sure(self, share: OwnedShare, leaf: str) -> bool | None:
        """Whether the service has a share, where both readings of the compiled engine say the same."""
        if self.hearing is None:
            return None
        believed = self.hearing.believed
        asked, bit = self._asked(share), believed.places.bit(leaf)
        if self.hearing.held(asked, HELD_LOWER) & bit:
            return True
        return None if self.hearing.held(asked, HELD_UPPER) & bit else False

    def counts(self, fact: Whole, leaf: str) -> Bounds:
        """Where an owner, a law or a server is so, and its term includes the day."""
        key = (fact.id, leaf)
        if key not in self._counting:
            self._counting[key] = self._in_term(fact, leaf) & _Standing(self, fact, leaf).follow({})
        return self._counting[key]

    def _in_term(self, fact: Whole, leaf: str) -> Bounds:
        point = self._point(leaf)
        if fact.term.covers(point.day, LOWER) or not fact.term.may_cover(point.day):
            return self.diagram.known(fact.term.may_cover(point.day))
        days = Days(part(self.record, (fact,)), point.day)
        found = self.diagram.always
        for settlement in Standings(point, days, {}).term(fact):
            at = self.diagram.variable(settlement)
            holds = at if settlement.point.detail == "start" else ~at  # ends after the day before
            found &= Bounds(holds, holds)
        return found


class _Standing:
    """Under which settlements one fact that belongs to no share is so."""

    def __init__(self, wholes: Wholes, fact: Whole, leaf: str) -> None:
        self.wholes = wholes
        self.fact = fact
        self.whole = wholes._point(leaf)  # noqa: SLF001 - its own
        self.part = part(wholes.record, (fact,))
        self.days = Days(self.part, self.whole.day)

    def follow(self, taken: Taken) -> Bounds:
        """Settle what makes it disputed, one after the other."""
        diagram, budget = self.wholes.diagram, self.wholes.budget
        if not budget.judge():
            return diagram.undecided
        record = replace(self.part, facts=settled(self.part.facts, taken, None, self.days))
        point = settled_point(replace(self.whole, record=record, remembered={}), taken, "")
        stands = standing(point, self.fact.id, "")
        if stands is not Standing.DISPUTED:
            return diagram.known(stands is Standing.ACCEPTED)
        settlement = fresh(Standings(point, self.days, taken).of(record.by_id[self.fact.id], ""), taken)
        if settlement is None or not budget.settle(settlement):
            return diagram.undecided
        diagram.name(settlement)
        return diagram.split(
            settlement, self.follow({**taken, settlement: True}), self.follow({**taken, settlement: False})
        )


def _shares(rows: list[Control], asset: str, right: str) -> Iterator[OwnedShare]:
    """Rows of one party add up; what is missing from the whole has an unnamed owner."""
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row.party] = sizes.get(row.party, 0) + row.share.hundredths
    yield from (OwnedShare(asset, right, party, size) for party, size in sizes.items())
    missing = WHOLE - sum(sizes.values())
    if missing > TOLERANCE:
        yield OwnedShare(asset, right, "", missing)
