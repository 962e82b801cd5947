# SPDX-License-Identifier: Apache-2.0
"""Agreements: AGR with its blocks of TER and IPA become grants from each assignor to each acquirer.

A right of which the assignor, or another acquirer, keeps a share is not transferred whole; whose part of each work's
share that is CWR does not say: it is a grant of its own, non-exclusive, whose reach is an open point. So a writer who
keeps the writer's half of the performing right is never cleared by its publisher.
Source: CWR 2.2 (CWR19-1070R1) 4.1, 5.1, 5.2; STANDARDS §§5.6, 5.8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from licit.formats import checks
from licit.formats.cwr.affiliations import affiliations
from licit.formats.cwr.parties import named
from licit.formats.cwr.places import Places, hundredths, places
from licit.formats.cwr.reading import Reading
from licit.formats.cwr.rights import CLASSES, rights_of
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import Said, doubt, refused
from licit.formats.cwr.terms import GENERAL, SPECIFIC, money, terms
from licit.formats.cwr.transactions import Transaction
from licit.formats.entries import LeftOut
from licit.formats.ids import fact_id
from licit.model.fact import Condition, Grant, GrantKind
from licit.model.problem import InvalidValueError, Problem
from licit.model.scope import Repertoire
from licit.model.share import TOLERANCE, WHOLE, Share
from licit.model.territory import Expression

PART: Final = "the acquirer has {} of this right: of which part of each work's share is not said"
MISSING: Final = "a record of the agreement was refused: what it restricts is not known"


@dataclass(frozen=True, slots=True)
class Party:
    """An IPA: its party, and its shares by class in hundredths of a percent."""

    party: str
    shares: tuple[int, ...]
    row: Row


@dataclass(slots=True)
class Block:
    """A set of territories with its parties. ``broken``: one of its records was refused."""

    territories: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    givers: list[Party] = field(default_factory=list)
    takers: list[Party] = field(default_factory=list)
    broken: bool = False

    def total(self, at: int) -> int:
        """What all its parties have of a right together."""
        return sum(one.shares[at] for one in (*self.givers, *self.takers))


def agreement(whole: Transaction, reading: Reading) -> Iterator[Said | Problem | LeftOut]:
    """What an agreement says. ``reading`` then knows its grants by its number."""
    head = whole.head
    number, kind = head["agreement"], head["agreement-type"]
    if kind not in (*GENERAL, *SPECIFIC):
        yield refused(head, f"{kind!r} is no type of agreement", "write OS, OG, PS or PG", checks.VALUE)
        return
    if not number:
        yield refused(head, "it has no submitter's number", "give the agreement a number", checks.VALUE)
        return
    try:
        base, problems = terms(head, reading)
    except InvalidValueError as error:
        yield refused(head, error.what, error.mend, checks.VALUE)
        return
    yield from problems
    yield from money(head)
    grants: list[Grant] = []
    if not whole.of("TER", "IPA"):
        yield refused(head, "it has neither territories (TER) nor parties (IPA)", "add them", checks.REFERENCE)
    for block in _blocks(whole):
        for one in _block(block, base, number, reading):
            if isinstance(one, Said) and isinstance(one.fact, Grant) and one.fact.note == base.note:
                grants.append(one.fact)
            yield one
    reading.agreements[number] = tuple(grants)
    if number in reading.cited:
        what = f"works before it cite agreement {number}: their chains stand without its days"
        yield doubt(head, what, "put agreements before the works that cite them", checks.ORDER)
    yield from (LeftOut(row.type, "a name in another script, of a party named before") for row in whole.of("NPA"))


def _blocks(whole: Transaction) -> Iterator[Block]:
    """Sets of territories, each with its own parties: a TER after an IPA begins a new one."""
    block = Block(broken=whole.broken > 0)
    for row in whole.of("TER", "IPA"):
        if row.type == "TER" and block.people:
            yield block
            block = Block(broken=whole.broken > 0)
        (block.territories if row.type == "TER" else block.people).append(row)
    if block.territories or block.people:
        yield block


def _block(block: Block, base: Grant, number: str, reading: Reading) -> Iterator[Said | Problem]:
    if not block.territories:
        yield refused(block.people[0], "no TER comes before it", "name the territories first", checks.ORDER)
        return
    first = block.territories[0]
    day = base.begun.latest if base.begun is not None else reading.day
    where, problems = places(block.territories, day, numbered=False)
    yield from problems
    yield from _parties(block, reading)
    for at, right in enumerate(CLASSES):
        if (total := block.total(at)) and abs(total - WHOLE) > TOLERANCE:
            what = f"the {right.upper()} shares of its parties make {total / 100:.2f} %"
            yield doubt(first, what, "let assignors and acquirers make 100 %, or 0 where the right is not covered")
    expression = _expression(where)
    if expression is None or not block.givers or not block.takers:
        what = f"it gives nothing: {_why(where, block)}"
        yield refused(first, what, "give it TER and IPA for an assignor and an acquirer", checks.REFERENCE)
        return
    here = replace(base, scope=replace(base.scope, territories=expression))
    for giver in block.givers:
        for taker in block.takers:
            if giver.party != taker.party:
                for grant in _grants(here, giver, taker, block, (reading.within, number)):
                    yield Said(grant, taker.row)


def _parties(block: Block, reading: Reading) -> Iterator[Said | Problem]:
    for row in block.people:
        sides = {"AS": block.givers, "AC": block.takers}
        side = sides.get(row["role"])
        party, problems = named(row, reading)
        yield from problems
        try:
            if side is None:
                raise InvalidValueError(f"{row['role']!r} is no role", mend="write AS (assignor) or AC (acquirer)")  # noqa: TRY301
            if not party:
                raise InvalidValueError("it names nobody", mend="give the party a name and a number")  # noqa: TRY301
            side.append(Party(party, tuple(hundredths(row, f"{one}-share") for one in CLASSES), row))
        except InvalidValueError as error:
            yield refused(row, error.what, error.mend, checks.VALUE)
            block.broken = True
        else:
            yield from affiliations(row, party, reading)


def _expression(where: Places) -> Expression | None:
    steps = tuple((one.includes, one.name) for one in where.records)
    return Expression(steps) if any(includes for includes, _ in steps) and not where.spoiled else None


def _why(where: Places, block: Block) -> str:
    if where.spoiled:
        return "its territories can't be read"
    return "no assignor" if not block.givers else "no acquirer" if not block.takers else "no territory"


def _grants(base: Grant, giver: Party, taker: Party, block: Block, of: tuple[str, str]) -> Iterator[Grant]:
    """One grant for the rights acquired whole, one more for each part of a right."""
    repertoire = base.scope.repertoire
    if repertoire is None or not repertoire.catalogues:
        repertoire = Repertoire(parties=frozenset((giver.party,)))
    for share, rights in _rights(taker, block).items():
        kind = base.kind if share == WHOLE else GrantKind.NON_EXCLUSIVE
        told = [PART.format(Share(share))] * (share != WHOLE) + [MISSING] * block.broken
        parts = (giver.party, taker.party, rights, base.scope.territories, kind.value)
        yield replace(
            base,
            id=fact_id("cwr-grant", *of, *parts, base.term, base.retention_end, base.executed, *told),
            grantor=giver.party,
            grantee=taker.party,
            kind=kind,
            scope=replace(base.scope, repertoire=repertoire, rights=rights),
            conditions=tuple(Condition(one) for one in told),
        )


def _rights(taker: Party, block: Block) -> Mapping[int, frozenset[str]]:
    """The rights acquired, by the share of them: the whole where nobody else of the block has any."""
    found: dict[int, frozenset[str]] = {}
    for at, right in enumerate(CLASSES):
        if share := taker.shares[at]:
            share = WHOLE if block.total(at) - share <= TOLERANCE else min(share, WHOLE - 1)
            found[share] = found.get(share, frozenset()) | rights_of()[right]
    return found
