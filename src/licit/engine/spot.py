# SPDX-License-Identifier: Apache-2.0
"""One share at one leaf in one reading: in which dimension each fact fails there. Source: SEMANTICS §5, Why not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from licit.engine.bearing import Bearing
from licit.engine.changes import Changes
from licit.engine.grants import READINGS, CompiledGrant, signed_in_time
from licit.engine.reach import opt_outs
from licit.engine.span import names_right
from licit.engine.walk import State
from licit.model.day import FIRST, LAST, begins, ends
from licit.model.fact import Operation, Statute, StatuteKind
from licit.model.proof import Break, Dimension


class Licensor(NamedTuple):
    """Whose grants arrive furthest up, where and on which days (``until`` not included), and all who were passed."""

    leaves: int
    since: date
    until: date
    party: str
    passed: frozenset[str]


class Through(NamedTuple):
    """What is known through time: the days of change, the parties on whose grants a share may hang, licensors found."""

    changes: Changes
    parties: frozenset[str]
    licensors: list[Licensor]


class Spot:
    """Where a break is looked for: the share's bearing on one day, the bit of the leaf, the reading.

    What is found holds in all leaves of ``same`` and on all days from ``since`` to before ``until``: each test that a
    leaf passes or fails keeps those leaves that do so too, each fact that is looked at keeps the days on which it stays
    as it is. ``through`` is needed for the days alone.
    """

    def __init__(
        self, bearing: Bearing, bit: int, reading: int, useful: frozenset[str], through: Through | None = None
    ) -> None:
        self.same = bearing.span.everywhere
        self.since, self.until = FIRST, LAST
        self.through = through
        self.licensors: list[tuple[str, frozenset[str]]] | None = None  # the one of owners alike, and who was passed
        self.bearing = bearing
        self.span = bearing.span
        self.share = bearing.share
        self.day = bearing.span.days[0]
        self.bit = bit
        self.reading = reading
        self.useful = useful
        if through is not None:
            changes = through.changes
            for days in (changes.of_everyone, changes.of_statutes, changes.of_memberships(self.share.owner)):
                self.looks_at(days)
            for party in through.parties:
                self.looks_at(changes.of_party(party))

    def inside(self, leaves: int) -> bool:
        """Whether the leaf is among these."""
        there = bool(leaves & self.bit)
        self.same &= leaves if there else ~leaves
        return there

    def looks_at(self, days: Sequence[date]) -> None:
        """Keep the days around the one asked about on which nothing of this changes."""
        number = bisect_right(days, self.day)
        if number and days[number - 1] > self.since:
            self.since = days[number - 1]
        if number < len(days) and days[number] < self.until:
            self.until = days[number]

    def looks_at_grant(self, grant: CompiledGrant) -> None:
        """Keep the days on which the grant stays as it is."""
        if self.through is not None:
            self.looks_at(self.through.changes.of_grant(grant))

    def grants_to(self, party: str) -> Sequence[CompiledGrant]:
        """The grants to a party; who knows which can't carry the share here may leave those out."""
        return self.span.believed.grants_to.get(party, ())

    def licensor(self, owner: str) -> tuple[str, frozenset[str]] | None:  # noqa: ARG002 - who tests many at once can
        """Whose grants arrive furthest up, the owner's not counted, and all who were passed; None: to be found."""
        return None

    def misses(self, grant: CompiledGrant) -> tuple[Dimension, ...]:
        """The dimensions in which the grant's scope does not reach the share."""
        bearing, reading = self.bearing, self.reading
        reaches = {
            Dimension.REPERTOIRE: self.inside(bearing.in_repertoire(grant, reading)),
            Dimension.RIGHT: names_right(grant.rights, self.share.right, reading),
            Dimension.USE: self.inside(self.span.names_use(grant.uses, reading)),
            Dimension.TERRITORY: self.inside(self.span.in_territories(grant, reading)),
            Dimension.CONDITION: grant.conditions[reading],
        }
        return tuple(dimension for dimension, reached in reaches.items() if not reached)

    def statute_misses(self, statute: Statute, reading: int) -> tuple[Dimension, ...]:
        """The dimensions in which a statute does not reach the share on the day."""
        span, share, read = self.span, self.share, READINGS[reading]
        there = bool(reading) if statute.territories is None else self.inside(span.tile(statute.territories))
        listed = statute.assets is None or share.profile & span.believed.lists.listed(statute.assets)
        reaches = {
            Dimension.REPERTOIRE: listed,
            Dimension.RIGHT: names_right(statute.rights, share.right, reading),
            Dimension.USE: self.inside(span.names_use(statute.uses, reading)),
            Dimension.TERRITORY: there,
            Dimension.NOT_BEGUN: begins(statute.term.start, read) <= self.day,
            Dimension.TERM: self.day <= ends(statute.term.end, read),
        }
        return tuple(dimension for dimension, reached in reaches.items() if not reached)

    def out_of(self, statute: Statute) -> tuple[str, ...]:
        """The opt-outs that take the share out of an extended statute here."""
        if statute.kind is not StatuteKind.EXTENDED:
            return ()
        found = opt_outs(self.bearing, statute, self.useful, self.reading)
        return tuple(one.id for one, where in found if self.inside(where))

    def holds(self, fact_id: str, owner: str) -> bool:
        """Whether a fact counts here."""
        return self.inside(self.span.holds(fact_id, owner, self.reading))

    def last_day(self, grant: CompiledGrant) -> date:
        """The last day in force here."""
        return next(last for where, last in self.bearing.lasting(grant, self.reading) if self.inside(where))

    def in_time(self, grant: CompiledGrant) -> bool:
        """Whether the grant has begun and is in force."""
        return grant.first[self.reading] <= self.day <= self.last_day(grant)

    def counts_not(self, fact_id: str, owner: str) -> Dimension | None:
        """Why a fact does not count: disputed, denied, or said by nobody believed."""
        if self.holds(fact_id, owner):
            return None
        stands = self.span.stands(fact_id, owner)
        if self.inside(stands.disputed):
            return Dimension.DISPUTED
        return Dimension.REJECTED if self.inside(stands.rejected) else Dimension.UNSAID

    def _findings(self, fact_id: str) -> tuple[str, ...]:
        return tuple(finding.id for finding in self.span.record.findings_on.get(fact_id, ()))

    def statute_break(self, statute: Statute) -> Break | None:
        """In which dimension a statute does not reach the share, or who opted out."""
        to = statute.society or self.span.service
        owner = self.share.owner
        stands = self.counts_not(statute.id, owner)
        if stands is not None:
            return Break(stands, owner, to, statute.id, self._findings(statute.id))
        read = READINGS[self.reading]
        for missed in self.statute_misses(statute, self.reading)[:1]:
            return Break(
                missed,
                owner,
                to,
                statute.id,
                held_from=begins(statute.term.start, read) if missed is Dimension.NOT_BEGUN else None,
                held_until=ends(statute.term.end, read) if missed is Dimension.TERM else None,
                territories=str(statute.territories) if missed is Dimension.TERRITORY else "",
            )
        out = self.out_of(statute)
        return Break(Dimension.OPTED_OUT, owner, to, statute.id, out) if out else None

    def scope_break(self, grant: CompiledGrant) -> Break | None:
        """In which dimension a grant itself fails for the share: standing, scope or term."""
        at, to = grant.grantor, grant.grantee
        stands = self.counts_not(grant.id, self.share.owner)
        if stands is not None:
            return Break(stands, at, to, grant.id, self._findings(grant.id))
        for missed in self.misses(grant)[:1]:
            text = str(grant.territories or "") if missed is Dimension.TERRITORY else ""
            return Break(missed, at, to, grant.id, territories=text)
        first, last = grant.first[self.reading], self.last_day(grant)
        if first > self.day:
            return Break(Dimension.NOT_BEGUN, at, to, grant.id, held_from=first)
        if last < self.day and not (first <= last and self._survives(grant)):
            return self.term_break(grant)
        return None

    def _survives(self, grant: CompiledGrant) -> bool:
        """Whether an ended grant lets sublicences signed in time live on to this day (rule 4)."""
        return grant.survives is not None and self.day <= grant.survives[self.reading]

    def term_break(self, grant: CompiledGrant) -> Break:
        """A grant that has ended, with the terminations that made it so."""
        last = self.last_day(grant)
        ending = tuple(
            one.id
            for one, days in grant.terminations
            if days[self.reading] == last and self.inside(self.span.holds(one.id, self.share.owner, 1 - self.reading))
        )
        return Break(Dimension.TERM, grant.grantor, grant.grantee, grant.id, ending, held_until=last)

    def grant_break(self, state: State, chain: list[CompiledGrant], grant: CompiledGrant) -> Break:
        """In which dimension a grant does not carry the chain on; the first of them, in the order of the rules."""
        failure = self.scope_break(grant)
        if failure is not None:
            return failure
        at, to = grant.grantor, grant.grantee
        if state.sublicense < 1:
            giver = chain[-1] if chain else None
            none_given = giver is not None and not giver.assignment and giver.sublicense < 1
            return Break(Dimension.NO_SUBLICENSE if none_given else Dimension.LINKS, at, to, grant.id)
        if state.deadline != LAST and not signed_in_time(grant, state.deadline, self.reading):
            ended = tuple(one.id for one in chain if self.last_day(one) == state.deadline)
            return Break(Dimension.FELL, at, to, grant.id, ended, held_until=state.deadline)
        return Break(Dimension.BARRED, at, to, grant.id, self.barring(chain, state.holder, to, grant))

    def use_break(self, state: State, chain: list[CompiledGrant]) -> Break:
        """Why one whom the chain reaches may not make the use itself."""
        to = self.span.service
        if not state.exercise:
            return Break(Dimension.NO_EXERCISE, state.holder, to)
        return Break(Dimension.BARRED, state.holder, to, "", self.barring(chain, state.holder, to, None))

    def operation_break(self, operation: Operation) -> Break:
        """Why what is granted to an operator does not reach the service."""
        at, to = operation.operator, operation.service
        stands = self.counts_not(operation.id, "")
        if stands is not None:
            return Break(stands, at, to, operation.id, self._findings(operation.id))
        read = READINGS[self.reading]
        first, last = begins(operation.term.start, read), ends(operation.term.end, read)
        if first > self.day:
            return Break(Dimension.NOT_BEGUN, at, to, operation.id, held_from=first)
        return Break(Dimension.TERM, at, to, operation.id, held_until=last)

    def barring(
        self, chain: list[CompiledGrant], holder: str, grantee: str, grant: CompiledGrant | None
    ) -> tuple[str, ...]:
        """The exclusives that bar an act here: the holder's own, then those of the principals it acts for."""
        principals: list[str] = []
        for link in reversed(chain):
            if not link.mandate:
                break
            principals.append(link.grantor)
        used = frozenset(link.number for link in chain)
        return tuple(
            exclusive.id
            for party in (holder, *principals)
            for exclusive in self.span.believed.takers_by.get(party, ())
            if self.inside(self.bearing.bars(exclusive, grantee, grant, used, self.reading))
        )
