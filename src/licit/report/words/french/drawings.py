# SPDX-License-Identifier: Apache-2.0
"""French: the fixed words of drawings, and of the page around them."""

from __future__ import annotations

from typing import Final

from licit.model.day import Term
from licit.report.words.french import grammar
from licit.report.words.names import Names

DRAWINGS: Final = {
    # chaînes
    "chains": "Chaînes d’autorisation jusqu’à {service}",
    "owner": "titulaire de {share}",
    "owners": "{n} titulaires",
    "any": "un seul cotitulaire suffit",
    "each": "chacun des {n}",
    "ended": "fini le {day} ; les sous-licences signées à temps durent",
    "law": "loi",
    "operates": "exploite",
    "asked": "demandé par {laws}",
    "nearly_more": "et {n} de plus, dits dans les mots de la preuve",
    "key": "Légende",
    "key_owner": "titulaire d’une part",
    "key_grant": "concession, qui transmet",
    "key_disputed": "tirets : contesté",
    "key_broken": "coupé et déchiré : le maillon se rompt ici, et en quoi",
    "key_ghost": "qui il aurait atteint",
    "key_law": "une loi au lieu d’une concession",
    "key_bar": "ce qui arrête le maillon",
    "key_service": "le service, qui fait l’usage",
    # frise
    "timeline": "La réponse au fil du temps",
    "facts": "Faits dont elle dépend, et leurs durées",
    "facts_more": "et {n} faits de plus, nommés dans les tranches",
    "day": "jour demandé : {day}",
    "key_laws": "rond et clair : une loi au lieu d’une concession",
    "key_imprecise": "pâle, en tirets : débute ou finit un jour de cet intervalle",
    "key_ended": "barre droite : fin par résiliation",
    # carte
    "map": "La réponse par territoire",
    "count": "{answer} : {n}",
    "here": "territoire demandé : {territory}",
    "no_shape": "sans forme sur cette carte",
    "former": "{former} : dessiné comme {successors}.",
    "borders": "Les frontières sont celles d’aujourd’hui.",
    "dots": "Les petits territoires sont des marques rondes, écartées là où l’une couvrirait l’autre.",
    "none": "aucun territoire de ce jour",
    # page
    "page": "{service} : {answer}",
    "page_answer": "La réponse",
    "page_chains": "Les chaînes, dessinées",
    "page_timeline": "Au fil du temps",
    "page_map": "Par territoire",
    "page_words": "L’argument entier",
    "page_scroll": "dessin, défile de côté",
    "page_receipt": "Dossier {record} ; sémantique {semantics}.",
}


def term(n: Names, span: Term) -> str:
    """``du … au …``; nothing where both ends are open."""
    return grammar.term(n, span)
