# SPDX-License-Identifier: Apache-2.0
"""French: in what a link breaks. The first table is fixed and neutral; the second says it of one link."""

from __future__ import annotations

from datetime import date
from typing import Final

from licit.model.day import FIRST, LAST, When
from licit.model.fact import Grant, Statute, Termination
from licit.model.proof import Break, Dimension
from licit.model.scope import ALL, Named
from licit.report.words.french import grammar
from licit.report.words.french.facts import name
from licit.report.words.names import Names

_FEW: Final = 2
DIMENSIONS: Final = {
    Dimension.NO_GRANT: "aucune concession au dossier",
    Dimension.TERRITORY: "territoire non couvert",
    Dimension.USE: "usage non couvert",
    Dimension.RIGHT: "droit non couvert",
    Dimension.REPERTOIRE: "répertoire non couvert",
    Dimension.TERM: "a pris fin avant ce jour",
    Dimension.NOT_BEGUN: "pas encore commencé ce jour",
    Dimension.NO_SUBLICENSE: "aucun pouvoir d’autoriser des tiers",
    Dimension.LINKS: "limite de maillons atteinte",
    Dimension.NO_EXERCISE: "aucun pouvoir d’usage propre",
    Dimension.OPTED_OUT: "retrait",
    Dimension.BARRED: "exclu par une exclusivité antérieure",
    Dimension.MEMBERSHIP: "seule une adhésion au dossier",
    Dimension.FELL: "tombé avec la concession dont il dépend",
    Dimension.CONDITION: "condition dont l’exécution n’est pas au dossier",
    Dimension.DISPUTED: "contesté",
    Dimension.REJECTED: "nié",
    Dimension.UNSAID: "dit par aucune source retenue ici",
    Dimension.LAW: "atteint par aucune loi au dossier",
}


def _no_grant(n: Names, at: Break) -> str:
    return f"aucune concession au dossier {grammar.of(n.party(at.at))} à {n.party(at.to)}"


