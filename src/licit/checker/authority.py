# SPDX-License-Identifier: Apache-2.0
"""Who is reached: a work-list over what chains hold, which forgets of a chain what can no longer matter.

Chains are rows of *distinct* grants. Only on a cycle of grants can one recur, and only where an exclusive or a change
between mandates and other grants lies on that cycle can recurring matter; so only there are grants remembered.
Source: SEMANTICS §3, chain; §6 (what a search must carry).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from functools import cached_property

from licit.checker.chains import Chains, Held
from licit.checker.cycles import components
from licit.checker.part import Part
from licit.checker.roots import Laws, owner_root, society_root
from licit.model.day import Reading
from licit.model.fact import Grant, GrantKind, StatuteKind


@dataclass(frozen=True)
class Authority:
    """What every party holds of a share, by every chain worth keeping."""

    chains: Chains

    @cached_property
    def laws(self) -> Laws:
        """The statutes of the record."""
        return Laws(self.chains)

    def from_owner(self, part: Part, reading: Reading) -> tuple[Held, ...]:
        """What chains from the owner hold; nothing for the unnamed owner."""
        if not part.owner:
            return ()
        key = (part, reading, "owner")
        if key not in self._kept:
            self._kept[key] = self._spread((owner_root(part.owner),), part, reading, self._giving(part, reading))
        return self._kept[key]

    def from_laws(self, part: Part, reading: Reading) -> tuple[Held, ...]:
        """What chains from societies of extended statutes hold."""
        key = (part, reading, "laws")
        if key not in self._kept:
            roots = tuple(
                society_root(statute)
                for statute in self.laws.reaching(StatuteKind.EXTENDED, part, reading)
                if not self.laws.opt_outs(statute, part, reading, self.holders(part, reading))
            )
            self._kept[key] = self._spread(roots, part, reading, self._giving(part, reading))
        return self._kept[key]

    def all(self, part: Part, reading: Reading) -> tuple[Held, ...]:
        """What chains from any root hold."""
        return self.from_owner(part, reading) + self.from_laws(part, reading)

    def holders(self, part: Part, reading: Reading) -> frozenset[str]:
        """Whose opt-outs count in the reading: the owner, and whoever holds sublicense for it (§3.6).

        A holder has it through assignments, exclusives and mandates alone, all in force; as an opt-out takes, the
        opposite reading is asked.
        """
        if not part.owner:
            return frozenset()
        other = reading.opposite
        key = (part, other, "holders")
        if key not in self._kept:
            lasting = tuple(
                grant
                for grant in self._giving(part, other)
                if grant.kind is not GrantKind.NON_EXCLUSIVE and self.chains.force.in_force(grant, part, other)
            )
            self._kept[key] = self._spread((owner_root(part.owner),), part, other, lasting)
        return frozenset(one.party for one in self._kept[key] if one.sublicense > 0)

    def reaches(self, part: Part, reading: Reading) -> bool:
        """Whether the service, or an operator through it, may make the use by a chain."""
        actors = self.chains.actors(part, reading)
        return any(
            held.party in actors and self.chains.may_use(held, part, reading) for held in self.all(part, reading)
        )

    @cached_property
    def _kept(self) -> dict[tuple[Part, Reading, str], tuple[Held, ...]]:
        return {}

    def _spread(
        self, roots: tuple[Held, ...], part: Part, reading: Reading, giving: tuple[Grant, ...]
    ) -> tuple[Held, ...]:
        givers: dict[str, list[Grant]] = {}
        for grant in giving:
            givers.setdefault(grant.grantor, []).append(grant)
        remembered = delicate(giving)
        takers = {name: bool(self.chains.bars.takers(name, part, reading)) for name in givers}
        found: dict[str, list[Held]] = {}
        waiting = deque(roots)
        while waiting:
            held = waiting.popleft()
            known = found.setdefault(held.party, [])
            if any(_as_good(one, held) for one in known):
                continue
            known[:] = [one for one in known if not _as_good(held, one)] + [held]
            for grant in givers.get(held.party, ()):
                if grant.id in held.through or any(self.chains.between(held, grant, part, reading)):
                    continue
                longer = self.chains.extended(held, grant, part, reading)
                waiting.append(
                    replace(
                        longer,
                        through=longer.through & remembered,
                        run=frozenset(name for name in longer.run if takers.get(name, True)),
                        own_limit=True,
                    )
                )
        return tuple(held for known in found.values() for held in known)

    def _giving(self, part: Part, reading: Reading) -> tuple[Grant, ...]:
        grants = self.chains.standings.record.grants
        return tuple(grant for grant in grants if not self.chains.apart(grant, part, reading))


def delicate(grants: tuple[Grant, ...]) -> frozenset[str]:
    """The grants whose recurrence on a chain could change what it holds: those on cycles that are not all of one kind.

    On a cycle of mandates alone, or of non-exclusive grants alone, going round only loses.
    """
    found: set[str] = set()
    for component in components((grant.grantor, grant.grantee) for grant in grants):
        inside = [grant for grant in grants if grant.grantor in component and grant.grantee in component]
        kinds = {grant.kind is GrantKind.MANDATE for grant in inside}
        if len(kinds) > 1 or any(grant.takes for grant in inside):
            found.update(grant.id for grant in inside)
    return frozenset(found)


def _as_good(one: Held, other: Held) -> bool:
    """Whether whatever ``other`` can do ``one`` can do too."""
    return (
        one.exercise >= other.exercise
        and one.sublicense >= other.sublicense
        and one.run <= other.run
        and one.through == other.through
        and one.ended <= other.ended
        and (one.deadline is None or (other.deadline is not None and one.deadline >= other.deadline))
    )
