# SPDX-License-Identifier: Apache-2.0
"""Grants as agreements, AGR with TER and IPA, or the reason why CWR can't carry one.

An agreement transfers rights in works from a writer or publisher to a publisher, over days, in territories; all uses,
without conditions. Source: CWR 2.1 and 2.2, 4.1, 5.1, 5.2; SEMANTICS §2, Grant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from licit.formats.cwr.write_lines import Line
from licit.formats.cwr.write_parties import Signatories, Signatory
from licit.formats.cwr.write_rights import CLASSES, classes
from licit.formats.cwr.write_territories import Steps, steps
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Grant, GrantKind, Termination
from licit.model.problem import InvalidValueError
from licit.model.scope import ALL, NOTHING, Repertoire
from licit.model.share import WHOLE
from licit.model.territory import Expression

CARRIED: Final = (GrantKind.ASSIGNMENT, GrantKind.EXCLUSIVE)
LINKED: Final = (*CARRIED, GrantKind.MANDATE)  # an administrator stands in a work's chain without an agreement


@dataclass(frozen=True, slots=True)
class Agreement:
    """A grant as CWR has it. ``works`` are the listed ones, ``None`` where it is general."""

    grant: Grant
    giver: Signatory
    taker: Signatory
    works: frozenset[str] | None
    rights: tuple[str, ...]
    territories: Steps
    start: When
    end: When | None
    retention: When | None

    @property
    def type(self) -> str:
        """Original or sub-publishing, general or specific."""
        return ("O" if self.giver.writes else "P") + ("G" if self.works is None else "S")


def agreement(
    grant: Grant, parties: Signatories, catalogues: Mapping[str, frozenset[str]], ends: Mapping[str, Termination]
) -> Agreement:
    """The grant as an agreement. ``ends`` are terminations by the grant they end.

    Raises:
        InvalidValueError: CWR can't carry it, with the first reason.
    """
    _carried(grant, CARRIED)
    start = grant.begun
    if start is None:
        raise InvalidValueError("it has no first day, and an agreement of CWR has one", mend="record its start")
    end, retention = grant.term.end, grant.retention_end
    if (ending := ends.get(grant.id)) is not None and _before(ending.last_day, retention or end):
        end, retention = ending.last_day, None
    for name, when in (("start", start), ("end", end), ("retention end", retention), ("signature", grant.executed)):
        if when is not None and not when.precise:
            raise InvalidValueError(f"its {name} is {when}, and CWR wants one day", mend="record the very day")
    rights, more = classes(grant.scope.rights or frozenset())
    if not rights or more:
        what = f"CWR has no share for {', '.join(sorted(more)) or 'no right at all'}"
        raise InvalidValueError(what, mend="record performing, mechanical or synchronisation rights whole")
    giver, taker = parties.of(grant.grantor), parties.of(grant.grantee)
    if taker.writes:
        raise InvalidValueError(f"{taker.id} writes, and only a publisher acquires", mend="check the two parties")
    where = steps(territories_of(grant), Term(start, retention or end))
    works = _works(grant.scope.repertoire, grant, catalogues)
    return Agreement(grant, giver, taker, works, rights, where, start, end, retention)


def _before(day: When, other: When | None) -> bool:
    return other is None or day.earliest < other.earliest


def linked(grant: Grant, catalogues: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The works in whose chains a grant without days stands.

    Raises:
        InvalidValueError: it lists no works, or the chain of a work can't carry it.
    """
    _carried(grant, LINKED)
    works = _works(grant.scope.repertoire, grant, catalogues)
    if works is None:
        raise InvalidValueError("it has no first day, and an agreement of CWR has one", mend="record its start")
    return works


def territories_of(grant: Grant) -> Expression:
    """Where it holds.

    Raises:
        InvalidValueError: it does not say.
    """
    if grant.scope.territories is None:
        raise InvalidValueError("its territories are unstated", mend="record its territories")
    return grant.scope.territories


def _carried(grant: Grant, kinds: Collection[GrantKind]) -> None:
    scope = grant.scope
    if grant.kind not in kinds:
        raise InvalidValueError(f"it is {grant.kind.value}, and an agreement of CWR transfers rights", mend=_OTHERWISE)
    for name in ("rights", "uses"):
        if getattr(scope, name) is None:
            raise InvalidValueError(
                f"its {name} are unstated, and CWR can't leave them open", mend=f"record its {name}"
            )
    for wrong, what in (
        (scope.uses is not ALL, "it is for some uses, and CWR has rights alone"),
        (scope.exceptions != NOTHING, "it excepts works, and CWR has no record for exceptions"),
        (bool(grant.conditions), "it has conditions, and CWR has no record for them"),
        (grant.kind is GrantKind.EXCLUSIVE and bool(grant.reserved), "its grantor reserves a power"),
        (grant.survives_until is not None, "its sublicences survive it, and CWR can't say so"),
        (grant.at_signature, "it fixes its groups at signature, and CWR can't say so"),
        (grant.kind is GrantKind.EXCLUSIVE and not grant.exercise, "its grantee may not exercise"),
        (grant.kind is GrantKind.EXCLUSIVE and grant.sublicense != UNLIMITED, "it limits sublicences"),
    ):
        if wrong:
            raise InvalidValueError(what, mend=_OTHERWISE)


_OTHERWISE: Final = "tell the society by another way"


def _works(
    repertoire: Repertoire | None, grant: Grant, catalogues: Mapping[str, frozenset[str]]
) -> frozenset[str] | None:
    if repertoire is None:
        raise InvalidValueError("its repertoire is unstated", mend="record its repertoire")
    if repertoire == Repertoire(everything=True) or repertoire == Repertoire(parties=frozenset((grant.grantor,))):
        return None
    if repertoire.everything or repertoire.parties or repertoire.members_of or repertoire.some_members_of:
        raise InvalidValueError("its repertoire is neither all of its grantor's works nor a list", mend=_OTHERWISE)
    return repertoire.assets.union(*(catalogues.get(one, frozenset()) for one in repertoire.catalogues))


def records(number: str, one: Agreement, parties: Signatories, works: int) -> Iterator[Line]:
    """AGR, TER and IPA. ``works`` is how many works of the file name the agreement."""
    if one.works is not None:
        parties.remark(one.grant.id, "clause", "sales or manufacture is not on record: written as sales (S)")
    head: dict[str, str | int] = {
        "agreement": number,
        "agreement-type": one.type,
        "start-date": _day(one.start),
        "end-date": _day(one.end),
        "retention-end": _day(one.retention),
        "prior-royalty-status": "N",
        "post-term-status": "N",
        "signed": _day(one.grant.executed),
        "works": works,
        "clause": "S" if one.works is not None else "",
    }
    yield "AGR", head
    for includes, code in one.territories:
        yield "TER", {"in-or-out": "I" if includes else "E", "territory": code}
    yield _party("AS", one.giver, dict.fromkeys(CLASSES, 0), parties)
    yield _party("AC", one.taker, {right: WHOLE if right in one.rights else 0 for right in CLASSES}, parties)


def _party(role: str, one: Signatory, shares: Mapping[str, int], parties: Signatories) -> Line:
    found: dict[str, str | int] = {
        "role": role,
        "ipi-name": one.ipi,
        "ipi-base": one.base,
        "party": one.number,
        "last-name": one.name,
    }
    for right in CLASSES:
        found[f"{right}-share"] = shares[right]
        if shares[right] or right == "pr":
            found[f"{right}-society"] = parties.society(one)
    return "IPA", found


def _day(when: When | None) -> str:
    return when.earliest.strftime("%Y%m%d") if when else ""
