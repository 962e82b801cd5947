# SPDX-License-Identifier: Apache-2.0
"""French: a letter that asks. Each phrase says what is on record and what would settle it; none says why it is so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from licit.model.overview import Tally
from licit.model.question import Question
from licit.model.request import Letters, Outcome, Request, Wanted
from licit.model.verdict import Answer
from licit.report.words.french import grammar, verdicts
from licit.report.words.french.facts import name
from licit.report.words.french.nodes import OPEN_POINTS
from licit.report.words.french.overreach import number
from licit.report.words.names import Names

LABELS: Final[Mapping[str, str]] = {
    "to": "À",
    "subject": "Objet",
    "record": "Au dossier",
    "asked": "Demandé",
    "change": "Ce que la réponse changerait",
    "facts": "Faits",
    "each": "Cette lettre est adressée à chacun ; là où une demande les nomme ensemble, chacun répond pour soi.",
    "nothing": "Rien n’est à demander : toutes les réponses sont « couvert ».",
    "nobody": "Rien n’est à demander à cette partie.",
}
CLOSING: Final = (
    (
        "Merci de répondre par numéro, avec une copie du document, sa date et son auteur. S’il n’y en a pas, une"
        " ligne qui le dit est aussi une réponse, de même qu’une correction de ce qui est au dossier."
    ),
    (
        "Une réponse est versée au dossier comme votre déclaration, sous votre nom et avec sa date, à côté de"
        " celles des autres. Elle ne remplace celle de personne et peut être corrigée plus tard."
    ),
    ("Cette lettre dit ce qui est au dossier et ce qui n’y est pas. Elle n’allègue rien et ne demande aucun aveu."),
)


def subject(n: Names, question: Question) -> str:
    """What the letter is about."""
    where = f"pour le public {grammar.place(n, question.territory)}, le {n.day(question.day)}"
    what = n.title(question.item) if question.item else "tout ce qui est proposé"
    return f"{n.party(question.service)} : {n.quoted(n.word(question.use))}, {what}, {where}"


def opening(n: Names, found: Letters) -> tuple[str, ...]:
    """Why it is written: what was looked into, and how far the record goes."""
    question = found.question
    known = f"selon ce qu’on savait le {n.day(question.known_by)}, position {n.quoted(question.position)}"
    looked = "ce qui est au dossier sur les autorisations pour l’usage nommé ci-dessus a été examiné"
    return (
        f"Dans le cadre d’un examen, {looked} ({known}). Les réponses à ce jour : {tally(n, found.tally)}.",
        (
            "Les documents et précisions ci-dessous trancheraient ce qui reste ouvert. Ils sont demandés à tous ceux"
            " qui peuvent savoir."
        ),
    )


def tally(_: Names, held: Tally) -> str:
    """How many got each answer."""
    return ", ".join(f"{verdicts.ANSWERS[one]} {number(held.of(one))}" for one in Answer if held.of(one))


def on_record(n: Names, request: Request) -> str:
    """What the record has, in the words of the answer."""
    if request.grantors and request.reason is not None:
        givers = n.listed(n.party(one) for one in request.grantors)
        if request.wanted is Wanted.MANDATE:
            whom = n.party(request.reason.to)
            return f"une adhésion seulement, et aucune concession, {grammar.of(givers)} à {whom}"
        return f"aucune concession {grammar.of(givers)} à {n.party(request.reason.to)}"
    if request.point is not None:
        return OPEN_POINTS[request.point.kind](n, request.point)
    return verdicts.reason(n, request.reason) if request.reason is not None else ""


def wanted(n: Names, question: Question, request: Request) -> str:
    """The document that would settle it."""
    return _WANTED[request.wanted](n, question, request)


def _covering(n: Names, question: Question) -> str:
    use = n.quoted(n.word(question.use))
    return f"l’usage {use} {grammar.place(n, question.territory)} le {n.day(question.day)}"


def _fact(n: Names, request: Request) -> str:
    return n.listed(dict.fromkeys(name(n, fact) for fact in request.facts)) or "l’acte"


def _licence(n: Names, question: Question, request: Request) -> str:
    whom = n.party(request.reason.to) if request.reason is not None else ""
    what = f"la licence, le mandat ou la cession à {whom}, ou la preuve de la chaîne des titres jusqu’à {whom}"
    return f"{what}, couvrant {_covering(n, question)}, avec ses annexes (répertoire, droits, territoires, durée)"


def _mandate(n: Names, question: Question, request: Request) -> str:
    whom = n.party(request.reason.to) if request.reason is not None else ""
    return f"la preuve d’un mandat à {whom} (une adhésion n’en confère aucun) couvrant {_covering(n, question)}"


def _scope(n: Names, question: Question, request: Request) -> str:
    return f"la clause ou l’annexe qui dit si ceci couvre {_covering(n, question)} : {_fact(n, request)}"


def _term(n: Names, question: Question, request: Request) -> str:
    what = "ce qui montre à quelles dates ceci était en vigueur (durée, renouvellement, ou avis de fin avec sa date)"
    return f"{what} : {name(n, request.facts[0])} ; date demandée : {n.day(question.day)}"


def _power(n: Names, _: Question, request: Request) -> str:
    what = "la clause sur les pouvoirs donnés (usage propre, et autoriser des tiers, par combien de maillons)"
    return f"{what} : {_fact(n, request)}"


def _reserve(n: Names, _: Question, request: Request) -> str:
    what = "ce que l’exclusivité réservait à son auteur, les dates de signature, et si et quand elle a pris fin"
    return f"{what} : {_fact(n, request)}"


def _opt_out(n: Names, _: Question, request: Request) -> str:
    return f"la lettre de retrait, sa date, son destinataire, et si elle a été rapportée : {_fact(n, request)}"


def _condition(n: Names, question: Question, request: Request) -> str:
    return f"ce qui montre que les conditions étaient remplies le {n.day(question.day)} : {_fact(n, request)}"


def _copy(n: Names, _: Question, request: Request) -> str:
    what = "une copie signée du document, avec sa date ; ou, s’il n’y en a pas eu, une ligne qui le dit"
    return f"{what} : {_fact(n, request)}"


def _law(n: Names, question: Question, request: Request) -> str:
    which = _fact(n, request) if request.facts else "la loi invoquée"
    what = f"le texte en vigueur le {n.day(question.day)}, et toute décision ou avis sur sa portée"
    return f"{what} : {which} ({_covering(n, question)})"


def _signature(n: Names, _: Question, request: Request) -> str:
    return f"les dates de signature, et leur ordre s’il s’agit d’un même jour : {_fact(n, request)}"


def _day(n: Names, _: Question, request: Request) -> str:
    return f"un document qui donne la date exacte : {_fact(n, request)}"


def _members(n: Names, question: Question, request: Request) -> str:
    return f"la liste de ceux qui sont visés, au {n.day(question.day)} : {_fact(n, request)}"


def _server(n: Names, question: Question, _: Request) -> str:
    return (
        f"où se trouvaient les serveurs, et qui les exploitait, le {n.day(question.day)} : {n.party(question.service)}"
    )


def _owner(n: Names, question: Question, request: Request) -> str:
    what = n.title(request.reason.subject) if request.reason is not None else "l’œuvre"
    return f"à qui appartient le reste le {n.day(question.day)}, avec la part et le document qui la fonde : {what}"


def _identity(n: Names, question: Question, request: Request) -> str:
    subject_ = request.reason.subject if request.reason is not None else ""
    if request.reason is not None and request.reason.code == "item-not-on-record":
        what = "l’enregistrement, l’interprétation et l’œuvre dont il s’agit, avec leurs codes (ISRC, ISWC)"
        return f"{what} : {n.title(subject_)}"
    item = n.title(question.item) if question.item else "les titres proposés"
    return f"ce qui y est contenu ({n.word(subject_)}), avec son code (ISRC, ISWC) et son titulaire : {item}"


_WANTED: Final[Mapping[Wanted, Callable[[Names, Question, Request], str]]] = {
    Wanted.LICENCE: _licence,
    Wanted.MANDATE: _mandate,
    Wanted.SCOPE: _scope,
    Wanted.TERM: _term,
    Wanted.POWER: _power,
    Wanted.RESERVE: _reserve,
    Wanted.OPT_OUT: _opt_out,
    Wanted.CONDITION: _condition,
    Wanted.COPY: _copy,
    Wanted.LAW: _law,
    Wanted.SIGNATURE: _signature,
    Wanted.DAY: _day,
    Wanted.MEMBERS: _members,
    Wanted.SERVER: _server,
    Wanted.OWNER: _owner,
    Wanted.IDENTITY: _identity,
}


def outcome(n: Names, asked: Tally, held: Outcome) -> str:
    """What the answers would be if it is so, and if it is not; the rest being as it is."""
    if asked in (held.so, held.not_so) and held.so == held.not_so:
        return "à elle seule, aucune réponse ne change"
    parts = [f"si oui : {tally(n, held.so)}"] if held.so != asked else ["si oui : aucune réponse ne change"]
    parts += [f"sinon : {tally(n, held.not_so)}"] if held.not_so != asked else ["sinon : aucune réponse ne change"]
    return " ; ".join(parts)


def unknown_outcome(_: Names) -> str:
    """Where no single document can be supposed."""
    return "si le document le couvre, ce maillon tient ; sinon, il reste tel qu’au dossier"


def decides(settlements: tuple[str, ...], *, clears: bool) -> str:
    """The smallest set that decides, this being one of it."""
    answer = verdicts.ANSWERS[Answer.CLEARED if clears else Answer.NOT_CLEARED]
    return f"{answer}, quoi qu’il reste ouvert, si {' ; '.join(settlements)}"
