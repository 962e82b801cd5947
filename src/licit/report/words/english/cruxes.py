# SPDX-License-Identifier: Apache-2.0
"""English: settled open points, and what a crux decides."""

from __future__ import annotations

from typing import Final

from licit.model.crux import CatalogueCruxes, Cruxes, Limit, Settlement
from licit.model.fact import Finding
from licit.model.proof import OpenKind
from licit.report.words.cruxes import CruxBook, Of
from licit.report.words.english import grammar
from licit.report.words.english.facts import name
from licit.report.words.names import Names

_FIELDS: Final = {
    "executed": "was signed",
    "signed": "was signed",
    "start": "began",
    "end": "ended",
    "retention_end": "ended",
    "survives_until": "let sublicences survive until a day",
}


def _fact(n: Names, one: Settlement, _: Of) -> str:
    """A disputed fact, or an interim finding."""
    fact = name(n, one.point.facts[0])
    if isinstance(n.fact(one.point.facts[0]), Finding):
        return f"{fact} stands" if one.so else f"{fact} does not stand"
    return f"{fact} counts" if one.so else f"{fact} does not count"


def _order(n: Names, one: Settlement, _: Of) -> str:
    """Which of two acts came first."""
    first, second = one.point.facts if one.so else reversed(one.point.facts)
    return f"{name(n, first)} came before {name(n, second)}"


def _day(n: Names, one: Settlement, _: Of) -> str:
    """An imprecise day, on or before another, or after it."""
    day = n.day(one.day) if one.day else ""
    when = f"on {day} or before" if one.so else f"after {day}"
    fact = name(n, one.point.facts[0])
    if one.point.detail == "last_day":
        return f"{fact} fell {when}"
    if one.point.detail == "survives_until":
        return f"sublicences under {fact} survived until a day {when}"
    return f"{fact} {_FIELDS.get(one.point.detail, 'was')} {when}"


def _scope(n: Names, one: Settlement, of: Of) -> str:
    """What an unstated scope takes in."""
    verb = "takes in" if one.so else "does not take in"
    return f"{name(n, one.point.facts[0])} {verb} {n.listed(_taken_in(n, one.point.detail, each) for each in of)}"


def _taken_in(n: Names, dimension: str, of: tuple[str, ...]) -> str:
    if dimension == "rights":
        kind, _, _ = of[0].rpartition(":")
        return f"{n.word(of[0])} of the {n.word(kind)}" if kind and not n.known(of[0]) else n.word(of[0])
    if dimension == "uses":
        return f"the use {n.word(of[0])}"
    if dimension == "territories":
        return grammar.place(n, of[0])
    asset, owner = of
    what = n.title(asset) if asset else "what was asked about"
    return f"{what} ({n.party(owner)})" if owner else what


def _some(n: Names, one: Settlement, of: Of) -> str:
    """Whether an owner is one of some unnamed members."""
    owners = n.listed(n.party(owner) for (owner,) in of)
    is_one = "is" if one.so else "is not"
    group = n.party(one.point.detail)
    return (
        f"{owners} {is_one} among the members of {group} that {name(n, one.point.facts[0])} names without saying which"
    )


def _condition(n: Names, one: Settlement, _: Of) -> str:
    """Whether a condition is fulfilled."""
    which = f" {n.quoted(one.point.detail)}" if one.point.detail else ""
    return f"the condition{which} of {name(n, one.point.facts[0])} is {'' if one.so else 'not '}fulfilled"


def _place(_: Names, one: Settlement, __: Of) -> str:
    """Where the act takes place."""
    return f"the act takes place where {'the people are' if one.so else 'the server is'}"


def _stopped(limits: tuple[Limit, ...]) -> str:
    if limits == (Limit.SECONDS,):
        return "Stopped when the time was over: so many contested pairs were not looked into."
    what = {
        Limit.JUDGEMENTS: "judgements",
        Limit.POINTS: "open points",
        Limit.CRUXES: "cruxes",
        Limit.SECONDS: "seconds",
    }
    listed = " and ".join(what[limit] for limit in limits)
    return f"Stopped at the limit of {listed}: each of these decides, but there may be others, and smaller ones."


def _decided(found: Cruxes) -> str:
    if found.always is True:
        return "However the open points are settled, it is cleared."
    if found.always is False:
        return "No settlement of the open points clears it."
    return ""


def _catalogue(found: CatalogueCruxes) -> str:
    lines = [f"{found.contested} of {found.pairs} item × territory pairs are contested."]
    if found.always:
        lines.append(f"{found.always} of them are cleared however the open points are settled.")
    if found.never:
        lines.append(f"{found.never} of them no settlement clears.")
    lines.append("A pair counts for each crux that it has.")
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
    clears="Cleared if",
    refuses="Not cleared if",
    points="Open points, by how many pairs have a crux that settles them",
    decided=_decided,
    stopped=_stopped,
    catalogue=_catalogue,
    not_contested="It is not contested: it is this however the open points are settled.",
    more="and {} more",
)
