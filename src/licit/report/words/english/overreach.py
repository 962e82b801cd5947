# SPDX-License-Identifier: Apache-2.0
"""English: what a licensor granted, held against what it had. Each phrase says what is on record, and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from licit.model.conflict import Stretch
from licit.model.day import When
from licit.model.overreach import Excess, Holding, Measure, Overreach, Reach
from licit.report.words.english import grammar
from licit.report.words.english.breaks import BREAKS
from licit.report.words.english.facts import name
from licit.report.words.names import Names
from licit.report.words.stretches import FEW, SOME, some, term_of, where

HEADINGS: Final[Mapping[str, str]] = {
    "held": "Held",
    "beyond": "Beyond what was held",
    "beyond_if_meant": "Beyond what was held, as far as the grant was meant to reach there (its scope or days leave it"
    " open)",
    "hanging": "Held only as open points may be taken",
    "unheard": "Not counted here (denied, or said by no source believed in this position)",
    "more": "and {count} more; --json has all",
}
KINDS: Final[Mapping[str, str]] = {
    "beyond": "beyond what was held",
    "beyond_if_meant": "beyond it as far as unstated scope was meant to reach",
    "hanging": "held only as open points may be taken",
    "within": "within what was held",
    "nothing": "over no share on record",
}


def title(n: Names, found: Overreach) -> str:
    """Whose grants, and as whom they are read."""
    when = f", on {n.day(found.day)}" if found.day else ""
    use = f", for {n.word(found.use)}" if found.use else ""
    believed = f"position {n.quoted(found.position)}, as known by {n.day(found.known_by)}"
    return f"What {n.party(found.party)} granted, held against what it had{when}{use}; {believed}"


def summary(n: Names, found: Overreach) -> str:
    """How its grants lie to what it held: each by the worst that is true of it."""
    who, total = n.party(found.party), len(found.grants)
    if not total:
        return f"No grant by {who} counts in this position."
    told = [f"{KINDS[kind]}: {count}" for kind, count in found.by_worst.items() if count]
    return f"Grants by {who} that count here: {total}. Of these {'; '.join(told)}."


def reach(_: Names, held: Reach) -> str:
    """How far one grant reaches, in pairs of item and territory."""
    if not held.claimed:
        return "no share on record lies in its scope"
    told = [f"{KINDS[kind]}: {count:,}" for kind, count in held.by_kind.items() if count]
    return f"pairs of item and territory that it claims: {held.claimed:,}; {'; '.join(told)}"


def holding(n: Names, held: Holding) -> str:
    """What was held, by which fact."""
    by = name(n, held.fact) if held.fact else "its own share"
    return f"by {by}{'' if held.sure else ', as open points may be taken'}: {measure(n, held)}"


def excess(n: Names, held: Excess) -> str:
    """Where the grant goes beyond what was held, and what fails there."""
    failing = "; ".join(BREAKS[at.dimension](n, at) for at in held.breaks)
    if held.through:
        through = f"held only through {n.listed(name(n, one) for one in held.through)}"
        why = f"{through} ({failing})" if failing else through
    else:
        why = failing or "no grant on record from the owners to it, and no law, comes near"
    return f"{measure(n, held)}. {why[:1].upper()}{why[1:]}"


def measure(n: Names, held: Measure) -> str:
    """Whose shares, which rights and uses, where and when."""
    rights = rights_in(n, held.rights)
    count = len(held.owners)
    owners = some(n, held.owners) if count == 1 else f"{count} owners ({some(n, held.owners)})"
    places = "; ".join(stretch(n, one) for one in held.stretches)
    return f"{places}; {rights}, {uses_in(n, held.uses)}, of {owners}; items: {held.items:,}"


def rights_in(n: Names, rights: Sequence[str]) -> str:
    """Rights by name where they are few, else the kinds of asset that they are in."""
    kinds = sorted({one.partition(":")[0] for one in rights if ":" in one})
    if len(rights) > FEW and kinds:
        return f"rights in the {n.listed(n.word(kind) for kind in kinds)}"
    return n.listed(n.word(one) for one in rights if one) or "all rights"


def uses_in(n: Names, uses: Sequence[str]) -> str:
    """Uses by name where they are few, else how many."""
    if len(uses) > SOME:
        return f"for {len(uses)} uses"
    return f"for {n.listed(n.word(one) for one in uses if one) or 'all uses'}"


def stretch(n: Names, one: Stretch) -> str:
    """Leaves and days."""
    count = len(one.leaves)
    named = f"{where(n, one)} ({count} territories)" if count > 1 else where(n, one)
    days = grammar.on(n, When.on(one.first)) if one.first == one.last else grammar.term(n, term_of(one))
    return f"{named}, {days or 'on all days'}"
