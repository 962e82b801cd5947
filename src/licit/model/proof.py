# SPDX-License-Identifier: Apache-2.0
"""Why, or why not: a tree of a few closed node types, built by whoever decides and printed by whoever shows.

From the top: a proof has two readings; a reading has the settlement and the places it was decided at; a place has the
requirements that count there; a requirement has a right in an asset each; a right has its shares; a share has the way
in which authority reached the service, or the break of the way that came nearest. Source: SEMANTICS §5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum

from licit.model.day import Reading


class Value(IntEnum):
    """The value of a part in one reading: no < unknown < yes. Source: SEMANTICS §3.7."""

    NO = 0
    UNKNOWN = 1
    YES = 2


class Standing(Enum):
    """A fact under a position. Source: SEMANTICS §4."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DISPUTED = "disputed"
    UNSAID = "unsaid"


class Flag(Enum):
    """Reported beside the answer: shares above the whole, two exclusives of one thing, a group's two readings."""

    OVERCLAIM = "overclaim"
    CONFLICT = "double-exclusive"
    GROUP_DAY = "group-day"


class Dimension(Enum):
    """In what a link breaks. Source: SEMANTICS §5, Why not."""

    NO_GRANT = "no grant"
    TERRITORY = "territory"
    USE = "use"
    RIGHT = "right"
    REPERTOIRE = "repertoire"
    TERM = "term ended"
    NOT_BEGUN = "not begun"
    NO_SUBLICENSE = "no power to sublicense"
    LINKS = "limit of links"
    NO_EXERCISE = "no power to exercise"
    OPTED_OUT = "opted out"
    BARRED = "barred by an earlier exclusive"
    MEMBERSHIP = "only a membership"
    FELL = "fell with the grant it hangs on"
    CONDITION = "condition not on record"
    DISPUTED = "disputed"
    REJECTED = "denied"
    UNSAID = "nobody believed says so"
    LAW = "the law does not reach"

    @property
    def code(self) -> str:
        """The fixed word of a dimension, such as ``no-grant`` or ``barred``."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Powers:
    """What a chain gives its last party: own use, and how many further links (0: none)."""

    exercise: bool
    sublicense: int


class RootKind(Enum):
    """Where a chain begins: the owner, or the society of an extended statute; or a law that needs no chain."""

    OWNER = "owner"
    EXTENDED = "extended"
    COMPULSORY = "compulsory"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class Root:
    """The start of a way: a party, and the facts that put it there (its controls, or a statute).

    ``party`` is empty for a compulsory licence and an exception, which need no chain.
    """

    kind: RootKind
    party: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One grant of a chain, with its standing and the powers that it leaves its grantee.

    ``ended_on`` is set where the grant itself has ended and only sublicences signed in time live on (§3.4).
    """

    grant: str
    grantor: str
    grantee: str
    standing: Standing
    powers: Powers
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """A row of distinct grants from a root, each by the grantee of the one before."""

    root: Root
    links: tuple[Link, ...] = ()

    @property
    def holder(self) -> str:
        """The party that the chain reaches."""
        return self.links[-1].grantee if self.links else self.root.party


@dataclass(frozen=True, slots=True)
class Break:
    """The exact link that fails, and in what.

    ``at``: the party that the nearest chain reaches. ``grant``: the fact that does not carry it on (a grant; a statute;
    empty where there is none at all, or where the holder's own use is barred). ``by``: the facts that stop it
    (exclusives, terminations, opt-outs, findings). ``to``: whom it would have reached. ``held_from``, ``held_until``:
    the days on which it would have held, where that is what breaks; ``territories``: the text of its territories.
    """

    dimension: Dimension
    at: str
    to: str
    grant: str = ""
    by: tuple[str, ...] = ()
    held_from: date | None = None
    held_until: date | None = None
    territories: str = ""

    @property
    def ends(self) -> tuple[str, ...]:
        """The parties at which the chain ends, of whom it matters whether they act for the service.

        A grant that survives its end carries sublicences on, and whoever acts nothing (SEMANTICS §3.4): so where a term
        is what breaks, it is also the party that would have been reached.
        """
        return (self.at, self.to) if self.dimension is Dimension.TERM else (self.at,)


@dataclass(frozen=True, slots=True)
class ShareProof:
    """One owner's share: its value, and the chain to the actor, or how near one came.

    ``owner`` is empty for the unnamed owner of a missing share. ``actor`` is who exercises: the service, or an
    operator through it (``operation`` then names the fact). Where the value is no, ``chain`` is the nearest and
    ``broken_at`` the link that breaks.
    """

    owner: str
    hundredths: int
    value: Value
    controls: tuple[str, ...] = ()
    chain: Chain | None = None
    actor: str = ""
    operation: str = ""
    broken_at: Break | None = None


@dataclass(frozen=True, slots=True)
class RightProof:
    """One right in one asset: the shares of its owners in that place, and the value of the whole (§3.7)."""

    asset: str
    kind: str
    right: str
    value: Value
    any_co_owner: bool
    overclaim: bool
    shares: tuple[ShareProof, ...]


@dataclass(frozen=True, slots=True)
class RequirementProof:
    """One law that counts: the rights it asks for, and the kinds of asset the item lacks (unknown)."""

    requirement: str
    standing: Standing
    value: Value
    rights: tuple[RightProof, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceProof:
    """The law of one place: where the user is, or where a server stands (``server`` names the fact).

    ``territory`` is empty where the place is emission and no server is on record: unknown.
    """

    territory: str
    server: str
    value: Value
    requirements: tuple[RequirementProof, ...]


@dataclass(frozen=True, slots=True)
class ReadingProof:
    """One reading: the settlement that decides it, and the places that count under it.

    ``settlement`` pairs each disputed or imprecise owner, requirement and server with whether it is taken to be so;
    ``emission`` is whether the act was placed at the server. Source: SEMANTICS §4, Two readings.
    """

    reading: Reading
    value: Value
    settlement: tuple[tuple[str, bool], ...]
    emission: bool
    places: tuple[PlaceProof, ...]


class OpenKind(Enum):
    """What may be open. Source: SEMANTICS §4."""

    FACT = "disputed"
    ORDER = "order"
    DAY = "imprecise day"
    SCOPE = "unstated scope"
    SOME = "some unnamed members"
    CONDITION = "condition"
    PLACE = "place of the act"


@dataclass(frozen=True, slots=True, order=True)
class OpenPoint:
    """One thing that is not settled, and the facts it lies in (none for the place of the act)."""

    kind: OpenKind
    facts: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A fact that the proof rests on, and how it stands."""

    fact: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Proof:
    """Both readings, the facts they rest on, and the open points the answer hangs on."""

    lower: ReadingProof
    upper: ReadingProof
    facts: tuple[FactUsed, ...]
    open_points: tuple[OpenPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What makes the answer repeatable: editions, hashes, the age of each source, sources that are missing.

    ``facts`` pairs each fact used with the SHA-256 of its canonical form and its statements; ``record`` is that of the
    whole record. ``sources`` pairs each source heard with the day of its latest word; ``missing`` are those expected
    and not heard. Source: SEMANTICS §5, Receipt.
    """

    semantics: str
    editions: tuple[tuple[str, str], ...]
    record: str
    facts: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, date], ...]
    missing: tuple[str, ...]
    complete_until: str = ""
