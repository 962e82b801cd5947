# SPDX-License-Identifier: Apache-2.0
"""English: one phrase for each node of a proof above its breaks, and for what lies open."""

from __future__ import annotations

from typing import Final

from licit.model.day import Reading
from licit.model.fact import UNLIMITED, Grant
from licit.model.proof import (
    Flag,
    Link,
    OpenKind,
    OpenPoint,
    PlaceProof,
    RequirementProof,
    RightProof,
    Root,
    RootKind,
    ShareProof,
    Standing,
    Value,
)
from licit.report.words.english import grammar
from licit.report.words.english.facts import GRANTS, name
from licit.report.words.names import Names

STANDINGS: Final = {
    Standing.ACCEPTED: "accepted",
    Standing.REJECTED: "denied",
    Standing.DISPUTED: "disputed",
    Standing.UNSAID: "said by no source believed here",
}
VALUES: Final = {Value.NO: "no", Value.UNKNOWN: "unknown", Value.YES: "yes"}
READINGS: Final = {
    Reading.LOWER: "Every open point taken against the service",
    Reading.UPPER: "Every open point taken for the service",
}
MARKERS: Final = {"law": "law", "grantor": "grantor"}
FLAGS: Final = {
    Flag.OVERCLAIM: "the shares on record add up to more than 100 %",
    Flag.CONFLICT: "two exclusives of one thing went to different grantees",
    Flag.GROUP_DAY: "a group has other members on the day than at signature, and that makes a difference",
}
_FIELDS: Final = {
    "executed": "day of signature",
    "retention_end": "end of retention",
    "survives_until": "day until which sublicences survive",
    "last_day": "last day",
    "start": "first day",
    "end": "last day",
    "rights": "rights",
    "uses": "uses",
    "repertoire": "repertoire",
    "territories": "territories",
}


def place(n: Names, node: PlaceProof) -> str:
    """Whose law decides."""
    if not node.territory:
        return "the place of the act is the server, and no server is on record"
    where = grammar.place(n, node.territory)
    return f"{where}, where a server stands" if node.server else f"{where}, where the people are"


def requirement(n: Names, node: RequirementProof) -> str:
    """Which law asks, and whether it is Licit's own."""
    mark = " (Licit’s convention)" if n.conventional(node.requirement) else ""
    stands = "" if node.standing is Standing.ACCEPTED else f", {STANDINGS[node.standing]}"
    asks = "" if node.rights or node.missing else ": asks for nothing"
    return f"{name(n, node.requirement)}{mark}{stands}{asks}"


def missing(n: Names, kind: str) -> str:
    """A kind of asset that the item lacks."""
    return f"the {n.word(kind)} is not identified on record"


def right(n: Names, node: RightProof) -> str:
    """One right in one asset."""
    return grammar.right(n, node.right, node.kind, node.asset)


def share(n: Names, node: ShareProof) -> str:
    """One owner's share."""
    if not node.owner:
        return f"{n.share(node.hundredths)} with no owner on record"
    return f"owner {n.party(node.owner)} ({n.share(node.hundredths)})"


def _owner(n: Names, node: Root) -> str:
    return f"the chain begins with {n.party(node.party)}, the owner"


def _extended(n: Names, node: Root) -> str:
    return f"{_laws(n, node)} lets {n.party(node.party)} authorise without a grant"


def _compulsory(n: Names, node: Root) -> str:
    return f"{_laws(n, node)} lets anyone make the use"


def _exception(n: Names, node: Root) -> str:
    return f"{_laws(n, node)} asks for no authority"


def _laws(n: Names, node: Root) -> str:
    return n.listed(name(n, one) for one in node.facts) or "a law"


ROOTS: Final = {
    RootKind.OWNER: _owner,
    RootKind.EXTENDED: _extended,
    RootKind.COMPULSORY: _compulsory,
    RootKind.EXCEPTION: _exception,
}


def link(n: Names, node: Link) -> str:
    """One grant of a chain, with what it leaves its grantee."""
    held = n.fact(node.grant)
    kind = f" ({GRANTS[held.kind]})" if isinstance(held, Grant) else ""
    stands = "" if node.standing is Standing.ACCEPTED else f", {STANDINGS[node.standing]}"
    ended = f"; ended on {n.day(node.ended_on)}, sublicences signed in time live on" if node.ended_on else ""
    return f"{n.party(node.grantor)} > {n.party(node.grantee)}{kind}{stands}: {_powers(node)}{ended}"


def _powers(node: Link) -> str:
    own = "own use" if node.powers.exercise else "no own use"
    if node.powers.sublicense == 0:
        return f"{own}, may not let others"
    further = "" if node.powers.sublicense > UNLIMITED // 2 else f" ({node.powers.sublicense} further)"
    return f"{own}, may let others{further}"


def actor(n: Names, node: ShareProof) -> str:
    """Who makes the use, and through what."""
    through = f", through {name(n, node.operation)}" if node.operation else ""
    return f"{n.party(node.actor)} may make the use{through}"


def settled(n: Names, fact: str, taken: bool) -> str:  # noqa: FBT001  as the proof has it
    """How an open owner, law or server is taken in this reading."""
    return f"taken to be so: {name(n, fact)}" if taken else f"taken not to be so: {name(n, fact)}"


def same(count: int) -> str:
    """The mark of folded parts."""
    return f"the same for {count} more:"


def _fact(n: Names, point: OpenPoint) -> str:
    return f"{_lies_in(n, point)} is disputed"


def _order(n: Names, point: OpenPoint) -> str:
    return f"which came first is open: {_lies_in(n, point)}"


def _day(n: Names, point: OpenPoint) -> str:
    return f"the {_FIELDS.get(point.detail, 'day')} of {_lies_in(n, point)} is imprecise"


def _scope(n: Names, point: OpenPoint) -> str:
    return f"{_lies_in(n, point)} does not state its {_FIELDS.get(point.detail, 'scope')}"


def _some(n: Names, point: OpenPoint) -> str:
    return f"{_lies_in(n, point)} names some members without saying which: {n.listed(_each(n, point))}"


def _condition(n: Names, point: OpenPoint) -> str:
    which = f" {n.quoted(point.detail)}" if point.detail else ""
    return f"whether the condition{which} of {_lies_in(n, point)} is fulfilled"


def _place(_: Names, __: OpenPoint) -> str:
    return "where the act takes place: where the people are, or where the server is"


def _lies_in(n: Names, point: OpenPoint) -> str:
    return n.listed(name(n, one) for one in point.facts)


def _each(n: Names, point: OpenPoint) -> list[str]:
    return [n.party(one) for one in point.detail.split(", ")]


OPEN_POINTS: Final = {
    OpenKind.FACT: _fact,
    OpenKind.ORDER: _order,
    OpenKind.DAY: _day,
    OpenKind.SCOPE: _scope,
    OpenKind.SOME: _some,
    OpenKind.CONDITION: _condition,
    OpenKind.PLACE: _place,
}
