# SPDX-License-Identifier: Apache-2.0
"""Who owns how much of a work: ownership shares become controls, and each right is held against 100 %.

A share is a party's own in all of a work's records together. What the submitter says of others (OPU, OWR) is reported.
The share of an unknown party is nobody's control: it stays the rest, with an unnamed owner (SEMANTICS §3.7).
In 3.x records have no ownership shares: what a chain, or a writer, collects stands for it where it collects, inferred.

Source: CWR 2.2 (CWR19-1070R1) 4.2 levels 4, 9, 11; 5.4 levels 3 and 19; STANDARDS §5.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from licit.formats.cwr.chains import NAMES, OWNERS, PAID, Publisher
from licit.formats.cwr.places import WORLD, Places
from licit.formats.cwr.rights import CLASSES, rights_of
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import Said, doubt
from licit.formats.entries import LeftOut
from licit.formats.ids import fact_id
from licit.model.fact import Control
from licit.model.problem import Problem
from licit.model.share import TOLERANCE, WHOLE, Share
from licit.model.statement import Basis
from licit.model.territory import Expression

COLLECTED: Final = "3.x states no ownership: the share collected in these territories stands for it"
UNKNOWN: Final = "its share stays with an unnamed owner"


@dataclass(slots=True)
class Writer:
    """An SWR or OWR: its party (empty: unknown), role, own shares by class, and its list of territories."""

    row: Row
    party: str
    role: str
    owned: dict[str, int]
    places: Places = field(default_factory=lambda: Places([]))

    @property
    def own(self) -> bool:
        """Whether the submitter speaks for it."""
        return self.row.type == "SWR"


@dataclass(slots=True)
class _Part:
    share: int
    row: Row
    own: bool


Owned = dict[tuple[str, str, Expression], _Part]


def controls(
    publishers: Sequence[Publisher], writers: Sequence[Writer], asset: str, *, collected: bool
) -> Iterator[Said | LeftOut]:
    """The shares of each party by class. ``collected``: 3.x, where collection stands for ownership."""
    owned: Owned = {}
    unknown: list[Row] = []
    if collected:
        _collected(owned, publishers, writers, unknown)
    else:
        owners = [one for one in publishers if one.kind in OWNERS]
        creators = [one for one in writers if one.role != PAID]
        everyone: list[Publisher | Writer] = [*owners, *creators]
        for one in everyone:
            _own(owned, one, unknown)
        for paid in (writer for writer in writers if writer.role == PAID):
            yield LeftOut(f"{paid.row.type} income participant", "it gets money and owns nothing")
    yield from (LeftOut(row.type, UNKNOWN) for row in {id(row): row for row in unknown}.values())
    for (party, right, where), part in owned.items():
        control = Control(
            id=fact_id("cwr-control", asset, party, right, part.share, where),
            party=party,
            asset=asset,
            rights=rights_of()[right],
            share=Share(min(part.share, WHOLE)),
            territories=where,
        )
        basis = Basis.INFERRED if collected else Basis.SEEN if part.own else Basis.REPORTED
        yield Said(control, part.row, basis, COLLECTED if collected else "", part.own)


def _own(owned: Owned, one: Publisher | Writer, unknown: list[Row]) -> None:
    for right in CLASSES:
        if one.owned[right] and not one.party:
            unknown.append(one.row)
        elif one.owned[right]:
            _add(owned, (one.party, right, WORLD), one.owned[right], one.row, own=one.own)


def _collected(owned: Owned, publishers: Sequence[Publisher], writers: Sequence[Writer], unknown: list[Row]) -> None:
    """What a chain collects is its original publisher's; who comes before any in its chain has nobody's."""
    heads: dict[str, str] = {}
    for one in publishers:
        if one.kind in OWNERS:
            heads[one.chain] = one.party
        if one.chain in heads:
            _collect(owned, heads[one.chain], one, unknown)
    for writer in writers:
        if writer.role != PAID:
            _collect(owned, writer.party, writer, unknown)


def _collect(owned: Owned, party: str, one: Publisher | Writer, unknown: list[Row]) -> None:
    for at, right in enumerate(CLASSES):
        for share in one.places.shares(at):
            where = one.places.where(at, share)
            if not party:
                unknown.append(one.row)
            elif where is not None:
                _add(owned, (party, right, where), share, one.row, own=one.own)


def _add(owned: Owned, key: tuple[str, str, Expression], share: int, row: Row, *, own: bool) -> None:
    if (part := owned.get(key)) is None:
        owned[key] = _Part(share, row, own)
    else:
        part.share += share
        part.own = part.own or own


def sums(publishers: Sequence[Publisher], writers: Sequence[Writer], head: Row) -> Iterator[Problem]:
    """Warn where the owners of a right make neither 100 % nor nothing, or where one owns who by its type can't."""
    everyone: list[Publisher | Writer] = [*publishers, *writers]
    for right in CLASSES:
        total = sum(one.owned[right] for one in everyone)
        if total and abs(total - WHOLE) > TOLERANCE:
            what = f"the owners of work {head['work']} have {total / 100:.2f} % of {right.upper()} together"
            yield doubt(head, what, "let publishers and writers make 100 %, or 0")
    for one in publishers:
        if one.kind not in OWNERS and any(one.owned.values()) and one.row.type == "SPU":
            name = NAMES.get(one.kind, f"publisher of type {one.kind!r}")
            what = f"it gives a share of ownership to an {name}, who owns nothing; it is not read"
            yield doubt(one.row, what, "give the share to the original publisher or the acquirer")
