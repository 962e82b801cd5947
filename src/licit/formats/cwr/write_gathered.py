# SPDX-License-Identifier: Apache-2.0
"""Facts laid together for a file: agreements by number, and works with their owners and chains.

A grant with days is an agreement, and the works it lists name it. One without days, or that a work's chain has under
an agreement of others, is a link in the chains of its works alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final

from licit.formats.cwr.rights import CLASSES, classes
from licit.formats.cwr.write_agreements import (
    LINKED,
    OTHERWISE,
    Agreement,
    agreement,
    carried,
    listed,
    noted,
    territories_of,
    whole_rights,
)
from licit.formats.cwr.write_chains import Link
from licit.formats.cwr.write_joined import join
from licit.formats.cwr.write_lines import Line
from licit.formats.cwr.write_parties import Signatories
from licit.formats.cwr.write_said import Unwritten
from licit.formats.cwr.write_territories import WORLD, steps
from licit.formats.cwr.write_words import TAKEN
from licit.formats.cwr.write_works import Work, records
from licit.model.asset import Asset
from licit.model.day import ALWAYS
from licit.model.fact import Control, Fact, Grant, GrantKind, Termination
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.statement import Basis

NUMBER: Final = 14  # characters of a work's or agreement's number
WORK: Final = "work"
_UNDER: Final = re.compile(r".* under agreement (.{1,14})")


@dataclass(slots=True)
class Gathered:
    """What goes into the file. ``named`` counts the works that name each agreement."""

    agreements: dict[str, list[Agreement]] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    registrations: list[Sequence[Line]] = field(default_factory=list)
    named: Counter[str] = field(default_factory=Counter)
    behind: list[Unwritten] = field(default_factory=list)


@dataclass(slots=True)
class Gathering:
    """Lays the facts of one file together."""

    record: Record
    parties: Signatories
    speakers: Collection[str]
    numbers: Mapping[str, str]
    ends: Mapping[str, Termination]
    found: Gathered = field(default_factory=Gathered)
    _waiting: list[Grant] = field(default_factory=list)
    _taken: dict[str, str] = field(default_factory=dict)

    def all(self, facts: Sequence[Fact], version: str, day: date) -> Gathered:
        """The agreements and registrations of these facts; all else is left behind with its reason."""
        for fact in facts:
            self._try(fact)
        for grant in self._waiting:
            self._try_link(grant)
        join(self.found.agreements, self.found.works, self.found.behind, day)
        isrcs = recordings(self.record)
        for work in self.found.works.values():
            work.recordings = isrcs.get(work.asset.id, ())
            try:
                lines = list(records(work, self.parties, version))
            except InvalidValueError as reason:
                self.found.behind.append(Unwritten(work.asset.id, "work", reason.what, reason.mend))
                continue
            self.found.registrations.append(lines)
            self.found.named.update({str(values["agreement"]) for _, values in lines if values.get("agreement")})
            for link, why in dict.fromkeys(work.astray):
                self.found.behind.append(Unwritten(link.fact, "grant", f"not in the chains of {work.asset.id}: {why}"))
        return self.found

    def _try(self, fact: Fact) -> None:
        try:
            if isinstance(fact, Control):
                self._own(fact)
            elif isinstance(fact, Grant):
                if self._in_chains(fact):
                    self._waiting.append(fact)
                else:
                    self._agree(fact)
        except InvalidValueError as reason:
            self.found.behind.append(Unwritten(fact.id, type(fact).__name__.lower(), reason.what, reason.mend))

    def _own(self, control: Control) -> None:
        asset = self.record.assets.get(control.asset) or Asset(control.asset, "")
        if asset.kind != WORK:
            raise InvalidValueError(
                f"it is in a {asset.kind or 'thing'}, and CWR registers works alone", mend=OTHERWISE
            )
        if steps(control.territories, control.term) != ((True, WORLD),):
            raise InvalidValueError("it is for a part of the world, and ownership in CWR is everywhere", mend=OTHERWISE)
        if control.term != ALWAYS:
            raise InvalidValueError("it has days, and ownership in CWR has none", mend=OTHERWISE)
        whole, more = classes(control.rights)
        if not whole:
            raise InvalidValueError("it has no right of CWR whole", mend="record the rights of PR, MR or SR together")
        if more:
            self.parties.remark(control.id, "control", f"without {', '.join(sorted(more))}, which CWR has no share for")
        self.parties.in_work(control.party)
        work = self._work(asset)
        owned = work.owned.setdefault(control.party, dict.fromkeys(CLASSES, 0))
        for right in whole:
            owned[right] += control.share.hundredths
        if self._first_hand(control.id):
            work.controlled.add(control.party)

    def _in_chains(self, grant: Grant) -> bool:
        """Whether it stands in chains of works: it lists them, and has no days or those of an agreement it is under."""
        repertoire = grant.scope.repertoire
        if repertoire is None or not (repertoire.assets or repertoire.catalogues) or grant.id in self.ends:
            return False
        return (grant.begun is None and grant.stated_end is None) or _UNDER.fullmatch(grant.note) is not None

    def _agree(self, grant: Grant) -> None:
        one = agreement(grant, self.parties, self.record.catalogues, self.ends)
        wanted = self.numbers.get(grant.id, "") or one.noted.number
        same = next((mine for mine in self.found.agreements.get(wanted, ())), None)
        if same is not None and (same.type, same.days, same.works) == (one.type, one.days, one.works):
            self.found.agreements[wanted].append(one)
        else:
            self.found.agreements[self._number(grant.id, wanted)] = [one]

    def _try_link(self, grant: Grant) -> None:
        try:
            works, cited = listed(grant, self.record.catalogues), _UNDER.fullmatch(grant.note)
            number = cited[1] if cited else ""
            agreed = self.found.agreements.get(number)
            if grant.begun is not None or grant.stated_end is not None:
                if agreed is None or agreed[0].days != (
                    grant.term.start,
                    grant.term.end,
                    grant.retention_end,
                    grant.executed,
                ):
                    self._agree(grant)  # it has days of its own
                    return
            elif agreed is not None:
                number = ""  # whose days it would get
            link = self._link(grant, number)
        except InvalidValueError as reason:
            self.found.behind.append(Unwritten(grant.id, "grant", reason.what, reason.mend))
            return
        for name in sorted(works or ()):
            self._into(name, grant, link)

    def _link(self, grant: Grant, number: str) -> Link:
        carried(grant, LINKED)
        taker = self.parties.in_work(grant.grantee)
        if taker.writes:
            raise InvalidValueError(
                f"{taker.id} writes, and only a publisher acts for others", mend="check the parties"
            )
        where = steps(territories_of(grant), ALWAYS)
        mandate = grant.kind is GrantKind.MANDATE
        return Link(grant.grantor, taker, number, whole_rights(grant), where, mandate, grant.id)

    def _into(self, name: str, grant: Grant, link: Link) -> None:
        work = self.found.works.get(name)
        if work is None:
            why = f"{name} has no owner on record, and CWR registers no work without"
            self.found.behind.append(Unwritten(grant.id, "grant", why, "record who owns the work"))
            return
        side = work.given if self.parties.in_work(grant.grantor).writes else work.links
        side.setdefault(grant.grantor, []).append(link)
        if self._first_hand(grant.id):
            work.controlled |= {grant.grantor, grant.grantee}

    def _work(self, asset: Asset) -> Work:
        if asset.id not in self.found.works:
            own = self.numbers.get(asset.id, "") or asset.id.rpartition(":")[2]
            self.found.works[asset.id] = Work(asset, self._number(asset.id, own))
        return self.found.works[asset.id]

    def _first_hand(self, fact: str) -> bool:
        """Whether the submitter speaks for its own parties, and does not report of others."""
        words = self.record.statements_on.get(fact, ())
        return any(one.source in self.speakers and one.basis is not Basis.REPORTED for one in words)

    def _number(self, one: str, own: str) -> str:
        """The submitter's own number, else letters made of the id."""
        made = "L" + sha256(one.encode()).hexdigest()[: NUMBER - 1].upper()
        fit = (wanted for wanted in (own, made) if 0 < len(wanted) <= NUMBER and set(wanted) <= TAKEN)
        return next(wanted for wanted in fit if self._taken.setdefault(wanted, one) == one)


