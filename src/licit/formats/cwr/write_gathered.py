# SPDX-License-Identifier: Apache-2.0
"""Facts laid together for a file: agreements by number, and works with their owners and chains.

A grant with days is an agreement, and the works it lists (or that its grantor has, where it is general) name it. One
without days is a link in the chains of its works alone, since an agreement of CWR has a first day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

from licit.formats.cwr.write_agreements import Agreement, agreement, linked, territories_of
from licit.formats.cwr.write_lines import Line
from licit.formats.cwr.write_parties import Signatories
from licit.formats.cwr.write_rights import CLASSES, classes
from licit.formats.cwr.write_said import Unwritten
from licit.formats.cwr.write_territories import WORLD, steps
from licit.formats.cwr.write_words import TAKEN
from licit.formats.cwr.write_works import EVERYWHERE, Link, Work, records
from licit.model.asset import Asset
from licit.model.day import ALWAYS
from licit.model.fact import Control, Fact, Grant, GrantKind, Termination
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.statement import Basis

NUMBER: Final = 14  # characters of a work's or agreement's number
WORK: Final = "work"


@dataclass(slots=True)
class Gathered:
    """What goes into the file. ``named`` counts the works that name each agreement."""

    agreements: dict[str, Agreement] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    registrations: list[Sequence[Line]] = field(default_factory=list)
    named: Counter[str] = field(default_factory=Counter)
    behind: list[Unwritten] = field(default_factory=list)


def gathered(  # noqa: PLR0913, PLR0917 - what a file is made of
    record: Record,
    facts: Sequence[Fact],
    parties: Signatories,
    speakers: Collection[str],
    numbers: Mapping[str, str],
    version: str,
) -> Gathered:
    """The agreements and registrations of these facts; all else is left behind with its reason."""
    found = Gathered()
    gathering = _Gathering(record, parties, speakers, numbers, found, ends(facts))
    for fact in facts:
        try:
            if isinstance(fact, Control):
                gathering.own(fact)
            elif isinstance(fact, Grant):
                gathering.grant(fact)
        except InvalidValueError as reason:
            found.behind.append(Unwritten(fact.id, type(fact).__name__.lower(), reason.what, reason.mend))
    gathering.lay()
    isrcs = recordings(record)
    for work in found.works.values():
        work.recordings = isrcs.get(work.asset.id, ())
        try:
            lines = list(records(work, parties, version))
        except InvalidValueError as reason:
            found.behind.append(Unwritten(work.asset.id, "work", reason.what, reason.mend))
            continue
        found.registrations.append(lines)
        found.named.update({str(values["agreement"]) for _, values in lines if values.get("agreement")})
    return found


@dataclass(slots=True)
class _Gathering:
    record: Record
    parties: Signatories
    speakers: Collection[str]
    numbers: Mapping[str, str]
    found: Gathered
    ends: Mapping[str, Termination]
    links: list[tuple[Grant, frozenset[str]]] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)

    def own(self, control: Control) -> None:
        """A share of a work."""
        asset = self.record.assets.get(control.asset) or Asset(control.asset, "")
        if asset.kind != WORK:
            raise InvalidValueError(f"it is in a {asset.kind or 'thing'}, and CWR registers works alone", mend=_NO)
        if steps(control.territories, control.term) != ((True, WORLD),):
            raise InvalidValueError("it is for a part of the world, and ownership in CWR is everywhere", mend=_NO)
        if control.term != ALWAYS:
            raise InvalidValueError("it has days, and ownership in CWR has none", mend=_NO)
        whole, more = classes(control.rights)
        if not whole:
            raise InvalidValueError("it has no right of CWR whole", mend="record the rights of PR, MR or SR together")
        if more:
            self.parties.remark(control.id, "control", f"without {', '.join(sorted(more))}, which CWR has no share for")
        self.parties.of(control.party)
        work = self._work(asset)
        owned = work.owned.setdefault(control.party, dict.fromkeys(CLASSES, 0))
        for right in whole:
            owned[right] += control.share.hundredths
        if self._first_hand(control.id):
            work.controlled.add(control.party)

    def grant(self, grant: Grant) -> None:
        """An agreement, or a link in the chains of works alone."""
        if grant.begun is None and grant.stated_end is None and grant.id not in self.ends:
            self.links.append((grant, linked(grant, self.record.catalogues)))
            return
        one = agreement(grant, self.parties, self.record.catalogues, self.ends)
        self.found.agreements[self._number(grant.id, self.numbers.get(grant.id, ""))] = one

    def lay(self) -> None:
        """Lay links and agreements into the works; an agreement joins the link of its two parties where one is."""
        for grant, works in self.links:
            try:
                one = self._link(grant)
            except InvalidValueError as reason:
                self.found.behind.append(Unwritten(grant.id, "grant", reason.what, reason.mend))
                continue
            for name in sorted(works):
                self._into(name, grant, one)
        for number, agreed in self.found.agreements.items():
            mandate = agreed.grant.kind is GrantKind.MANDATE
            one = Link(agreed.taker, number, agreed.rights, agreed.territories, mandate)
            for name in sorted(self.found.works) if agreed.works is None else sorted(agreed.works):
                self._join(name, agreed, one)

    def _link(self, grant: Grant) -> Link:
        rights, more = classes(grant.scope.rights or frozenset())
        if not rights or more:
            raise InvalidValueError("it is for rights that CWR has no share for", mend=_NO)
        taker = self.parties.of(grant.grantee)
        if taker.writes:
            raise InvalidValueError(
                f"{taker.id} writes, and only a publisher acts for others", mend="check the parties"
            )
        where = steps(territories_of(grant), ALWAYS)
        if self.parties.of(grant.grantor).writes and where != EVERYWHERE:
            raise InvalidValueError(
                "a writer's publisher in a part of the world needs an agreement with a first day", mend=_NO
            )
        return Link(taker, "", rights, where, grant.kind is GrantKind.MANDATE)

    def _into(self, name: str, grant: Grant, one: Link) -> None:
        work = self.found.works.get(name)
        if work is None:
            self._behind(grant.id, f"{name} has no owner on record, and CWR registers no work without")
        elif self.parties.of(grant.grantor).writes:
            work.given.setdefault(grant.grantor, []).append((one.taker.id, ""))
            if one.taker.id not in work.owned:
                self._behind(grant.id, f"{one.taker.id} owns nothing of {name}, and a writer's publisher in CWR does")
        else:
            work.links.setdefault(grant.grantor, []).append(one)
        if work is not None and self._first_hand(grant.id):
            work.controlled |= {grant.grantor, grant.grantee}

    def _join(self, name: str, agreed: Agreement, one: Link) -> None:
        work, giver = self.found.works.get(name), agreed.giver.id
        if work is None:
            self._behind(agreed.grant.id, f"{name}, which it lists, has no owner on record and is not registered")
            return
        if agreed.giver.writes:
            given = work.given.setdefault(giver, []) if agreed.works is not None else work.given.get(giver, [])
            if (one.taker.id, "") in given:
                given[given.index((one.taker.id, ""))] = (one.taker.id, one.agreement)
            elif agreed.works is not None:
                given.append((one.taker.id, one.agreement))
            return
        links = work.links.get(giver, [])
        for at, other in enumerate(links):
            if other.taker.id == one.taker.id and not other.agreement:
                links[at] = replace(other, agreement=one.agreement)
                return
        if agreed.works is not None:
            work.links.setdefault(giver, []).append(one)

    def _work(self, asset: Asset) -> Work:
        if asset.id not in self.found.works:
            own = self.numbers.get(asset.id, "") or asset.id.partition(":")[2]
            self.found.works[asset.id] = Work(asset, self._number(asset.id, own))
        return self.found.works[asset.id]

    def _first_hand(self, fact: str) -> bool:
        words = self.record.statements_on.get(fact, ())
        return any(one.source in self.speakers and one.basis is not Basis.REPORTED for one in words)

    def _number(self, one: str, own: str) -> str:
        """The submitter's own number, else letters made of the id."""
        made = "L" + sha256(one.encode()).hexdigest()[: NUMBER - 1].upper()
        fit = (wanted for wanted in (own, made) if 0 < len(wanted) <= NUMBER and set(wanted) <= TAKEN)
        return next(wanted for wanted in fit if self.taken.setdefault(wanted, one) == one)

    def _behind(self, fact: str, why: str) -> None:
        self.found.behind.append(Unwritten(fact, "grant", why, "record who owns the work"))


_NO: Final = "tell the society by another way"


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
