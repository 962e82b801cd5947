# SPDX-License-Identifier: Apache-2.0
"""French: each kind of fact, as a short name inside a sentence and as a line of its own."""

from __future__ import annotations

from functools import singledispatch
from typing import Final

from licit.model.fact import (
    UNLIMITED,
    Control,
    Fact,
    Finding,
    Grant,
    GrantKind,
    Membership,
    Operation,
    OptOut,
    Power,
    Requirement,
    Server,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.scope import NOTHING
from licit.report.clean import clean
from licit.report.words.french import grammar
from licit.report.words.names import Names

GRANTS: Final = {
    GrantKind.ASSIGNMENT: "cession",
    GrantKind.EXCLUSIVE: "concession exclusive",
    GrantKind.NON_EXCLUSIVE: "concession non exclusive",
    GrantKind.MANDATE: "mandat",
}
_STATUTES: Final = {
    StatuteKind.EXTENDED: "permet à {society} d’autoriser au nom des titulaires qui ne se sont pas retirés",
    StatuteKind.COMPULSORY: "permet à chacun de faire cet usage",
    StatuteKind.EXCEPTION: "ne demande aucune autorisation",
}
_POWERS: Final = {Power.EXERCISE: "usage propre", Power.SUBLICENSE: "autoriser des tiers"}


def name(n: Names, fact: str) -> str:
    """A fact inside a sentence: ``le mandat de RAO à ROMS``."""
    held = n.fact(fact)
    return clean(fact) if held is None else _name(held, n)


@singledispatch
def _name(fact: Fact, _n: Names) -> str:
    raise TypeError(f"{type(fact).__name__} is no kind of fact")


@_name.register
def _(fact: Control, n: Names) -> str:
    return f"la part {grammar.of(n.party(fact.party))} dans {n.title(fact.asset)}"


@_name.register
def _(fact: Grant, n: Names) -> str:
    return f"{_the(GRANTS[fact.kind])} {grammar.of(n.party(fact.grantor))} à {n.party(fact.grantee)}"


@_name.register
def _(fact: Termination, n: Names) -> str:
    return f"la fin {grammar.of(name(n, fact.grant))}"


@_name.register
def _(fact: Statute, n: Names) -> str:
    return clean(fact.article) or f"la loi {n.quoted(fact.id)}"


@_name.register
def _(fact: OptOut, n: Names) -> str:
    return f"le retrait {grammar.of(n.party(fact.party))}"


@_name.register
def _(fact: Membership, n: Names) -> str:
    return f"l’adhésion {grammar.of(n.party(fact.member))} à {n.party(fact.group)}"


@_name.register
def _(fact: Requirement, n: Names) -> str:
    if n.conventional(fact.id):
        return "l’exigence par défaut"
    return clean(fact.article) or f"l’exigence {n.quoted(fact.id)}"


@_name.register
def _(fact: Server, n: Names) -> str:
    return f"le serveur {grammar.of(n.party(fact.service))} {grammar.place(n, fact.territory)}"


@_name.register
def _(fact: Operation, n: Names) -> str:
    return f"l’exploitation {grammar.of(n.party(fact.service))} par {n.party(fact.operator)}"


@_name.register
def _(fact: Finding, _n: Names) -> str:
    by = clean(fact.authority) or "une autorité"
    return f"la décision {grammar.of(by)}"


def line(n: Names, fact: Fact) -> str:
    """A fact in full: all that it says, and nothing of who says so."""
    return _line(fact, n)


@singledispatch
def _line(fact: Fact, _n: Names) -> str:
    raise TypeError(f"{type(fact).__name__} is no kind of fact")


@_line.register
def _(fact: Control, n: Names) -> str:
    what = f"titulaire de {n.whole_share(fact.share)} de {n.title(fact.asset)} : {n.party(fact.party)}"
    parts = [f"droits : {grammar.rights(n, fact.rights)}", f"territoires : {n.territories(fact.territories)}"]
    return _joined(what, *parts, grammar.term(n, fact.term))


@_line.register
def _(fact: Grant, n: Names) -> str:
    what = f"{n.party(fact.grantor)} donne à {n.party(fact.grantee)} {_a(GRANTS[fact.kind])}"
    scope = fact.scope
    less = "" if scope.exceptions == NOTHING else f", moins {grammar.repertoire(n, scope.exceptions)}"
    parts = [
        "" if fact.kind is GrantKind.ASSIGNMENT else _powers(fact),
        f"répertoire : {grammar.repertoire(n, scope.repertoire)}{less}",
        f"droits : {grammar.rights(n, scope.rights)}",
        f"usages : {grammar.uses(n, scope.uses)}",
        f"territoires : {'non précisés' if scope.territories is None else n.territories(scope.territories)}",
        grammar.term(n, fact.term),
        f"signature {grammar.on(n, fact.executed)}" if fact.executed else "",
        f"rang du jour : {fact.order}" if fact.order is not None else "",
        f"conservation : fin {grammar.on(n, fact.retention_end)}" if fact.retention_end else "",
        f"réserve : {n.listed(_POWERS[one] for one in Power if one in fact.reserved)}" if fact.reserved else "",
        f"les sous-licences survivent, fin {grammar.on(n, fact.survives_until)}" if fact.survives_until else "",
        "groupes au jour de la signature" if fact.at_signature else "",
    ]
    parts += [f"condition {n.quoted(one.text)} : {_FULFILLED[one.fulfilled]}" for one in fact.conditions]
    return _joined(what, *parts)


_FULFILLED: Final = {True: "remplie", False: "non remplie", None: "exécution non inscrite au dossier"}


@_line.register
def _(fact: Termination, n: Names) -> str:
    return f"{name(n, fact.grant)} a pris fin {grammar.on(n, fact.last_day)}"


@_line.register
def _(fact: Statute, n: Names) -> str:
    what = f"{_name(fact, n)} {_STATUTES[fact.kind].format(society=n.party(fact.society))}"
    links = (
        "" if fact.kind is not StatuteKind.EXTENDED or fact.links >= UNLIMITED else f"maillons suivants : {fact.links}"
    )
    parts = [
        f"droits : {grammar.rights(n, fact.rights)}",
        f"usages : {grammar.uses(n, fact.uses)}",
        f"territoires : {'non précisés' if fact.territories is None else n.territories(fact.territories)}",
        f"objets : {n.listed(n.title(one) for one in sorted(fact.assets))}" if fact.assets is not None else "",
        links,
        grammar.term(n, fact.term),
    ]
    return _joined(what, *parts)


@_line.register
def _(fact: OptOut, n: Names) -> str:
    return _joined(
        f"{n.party(fact.party)} a retiré ses droits du champ {grammar.of(name(n, fact.statute))}",
        grammar.term(n, fact.term),
    )


@_line.register
def _(fact: Membership, n: Names) -> str:
    what = f"{n.party(fact.member)} est membre {grammar.of(n.party(fact.group))}, ce qui ne confère aucune autorisation"
    return _joined(what, grammar.term(n, fact.term))


@_line.register
def _(fact: Requirement, n: Names) -> str:
    asked = " ; ".join(f"{n.word(kind)} : {n.listed(n.word(one) for one in named)}" for kind, named in fact.rights)
    what = f"{_name(fact, n)} demande pour l’usage {n.quoted(n.word(fact.use))} : {asked or 'rien'}"
    owners = "un seul cotitulaire suffit" if fact.any_co_owner else "de tous les titulaires"
    return _joined(what, owners, f"territoires : {n.territories(fact.territories)}", grammar.term(n, fact.term))


@_line.register
def _(fact: Server, n: Names) -> str:
    what = f"{n.party(fact.service)} agit depuis un serveur {grammar.place(n, fact.territory)}"
    return _joined(what, grammar.term(n, fact.term))


@_line.register
def _(fact: Operation, n: Names) -> str:
    return _joined(f"{n.party(fact.operator)} exploite {n.party(fact.service)}", grammar.term(n, fact.term))


@_line.register
def _(fact: Finding, n: Names) -> str:
    by = clean(fact.authority) or "une autorité"
    held = "est avéré" if fact.holds else "n’est pas avéré"
    parts = [
        f"territoires où elle lie : {n.territories(fact.territories)}",
        f"entre {n.parties(fact.between)}" if fact.between else "",
        "provisoire ou frappée d’appel" if fact.interim else "",
        grammar.term(n, fact.term),
    ]
    return _joined(f"{by} a jugé que ceci {held} : {name(n, fact.fact)}", *parts)


def _powers(fact: Grant) -> str:
    links = "ne peut autoriser des tiers" if fact.sublicense == 0 else "peut autoriser des tiers"
    if 0 < fact.sublicense < UNLIMITED:
        links += f" ({fact.sublicense} maillons de plus)"
    return f"{'usage propre' if fact.exercise else 'sans usage propre'}, {links}"


def _the(noun: str) -> str:
    return f"le {noun}" if noun == GRANTS[GrantKind.MANDATE] else f"la {noun}"


def _a(noun: str) -> str:
    return f"un {noun}" if noun == GRANTS[GrantKind.MANDATE] else f"une {noun}"


def _joined(what: str, *parts: str) -> str:
    return " ; ".join([what, *(part for part in parts if part)])
