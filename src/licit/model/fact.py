# SPDX-License-Identifier: Apache-2.0
"""The ten kinds of fact. A fact counts only as its statements and the position say. Source: SEMANTICS §2."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final, get_args

from licit.model.day import ALWAYS, Term, When
from licit.model.problem import InvalidValueError
from licit.model.scope import Named, Scope
from licit.model.share import Share
from licit.model.territory import Expression

UNLIMITED: Final = 1_000_000  # links left where sublicensing is without limit: more than any chain has


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Party P owns a share of rights in an asset, in territories, over a term (ownership and licensing shares only)."""

    id: str
    party: str
    asset: str
    rights: Named
    share: Share
    territories: Expression
    term: Term = ALWAYS
    note: str = ""


class GrantKind(Enum):
    """What the grantor keeps: nothing, no use of its own, all, or all with the grantee acting in its name."""

    ASSIGNMENT = "assignment"
    EXCLUSIVE = "exclusive"
    NON_EXCLUSIVE = "non-exclusive"
    MANDATE = "mandate"


class Power(Enum):
    """To use oneself, or to let others."""

    EXERCISE = "exercise"
    SUBLICENSE = "sublicense"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a grant: ``fulfilled`` is ``None`` where its fulfilment is not on record (an open point)."""

    text: str
    fulfilled: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Grantor > grantee: kind, scope, powers, term, execution day.

    ``sublicense`` is the number of further links (``UNLIMITED``: without limit, 0: none); it and ``exercise`` mean
    nothing for an assignment, which gives what the assignor had. ``retention_end`` replaces the term's end.
    ``survives_until``: sublicences signed in time live on to that day. ``order`` ranks acts of one day.
    ``at_signature`` fixes the groups it names as of the execution day.
    """

    id: str
    grantor: str
    grantee: str
    kind: GrantKind
    scope: Scope = field(default_factory=Scope)
    exercise: bool = True
    sublicense: int = 0
    term: Term = ALWAYS
    executed: When | None = None
    order: int | None = None
    retention_end: When | None = None
    reserved: frozenset[Power] = frozenset()
    survives_until: When | None = None
    at_signature: bool = False
    conditions: tuple[Condition, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if self.sublicense < 0:
            raise InvalidValueError(f"{self.sublicense} further links", mend="write none, a number of links, or any")

    @property
    def takes(self) -> bool:
        """Whether it bars its grantor: an assignment or an exclusive. To oneself it takes nothing (§3.3)."""
        return self.kind in (GrantKind.ASSIGNMENT, GrantKind.EXCLUSIVE) and self.grantor != self.grantee

    @property
    def keeps(self) -> frozenset[Power]:
        """The powers the grantor reserved; a reserve on an assignment is ignored."""
        return self.reserved if self.kind is GrantKind.EXCLUSIVE else frozenset()

    @property
    def begun(self) -> When | None:
        """The first day: the stated start, else the execution day; ``None`` has always begun."""
        return self.term.start or self.executed

    @property
    def signed(self) -> When | None:
        """The day that ranks it: the execution day, else the start; ``None`` leaves its order open."""
        return self.executed or self.term.start

    @property
    def stated_end(self) -> When | None:
        """The retention end, which replaces the term's end, or that end."""
        return self.retention_end or self.term.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Termination:
    """A grant's last day in force."""

    id: str
    grant: str
    last_day: When
    note: str = ""


class StatuteKind(Enum):
    """A society may license for all but those who opted out · anyone may exercise · no authority is needed."""

    EXTENDED = "extended"
    COMPULSORY = "compulsory"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """A law that gives authority without a grant, or needs none.

    ``links`` is the extended statute's own limit of further links; ``assets`` ``None`` means all.
    """

    id: str
    kind: StatuteKind
    rights: Named | None
    uses: Named | None
    territories: Expression | None
    society: str = ""
    term: Term = ALWAYS
    links: int = UNLIMITED
    assets: frozenset[str] | None = None
    article: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOut:
    """A party takes its repertoire out of one named statute's reach."""

    id: str
    party: str
    statute: str
    term: Term = ALWAYS
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A party belongs to a group. Confers no authority: it names repertoires and groups results."""

    id: str
    member: str
    group: str
    term: Term = ALWAYS
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """In territories over a period a use needs these rights, kind of asset by kind.

    ``any_co_owner``: one co-owner suffices. ``default``: a special law replaces it.
    """

    id: str
    use: str
    territories: Expression
    rights: tuple[tuple[str, tuple[str, ...]], ...]
    term: Term = ALWAYS
    any_co_owner: bool = False
    default: bool = False
    article: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A service acts from a territory, over a term."""

    id: str
    service: str
    territory: str
    term: Term = ALWAYS
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A party operates a service over a term: what is granted to the operator reaches the service."""

    id: str
    operator: str
    service: str
    term: Term = ALWAYS
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A court or authority held that a fact is, or is not, so; binding in its territories and period.

    ``between`` empty binds everyone. ``interim`` (or under appeal) counts as disputed.
    """

    id: str
    fact: str
    holds: bool
    territories: Expression
    term: Term = ALWAYS
    between: frozenset[str] = frozenset()
    interim: bool = False
    authority: str = ""
    note: str = ""


Fact = Control | Grant | Termination | Statute | OptOut | Membership | Requirement | Server | Operation | Finding
FACT_TYPES: Final[tuple[type, ...]] = get_args(Fact)
SHARELESS: Final = (Control, Membership, Requirement, Server, Operation)  # facts that belong to no share (§2, Finding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A dated, sourced event: on the record and in timelines, without effect on authority."""

    id: str
    day: When
    text: str
    source: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity with its unit, day and territory: in weights, without effect on authority."""

    id: str
    quantity: str
    unit: str
    day: When | None = None
    territory: str = ""
    of: tuple[str, ...] = ()
    source: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a service says of itself: by whom it is licensed, for what. Never a fact of authority by itself."""

    id: str
    service: str
    licensor: str
    said_by: str
    made: When | None = None
    licences: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)
    term: Term = ALWAYS
    evidence: str = ""
    text: str = ""


def day_of(when: When | None) -> date | None:
    """The precise day, where there is one."""
    return when.earliest if when is not None and when.precise else None
