# SPDX-License-Identifier: Apache-2.0
"""French: what came of a file that was imported."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "files": "{n} fichiers, dont {before} déjà importés",
    "before": "déjà importé, sous le nom {name} : rien ne change",
    "records": "Enregistrements : {listed}",
    "facts": "Faits : {listed}",
    "none_new": "aucun nouveau",
    "statements": "{n} déclarations",
    "statements_one": "{n} déclaration",
    "items": "{n} titres nouveaux, {offers} proposés",
    "items_one": "{n} titre nouveau, {offers} proposés",
    "nobodys": "il n’est dit de personne qu’il propose ou possède ce qui est listé : dites-le avec --service NOM ou "
    "--owner NOM",
    "refused": "{n} refusés",
    "refused_one": "{n} refusé",
    "doubts": "{n} douteux, lus quand même",
    "doubts_one": "{n} douteux, lu quand même",
    "left_out": "Écarté à dessein",
    "times": "{n} ×",
    "unidentified": "Parties nouvelles sans identifiant ({n}) : {names}",
    "by_name": "Rapprochées d’une partie du dossier par leur seul nom : {names}",
    "more": "et {n} autres",
    "more_one": "et {n} autre",
    "alike": "(et {n} autres du même genre)",
    "alike_one": "(et {n} autre du même genre)",
    "folder": "écrit dans {folder}",
    "dry_run": "rien n’a été écrit",
    "nothing": "rien n’en est entré et rien n’a été écrit : une fois corrigé, il sera relu",
    "media": "fichiers de médias, laissés de côté : {n} ({kinds})",
    "passed": "autres fichiers, d’aucun format lu, laissés de côté : {n} ({names})",
    "interrupted": "{n} fichiers sont entrés ; de celui en cours, rien. Retapez la même commande : elle reprend là",
    "interrupted_one": "{n} fichier est entré ; de celui en cours, rien. Retapez la même commande : elle reprend là",
    "stopped": "{n} fichiers sont entrés ; de celui qui suit, rien. Corrigez-le et retapez la même commande",
    "stopped_one": "{n} fichier est entré ; de celui qui suit, rien. Corrigez-le et retapez la même commande",
    "field": "champ",
    "place": "place",
    "stands": "tel qu’il est écrit",
    "read_as": "lu comme",
    "record": "enregistrement",
    "how_many": "combien",
    "counted": "enregistrements refusés : {refused} · valeurs illisibles : {empty}",
    "format": "format",
    "version": "version",
    "verified": "vérifié sur",
    "limits": "limites",
    "reads": "lit",
    "writes": "écrit",
}
