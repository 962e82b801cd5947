# SPDX-License-Identifier: Apache-2.0
"""Which society each party is affiliated to, by class of rights: mandates and memberships, as far as CWR names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from licit.formats.cwr.rights import CLASSES, classes
from licit.formats.cwr.write_said import Unwritten
from licit.model.fact import Fact, Grant, GrantKind, Membership
from licit.model.record import Record
from licit.model.scope import Repertoire


@dataclass(slots=True)
class Societies:
    """CISAC numbers by party and class; ``facts`` are what they stand for, ``behind`` what they don't say."""

    of: dict[str, dict[str, str]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)  # the party of each
    behind: list[Unwritten] = field(default_factory=list)

    def unnamed(self, named: Iterable[str]) -> Iterator[Unwritten]:
        """The affiliations of parties that no record of the file names."""
        known = frozenset(named)
        for fact, party in self.facts.items():
            if party not in known:
                yield Unwritten(fact, "affiliation", f"no record of the file names {party}")

    def take(self, fact: str, party: str, code: str, rights: Iterable[str]) -> None:
        """Remember an affiliation; a second society for a class has no place."""
        self.facts[fact] = party
        mine = self.of.setdefault(party, {})
        for right in rights:
            if mine.setdefault(right, code) != code:
                self.behind.append(
                    Unwritten(fact, "affiliation", f"CWR names one society for {right.upper()}: {mine[right]}")
                )


def societies(record: Record, facts: Iterable[Fact]) -> Societies:
    """Mandates to societies by the rights they are for; a membership in one counts where no mandate does."""
    found = Societies()
    memberships = []
    for fact in facts:
        if isinstance(fact, Membership):
            memberships.append(fact)
        elif isinstance(fact, Grant) and fact.kind is GrantKind.MANDATE and (code := _code(record, fact.grantee)):
            whole, more = classes(fact.scope.rights or frozenset())
            if whole:
                found.take(fact.id, fact.grantor, code, whole)
            if more or not whole or not _bare(fact):
                why = "CWR names the society alone: what the mandate covers, and when, is not said"
                found.behind.append(Unwritten(fact.id, "mandate", why))
    for one in memberships:
        code = _code(record, one.group)
        if code and one.member not in found.of:
            found.take(one.id, one.member, code, CLASSES)
        elif not code:
            found.behind.append(Unwritten(one.id, "membership", "CWR has no record for it"))
    return found


def _bare(grant: Grant) -> bool:
    """Whether it says no more than the name of a society does."""
    scope = grant.scope
    everything = scope.repertoire in (Repertoire(everything=True), Repertoire(parties=frozenset((grant.grantor,))))
    return everything and not any((scope.uses, scope.territories, grant.begun, grant.stated_end))


def _code(record: Record, party: str) -> str:
    one = record.parties.get(party)
    return dict(one.identifiers).get("cisac", "") if one is not None and "society" in one.kinds else ""
