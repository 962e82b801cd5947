# SPDX-License-Identifier: Apache-2.0
"""How far the facts in which two records differ reach: which shares, and which ways onwards, may be others now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from licit.engine.bearing import Share
from licit.engine.changes import Changes
from licit.engine.compiled import Compiled
from licit.engine.grants import CompiledGrant
from licit.engine.keeping.difference import Pair
from licit.engine.network import Network
from licit.model.fact import Finding, Grant, Membership, Operation, OptOut, Statute, Termination


class Extent:
    """What a difference reaches, seen from both records' compiled forms (of one service and use).

    A share hangs on the grants of its owner, and of those ``hanging``, that may reach it, on the memberships above its
    owner, on the statutes that may reach it with their opt-outs, and on who operates the service; ``everything`` if
    that is touched.
    """

    def __init__(self, before: Compiled, after: Compiled, pairs: Mapping[str, Pair]) -> None:
        self._changes = (before.changes, after.changes)
        self._grants: set[str] = set()
        self._laws: set[str] = set()
        self._members: set[str] = set()
        self._below: dict[str, bool] = {}
        self._clear: dict[int, bool] = {}
        self.everything = False
        self.opting = before.network.opting != after.network.opting
        for name in pairs:
            self._mark(name, set())
        useful = before.useful ^ after.useful
        self._useful = useful | _needs_differ(before.network, after.network)  # and who needs other numbers of links
        self._touched: dict[str, list[tuple[int, CompiledGrant]]] = {}
        self.edges: set[str] = set(useful)  # of whom others are grantees now, of those that matter
        for changes in self._changes:
            self.edges.update(one.grantor for party in useful for one in changes.believed.grants_to.get(party, ()))
        for which, changes in enumerate(self._changes):
            self._touch(which, changes)
        self.parties = frozenset((*self._touched, *self._useful))  # on whose grants something may hang that is other

    def _mark(self, name: str, seen: set[str]) -> None:
        """Find out what hangs on a fact, whatever was or is of this name."""
        if name in seen:
            return
        seen.add(name)
        for changes in self._changes:
            fact = changes.record.by_id.get(name)
            if isinstance(fact, Grant):
                self._grants.add(name)
            elif isinstance(fact, Termination):
                self._mark(fact.grant, seen)
            elif isinstance(fact, Finding):
                self._mark(fact.fact, seen)
            elif isinstance(fact, Statute):
                self._laws.add(name)
            elif isinstance(fact, OptOut):
                self._laws.add(fact.statute)
            elif isinstance(fact, Membership):
                self._members.add(fact.member)
            elif isinstance(fact, Operation) and fact.service == changes.service:
                self.everything = True

    def _touch(self, which: int, changes: Changes) -> None:
        """The grants marked, and those to parties who became or ceased to be useful, by grantor, if they may count."""
        believed = changes.believed
        other = self._changes[1 - which].record.by_id
        for name in self._grants:
            fact = changes.record.by_id.get(name)
            if isinstance(fact, Grant):
                same = other.get(name)
                if not isinstance(same, Grant) or (same.grantor, same.grantee) != (fact.grantor, fact.grantee):
                    self.edges.add(fact.grantor)
                self._add(which, (one for one in believed.grants_by[fact.grantor] if one.id == name))
        for party in self._useful:
            self._add(which, believed.grants_to.get(party, ()))

    def _add(self, which: int, grants: Iterable[CompiledGrant]) -> None:
        changes = self._changes[which]
        for one in grants:
            if (one.grantee in changes.useful or one.takes) and changes.may_name_use(one.uses):
                self._touched.setdefault(one.grantor, []).append((which, one))

    def share(self, old: Share, new: Share, hanging: frozenset[str]) -> bool:
        """Whether a share may be another now that hangs on its owner and these; ``old``, ``new`` by either's lists."""
        shares = (old, new)
        return self.way(old, new, old.owner, hanging) or any(
            isinstance(law := changes.record.by_id.get(name), Statute) and changes.may_reach_by_law(law, shares[which])
            for name in self._laws
            for which, changes in enumerate(self._changes)
        )

    def way(self, old: Share, new: Share, holder: str, hanging: frozenset[str]) -> bool:
        """Whether what lies beyond a holder may be other now, which hangs on grants and memberships alone."""
        if self._members and self.below(old.owner):
            return True
        clear = self._clear.get(id(hanging))  # few sets, of many shares and ways, and alive as long as these are
        if clear is None:
            clear = self._clear[id(hanging)] = hanging.isdisjoint(self.parties)
        if clear and holder not in self.parties:
            return False
        if holder in self._useful:
            return True
        shares = (old, new)
        return any(
            self._changes[which].may_reach(grant, shares[which])
            for party, grants in self._touched.items()
            if party == holder or party in hanging
            for which, grant in grants
        )

    def below(self, owner: str) -> bool:
        """Whether a party whose memberships differ is the owner, or was or is above it."""
        found = self._below.get(owner)
        if found is None:
            found = self._below[owner] = owner in self._members or any(
                not self._members.isdisjoint(changes.believed.groups_ever(owner)) for changes in self._changes
            )
        return found


def _needs_differ(before: Network, after: Network) -> set[str]:
    """The parties that need other numbers of links to get where they could before: chains may lead on now, or no more.

    Who opts out for the first time is no end that anything known hangs on.
    """
    found: set[str] = set()
    for holding in (False, True):
        old, new = before.ahead(holding=holding), after.ahead(holding=holding)
        needs = old.need, new.need
        if old.ends != new.ends:
            both = {party: links for party, links in old.ends.items() if party in new.ends}
            needs = old.needs(both), new.needs(both)
        found.update(party for party in needs[0].keys() | needs[1].keys() if needs[0].get(party) != needs[1].get(party))
    return found
