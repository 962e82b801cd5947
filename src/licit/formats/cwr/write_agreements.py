# SPDX-License-Identifier: Apache-2.0
"""Grants as agreements of CWR, or the reason why CWR can't carry one.

An agreement transfers rights in works from a writer or publisher to a publisher, over days, in territories; all uses,
without conditions. Part of a right is a grant that says so in its condition, as the reader writes it; the reader's note
tells the type, number and clause of the agreement that a grant was read from.
Source: CWR 2.1 and 2.2, 4.1, 5.1, 5.2; SEMANTICS §2, Grant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from licit.formats.cwr.rights import classes
from licit.formats.cwr.write_parties import Signatories, Signatory
from licit.formats.cwr.write_territories import Steps, steps
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Grant, GrantKind, Termination
from licit.model.problem import InvalidValueError
from licit.model.scope import ALL, NOTHING, Repertoire
from licit.model.share import WHOLE, Share
from licit.model.territory import Expression

CARRIED: Final = (GrantKind.ASSIGNMENT, GrantKind.EXCLUSIVE)
LINKED: Final = (*CARRIED, GrantKind.MANDATE)  # an administrator stands in a work's chain without an agreement
OTHERWISE: Final = "tell the society by another way"
_NOTE: Final = re.compile(r"([OP][GS]) agreement (.{1,14}?)(?:; ISAC (.{1,14}?))?(?:; (sales|manufacture) clause)?")
_PART: Final = re.compile(r"the acquirer has ([0-9.]+ %) of this right: .*")  # agreements.PART


@dataclass(frozen=True, slots=True)
class Noted:
    """What the note of a grant says of the agreement it was read from; each empty where it says nothing."""

    type: str = ""
    number: str = ""
    isac: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A grant as CWR has it. ``works`` are the listed ones, ``None`` where it is general.

    ``shares`` are what the taker has of each class of rights, in hundredths of a percent.
    """

    grant: Grant
    noted: Noted
    giver: Signatory
    taker: Signatory
    works: frozenset[str] | None
    shares: tuple[tuple[str, int], ...]
    territories: Steps
    start: When
    end: When | None
    retention: When | None

    @property
    def rights(self) -> tuple[str, ...]:
        """The classes of rights."""
        return tuple(right for right, _ in self.shares)

    @property
    def type(self) -> str:
        """Original or sub-publishing, general or specific."""
        letter = self.noted.type[:1] or ("O" if self.giver.writes else "P")
        return letter + ("G" if self.works is None else "S")

    @property
    def days(self) -> tuple[When | None, ...]:
        """Start, end, retention end, signature: one agreement has one of each."""
        return self.start, self.end, self.retention, self.grant.executed


def noted(grant: Grant) -> Noted:
    """What the grant's note says."""
    match = _NOTE.fullmatch(grant.note)
    if match is None:
        return Noted()
    kind, number, isac, clause = match.groups("")
    return Noted(kind, number, isac, clause[:1].upper())


def agreement(
    grant: Grant, parties: Signatories, catalogues: Mapping[str, frozenset[str]], ends: Mapping[str, Termination]
) -> Agreement:
    """The grant as an agreement. ``ends`` are terminations by the grant they end.

    Raises:
        InvalidValueError: CWR can't carry it, with the first reason.
    """
    share = _share(grant)
    carried(grant, CARRIED if share == WHOLE else (GrantKind.NON_EXCLUSIVE,), parts=share != WHOLE)
    start = grant.begun
    if start is None:
        raise InvalidValueError("it has no first day, and an agreement of CWR has one", mend="record its start")
    end, retention = grant.term.end, grant.retention_end
    if (ending := ends.get(grant.id)) is not None and _before(ending.last_day, retention or end):
        end, retention = ending.last_day, None
    for name, when in (("start", start), ("end", end), ("retention end", retention), ("signature", grant.executed)):
        if when is not None and not when.precise:
            raise InvalidValueError(f"its {name} is {when}, and CWR wants one day", mend="record the very day")
    rights = whole_rights(grant)
    told = noted(grant)
    giver, taker = parties.of(grant.grantor), parties.of(grant.grantee)
    if taker.writes:
        raise InvalidValueError(f"{taker.id} writes, and only a publisher acquires", mend="check the two parties")
    if not told.type:
        parties.in_work(giver.id)
        parties.in_work(taker.id)
    where = steps(territories_of(grant), Term(start, retention or end))
    works = listed(grant, catalogues)
    if grant.kind is GrantKind.ASSIGNMENT:
        parties.remark(grant.id, "grant", "CWR does not tell an assignment from a transfer for a time")
    shares = tuple((right, share) for right in rights)
    return Agreement(grant, told, giver, taker, works, shares, where, start, end, retention)