def _territory(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    held = (
        fact.scope.territories if isinstance(fact, Grant) else fact.territories if isinstance(fact, Statute) else None
    )
    if held is None:
        return f"{name(n, at.grant)} ne précise pas ses territoires"
    return f"{name(n, at.grant)} ne couvre que d’autres territoires : {n.territories(held)}"


def _use(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    held = fact.scope.uses if isinstance(fact, Grant) else fact.uses if isinstance(fact, Statute) else None
    if held is None:
        return f"{name(n, at.grant)} ne précise pas ses usages"
    return f"{name(n, at.grant)} ne couvre que d’autres usages : {_few(n, held)}"


def _right(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    held = fact.scope.rights if isinstance(fact, Grant) else fact.rights if isinstance(fact, Statute) else None
    if held is None:
        return f"{name(n, at.grant)} ne précise pas ses droits"
    return f"{name(n, at.grant)} ne couvre que d’autres droits : {_few(n, held)}"


def _few(n: Names, named: Named) -> str:
    """What is covered: by name where it is little, else only in which kinds of asset."""
    if named is ALL:
        return "tous"  # never, where it does not cover
    if len(named) <= _FEW:
        return n.listed(n.word(one) for one in sorted(named))
    kinds = sorted({one.partition(":")[0] for one in named if ":" in one})
    return n.listed(n.word(kind) for kind in kinds) if kinds else f"{len(named)} autres"


def _repertoire(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    if isinstance(fact, Grant) and fact.scope.repertoire is None:
        return f"{name(n, at.grant)} ne précise pas son répertoire"
    return f"{name(n, at.grant)} ne couvre pas ce répertoire"


def _term(n: Names, at: Break) -> str:
    return f"{name(n, at.grant)} a pris fin{_ended(n, at)}"


def _ended(n: Names, at: Break) -> str:
    for fact in map(n.fact, at.by):
        if isinstance(fact, Termination):
            return f" {grammar.on(n, fact.last_day)}"
    fact = n.fact(at.grant)
    stated = fact.stated_end if isinstance(fact, Grant) else getattr(getattr(fact, "term", None), "end", None)
    return _stated(n, stated, at.held_until)


def _not_begun(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    stated = fact.begun if isinstance(fact, Grant) else getattr(getattr(fact, "term", None), "start", None)
    return f"{name(n, at.grant)} commence seulement{_stated(n, stated, at.held_from)}"


def _stated(n: Names, stated: When | None, day: date | None) -> str:
    if isinstance(stated, When) and day in (stated.earliest, stated.latest):
        return f" {grammar.on(n, stated)}"
    return "" if day in (None, FIRST, LAST) or day is None else f" le {n.day(day)}"


def _no_sublicense(n: Names, at: Break) -> str:
    none = f"{n.party(at.at)} n’a au dossier aucun pouvoir d’autoriser des tiers"
    return f"{none} ; {name(n, at.grant)} ne transmet donc rien"


def _links(n: Names, at: Break) -> str:
    none = f"{n.party(at.at)} a épuisé les maillons à donner"
    return f"{none} ; {name(n, at.grant)} ne transmet donc rien"


def _no_exercise(n: Names, at: Break) -> str:
    return f"{n.party(at.at)} n’a au dossier aucun pouvoir de faire cet usage en propre"


def _opted_out(n: Names, at: Break) -> str:
    out = n.listed(name(n, one) for one in at.by) or "un retrait"
    return f"{out} soustrait la part au champ {grammar.of(name(n, at.grant))}"


def _barred(n: Names, at: Break) -> str:
    what = name(n, at.grant) if at.grant else f"l’usage propre {grammar.of(n.party(at.at))}"
    return f"une exclusivité antérieure fait obstacle {grammar.to(what)} : {n.listed(name(n, one) for one in at.by)}"


def _membership(n: Names, at: Break) -> str:
    held = n.listed(name(n, one) for one in at.by) or "une adhésion"
    return f"{n.party(at.at)} et {n.party(at.to)} : rien au dossier que {held}, qui ne confère aucune autorisation"


def _fell(n: Names, at: Break) -> str:
    with_it = n.listed(name(n, one) for one in at.by) or "la concession dont il dépend"
    return f"{name(n, at.grant)} tombe avec {with_it}"


def _condition(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    texts = [one.text for one in fact.conditions if one.fulfilled is not True] if isinstance(fact, Grant) else []
    which = f" : {n.listed(n.quoted(text) for text in texts)}" if texts else ""
    return f"{name(n, at.grant)} porte une condition dont l’exécution n’est pas au dossier{which}"


def _disputed(n: Names, at: Break) -> str:
    return f"{name(n, at.grant)} : fait contesté{_by(n, at)}"


def _rejected(n: Names, at: Break) -> str:
    return f"{name(n, at.grant)} : fait nié{_by(n, at)}"


def _unsaid(n: Names, at: Break) -> str:
    return f"aucune source retenue ici n’affirme {name(n, at.grant)}"


def _by(n: Names, at: Break) -> str:
    return f" (voir {n.listed(name(n, one) for one in at.by)})" if at.by else ""


def _law(n: Names, at: Break) -> str:
    return f"{name(n, at.grant)} n’atteint pas cette part" if at.grant else "aucune loi au dossier n’atteint cette part"


BREAKS: Final = {
    Dimension.NO_GRANT: _no_grant,
    Dimension.TERRITORY: _territory,
    Dimension.USE: _use,
    Dimension.RIGHT: _right,
    Dimension.REPERTOIRE: _repertoire,
    Dimension.TERM: _term,
    Dimension.NOT_BEGUN: _not_begun,
    Dimension.NO_SUBLICENSE: _no_sublicense,
    Dimension.LINKS: _links,
    Dimension.NO_EXERCISE: _no_exercise,
    Dimension.OPTED_OUT: _opted_out,
    Dimension.BARRED: _barred,
    Dimension.MEMBERSHIP: _membership,
    Dimension.FELL: _fell,
    Dimension.CONDITION: _condition,
    Dimension.DISPUTED: _disputed,
    Dimension.REJECTED: _rejected,
    Dimension.UNSAID: _unsaid,
    Dimension.LAW: _law,
}
