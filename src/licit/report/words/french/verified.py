# SPDX-License-Identifier: Apache-2.0
"""French: whether a filed proof holds, and how the record has changed since."""

from __future__ import annotations

from typing import Final

HOLDS_FOR_FACTS: Final = "La preuve tient pour les faits qu’elle contient."
HOLDS_FOR_RECORD: Final = "La preuve tient pour le dossier."
NOT_LOOKED_FOR: Final = (
    "Ce que le dossier peut contenir d’autre (une exclusivité, une meilleure concession, un retrait) n’a pas été"
    " cherché : ajoutez --case pour cela."
)
SAME: Final = "Le dossier est celui dont la preuve est tirée."
OTHER: Final = "Le dossier a changé depuis la preuve ; elle a été comparée au dossier d’aujourd’hui."
CRUX: Final = (
    "Chaque point décisif tranche à lui seul, et rien n’y est de trop. Qu’il n’y en ait pas d’autres n’a pas été"
    " vérifié."
)
CRUX_STOPPED: Final = (
    "Chaque point décisif tranche à lui seul. La recherche avait atteint ses limites : il peut y en avoir d’autres,"
    " et de plus petits."
)
REMEDY: Final = (
    "Avec chaque ensemble c’est couvert, sans une seule de ses concessions ce ne l’est pas, et chacun peut donner"
    " ce qu’il donnerait. Que moins n’y suffisent pas n’a pas été vérifié."
)
PLAN: Final = (
    "Ce qui est couvert au départ et avec chaque accord est ce que dit le dossier. Que moins d’accords n’y suffisent"
    " pas n’a pas été vérifié."
)
CASCADE: Final = (
    "Les paires de la liste changent de réponse, aucune autre ne change, et aucune plus tôt parmi les jours regardés."
    " Quelles concessions tiennent à ce fait n’a pas été vérifié."
)


def _steps(number: int) -> str:
    return "1 étape ne découle" if number == 1 else f"{number} étapes ne découlent"


def _facts(number: int) -> str:
    return "1 fait" if number == 1 else f"{number} faits"


def _on(number: int) -> str:
    return "sur lequel" if number == 1 else "sur lesquels"


def fails_for_facts(number: int) -> str:
    """So many steps do not follow from the facts in the file."""
    return f"La preuve ne tient pas : {_steps(number)} pas des faits qu’elle contient."


def fails_for_record(number: int) -> str:
    """So many steps do not follow from the record."""
    return f"La preuve ne tient pas : {_steps(number)} pas du dossier."


def changed(number: int) -> str:
    """So many facts used are otherwise now, or spoken of otherwise."""
    has = "a" if number == 1 else "ont"
    return f"{_facts(number)} {_on(number)} elle repose {has} changé, ou ce qui en est dit :"


def gone(number: int) -> str:
    """So many facts used are on record no more."""
    no_more = "n’est plus" if number == 1 else "ne sont plus"
    return f"{_facts(number)} {_on(number)} elle repose {no_more} au dossier :"


def added(number: int) -> str:
    """So many facts that today's proof rests on besides."""
    return f"{_facts(number)} {_on(number)} une preuve d’aujourd’hui repose en outre :"


def today(answer: str) -> str:
    """The answer of today."""
    return f"La même question aujourd’hui : {answer}."


def plan(service: str, agreements: int) -> str:
    """What a plan is for."""
    return f"{service} : {agreements} {'accord' if agreements == 1 else 'accords'}"


def cascade(fact: str, day: str) -> str:
    """What ends in a cascade."""
    return f"Si cela prend fin le {day} : {fact}"
