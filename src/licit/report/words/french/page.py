# SPDX-License-Identifier: Apache-2.0
"""French: the fixed words of the page of a whole case."""

from __future__ import annotations

from typing import Final

from licit.model.proof import OpenKind

PAGE: Final = {
    "title": "{service} est-il autorisé ?",
    "kicker": "Ce que dit le dossier de cette affaire",
    "cleared": "Pour toute son offre, dans tous les territoires, une autorisation au dossier parvient à {service}.",
    "none": "Pour rien de son offre, dans aucun territoire, une autorisation au dossier ne parvient à {service}.",
    "some": "Pour une partie de son offre, une autorisation au dossier parvient à {service}.",
    "open": "Savoir si une autorisation au dossier parvient à {service} reste ouvert pour toute son offre.",
    "asked": "Question : {use} des {items} éléments de son offre, dans {leaves} territoires, le {day}, selon ce qu’on"
    " savait le {known}, dans la position {position}.",
    "contents": "Sur cette page",
    "claims": "Ce que dit le service",
    "claims_none": "Aucune affirmation du service n’est au dossier.",
    "claims_lead": "Chaque affirmation, confrontée au dossier point par point.",
    "map": "Où",
    "map_lead": "La réponse pour toute l’offre du service, territoire par territoire ; là où les réponses diffèrent"
    " d’un élément à l’autre, celle qui décide d’abord est montrée (non couvert, puis inconnu, puis contesté).",
    "over_time": "Au fil des ans",
    "over_time_lead": "Comment la réponse pour {item} change, et ce qui la change.",
    "chains": "Pourquoi : les chaînes",
    "chains_lead": "Des titulaires des droits au service, maillon par maillon ; là où une chaîne se rompt, le maillon"
    " et en quoi.",
    "hangs": "Ce dont cela dépend",
    "point": "Point ouvert",
    "hangs_none": "Aucune réponse n’est contestée ici.",
    "settles": "Ce qui le trancherait",
    "pairs": "Couples",
    "for_service": "Ce qui parle pour le service",
    "for_service_lead": "Le mieux que l’on puisse dire d’après ce dossier : chaque point ouvert pris en faveur du"
    " service.",
    "for_service_none": "Même en prenant chaque point ouvert en faveur du service, aucune chaîne d’autorisation au"
    " dossier ne lui parvient.",
    "for_claims": "Points de ses affirmations que le dossier appuie",
    "for_positions": "Positions de l’affaire dans lesquelles davantage est couvert",
    "positions": "Aux yeux d’autres",
    "positions_lead": "Les mêmes questions dans chaque position de l’affaire : quelles sources sont retenues, et où"
    " l’acte est situé.",
    "position": "Position",
    "groups": "Par groupe",
    "reasons": "Ce qui se rompt, et combien de fois",
    "statements": "Qui le dit",
    "statements_lead": "Les faits sur lesquels reposent ces réponses, ce que chacun vaut dans cette position, et qui"
    " dit quoi.",
    "sources": "Pièces",
    "method": "Méthode",
    "method_lead": "Licit consigne qui détient quel droit, qui a mandaté qui, quelle loi donne une autorisation sans"
    " mandat, et qui le dit. Il en tire, élément par élément, territoire par territoire, jour par jour, si une chaîne"
    " ininterrompue d’autorisation va de tous les titulaires au service. Il décide deux fois : chaque point ouvert"
    " pris contre le service, puis en sa faveur. Deux oui : couvert. Deux non : non couvert. Oui la seconde fois"
    " seulement : contesté.",
    "believes": "La position retient, du meilleur rang au moindre",
    "placed": "L’acte est situé",
    "placed_reception": "là où est le public",
    "placed_emission": "là où est le serveur",
    "placed_open": "à l’un ou l’autre lieu : cela reste ouvert",
    "record": "Dossier",
    "complete": "complet jusqu’au {day}",
    "editions": "Vocabulaires",
    "missing": "Sources attendues et non entendues",
    "made": "Établi par Licit. Chaque réponse de cette page peut être refaite à partir du même dossier.",
    "in": "{place}",
    "others": "hors des majors",
    "table": "Le même en tableau",
}
SETTLES: Final = {
    OpenKind.FACT: "un document d’une partie concernée, ou une décision, qui dise ce qu’il en est",
    OpenKind.ORDER: "les documents signés, avec l’heure ou le numéro de chacun",
    OpenKind.DAY: "un document qui donne le jour",
    OpenKind.SCOPE: "le texte de la concession, ou de la loi",
    OpenKind.SOME: "la liste des membres qui ont signé",
    OpenKind.CONDITION: "la preuve que la condition a été remplie",
    OpenKind.PLACE: "une règle, ou une décision, sur la loi qui situe l’acte",
}
