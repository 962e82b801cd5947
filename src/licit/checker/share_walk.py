# SPDX-License-Identifier: Apache-2.0
"""A share's step: its value, the chain with each of its links, and who acts at its end. SEMANTICS §3."""

from __future__ import annotations

from dataclasses import dataclass

from licit.checker.breaks import Breaks
from licit.checker.chains import Held
from licit.checker.part import Part
from licit.checker.roots import owner_root, society_root
from licit.checker.steps import WrongSteps, said
from licit.checker.wholes import Wholes
from licit.model.day import Reading
from licit.model.fact import Grant, Operation, Statute, StatuteKind
from licit.model.proof import Chain, Link, Root, RootKind, ShareProof, Value

NEEDS_NO_CHAIN = {RootKind.COMPULSORY: StatuteKind.COMPULSORY, RootKind.EXCEPTION: StatuteKind.EXCEPTION}


@dataclass(frozen=True)
class ShareWalk:
    """Checks the shares of one reading."""

    wholes: Wholes
    reading: Reading
    wrong: WrongSteps

    def check(self, share: ShareProof, part: Part, path: str) -> None:
        """Hold a share's value against the record, and its way or its break against the value."""
        self.wrong.same(f"{path}.value", share.value, self.wholes.share(part, self.reading), "SEMANTICS §3")
        held = None if share.chain is None else self._chain(share.chain, share, part, f"{path}.chain")
        if share.value is Value.YES:
            self._way(share, held, part, path)
            return
        self.wrong.unless(
            not share.actor, f"{path}.actor", "nobody acts where the share is not cleared", "SEMANTICS §5"
        )
        self.wrong.unless(not share.operation, f"{path}.operation", "no operation carries a use here", "SEMANTICS §5")
        self.wrong.unless(
            bool(share.chain) or not part.owner,
            f"{path}.chain",
            "a named owner's nearest chain is left out",
            "SEMANTICS §5",
        )
        if share.broken_at is None:
            self.wrong.add(f"{path}.broken_at", "the link that breaks is not named", "SEMANTICS §5, Why not")
        elif held is not None or share.chain is None:
            breaks = Breaks(self.wholes.authority, part, self.reading, self.wrong)
            breaks.check(share.broken_at, share.chain, held, f"{path}.broken_at")

    def _way(self, share: ShareProof, held: Held | None, part: Part, path: str) -> None:
        self.wrong.unless(
            share.broken_at is None, f"{path}.broken_at", "nothing breaks in a share that is cleared", "SEMANTICS §5"
        )
        if share.chain is None:
            self.wrong.add(f"{path}.chain", "the way that clears the share is left out", "SEMANTICS §5, Why")
            return
        if held is None:
            if share.chain.root.kind in NEEDS_NO_CHAIN:
                free = share.actor in ("", self.wholes.settled.standings.question.service) and not share.operation
                self.wrong.unless(
                    free, f"{path}.actor", "the law asks for nobody in particular", "SEMANTICS §2, Statute"
                )
            return
        chains = self.wholes.authority.chains
        self.wrong.same(f"{path}.actor", share.actor, held.party, "SEMANTICS §3")
        self.wrong.unless(
            held.exercise, path, f"{held.party} has no power to exercise by this chain", "SEMANTICS §2, Powers"
        )
        self.wrong.unless(not held.ended, path, "what survives a grant gives its grantee nothing", "SEMANTICS §3.4")
        barring = sorted(chains.use_barred(held, part, self.reading))
        self.wrong.unless(
            not barring, path, f"{held.party}'s own use is barred by {', '.join(barring)}", "SEMANTICS §3.3"
        )
        self._actor(share, part, path)

    def _actor(self, share: ShareProof, part: Part, path: str) -> None:
        standings = self.wholes.settled.standings
        service = standings.question.service
        if not share.operation:
            self.wrong.unless(
                share.actor == service,
                f"{path}.actor",
                f"{share.actor!r} is not the service",
                "SEMANTICS §2, Operation",
            )
            return
        operation = standings.record.by_id.get(share.operation)
        runs = (
            isinstance(operation, Operation)
            and (operation.operator, operation.service) == (share.actor, service)
            and self.wholes.authority.chains.operates(operation, part, self.reading)
        )
        self.wrong.unless(
            runs,
            f"{path}.operation",
            f"by {share.operation!r} {share.actor!r} does not operate the service",
            "SEMANTICS §2, Operation",
        )

    def _chain(self, chain: Chain, share: ShareProof, part: Part, path: str) -> Held | None:
        """What the chain leaves its holder; ``None`` where it has no root, needs none, or a link is wrong."""
        held = self._root(chain.root, share, part, f"{path}.root")
        if held is None:
            self.wrong.unless(
                chain.root.kind not in NEEDS_NO_CHAIN or not chain.links,
                f"{path}.links",
                "such a law needs no links",
                "SEMANTICS §2, Statute",
            )
            return None
        for number, link in enumerate(chain.links):
            following = self._link(link, held, part, f"{path}.links[{number}]")
            if following is None:
                return None
            held = following
        return held

    def _root(self, root: Root, share: ShareProof, part: Part, path: str) -> Held | None:
        if root.kind is RootKind.OWNER:
            self.wrong.same(f"{path}.party", root.party, share.owner, "SEMANTICS §3.1")
            self.wrong.same_set(f"{path}.facts", root.facts, share.controls, "SEMANTICS §3.1")
            named = bool(part.owner) and root.party == part.owner
            self.wrong.unless(
                bool(part.owner), path, "the unnamed owner is reached by statutes alone", "SEMANTICS §3.5"
            )
            return owner_root(part.owner) if named else None
        authority = self.wholes.authority
        statute = authority.chains.standings.record.by_id.get(root.facts[0]) if len(root.facts) == 1 else None
        wanted = NEEDS_NO_CHAIN.get(root.kind, StatuteKind.EXTENDED)
        if not isinstance(statute, Statute) or statute.kind is not wanted:
            self.wrong.add(f"{path}.facts", f"just one {wanted.value} statute stands here", "SEMANTICS §3.1")
            return None
        missed = authority.laws.obstacles(statute, part, self.reading)
        self.wrong.unless(
            not missed,
            path,
            f"{statute.id} does not reach the share: {', '.join(sorted(map(said, missed)))}",
            "SEMANTICS §3.5",
        )
        if wanted is not StatuteKind.EXTENDED:
            self.wrong.same(f"{path}.party", root.party, "", "SEMANTICS §2, Statute")
            return None
        self.wrong.same(f"{path}.party", root.party, statute.society, "SEMANTICS §3.1")
        outs = authority.laws.opt_outs(statute, part, self.reading, authority.holders(part, self.reading))
        self.wrong.unless(
            not outs, path, f"{', '.join(out.id for out in outs)} takes the share out of {statute.id}", "SEMANTICS §3.6"
        )
        return None if missed or outs or root.party != statute.society else society_root(statute)

    def _link(self, link: Link, held: Held, part: Part, path: str) -> Held | None:
        chains = self.wholes.authority.chains
        grant = chains.standings.record.by_id.get(link.grant)
        if not isinstance(grant, Grant):
            self.wrong.add(f"{path}.grant", f"{link.grant!r} is no grant on record", "SEMANTICS §3.2")
            return None
        before = len(self.wrong.found)
        self.wrong.same(f"{path}.grantor", link.grantor, grant.grantor, "SEMANTICS §3.2")
        self.wrong.same(f"{path}.grantee", link.grantee, grant.grantee, "SEMANTICS §3.2")
        self.wrong.same(f"{path}.grantor", grant.grantor, held.party, "SEMANTICS §3, chain")
        self.wrong.unless(
            grant.id not in held.through, f"{path}.grant", f"{grant.id} is on the chain twice", "SEMANTICS §3, chain"
        )
        self.wrong.same(f"{path}.standing", link.standing, chains.standings.of(grant, part), "SEMANTICS §4")
        for dimension, obstacle in chains.obstacles(held, grant, part, self.reading).items():
            by = f" ({', '.join(sorted(obstacle.by))})" if obstacle.by else ""
            self.wrong.add(path, f"{grant.id} does not carry the chain on: {dimension.value}{by}", "SEMANTICS §3.2")
        following = chains.extended(held, grant, part, self.reading)
        self.wrong.same(f"{path}.powers", link.powers, following.powers, "SEMANTICS §2, Powers")
        ended_on = chains.force.last_day(grant, part, self.reading) if following.ended else None
        self.wrong.same(f"{path}.ended_on", link.ended_on, ended_on, "SEMANTICS §3.4")
        return following if len(self.wrong.found) == before else None
