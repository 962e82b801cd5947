# SPDX-License-Identifier: Apache-2.0
"""Ways to falsify one node of a true verdict, each so that the step can no longer follow.

An operator yields the path that must be named and the falsified verdict. Why none can follow by chance is said at each
operator, or is plain: the value is worked out from what stands beside it, and only one value can be (a sum, a least
part, a fact's own field), or the name is that of nothing on record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from licit.model.fact import UNLIMITED, Grant, Statute
from licit.model.position import PlaceOfAct
from licit.model.proof import (
    Break,
    Chain,
    Dimension,
    FactUsed,
    Flag,
    Link,
    OpenKind,
    OpenPoint,
    PlaceProof,
    Powers,
    ReadingProof,
    RequirementProof,
    RightProof,
    Root,
    RootKind,
    ShareProof,
    Standing,
    Value,
)
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.verdict import Answer, Verdict
from tests.checker.tree import nodes, put

GHOST: Final = "ghost"  # names nothing in any world
Mutant = tuple[str, Verdict]
Operator = Callable[[Verdict, Record], Iterator[Mutant]]


def _others(kind: Any, value: object) -> Iterator[Any]:  # noqa: ANN401 - any enumeration
    return (one for one in kind if one is not value)


def _set(kind: type[Any], name: str, change: Callable[[Any], Iterator[Any]]) -> Operator:
    """An operator that puts other values into one field of each node of a kind; the field is named."""

    def operator(verdict: Verdict, _: Record) -> Iterator[Mutant]:
        for path, node in nodes(verdict, kind):
            for value in change(node):
                yield f"{path}.{name}", put(verdict, f"{path}.{name}", value)

    return operator


def _within(kind: type[Any], name: str, named: str, change: Callable[[Any], Iterator[Any]]) -> Operator:
    """The same, where another step of the node is named: ``named`` is added to its path."""

    def operator(verdict: Verdict, _: Record) -> Iterator[Mutant]:
        for path, node in nodes(verdict, kind):
            for value in change(node):
                yield f"{path}{named}", put(verdict, f"{path}.{name}", value)

    return operator


def _without_each(found: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for number in range(len(found)):
        yield found[:number] + found[number + 1 :]


def _one(value: object) -> Iterator[Any]:
    yield value


def _next(day: date | None) -> Iterator[date]:
    if day is not None and day < date.max:
        yield day + timedelta(days=1)


# ---- facts


def another_link(verdict: Verdict, record: Record) -> Iterator[Mutant]:
    """A grant between other parties: it can't have the link's grantor and grantee."""
    for path, link in nodes(verdict, Link):
        for grant in record.grants:
            if (grant.grantor, grant.grantee) != (link.grantor, link.grantee):
                yield path, put(verdict, f"{path}.grant", grant.id)
                break


def without_the_last_link(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """Then the chain ends at another party than the one who acts, or at whom it breaks."""
    for path, share in nodes(verdict, ShareProof):
        links = share.chain.links if share.chain else ()
        if links and links[-1].grantor != links[-1].grantee:
            named = f"{path}.actor" if share.value is Value.YES else f"{path}.broken_at"
            yield named, put(verdict, f"{path}.chain.links", links[:-1])


def without_the_first_link(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """Then the next one starts elsewhere than at the root."""
    for path, chain in nodes(verdict, Chain):
        if len(chain.links) > 1 and chain.links[1].grantor != chain.root.party:
            yield f"{path}.links[0]", put(verdict, f"{path}.links", chain.links[1:])


def a_link_twice(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """A chain is a row of distinct grants."""
    for path, chain in nodes(verdict, Chain):
        if chain.links:
            yield f"{path}.links[{len(chain.links)}]", put(verdict, f"{path}.links", (*chain.links, chain.links[-1]))


def a_fact_left_out(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """A requirement, a control or a link that a node names must be among the facts."""
    named = {node.requirement for _, node in nodes(verdict, RequirementProof)}
    named |= {node.grant for _, node in nodes(verdict, Link)}
    named |= {control for _, node in nodes(verdict, ShareProof) for control in node.controls}
    facts = verdict.proof.facts
    for number, used in enumerate(facts):
        if used.fact in named:
            yield "facts", put(verdict, "facts", facts[:number] + facts[number + 1 :])


def a_fact_twice(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """Each fact has one standing."""
    facts = verdict.proof.facts
    if facts:
        yield f"facts[{len(facts)}]", put(verdict, "facts", (*facts, facts[0]))


# ---- standing


def another_standing(verdict: Verdict, record: Record) -> Iterator[Mutant]:
    """Without findings a fact stands everywhere alike, so no other standing follows."""
    if any(record.findings_on.values()):
        return
    for path, used in nodes(verdict, FactUsed):
        for standing in _others(Standing, used.standing):
            yield f"{path}.standing", put(verdict, f"{path}.standing", standing)


# ---- dimension


def another_dimension(verdict: Verdict, record: Record) -> Iterator[Mutant]:
    """Only such dimensions as the fact on the page plainly does not fail in; others it might fail in besides."""
    for path, share in nodes(verdict, ShareProof):
        broken = share.broken_at
        if broken is None or share.chain is None:
            continue
        fact = record.by_id.get(broken.grant)
        if isinstance(fact, Grant):
            never = _never_of_grant(fact, share.chain, verdict, record)
        elif isinstance(fact, Statute):
            never = NEVER_AT_A_STATUTE
        elif broken.grant:
            continue
        else:
            never = NEEDS_A_GRANT
        for dimension in sorted(never - {broken.dimension}, key=lambda one: one.value):
            at = f"{path}.broken_at"
            yield f"{at}.dimension", put(verdict, f"{at}.dimension", dimension)


NEVER_AT_A_GRANT: Final = frozenset(
    (Dimension.NO_GRANT, Dimension.NO_EXERCISE, Dimension.OPTED_OUT, Dimension.MEMBERSHIP, Dimension.LAW)
)
NEVER_AT_A_STATUTE: Final = frozenset(
    (
        Dimension.NO_GRANT,
        Dimension.NO_SUBLICENSE,
        Dimension.LINKS,
        Dimension.NO_EXERCISE,
        Dimension.BARRED,
        Dimension.MEMBERSHIP,
        Dimension.FELL,
        Dimension.CONDITION,
        Dimension.LAW,
    )
)
NEEDS_A_GRANT: Final = frozenset(Dimension) - {
    Dimension.NO_GRANT,
    Dimension.MEMBERSHIP,
    Dimension.NO_EXERCISE,
    Dimension.BARRED,
    Dimension.LAW,
}


def _never_of_grant(grant: Grant, chain: Chain, verdict: Verdict, record: Record) -> frozenset[Dimension]:
    """The dimensions that the grant's own fields show it not to fail in."""
    day = verdict.question.day
    standing = {used.standing for used in verdict.proof.facts if used.fact == grant.id}
    unjudged = not record.findings_on
    bare = grant.id not in record.terminations_of and grant.stated_end is None
    held = chain.links[-1].powers.sublicense if chain.links else UNLIMITED
    at_owner = chain.root.kind is RootKind.OWNER
    plain = {
        Dimension.RIGHT: grant.scope.rights is ALL,
        Dimension.USE: grant.scope.uses is ALL,
        Dimension.CONDITION: not grant.conditions,
        Dimension.TERM: bare,
        Dimension.NOT_BEGUN: grant.begun is None or grant.begun.latest <= day,
        Dimension.FELL: all(link.ended_on is None for link in chain.links),
        Dimension.NO_SUBLICENSE: held > 0 and (at_owner or bool(chain.links)),
        Dimension.LINKS: held > 0 and (at_owner or bool(chain.links)),
        Dimension.BARRED: not any(other.takes for other in record.grants),
        Dimension.REJECTED: unjudged and Standing.REJECTED not in standing,
        Dimension.DISPUTED: unjudged and Standing.DISPUTED not in standing,
        Dimension.UNSAID: unjudged and Standing.UNSAID not in standing,
    }
    return NEVER_AT_A_GRANT | {dimension for dimension, never in plain.items() if never}