def hints(record: Record) -> Mapping[str, bool]:
    """Whether a party writes, by the agreements that its grants were read from; nothing where they differ."""
    found: dict[str, set[bool]] = {}
    for grant in record.grants:
        if kind := noted(grant).type:
            found.setdefault(grant.grantor, set()).add(kind.startswith("O"))
            found.setdefault(grant.grantee, set()).add(not kind)  # only a publisher acquires
    return {party: next(iter(roles)) for party, roles in found.items() if len(roles) == 1}


def recordings(record: Record) -> Mapping[str, Sequence[str]]:
    """The ISRCs of the recordings of each work, by items."""
    found: dict[str, dict[str, None]] = {}
    for item in record.items.values():
        isrcs = [code for one in item.of_kind("recording") if (code := _isrc(record, one))]
        for work in item.of_kind(WORK):
            found.setdefault(work, {}).update(dict.fromkeys(isrcs))
    return {work: tuple(isrcs) for work, isrcs in found.items()}


def _isrc(record: Record, recording: str) -> str:
    asset = record.assets.get(recording)
    return dict(asset.identifiers).get("isrc", "") if asset else ""


def ends(facts: Sequence[Fact]) -> Mapping[str, Termination]:
    """The earliest termination of each grant."""
    found: dict[str, Termination] = {}
    for fact in facts:
        if isinstance(fact, Termination):
            first = found.setdefault(fact.grant, fact)
            if fact.last_day.earliest < first.last_day.earliest:
                found[fact.grant] = fact
    return found
