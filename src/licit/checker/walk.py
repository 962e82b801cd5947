# SPDX-License-Identifier: Apache-2.0
"""The steps from a reading down to its rights: what counts there, all of it, and the least of the parts. §3.7, §4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from licit.checker.part import Part
from licit.checker.settled import Settled, Settlement, State
from licit.checker.share_walk import ShareWalk
from licit.checker.steps import WrongSteps
from licit.checker.wholes import Wholes, least, overclaimed, shares_of, value_of_right
from licit.model.day import Reading
from licit.model.fact import Control, Requirement, Server
from licit.model.position import PlaceOfAct
from licit.model.proof import PlaceProof, ReadingProof, RequirementProof, RightProof, Value


@dataclass
class Walk:
    """Checks one reading; gathers the parts that its nodes are about."""

    wholes: Wholes
    reading: Reading
    wrong: WrongSteps
    parts: set[Part] = field(default_factory=set)

    @property
    def settled(self) -> Settled:
        """What counts."""
        return self.wholes.settled

    def check(self, proof: ReadingProof, path: str) -> None:
        """Hold a whole reading against the record."""
        self.wrong.same(f"{path}.reading", proof.reading, self.reading, "SEMANTICS §4, Two readings")
        settlement = dict(proof.settlement)
        self._settlement(proof, path)
        place = self.settled.standings.position.place
        allowed = place is PlaceOfAct.OPEN or proof.emission == (place is PlaceOfAct.EMISSION)
        self.wrong.unless(
            allowed, f"{path}.emission", f"the position places the act by {place.value}", "SEMANTICS §4, Place"
        )
        self._places(proof, settlement, path)
        for number, one in enumerate(proof.places):
            self._place(one, settlement, f"{path}.places[{number}]")
        value = least((one.value for one in proof.places), of_none=Value.UNKNOWN)
        self.wrong.same(f"{path}.value", proof.value, value, "SEMANTICS §3.7")
        if self.settled.standings.whole:
            self.wrong.same(
                f"{path}.value", proof.value, self.wholes.extreme(self.reading), "SEMANTICS §4, Two readings"
            )

    def _settlement(self, proof: ReadingProof, path: str) -> None:
        record = self.settled.standings.record
        names = [fact for fact, _ in proof.settlement]
        for number, name in enumerate(names):
            fact = record.by_id.get(name)
            here = f"{path}.settlement[{number}]"
            if not isinstance(fact, Control | Requirement | Server):
                self.wrong.add(here, f"{name!r} is no owner, requirement or server on record", "SEMANTICS §4")
                continue
            leaves = self._leaves()
            is_open = any(self.settled.state(fact, leaf) is State.OPEN for leaf in leaves)
            self.wrong.unless(is_open, here, f"{name} is not open", "SEMANTICS §4")
            self.wrong.unless(names.count(name) == 1, here, f"{name} is settled twice", "SEMANTICS §4")

    def _leaves(self) -> list[str]:
        """The places whose law may decide."""
        return [self.settled.standings.question.territory, *(server.territory for server in self.settled.servers())]

    def _open_in(
        self, facts: Sequence[Control | Requirement | Server], leaf: str, settlement: Settlement, path: str
    ) -> None:
        """Whatever is open here and decides must have been settled."""
        for fact in facts:
            if self.settled.state(fact, leaf) is State.OPEN and fact.id not in settlement:
                self.wrong.add(f"{path}.settlement", f"{fact.id} is open and not settled", "SEMANTICS §4")

    def _places(self, proof: ReadingProof, settlement: Settlement, path: str) -> None:
        top = path
        if proof.emission:
            servers = tuple(self.settled.servers())
            for server in servers:
                self._open_in((server,), server.territory, settlement, top)
            follow = sorted(
                (one.territory, one.id) for one in servers if self.settled.counts(one, one.territory, settlement)
            ) or [("", "")]
        else:
            follow = [(self.settled.standings.question.territory, "")]
        written = sorted((one.territory, one.server) for one in proof.places)
        for number, one in enumerate(proof.places):
            if (one.territory, one.server) not in follow:
                what = f"the act has no place in {one.territory!r} by {one.server!r}"
                self.wrong.add(f"{path}.places[{number}]", what, "SEMANTICS §4, Place")
        self.wrong.same(f"{path}.places", written, follow, "SEMANTICS §4, Place")

    def _place(self, place: PlaceProof, settlement: Settlement, path: str) -> None:
        top = path.split(".", 1)[0]
        value = least((one.value for one in place.requirements), of_none=Value.UNKNOWN)
        self.wrong.same(f"{path}.value", place.value, value, "SEMANTICS §3.7")
        if not place.territory:
            self.wrong.same_set(
                f"{path}.requirements", [one.requirement for one in place.requirements], (), "SEMANTICS §4, Place"
            )
            return
        self.parts.add(Part(place.territory))
        self._open_in(tuple(self.settled.requirements(place.territory)), place.territory, settlement, top)
        follow = {law.id: law for law in self.settled.in_effect(place.territory, settlement)}
        written = [one.requirement for one in place.requirements]
        if self.settled.item is None and not written:
            return  # an item not on record is unknown, whatever the law
        self.wrong.same_set(f"{path}.requirements", written, follow.keys(), "SEMANTICS §3.7")
        for number, one in enumerate(place.requirements):
            if one.requirement in follow:
                self._requirement(
                    one, follow[one.requirement], place.territory, settlement, f"{path}.requirements[{number}]"
                )
            else:
                what = f"{one.requirement!r} does not count here"
                self.wrong.add(f"{path}.requirements[{number}]", what, "SEMANTICS §3.7")

    def _requirement(
        self, written: RequirementProof, law: Requirement, leaf: str, settlement: Settlement, path: str
    ) -> None:
        standing = self.settled.standings.of(law, Part(leaf))
        self.wrong.same(f"{path}.standing", written.standing, standing, "SEMANTICS §4")
        self.wrong.same_set(f"{path}.missing", written.missing, self.settled.missing(law), "SEMANTICS §3.7")
        values = [one.value for one in written.rights]
        if self.wholes.lacks(law):
            values.append(Value.UNKNOWN)
        self.wrong.same(f"{path}.value", written.value, least(values, of_none=Value.YES), "SEMANTICS §3.7")
        asked = set(self.settled.asked(law))
        found = [(one.kind, one.asset, one.right) for one in written.rights]
        for lacking in sorted(asked - set(found)):
            self.wrong.add(f"{path}.rights", f"{' '.join(lacking)} is left out", "SEMANTICS §3.7")
        for number, one in enumerate(written.rights):
            here = f"{path}.rights[{number}]"
            if found[number] not in asked:
                self.wrong.add(
                    here,
                    f"{law.id} does not ask for {one.right} in {one.kind} {one.asset}",
                    "SEMANTICS §2, Requirement",
                )
                continue
            self.wrong.unless(found.count(found[number]) == 1, here, "this right is held twice", "SEMANTICS §3.7")
            self._right(one, law, leaf, settlement, here)

    def _right(self, written: RightProof, law: Requirement, leaf: str, settlement: Settlement, path: str) -> None:
        self.wrong.same(f"{path}.any_co_owner", written.any_co_owner, law.any_co_owner, "SEMANTICS §2, Requirement")
        may_count = tuple(self.settled.controls(written.asset, written.right, leaf))
        self._open_in(may_count, leaf, settlement, path.split(".", 1)[0])
        controls = [one for one in may_count if self.settled.counts(one, leaf, settlement)]
        shares = shares_of(controls)
        overclaim = overclaimed(shares)
        self.wrong.same(f"{path}.overclaim", written.overclaim, overclaim, "SEMANTICS §3.7")
        owners = [share.owner for share in written.shares]
        for lacking in sorted(set(shares) - set(owners)):
            self.wrong.add(
                f"{path}.shares", f"the share of {lacking or 'the unnamed owner'} is left out", "SEMANTICS §3.7"
            )
        values = [share.value for share in written.shares]
        if values:
            value = value_of_right(values, any_co_owner=law.any_co_owner, overclaim=overclaim)
            self.wrong.same(f"{path}.value", written.value, value, "SEMANTICS §3.7")
        for number, share in enumerate(written.shares):
            here = f"{path}.shares[{number}]"
            if share.owner not in shares or owners.count(share.owner) > 1:
                self.wrong.add(
                    f"{here}.owner",
                    f"{share.owner or 'an unnamed owner'} has no such share here",
                    "SEMANTICS §2, Control",
                )
                continue
            rows = [one.id for one in controls if one.party == share.owner]
            self.wrong.same_set(f"{here}.controls", share.controls, rows, "SEMANTICS §2, Control")
            self.wrong.same(f"{here}.hundredths", share.hundredths, shares[share.owner], "SEMANTICS §3.7")
            part = Part(leaf, written.asset, written.right, share.owner)
            self.parts.add(part)
            ShareWalk(self.wholes, self.reading, self.wrong).check(share, part, here)
