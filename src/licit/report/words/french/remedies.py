# SPDX-License-Identifier: Apache-2.0
"""French: what it would take."""

from __future__ import annotations

from licit.model.overview import Reason
from licit.model.remedy import ItemRemedies, Plan, RemedyGrant
from licit.model.verdict import Answer
from licit.report.words.french import grammar
from licit.report.words.french.breaks import DIMENSIONS
from licit.report.words.french.facts import name
from licit.report.words.names import Names
from licit.report.words.remedies import RemedyBook


def _grant(n: Names, grant: RemedyGrant, where: str) -> str:
    what = n.listed(n.title(one) for one in grant.assets) if grant.assets else "tout ce qui est détenu"
    rights = n.listed(n.word(one) for one in grant.rights)
    text = (
        f"{n.party(grant.grantor)} donne à {n.party(grant.grantee)}, sans exclusivité, pour son propre usage :"
        f" {n.word(grant.use)} ; répertoire : {what} ; droits : {rights} ; territoires : {where} ;"
        f" à partir du {n.day(grant.start)}"
    )
    if grant.signed != grant.start:
        text += f" ; signature le {n.day(grant.signed)}"
    if grant.sublicense:
        text += f" ; {n.party(grant.grantee)} peut autoriser autrui"
    if grant.extends and grant.dimension is not None:
        text += f". Cela étend {name(n, grant.extends)}, à qui manque une seule chose : {DIMENSIONS[grant.dimension]}"
    return text


def _agreements(count: int) -> str:
    return f"{count} accord{'s' if count > 1 else ''}"


def _found(n: Names, held: ItemRemedies) -> str:
    if held.answer is Answer.CLEARED:
        return "C’est couvert : rien ne manque."
    if not held.remedies:
        return "Aucune autorisation donnée au service n’y suffirait."
    fewest = len(held.remedies[0].counterparties)
    enough = "suffiraient" if fewest > 1 else "suffirait"
    with_whom = n.listed(n.party(one) for one in held.remedies[0].counterparties)
    if len(held.remedies) == 1:
        return grammar.sentence(f"{_agreements(fewest)} y {enough}, pas moins : avec {with_whom}")
    count = f"plus de {len(held.remedies)}" if held.bounded else str(len(held.remedies))
    return f"{_agreements(fewest)} y {enough}, pas moins ; {count} ensembles de parties conviennent."


def _nobody(n: Names, reason: Reason) -> str:
    kind = n.word(reason.subject) if n.known(reason.subject) else n.title(reason.subject)
    share = f"la part {grammar.of(n.party(reason.at))} ({kind})"
    text = f"personne au dossier ne peut donner {share} par une seule autorisation"
    return f"{text} ; font obstacle : {n.listed(name(n, one) for one in reason.facts)}" if reason.facts else text


def _reached(plan: Plan) -> str:
    what = "titres × territoires" if plan.unit == "pairs" else "titres"
    text = f"{_agreements(len(plan.agreements))} : {plan.reached} sur {plan.total} {what} couverts"
    text += f" ({_percent(plan.reached, plan.total)}), dont {plan.cleared} déjà"
    if plan.out_of_reach:
        text += f". L’objectif de {plan.target} est hors d’atteinte : rien n’en couvre plus de {plan.clearable}"
    return text + "."


def _proof(plan: Plan) -> str:
    late = "" if plan.seconds is None else f" La recherche s’est arrêtée après {plan.seconds:.0f} s."
    if plan.fewest is not None:
        if plan.proved:
            return f"Aucun nombre inférieur d’accords n’y suffit.{late}"
        gap = len(plan.agreements) - plan.fewest
        so = f"le plan en a donc au plus {gap} ({_percent(gap, len(plan.agreements))}) de trop"
        return f"Il en faut au moins {plan.fewest} ; {so}.{late}"
    if plan.proved:
        return f"Aucun autre choix de {_agreements(plan.most or 0)} n’en couvre davantage.{late}"
    gap = (plan.best or 0) - plan.reached
    so = f"il en manque donc au plus {gap} ({_percent(gap, plan.best or 0)}) à ce plan"
    return f"Aucun choix de {_agreements(plan.most or 0)} n’en couvre plus de {plan.best} ; {so}.{late}"


def _percent(count: int, total: int) -> str:
    return f"{100 * count / total:.1f} %".replace(".", ",") if total else "–"


def _instead(n: Names, parties: tuple[str, ...]) -> str:
    return f"ou à la place {n.listed(n.party(one) for one in parties)}"


BOOK = RemedyBook(
    headings={
        "sets": "Les plus petits ensembles de parties",
        "grants": "Ce que chacune donnerait",
        "stuck": "Ce qu’aucune autorisation ne répare",
        "out": "Ce qui reste dehors, et pourquoi",
        "with": "accord avec",
        "cleared": "couverts alors",
        "none": "rien",
        "before": "(avant tout accord)",
        "more": "de plus, avec --json",
    },
    grant=_grant,
    found=_found,
    nobody=_nobody,
    agreements=_agreements,
    reached=_reached,
    proof=_proof,
    percent=_percent,
    instead=_instead,
)
