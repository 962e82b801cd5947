# SPDX-License-Identifier: Apache-2.0
"""French: one phrase for each node of a proof above its breaks, and for what lies open."""

from __future__ import annotations

from typing import Final

from licit.model.day import Reading
from licit.model.fact import UNLIMITED, Grant
from licit.model.proof import (
    Flag,
    Link,
    OpenKind,
    OpenPoint,
    PlaceProof,
    RequirementProof,
    RightProof,
    Root,
    RootKind,
    ShareProof,
    Standing,
    Value,
)
from licit.report.words.french import grammar
from licit.report.words.french.facts import GRANTS, name
from licit.report.words.names import Names

STANDINGS: Final = {
    Standing.ACCEPTED: "admis",
    Standing.REJECTED: "nié",
    Standing.DISPUTED: "contesté",
    Standing.UNSAID: "dit par aucune source retenue ici",
}
VALUES: Final = {Value.NO: "non", Value.UNKNOWN: "inconnu", Value.YES: "oui"}
READINGS: Final = {
    Reading.LOWER: "Chaque point ouvert pris contre le service",
    Reading.UPPER: "Chaque point ouvert pris pour le service",
}
MARKERS: Final = {"law": "loi", "grantor": "concédant"}
FLAGS: Final = {
    Flag.OVERCLAIM: "les parts au dossier dépassent 100 %",
    Flag.CONFLICT: "deux exclusivités sur la même chose sont allées à des concessionnaires différents",
    Flag.GROUP_DAY: "un groupe n’a pas les mêmes membres ce jour qu’à la signature, et cela change quelque chose",
}
_FIELDS: Final = {
    "executed": "le jour de signature",
    "retention_end": "la fin de conservation",
    "survives_until": "la fin de survie des sous-licences",
    "last_day": "le dernier jour",
    "start": "le premier jour",
    "end": "le dernier jour",
    "rights": "ses droits",
    "uses": "ses usages",
    "repertoire": "son répertoire",
    "territories": "ses territoires",
}


def place(n: Names, node: PlaceProof) -> str:
    """Whose law decides."""
    if not node.territory:
        return "le lieu de l’acte est le serveur, et aucun serveur n’est au dossier"
    where = grammar.place(n, node.territory)
    return f"{where}, où se trouve un serveur" if node.server else f"{where}, où se trouve le public"


def requirement(n: Names, node: RequirementProof) -> str:
    """Which law asks, and whether it is Licit's own."""
    mark = " (convention de Licit)" if n.conventional(node.requirement) else ""
    stands = "" if node.standing is Standing.ACCEPTED else f", {STANDINGS[node.standing]}"
    asks = "" if node.rights or node.missing else " : ne demande rien"
    return f"{name(n, node.requirement)}{mark}{stands}{asks}"


def missing(n: Names, kind: str) -> str:
    """A kind of asset that the item lacks."""
    return f"{n.word(kind)} : non identifié au dossier"


def right(n: Names, node: RightProof) -> str:
    """One right in one asset."""
    return grammar.right(n, node.right, node.kind, node.asset)


def share(n: Names, node: ShareProof) -> str:
    """One owner's share."""
    if not node.owner:
        return f"{n.share(node.hundredths)} sans titulaire au dossier"
    return f"titulaire {n.party(node.owner)} ({n.share(node.hundredths)})"


def _owner(n: Names, node: Root) -> str:
    return f"la chaîne commence par le titulaire, {n.party(node.party)}"


def _extended(n: Names, node: Root) -> str:
    return f"{_laws(n, node)} permet à {n.party(node.party)} d’autoriser sans concession"


def _compulsory(n: Names, node: Root) -> str:
    return f"{_laws(n, node)} permet à chacun de faire cet usage"


def _exception(n: Names, node: Root) -> str:
    return f"{_laws(n, node)} ne demande aucune autorisation"


def _laws(n: Names, node: Root) -> str:
    return n.listed(name(n, one) for one in node.facts) or "une loi"


ROOTS: Final = {
    RootKind.OWNER: _owner,
    RootKind.EXTENDED: _extended,
    RootKind.COMPULSORY: _compulsory,
    RootKind.EXCEPTION: _exception,
}


def link(n: Names, node: Link) -> str:
    """One grant of a chain, with what it leaves its grantee."""
    held = n.fact(node.grant)
    kind = f" ({GRANTS[held.kind]})" if isinstance(held, Grant) else ""
    stands = "" if node.standing is Standing.ACCEPTED else f", {STANDINGS[node.standing]}"
    ended = (
        f" ; a pris fin le {n.day(node.ended_on)}, les sous-licences signées à temps survivent" if node.ended_on else ""
    )
    return f"{n.party(node.grantor)} > {n.party(node.grantee)}{kind}{stands} : {_powers(node)}{ended}"


def _powers(node: Link) -> str:
    own = "usage propre" if node.powers.exercise else "sans usage propre"
    if node.powers.sublicense == 0:
        return f"{own}, ne peut autoriser des tiers"
    further = "" if node.powers.sublicense > UNLIMITED // 2 else f" (maillons suivants : {node.powers.sublicense})"
    return f"{own}, peut autoriser des tiers{further}"


def actor(n: Names, node: ShareProof) -> str:
    """Who makes the use, and through what."""
    through = f", par {name(n, node.operation)}" if node.operation else ""
    return f"{n.party(node.actor)} peut faire cet usage{through}"


def settled(n: Names, fact: str, taken: bool) -> str:  # noqa: FBT001  as the proof has it
    """How an open owner, law or server is taken in this reading."""
    return f"supposé vrai : {name(n, fact)}" if taken else f"supposé faux : {name(n, fact)}"


def same(count: int) -> str:
    """The mark of folded parts."""
    return f"de même pour {count} de plus :"


def _fact(n: Names, point: OpenPoint) -> str:
    return f"{_lies_in(n, point)} : contesté"


def _order(n: Names, point: OpenPoint) -> str:
    return f"l’ordre des actes est ouvert : {_lies_in(n, point)}"


def _day(n: Names, point: OpenPoint) -> str:
    return f"{_FIELDS.get(point.detail, 'le jour')} {grammar.of(_lies_in(n, point))} est imprécis"


def _scope(n: Names, point: OpenPoint) -> str:
    return f"{_lies_in(n, point)} ne précise pas {_FIELDS.get(point.detail, 'sa portée')}"


def _some(n: Names, point: OpenPoint) -> str:
    return f"{_lies_in(n, point)} vise certains membres sans dire lesquels : {n.listed(_each(n, point))}"


def _condition(n: Names, point: OpenPoint) -> str:
    which = f" {n.quoted(point.detail)}" if point.detail else ""
    return f"l’exécution de la condition{which} {grammar.of(_lies_in(n, point))}"


def _place(_: Names, __: OpenPoint) -> str:
    return "le lieu de l’acte : là où est le public, ou là où est le serveur"


def _lies_in(n: Names, point: OpenPoint) -> str:
    return n.listed(name(n, one) for one in point.facts)


def _each(n: Names, point: OpenPoint) -> list[str]:
    return [n.party(one) for one in point.detail.split(", ")]


OPEN_POINTS: Final = {
    OpenKind.FACT: _fact,
    OpenKind.ORDER: _order,
    OpenKind.DAY: _day,
    OpenKind.SCOPE: _scope,
    OpenKind.SOME: _some,
    OpenKind.CONDITION: _condition,
    OpenKind.PLACE: _place,
}
