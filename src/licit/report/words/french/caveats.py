# SPDX-License-Identifier: Apache-2.0
"""French: what an answer does not say, and the fixed words of tables and drawings."""

from __future__ import annotations

from typing import Final

NOT_SAID: Final = (
    "Ce n’est pas une décision de droit : elle dit quelles chaînes d’autorisation sont au dossier, rien d’une faute.",
    "« Inconnu » n’est jamais « non » ; « non couvert » : aucune autorisation au dossier, sans rien dire du dehors.",
    "Elle repose sur les déclarations publiées au jour donné, des sources que la position retient, sans garantie.",
    "Elle porte sur l’acte du service, non sur ce que fait le public.",
    "Elle ne dit rien de l’argent : offert, payé ou reçu, il ne change aucune autorisation.",
    "Une adhésion, à une fédération ou à une société, ne confère aucune autorisation, et sa fin n’en retire aucune.",
    "Là où une étape est marquée « convention de Licit », elle est de nous : aucune loi au dossier ne le dit.",
)
HEADINGS: Final = {
    "answer": "Réponse",
    "why": "Pourquoi",
    "sources": "Sources",
    "open": "Points ouverts dont elle dépend",
    "nearly": "Ce qui convenait presque",
    "elsewhere": "Où et quand la réponse diffère",
    "not_said": "Ce que ceci ne dit pas",
    "receipt": "Reçu",
    "reasons": "Motifs, selon le nombre de réponses qui en dépendent",
    "points": "Points ouverts, selon le nombre de réponses qui en dépendent",
    "group": "Groupe",
    "weight": "Poids de marché",
    "total": "Total",
    "count": "Nombre",
    "fact": "Fait",
    "standing": "État",
    "who": "Qui le dit",
    "events": "Événements au dossier",
    "no_tile": "sans case",
    "none": "aucun",
    "first": "Premier jour",
    "last": "Dernier jour",
    "reason": "Motif",
    "territory": "Territoire",
    "flags": "Signalé à côté des réponses",
    "changed": "change ici",
    "not_believed": "non retenu ici",
    "everywhere": "partout",
    "except": "sauf",
}
