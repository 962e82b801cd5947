# SPDX-License-Identifier: Apache-2.0
"""French: settled open points, and what a crux decides."""

from __future__ import annotations

from typing import Final

from licit.model.crux import CatalogueCruxes, Cruxes, Limit, Settlement
from licit.model.fact import Finding
from licit.model.proof import OpenKind
from licit.report.words.cruxes import CruxBook, Of
from licit.report.words.french import grammar
from licit.report.words.french.facts import name
from licit.report.words.names import Names

_FIELDS: Final = {
    "executed": "date de signature",
    "signed": "date de signature",
    "start": "début",
    "end": "fin",
    "retention_end": "fin",
    "survives_until": "fin de survie des sous-licences",
    "last_day": "dernier jour",
}


def _fact(n: Names, one: Settlement, _: Of) -> str:
    """A disputed fact, or an interim finding."""
    fact = name(n, one.point.facts[0])
    if isinstance(n.fact(one.point.facts[0]), Finding):
        return f"tient : {fact}" if one.so else f"ne tient pas : {fact}"
    return f"compte : {fact}" if one.so else f"ne compte pas : {fact}"


def _order(n: Names, one: Settlement, _: Of) -> str:
    """Which of two acts came first."""
    first, second = one.point.facts if one.so else reversed(one.point.facts)
    return f"l’ordre est : {name(n, first)}, puis {name(n, second)}"


def _day(n: Names, one: Settlement, _: Of) -> str:
    """An imprecise day, on or before another, or after it."""
    day = n.day(one.day) if one.day else ""
    when = f"au plus tard le {day}" if one.so else f"après le {day}"
    return f"{_FIELDS.get(one.point.detail, 'date')} {when} : {name(n, one.point.facts[0])}"


def _scope(n: Names, one: Settlement, of: Of) -> str:
    """What an unstated scope takes in."""
    verb = "comprend" if one.so else "ne comprend pas"
    return f"{name(n, one.point.facts[0])} {verb} {n.listed(_taken_in(n, one.point.detail, each) for each in of)}"


def _taken_in(n: Names, dimension: str, of: tuple[str, ...]) -> str:
    if dimension == "rights":
        kind, _, _ = of[0].rpartition(":")
        return f"le droit « {n.word(of[0])} »" + (f" ({n.word(kind)})" if kind and not n.known(of[0]) else "")
    if dimension == "uses":
        return f"l’usage « {n.word(of[0])} »"
    if dimension == "territories":
        return f"le territoire « {n.territory(of[0])} »"
    asset, owner = of
    what = n.title(asset) if asset else "ce qui est demandé"
    return f"{what} ({n.party(owner)})" if owner else what


def _some(n: Names, one: Settlement, of: Of) -> str:
    """Whether an owner is one of some unnamed members."""
    owners = n.listed(n.party(owner) for (owner,) in of)
    is_one = "est" if one.so else "n’est pas"
    group = n.party(one.point.detail)
    which = f"que vise sans les nommer {name(n, one.point.facts[0])}"
    return f"{owners} {is_one} parmi les membres {grammar.of(group)} {which}"


def _condition(n: Names, one: Settlement, _: Of) -> str:
    """Whether a condition is fulfilled."""
    which = f" {n.quoted(one.point.detail)}" if one.point.detail else ""
    of = grammar.of(name(n, one.point.facts[0]))
    return f"la condition{which} {of} {'est' if one.so else 'n’est pas'} remplie"


def _place(_: Names, one: Settlement, __: Of) -> str:
    """Where the act takes place."""
    return f"l’acte a lieu là où est {'le public' if one.so else 'le serveur'}"


def _stopped(limits: tuple[Limit, ...]) -> str:
    if limits == (Limit.SECONDS,):
        return "Arrêt au terme du temps accordé : autant de couples contestés n’ont pas été examinés."
    what = {
        Limit.JUDGEMENTS: "de jugements",
        Limit.POINTS: "de points ouverts",
        Limit.CRUXES: "de points décisifs",
        Limit.SECONDS: "de secondes",
    }
    listed = " et ".join(what[limit] for limit in limits)
    return (
        f"Arrêté à la limite {listed} : chacun de ceux-ci décide, mais il peut y en avoir d’autres, et de plus petits."
    )


def _decided(found: Cruxes) -> str:
    if found.always is True:
        return "Quelle que soit l’issue des points ouverts, c’est couvert."
    if found.always is False:
        return "Aucune issue des points ouverts ne rend l’usage couvert."
    return ""


def _catalogue(found: CatalogueCruxes) -> str:
    lines = [f"{found.contested} paires titre × territoire sur {found.pairs} sont contestées."]
    if found.always:
        lines.append(f"{found.always} d’entre elles sont couvertes quelle que soit l’issue des points ouverts.")
    if found.never:
        lines.append(f"{found.never} d’entre elles ne sont couvertes par aucune issue.")
    lines.append("Une paire compte pour chacun de ses points décisifs.")
    return " ".join(lines)


BOOK: Final = CruxBook(
    settlements={
        OpenKind.FACT: _fact,
        OpenKind.ORDER: _order,
        OpenKind.DAY: _day,
        OpenKind.SCOPE: _scope,
        OpenKind.SOME: _some,
        OpenKind.CONDITION: _condition,
        OpenKind.PLACE: _place,
    },
    clears="Couvert si",
    refuses="Non couvert si",
    points="Points ouverts, selon le nombre de paires dont un point décisif les tranche",
    decided=_decided,
    stopped=_stopped,
    catalogue=_catalogue,
    not_contested="Ce n’est pas contesté : il en est ainsi quelle que soit l’issue des points ouverts.",
    more="et {} de plus",
)
