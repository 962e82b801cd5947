# SPDX-License-Identifier: Apache-2.0
"""French: what is supposed, what differs, what falls and what lapses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from licit.model.change import ChangeKind, LapseKind
from licit.model.day import When
from licit.model.position import PlaceOfAct
from licit.model.supposition import Added, Begun, Ended, Placed, Ranked, Settled, Signed, Spoken
from licit.report.words.french import facts, grammar
from licit.report.words.names import Names

WORDS: Final = {
    "supposed": "Supposé",
    "before": "avant",
    "after": "après",
    "answer": "Réponse",
    "changed": "{changed} paires de titre et de territoire sur {pairs} reçoivent une autre réponse",
    "unchanged": "Aucune réponse ne change : {pairs} paires de titre et de territoire ont été posées",
    "changes": "Ce qui change, selon les réponses et ce dont elles dépendent",
    "turned": "cela dépendait de : {reason}",
    "turns": "cela dépend de : {reason}",
    "alike": "(de même pour d’autres titulaires : {n})",
    "where": "titres : {items} · {where}",
    "example": "par exemple {examples}",
    "pair": "{item} {place}",
    "facts": "Faits qui diffèrent",
    "words_only": "{n} autres faits restent ce qu’ils étaient ; seuls diffèrent ceux qui en parlent",
    "facts_none": "Aucun fait ne diffère, ni son statut",
    "differing": "diffère par : {fields}",
    "now": "retenu maintenant : {words}",
    "no_longer": "n’est plus retenu : {words}",
    "joined": "Titres rapprochés : {how}",
    "by_id": "par leur identifiant",
    "by_scheme": "par {scheme}",
    "only_before": "Seulement avant, non comparés",
    "only_after": "Seulement après, non comparés",
    "sides": "Comparés",
    "known": "selon ce qu’on savait au {day}",
    "more": "+{n}",
    "territories": "territoires : {n}",
    "cascade": "Si le dernier jour est le {day} pour {fact}",
    "falls": "{service} : le {day}, {pairs} paires reçoivent une autre réponse",
    "nothing_falls": "Aucune réponse ne change aux jours examinés : {days}",
    "hanging": "Concessions et mandats qui en dépendent, en paires de titre et de territoire",
    "hangs_none": "Aucune autre concession n’en dépend",
    "fallen": "Sans autorité",
    "surviving": "Survit",
    "kept": "Par une autre chaîne",
    "watch": "du {first} au {last}",
    "lapses": "Ce qui expire, le plus coûteux d’abord",
    "lapses_none": "Rien n’expire au dossier",
    "costs": "Coûte",
    "loosens": "Affaiblit",
    "last_day": "Dernier jour tel quel",
    "between": "entre le {first} et le {last}",
    "what": "Quoi",
    "together": "Tout ce qui expire après le {day} : {lost} paires non couvertes, {loosened} contestées ont moins",
    "watch_pairs": "Sur {pairs} paires, {lost} ne sont plus couvertes après l’un de ces jours",
    "watch_none": "Sur {pairs} paires, aucune qui soit couverte n’est perdue",
    "note_alone": "Coûte : paires couvertes le dernier jour et non le lendemain, qui le seraient sans cette seule"
    " expiration. Affaiblit : paires contestées qui le resteraient sans elle.",
}
KINDS: Final = {
    ChangeKind.ADDED: "ajouté",
    ChangeKind.GONE: "absent",
    ChangeKind.CHANGED: "modifié",
    ChangeKind.STANDING: "autre statut",
    ChangeKind.BEGUN: "a commencé",
    ChangeKind.ENDED: "a pris fin",
    ChangeKind.WORDS: "d’autres en parlent",
}
LAPSES: Final = {
    LapseKind.ENDS: "fin : {fact}",
    LapseKind.TAKES_EFFECT: "prend effet : {fact}",
    LapseKind.SURVIVAL: "fin de ce qui survit : {fact}",
    LapseKind.BEGINS: "début : {fact}",
}
PLACES: Final = {
    PlaceOfAct.RECEPTION: "l’acte est placé là où est l’utilisateur",
    PlaceOfAct.EMISSION: "l’acte est placé là où est le serveur",
    PlaceOfAct.OPEN: "le lieu de l’acte est laissé ouvert",
}


def _day(n: Names, when: When | None) -> str:
    return grammar.on(n, when) if when else ""


def _added(n: Names, step: Added) -> str:
    named = n.listed(f"{facts.name(n, one.id)} ({one.id})" for one in step.more.facts)
    words = len(step.more.statements)
    return f"ajouté : {named or 'aucun fait'}" + (f" ; déclarations : {words}" if words else "")


def _ended(n: Names, step: Ended) -> str:
    what = facts.name(n, step.fact)
    return f"{what} : dernier jour {_day(n, step.last)}" if step.last else f"{what} : sans dernier jour"


def _begun(n: Names, step: Begun) -> str:
    what = facts.name(n, step.fact)
    return f"{what} : premier jour {_day(n, step.first)}" if step.first else f"{what} : depuis toujours"


def _signed(n: Names, step: Signed) -> str:
    return f"{facts.name(n, step.fact)} : signature {_day(n, step.day)}"


def _spoken(n: Names, step: Spoken) -> str:
    who = n.party(step.source) if step.source else "une source du meilleur rang"
    return f"{who} {'affirme' if step.affirms else 'nie'} {facts.name(n, step.fact)}"


def _settled(n: Names, step: Settled) -> str:
    return f"{facts.name(n, step.fact)} est tranché : {'il en est ainsi' if step.holds else 'il n’en est pas ainsi'}"


def _ranked(n: Names, step: Ranked) -> str:
    who = n.party(step.source)
    return f"{who} n’est pas cru" if step.rank is None else f"{who} est cru au rang {step.rank + 1}"


def _placed(n: Names, step: Placed) -> str:  # noqa: ARG001 - every step is told with names at hand
    return PLACES[step.place]


STEPS: Final[dict[type, Callable[[Names, Any], str]]] = {
    Added: _added,
    Ended: _ended,
    Begun: _begun,
    Signed: _signed,
    Spoken: _spoken,
    Settled: _settled,
    Ranked: _ranked,
    Placed: _placed,
}


def place(n: Names, leaf: str) -> str:
    """A territory inside a sentence, its preposition with it."""
    return grammar.place(n, leaf)