def _before(day: When, other: When | None) -> bool:
    return other is None or day.earliest < other.earliest


def _share(grant: Grant) -> int:
    """The part that the taker of a grant has, as its one condition says; the whole where it has no such condition."""
    if len(grant.conditions) == 1 and (match := _PART.fullmatch(grant.conditions[0].text)) is not None:
        return Share.parse(match[1]).hundredths
    return WHOLE


def carried(grant: Grant, kinds: Collection[GrantKind], *, parts: bool = False) -> None:
    """Check that no term of the grant is one that CWR has no word for.

    Raises:
        InvalidValueError: one is.
    """
    scope = grant.scope
    if grant.kind not in kinds:
        raise InvalidValueError(f"it is {grant.kind.value}, and an agreement of CWR transfers rights", mend=OTHERWISE)
    for name in ("rights", "uses"):
        if getattr(scope, name) is None:
            raise InvalidValueError(
                f"its {name} are unstated, and CWR can't leave them open", mend=f"record its {name}"
            )
    powers = grant.kind is not GrantKind.ASSIGNMENT
    for wrong, what in (
        (scope.uses is not ALL, "it is for some uses, and CWR has rights alone"),
        (scope.exceptions != NOTHING, "it excepts works, and CWR has no record for exceptions"),
        (bool(grant.conditions) and not parts, "it has conditions, and CWR has no record for them"),
        (bool(grant.keeps), "its grantor reserves a power, and CWR can't say so"),
        (grant.survives_until is not None, "its sublicences survive it, and CWR can't say so"),
        (grant.at_signature, "it fixes its groups at signature, and CWR can't say so"),
        (powers and grant.exercise is (grant.kind is GrantKind.MANDATE), "its powers are not those of an acquirer"),
        (powers and grant.sublicense != UNLIMITED, "it limits sublicences, and CWR can't say so"),
    ):
        if wrong:
            raise InvalidValueError(what, mend=OTHERWISE)


def whole_rights(grant: Grant) -> tuple[str, ...]:
    """The classes of its rights.

    Raises:
        InvalidValueError: it has rights that no class carries, or none.
    """
    rights, more = classes(grant.scope.rights or frozenset())
    if not rights or more:
        what = f"CWR has no share for {', '.join(sorted(more)) or 'no right at all'}"
        raise InvalidValueError(what, mend="record performing, mechanical or synchronisation rights whole")
    return rights


def territories_of(grant: Grant) -> Expression:
    """Where it holds.

    Raises:
        InvalidValueError: it does not say.
    """
    if grant.scope.territories is None:
        raise InvalidValueError("its territories are unstated", mend="record its territories")
    return grant.scope.territories


def listed(grant: Grant, catalogues: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    """The works it lists; ``None``: all that its grantor has.

    Raises:
        InvalidValueError: its repertoire is unstated, or neither.
    """
    repertoire = grant.scope.repertoire
    if repertoire is None:
        raise InvalidValueError("its repertoire is unstated", mend="record its repertoire")
    if repertoire in (Repertoire(everything=True), Repertoire(parties=frozenset((grant.grantor,)))):
        return None
    if repertoire.everything or repertoire.parties or repertoire.members_of or repertoire.some_members_of:
        raise InvalidValueError("its repertoire is neither all of its grantor's works nor a list", mend=OTHERWISE)
    return repertoire.assets.union(*(catalogues.get(one, frozenset()) for one in repertoire.catalogues))
