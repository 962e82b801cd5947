# SPDX-License-Identifier: Apache-2.0
"""Agreements set out as AGR, TER and IPA: grants that were one agreement are one again, each territory set a block.

A block has every assignor with every acquirer; grants that would say more when joined stay in blocks of their own.
Source: CWR 2.1 and 2.2, 4.1.1, 4.1.2, 5.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from licit.formats.cwr.rights import CLASSES
from licit.formats.cwr.write_agreements import Agreement
from licit.formats.cwr.write_lines import Line
from licit.formats.cwr.write_parties import Signatories, Signatory
from licit.formats.cwr.write_territories import Steps
from licit.model.day import When
from licit.model.share import WHOLE

Shares = tuple[tuple[str, int], ...]  # class of rights, hundredths of a percent


@dataclass(slots=True)
class Block:
    """Some assignors and acquirers in one set of territories; each pair of them is a grant."""

    territories: Steps
    givers: tuple[str, ...]
    takers: dict[str, Shares] = field(default_factory=dict)

    def holds(self, givers: tuple[str, ...], taker: str, shares: Shares) -> bool:
        """Whether the acquirer may join: the same assignors, and no right given twice."""
        totals = dict(shares)
        for mine in self.takers.values():
            for right, share in mine:
                totals[right] = totals.get(right, 0) + share
        return self.givers == givers and taker not in self.takers and all(one <= WHOLE for one in totals.values())


def blocks(agreed: Sequence[Agreement]) -> list[Block]:
    """The grants of one agreement by territories, in order."""
    pairs: dict[tuple[Steps, str, str, int], dict[str, int]] = {}
    for one in agreed:
        turn = 0
        key = one.territories, one.taker.id, one.giver.id, turn
        while not pairs.setdefault(key, {}).keys().isdisjoint(one.rights):  # the same right twice: a block of its own
            turn += 1
            key = one.territories, one.taker.id, one.giver.id, turn
        pairs[key].update(one.shares)
    takers: dict[tuple[Steps, str, int, Shares], list[str]] = {}
    for (where, taker, giver, turn), shares in pairs.items():
        takers.setdefault((where, taker, turn, tuple(sorted(shares.items()))), []).append(giver)
    found: list[Block] = []
    for (where, taker, _, mine), givers in takers.items():
        named = tuple(givers)
        block = next((one for one in found if one.territories == where and one.holds(named, taker, mine)), None)
        if block is None:
            block = Block(where, named)
            found.append(block)
        block.takers[taker] = mine
    return found


def records(number: str, agreed: Sequence[Agreement], parties: Signatories, works: int) -> Iterator[Line]:
    """AGR and its blocks. ``works`` is how many works of the file name the agreement."""
    one = agreed[0]
    clause = one.noted.clause
    if not clause and one.works is not None:
        clause = "S"
        parties.remark(one.grant.id, "clause", "sales or manufacture is not on record: written as sales (S)")
    yield (
        "AGR",
        {
            "agreement": number,
            "isac": one.noted.isac,
            "agreement-type": one.type,
            "start-date": _day(one.start),
            "end-date": _day(one.end),
            "retention-end": _day(one.retention),
            "prior-royalty-status": "N",
            "post-term-status": "N",
            "signed": _day(one.grant.executed),
            "works": works,
            "clause": clause,
        },
    )
    for block in blocks(agreed):
        for includes, code in block.territories:
            yield "TER", {"in-or-out": "I" if includes else "E", "territory": code}
        kept = _kept(block)
        if len(block.givers) > 1 and any(any(one.values()) for one in kept):
            parties.remark(
                one.grant.id, "assignors", "what each of several assignors keeps is not on record: in equal parts"
            )
        for giver, shares in zip(block.givers, kept, strict=True):
            yield _party("AS", parties.of(giver), shares, parties, original=one.type.startswith("O"))
        for taker, mine in block.takers.items():
            yield _party("AC", parties.of(taker), dict(mine), parties, original=False)


def _kept(block: Block) -> list[dict[str, int]]:
    """What the assignors keep of each right that is given, in equal parts."""
    found: list[dict[str, int]] = [{} for _ in block.givers]
    for right in CLASSES:
        given = sum(dict(mine).get(right, 0) for mine in block.takers.values())
        rest = WHOLE - given if given else 0
        for at, mine in enumerate(found):
            mine[right] = rest // len(found) + (at < rest % len(found))
    return found


def _party(role: str, one: Signatory, shares: Mapping[str, int], parties: Signatories, *, original: bool) -> Line:
    """An IPA: a society for each right that it has a share of, and one for performing or mechanical rights at least."""
    name = one.name if original or not one.first else f"{one.name}, {one.first}"[:45]
    found: dict[str, str | int] = {
        "role": role,
        "ipi-name": one.ipi,
        "ipi-base": one.base,
        "party": one.number,
        "last-name": name,
        "first-name": one.first if original else "",
    }
    needed = [right for right in CLASSES if shares.get(right) and right not in one.societies]
    if not {"pr", "mr"} & {*needed, *one.societies}:
        needed.append("pr")
    for right in CLASSES:
        found[f"{right}-share"] = shares.get(right, 0)
        if right in one.societies or right in needed:
            found[f"{right}-society"] = parties.society(one, right)
    return "IPA", found


def _day(when: When | None) -> str:
    return when.earliest.strftime("%Y%m%d") if when else ""