# ---- values, shares, owners


def a_share_left_out(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """Every owner has a share here."""
    for path, right in nodes(verdict, RightProof):
        for shares in _without_each(right.shares):
            yield f"{path}.shares", put(verdict, f"{path}.shares", shares)


def a_share_twice(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """The rows of a party add up to one share."""
    for path, right in nodes(verdict, RightProof):
        shares = right.shares
        if shares:
            yield f"{path}.shares[{len(shares)}]", put(verdict, f"{path}.shares", (*shares, shares[0]))


# ---- settlement and place


def a_settlement_turned(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """What is taken to be so stands in the nodes; were it not so, it could not. The reading is named."""
    for path, reading, number in _settled_and_named(verdict):
        name = reading.settlement[number][0]
        yield path, put(verdict, f"{path}.settlement[{number}]", (name, False))


def a_settlement_dropped(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """What is open and stands in the nodes must be settled."""
    for path, reading, number in _settled_and_named(verdict):
        rest = reading.settlement[:number] + reading.settlement[number + 1 :]
        yield f"{path}.settlement", put(verdict, f"{path}.settlement", rest)


def _settled_and_named(verdict: Verdict) -> Iterator[tuple[str, ReadingProof, int]]:
    for path, reading in nodes(verdict, ReadingProof):
        named = {place.server for place in reading.places}
        for place in reading.places:
            for law in place.requirements:
                named.add(law.requirement)
                named |= {control for right in law.rights for share in right.shares for control in share.controls}
        for number, (name, so) in enumerate(reading.settlement):
            if so and name in named:
                yield path, reading, number


def a_settlement_of_what_is_not_open(verdict: Verdict, record: Record) -> Iterator[Mutant]:
    """A grant is never settled: it is read both ways."""
    for path, reading in nodes(verdict, ReadingProof):
        for grant in record.grants[:1]:
            pairs = (*reading.settlement, (grant.id, True))
            yield f"{path}.settlement[{len(reading.settlement)}]", put(verdict, f"{path}.settlement", pairs)


# ---- answer, flags, open points, receipt


def another_flag(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """Each flag is worked out anew."""
    for flag in Flag:
        yield "flags", put(verdict, "flags", verdict.flags ^ {flag})


def another_answer(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """The two values give one answer."""
    for answer in _others(Answer, verdict.answer):
        yield "answer", put(verdict, "answer", answer)


def a_false_open_point(verdict: Verdict, record: Record) -> Iterator[Mutant]:
    """A ghost is not open; nor is the place under a position that gives one."""
    points = verdict.proof.open_points
    new = f"open_points[{len(points)}]"
    yield new, put(verdict, "open_points", (*points, OpenPoint(OpenKind.FACT, (GHOST,))))
    if record.positions[verdict.question.position].place is not PlaceOfAct.OPEN:
        yield new, put(verdict, "open_points", (*points, OpenPoint(OpenKind.PLACE)))


def another_receipt(verdict: Verdict, _: Record) -> Iterator[Mutant]:
    """Hashes, editions and sources are the record's own."""
    receipt = verdict.receipt
    yield "receipt.record", put(verdict, "receipt.record", "0" * 64)
    yield "receipt.editions", put(verdict, "receipt.editions", (*receipt.editions, ("territories", GHOST)))
    yield "receipt.missing", put(verdict, "receipt.missing", (*receipt.missing, GHOST))
    yield "receipt.complete_until", put(verdict, "receipt.complete_until", receipt.complete_until + "1")
    for number, (fact, _hash) in enumerate(receipt.facts):
        yield f"receipt.facts[{number}]", put(verdict, f"receipt.facts[{number}]", (fact, "0" * 64))
    for facts in _without_each(receipt.facts):
        yield "receipt.facts", put(verdict, "receipt.facts", facts)
    for number, (source, day) in enumerate(receipt.sources):
        for later in _next(day):
            yield "receipt.sources", put(verdict, f"receipt.sources[{number}]", (source, later))
    yield "receipt.sources", put(verdict, "receipt.sources", (*receipt.sources, (GHOST, date.min)))


def _by_name(node: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - any node
    if getattr(node, name):
        yield GHOST


def _needed(right: RightProof) -> Iterator[bool]:
    yield not right.any_co_owner


def _powers(link: Link) -> Iterator[Powers]:
    yield Powers(not link.powers.exercise, link.powers.sublicense)
    yield Powers(link.powers.exercise, link.powers.sublicense + 1)


def _ended(link: Link) -> Iterator[date | None]:
    if link.ended_on is None:
        yield date(2000, 1, 1)
    else:
        yield None
        yield from _next(link.ended_on)


def _broken(share: ShareProof) -> Iterator[Break | None]:
    """A cleared share with a break, a refused one without."""
    yield Break(Dimension.NO_GRANT, share.owner, GHOST) if share.broken_at is None else None


def _chainless(share: ShareProof) -> Iterator[None]:
    """A cleared share or a named owner's without its chain."""
    if share.chain is not None and (share.owner or share.value is Value.YES):
        yield None


def _by(broken: Break) -> Iterator[tuple[str, ...]]:
    yield (*broken.by, GHOST)
    if broken.dimension in (Dimension.BARRED, Dimension.OPTED_OUT, Dimension.MEMBERSHIP):
        yield ()


def _kinds(root: Root) -> Iterator[RootKind]:
    """Controls are no statute, a statute no control, and each statute is of one kind."""
    return _others(RootKind, root.kind)


def _values(node: Any) -> Iterator[Value]:  # noqa: ANN401 - any node with a value
    return _others(Value, node.value)


def _standings(node: Any) -> Iterator[Standing]:  # noqa: ANN401 - any node with a standing
    return _others(Standing, node.standing)


OPERATORS: Final[Mapping[str, Operator]] = {
    # fact
    "fact: a link by no grant": _set(Link, "grant", lambda _: _one(GHOST)),
    "fact: a link by another grant": another_link,
    "fact: the last link left out": without_the_last_link,
    "fact: the first link left out": without_the_first_link,
    "fact: a link twice": a_link_twice,
    "fact: a root of nothing": _set(Root, "facts", lambda root: _one((*root.facts, GHOST))),
    "fact: a root without facts": _set(Root, "facts", lambda _: _one(())),
    "fact: a root of another kind": _within(Root, "kind", "", _kinds),
    "fact: a control that is none": _set(ShareProof, "controls", lambda share: _one((*share.controls, GHOST))),
    "fact: a control left out": _set(ShareProof, "controls", lambda share: _without_each(share.controls)),
    "fact: a requirement that is none": _within(RequirementProof, "requirement", "", lambda _: _one(GHOST)),
    "fact: a break at nothing": _within(Break, "grant", "", lambda broken: _by_name(broken, "grant")),
    "fact: a break by nothing": _set(Break, "by", _by),
    "fact: an operation that is none": _set(ShareProof, "operation", lambda share: _by_name(share, "operation")),
    "fact: used, and none": _within(FactUsed, "fact", "", lambda _: _one(GHOST)),
    "fact: used, and left out": a_fact_left_out,
    "fact: used, and twice": a_fact_twice,
    # day
    "day: a link ended, or not, or later": _set(Link, "ended_on", _ended),
    "day: a break held longer": _set(Break, "held_until", lambda broken: _next(broken.held_until)),
    "day: a break held later": _set(Break, "held_from", lambda broken: _next(broken.held_from)),
    # territory and place
    "territory: another place": _within(PlaceProof, "territory", "", lambda _: _one("Atlantis")),
    "territory: a break's territories": _set(
        Break, "territories", lambda broken: _one(broken.territories + " Atlantis")
    ),
    "place: a server that is none": _within(PlaceProof, "server", "", lambda _: _one(GHOST)),
    "place: the other place of the act": _within(ReadingProof, "emission", "", lambda one: _one(not one.emission)),
    "place: one left out": _set(ReadingProof, "places", lambda one: _without_each(one.places)),
    # standing
    "standing: of a link": _set(Link, "standing", _standings),
    "standing: of a requirement": _set(RequirementProof, "standing", _standings),
    "standing: of a fact used": another_standing,
    # dimension
    "dimension: of a break": another_dimension,
    "dimension: a break from elsewhere": _set(Break, "at", lambda _: _one(GHOST)),
    "dimension: a break to elsewhere": _set(Break, "to", lambda _: _one(GHOST)),
    "dimension: a break, or none": _set(ShareProof, "broken_at", _broken),
    # value
    "value: of a share": _set(ShareProof, "value", _values),
    "value: of a right": _set(RightProof, "value", _values),
    "value: of a requirement": _set(RequirementProof, "value", _values),
    "value: of a place": _set(PlaceProof, "value", _values),
    "value: of a reading": _set(ReadingProof, "value", _values),
    "value: a way left out": _set(ShareProof, "chain", _chainless),
    # owner
    "owner: of a share": _set(ShareProof, "owner", lambda _: _one(GHOST)),
    "owner: of a root": _set(Root, "party", lambda _: _one(GHOST)),
    "owner: who acts": _set(ShareProof, "actor", lambda _: _one(GHOST)),
    # share
    "share: a hundredth more": _set(ShareProof, "hundredths", lambda share: _one(share.hundredths + 1)),
    "share: one left out": a_share_left_out,
    "share: one twice": a_share_twice,
    "share: too much claimed": _set(RightProof, "overclaim", lambda right: _one(not right.overclaim)),
    "share: whether one co-owner suffices": _set(RightProof, "any_co_owner", _needed),
    # right
    "right: another asset": _within(RightProof, "asset", "", lambda _: _one(GHOST)),
    "right: another kind": _within(RightProof, "kind", "", lambda _: _one(GHOST)),
    "right: another right": _within(RightProof, "right", "", lambda _: _one(GHOST)),
    "right: one left out": _set(RequirementProof, "rights", lambda law: _without_each(law.rights)),
    "right: a kind missing that is not": _set(RequirementProof, "missing", lambda law: _one((*law.missing, GHOST))),
    "right: a law left out": _set(PlaceProof, "requirements", lambda place: _without_each(place.requirements)),
    # power
    "power: of a link": _set(Link, "powers", _powers),
    # settlement
    "settlement: turned": a_settlement_turned,
    "settlement: dropped": a_settlement_dropped,
    "settlement: of what is not open": a_settlement_of_what_is_not_open,
    # the rest
    "answer": another_answer,
    "flag": another_flag,
    "open point": a_false_open_point,
    "receipt": another_receipt,
}
