# SPDX-License-Identifier: Apache-2.0
"""French: what a licensor granted, held against what it had. Each phrase says what is on record, and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from licit.model.conflict import Stretch
from licit.model.day import When
from licit.model.overreach import Excess, Holding, Measure, Overreach, Reach
from licit.report.words.french import grammar
from licit.report.words.french.breaks import BREAKS
from licit.report.words.french.facts import name
from licit.report.words.names import Names
from licit.report.words.stretches import FEW, SOME, some, term_of, where

HEADINGS: Final[Mapping[str, str]] = {
    "held": "Détenu",
    "beyond": "Au-delà de ce qui était détenu",
    "beyond_if_meant": "Au-delà de ce qui était détenu, pour autant que l’acte devait aller jusque-là (son étendue ou"
    " ses dates le laissent ouvert)",
    "hanging": "Détenu seulement selon la lecture des points ouverts",
    "unheard": "Non retenu ici (nié, ou dit par aucune source crue dans cette position)",
    "more": "et {count} de plus ; --json donne tout",
}
KINDS: Final[Mapping[str, str]] = {
    "beyond": "au-delà de ce qui était détenu",
    "beyond_if_meant": "au-delà pour autant que l’étendue non précisée devait aller jusque-là",
    "hanging": "détenu seulement selon la lecture des points ouverts",
    "within": "dans les limites de ce qui était détenu",
    "nothing": "sur aucune part au dossier",
}


def title(n: Names, found: Overreach) -> str:
    """Whose grants, and as whom they are read."""
    when = f", le {n.day(found.day)}" if found.day else ""
    use = f", pour l’usage {n.quoted(n.word(found.use))}" if found.use else ""
    believed = f"position {n.quoted(found.position)}, selon ce qu’on savait le {n.day(found.known_by)}"
    who = grammar.of(n.party(found.party))
    return f"Les concessions {who}, comparées à ce que cette partie détenait{when}{use} ; {believed}"


def summary(n: Names, found: Overreach) -> str:
    """How its grants lie to what it held: each by the worst that is true of it."""
    who, total = n.party(found.party), len(found.grants)
    if not total:
        return f"Aucune concession {grammar.of(who)} n’est retenue dans cette position."
    told = [f"{KINDS[kind]} : {count}" for kind, count in found.by_worst.items() if count]
    return f"Concessions {grammar.of(who)} retenues ici : {total}. Parmi elles, {' ; '.join(told)}."


def reach(_: Names, held: Reach) -> str:
    """How far one grant reaches, in pairs of item and territory."""
    if not held.claimed:
        return "aucune part au dossier n’entre dans son étendue"
    told = [f"{KINDS[kind]} : {number(count)}" for kind, count in held.by_kind.items() if count]
    return f"couples titre et territoire revendiqués : {number(held.claimed)} ; {' ; '.join(told)}"


def holding(n: Names, held: Holding) -> str:
    """What was held, by which fact."""
    by = name(n, held.fact) if held.fact else "sa propre part"
    return f"par {by}{'' if held.sure else ', selon la lecture des points ouverts'} : {measure(n, held)}"


def excess(n: Names, held: Excess) -> str:
    """Where the grant goes beyond what was held, and what fails there."""
    failing = " ; ".join(BREAKS[at.dimension](n, at) for at in held.breaks)
    if held.through:
        through = f"détenu seulement par {n.listed(name(n, one) for one in held.through)}"
        why = f"{through} ({failing})" if failing else through
    else:
        why = failing or "aucune concession au dossier des titulaires à cette partie, ni aucune loi, n’en approche"
    return f"{measure(n, held)}. {why[:1].upper()}{why[1:]}"


def measure(n: Names, held: Measure) -> str:
    """Whose shares, which rights and uses, where and when."""
    rights = rights_in(n, held.rights)
    count = len(held.owners)
    owners = some(n, held.owners) if count == 1 else f"{count} ({some(n, held.owners)})"
    places = " ; ".join(stretch(n, one) for one in held.stretches)
    return f"{places} ; {rights} ; {uses_in(n, held.uses)} ; titulaires : {owners} ; titres : {number(held.items)}"


def rights_in(n: Names, rights: Sequence[str]) -> str:
    """Rights by name where they are few, else the kinds of asset that they are in."""
    kinds = sorted({one.partition(":")[0] for one in rights if ":" in one})
    if len(rights) > FEW and kinds:
        return f"droits sur : {n.listed(n.word(kind) for kind in kinds)}"
    named = n.listed(n.word(one) for one in rights if one)
    return f"droits : {named}" if named else "tous les droits"


def uses_in(n: Names, uses: Sequence[str]) -> str:
    """Uses by name where they are few, else how many."""
    named = n.listed(n.quoted(n.word(one)) for one in uses if one)
    return f"usages : {len(uses) if len(uses) > SOME else named or 'tous'}"


def stretch(n: Names, one: Stretch) -> str:
    """Leaves and days."""
    count = len(one.leaves)
    named = f"{where(n, one)} ({count} territoires)" if count > 1 else where(n, one)
    days = grammar.on(n, When.on(one.first)) if one.first == one.last else grammar.term(n, term_of(one))
    return f"{named}, {days or 'tous les jours'}"


def number(count: int) -> str:
    """With the thin hard space between thousands."""
    return f"{count:,}".replace(",", "\u202f")
