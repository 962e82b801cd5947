# SPDX-License-Identifier: Apache-2.0
"""Publisher chains of one work: who was engaged by whom, for which rights, where.

Original publisher or income participant, its administrators, its sub-publishers, each with administrators of its own:
an administrator acts for the publisher before it, a sub-publisher acquired from the original publisher, or from one
before it that only records its place in the chain there (an inclusion without shares). The territories are those in
which it, or who comes after it, collects; the percentages collected are money.

Source: CWR 2.2 (CWR19-1070R1) 5.4 and 5.5, record levels 2 to 5, 16 and 32; user manual (CWR19-0479) §3.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from licit.formats import checks
from licit.formats.cwr.places import Places, inside, together
from licit.formats.cwr.reading import Reading
from licit.formats.cwr.rights import CLASSES, rights_of
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import Said, doubt, refused
from licit.formats.cwr.terms import general
from licit.formats.entries import LeftOut
from licit.formats.ids import fact_id
from licit.model.day import ALWAYS
from licit.model.fact import UNLIMITED, Condition, Grant, GrantKind
from licit.model.problem import Problem
from licit.model.scope import ALL, Scope
from licit.model.territory import Expression

OWNERS: Final = ("E", "AQ")
AGENTS: Final = ("AM", "ES")  # they act for the publisher before them
PAID: Final = "PA"
LONGEST: Final = 500  # publishers of one chain: real ones have some dozens
NAMES: Final = {
    "E": "original publisher",
    "AQ": "acquirer",
    "AM": "administrator",
    "ES": "substituted publisher",
    "SE": "sub-publisher",
    PAID: "income participant",
}
BROKEN: Final = "a record of the registration was refused: what it restricts is not known"
Need = tuple[str, Expression]  # a class of rights and where


@dataclass(slots=True)
class Publisher:
    """An SPU or OPU: its party (empty: unknown), type, chain, own shares by class, and its list of territories."""

    row: Row
    party: str
    kind: str
    chain: str
    owned: dict[str, int]
    places: Places = field(default_factory=lambda: Places([]))
    passed: dict[Need, None] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        """Whether the submitter speaks for it."""
        return self.row.type == "SPU"

    @property
    def agreement(self) -> str:
        """The number of the agreement it cites; in 3.x its territories cite it."""
        return self.row["agreement"] or next(filter(None, (one.row["agreement"] for one in self.places.records)), "")

    @property
    def needs(self) -> list[Need]:
        """In which rights and where it, or who comes after it (``passed``), acts."""
        mine = ((right, where) for at, right in enumerate(CLASSES) if (where := self.places.where(at)) is not None)
        return list(dict.fromkeys([*mine, *self.passed]))


@dataclass(frozen=True, slots=True)
class Link:
    """Who publishes for a writer: PWR, with the number of the agreement it cites."""

    writer: str
    publisher: Publisher
    agreement: str
    row: Row


def chained(publishers: Sequence[Publisher]) -> dict[str, list[Publisher]]:
    """The chains by number, each in order."""
    chains: dict[str, list[Publisher]] = {}
    for one in publishers:
        chain = chains.setdefault(one.chain, [])
        chain.append(one)
    return chains


def engaged(chain: Sequence[Publisher], at: int, reading: Reading) -> Publisher | None:
    """By whom the publisher at this place of its chain was engaged; ``None``: it is the first."""
    one, before = chain[at], chain[:at]
    if one.kind in AGENTS:
        return next((other for other in reversed(before) if other.kind not in AGENTS), None)
    wanted = [where for _, where in one.needs]
    for other in reversed(before):
        on_the_way = other.places.on_the_way
        if other.kind == "SE" and on_the_way and all(inside(one, (on_the_way,), reading.day) for one in wanted):
            return other
    return next((other for other in reversed(before) if other.kind in (*OWNERS, PAID)), None)


def grants(
    chains: dict[str, list[Publisher]], asset: str, reading: Reading, *, broken: bool
) -> Iterator[Said | Problem | LeftOut]:
    """What the publishers whom the submitter speaks for were given by those before them."""
    for chain in chains.values():
        if len(chain) > LONGEST:
            what = f"a chain of {len(chain)} publishers is not followed"
            yield refused(chain[0].row, what, f"give a chain at most {LONGEST}", checks.LIMIT)
            continue
        over = {}
        for at in reversed(range(len(chain))):  # who comes after is done before
            by = engaged(chain, at, reading)
            if by is not None:
                by.passed |= dict.fromkeys(chain[at].needs)
                over[at] = by
        for at, one in enumerate(chain):
            if one.own:
                yield from _given(one, over.get(at), asset, reading, broken=broken)


def _given(
    one: Publisher, by: Publisher | None, asset: str, reading: Reading, *, broken: bool
) -> Iterator[Said | Problem | LeftOut]:
    if one.kind == PAID or (by is not None and by.kind == PAID):
        yield LeftOut("SPU income participant", "it gets money and owns nothing, nor does who acts for it")
        return
    if by is None or not by.party or not one.party or by.party == one.party:
        return
    needs = [(right, where) for right, where in one.needs if not one.owned[right]]
    cited = reading.agreement(one.agreement)
    between = [grant for grant in cited if (grant.grantor, grant.grantee) == (by.party, one.party)]
    if between and (not general(between) or any(by.owned.values())):
        yield LeftOut("SPT", "its agreement is read, and says who, where and when")
        lists = [grant.scope.territories for grant in between if grant.scope.territories is not None]
        wide = [where for _, where in needs if not inside(where, lists, reading.day)]
        if wide:
            what = f"its territories reach further than agreement {one.agreement}, which counts"
            yield doubt(one.row, what, "bring the two together")
        return
    for rights, where in together(needs):
        scope = Scope(rights=_named(rights), uses=ALL, territories=where)
        yield Said(granted(by.party, one, scope, cited, broken=broken), one.row, asset=asset)


def _named(rights: Sequence[str]) -> frozenset[str]:
    return frozenset[str]().union(*(rights_of()[right] for right in rights))


def granted(giver: str, taker: Publisher, scope: Scope, cited: Sequence[Grant], *, broken: bool = False) -> Grant:
    """The link to a publisher, without its works. It has the days of the agreement cited, and none where none is."""
    first = cited[0] if cited else None
    term = first.term if first else ALWAYS
    executed, retention = (first.executed, first.retention_end) if first else (None, None)
    kind = GrantKind.MANDATE if taker.kind in AGENTS else GrantKind.EXCLUSIVE
    conditions = (Condition(BROKEN),) if broken else ()
    number = taker.agreement
    parts = (giver, taker.party, taker.kind, number, scope.rights, scope.territories, term, executed, retention, broken)
    return Grant(
        id=fact_id("cwr-chain", *parts),
        grantor=giver,
        grantee=taker.party,
        kind=kind,
        scope=scope,
        exercise=kind is not GrantKind.MANDATE,
        sublicense=UNLIMITED,
        term=term,
        executed=executed,
        retention_end=retention,
        conditions=conditions,
        note=NAMES.get(taker.kind, taker.kind) + (f" under agreement {number}" if number else ""),
    )


def written(
    links: Sequence[Link], owned: dict[str, dict[str, int]], asset: str, reading: Reading, *, broken: bool
) -> Iterator[Said | Problem | LeftOut]:
    """What writers gave their publisher: nothing more where it owns the share itself, else by the agreement cited."""
    for link in links:
        taker, mine = link.publisher, owned.get(link.writer, {})
        needs = [(right, where) for right, where in taker.needs if mine.get(right) and not taker.owned[right]]
        if not needs or not taker.own or not taker.party or taker.party == link.writer:
            yield LeftOut("PWR", "the publisher owns the writer's right already, or is given nothing: no grant")
            continue
        cited = reading.agreement(link.agreement)
        if not link.agreement:
            yield LeftOut("PWR", "the publisher owns nothing of the writer's right and no agreement is cited")
        elif any((grant.grantor, grant.grantee) == (link.writer, taker.party) for grant in cited):
            yield LeftOut("PWR", "its agreement is read, and says who, where and when")
        else:
            for rights, where in together(needs):
                scope = Scope(rights=_named(rights), uses=ALL, territories=where)
                yield Said(granted(link.writer, taker, scope, cited, broken=broken), link.row, asset=asset)
