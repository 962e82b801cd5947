# SPDX-License-Identifier: Apache-2.0
"""The few words that the faces add to those of the phrase books, in English and French."""

from __future__ import annotations

from typing import Final

from licit.cli.options import Language

PHRASES: Final[dict[str, tuple[str, str]]] = {
    "affirmed": ("affirmed", "affirmé"),
    "denied": ("denied", "nié"),
    "unheard": ("not counted here", "non retenu ici"),
    "nobody": ("nobody on record says so", "personne au dossier ne le dit"),
    "none": ("nothing on record fits", "rien au dossier ne correspond"),
    "undated": ("undated", "sans date"),
    "published later": ("published later", "publié plus tard"),
    "not believed": ("not believed in this position", "non cru dans cette position"),
    "only reported": ("only reported", "seulement rapporté"),
    "only inferred": ("only inferred", "seulement déduit"),
    "only translated": ("only translated", "seulement traduit"),
    "only seen": ("seen, which this position does not count", "vu, ce que cette position ne retient pas"),
    "counts": ("counts", "retenu"),
    "more": ("(and {n} more like it)", "(et {n} autres de même)"),
    "others": ("of no major", "hors des majors"),
    "claimed by the service": ("What is claimed, and by whom", "Ce qui est revendiqué, et par qui"),
    "whole sample": (
        "The whole sample on {day}, as known then, in {where}",
        "Tout l’échantillon au {day}, selon ce qu’on savait alors : {where}",
    ),
    "over the years": (
        "{what} in {where} over the years, everyone believed, the place of the act left open",
        "{what} au fil des ans ({where}), tous crus, le lieu de l’acte laissé ouvert",
    ),
    "hanging": (
        "What contested answers hang on (the whole sample, France and Russia, {day}, everyone believed)",
        "Ce dont dépendent les réponses contestées (tout l’échantillon, France et Russie, {day}, tous crus)",
    ),
    "next": ("To go on", "Pour continuer"),
    "turn": ("What they turn on", "Ce dont ils dépendent"),
    "position": ("Position", "Position"),
    "claim": (
        "{who} says that {service} is licensed by {licensor}",
        "{who} dit que {service} a une licence de {licensor}",
    ),
    "claimed": ("claimed for", "revendiqué pour"),
    "no claims": (
        "no claim of this service is on record by that day",
        "aucune revendication de ce service au dossier à ce jour",
    ),
    "licence": ("the licence itself", "la licence elle-même"),
    "licence number": ("licence number", "numéro de licence"),
    "authority": ("authority", "autorité"),
    "supported": ("supported", "étayé"),
    "disputed": ("disputed", "contesté"),
    "contradicted": ("contradicted", "contredit"),
    "silent": ("the record is silent", "le dossier se tait"),
    "items": ("items: {n}", "titres : {n}"),
    "territories": ("territories: {n}", "territoires : {n}"),
    "not said": ("What this does not say", "Ce que ceci ne dit pas"),
}


def phrase(key: str, lang: Language, **parts: object) -> str:
    """The words of a key in a language, with its parts filled in."""
    return PHRASES[key][lang == "fr"].format(**parts)
