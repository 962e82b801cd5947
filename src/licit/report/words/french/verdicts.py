# SPDX-License-Identifier: Apache-2.0
"""French: the answer in a sentence, its reason in a phrase, and what stands around it."""

from __future__ import annotations

from typing import Final

from licit.explain.turning import Turn
from licit.model.day import FIRST, LAST, When
from licit.model.overview import Extent, Reason, ServiceAnswer
from licit.model.proof import OpenPoint
from licit.model.question import Question
from licit.model.verdict import Answer, Difference, Verdict
from licit.report.clean import clean
from licit.report.words.french import grammar, nodes
from licit.report.words.french.breaks import BREAKS
from licit.report.words.french.facts import name
from licit.report.words.names import Names
from licit.report.words.reasons import as_break

ANSWERS: Final = {
    Answer.CLEARED: "couvert",
    Answer.NOT_CLEARED: "non couvert",
    Answer.CONTESTED: "contesté",
    Answer.UNKNOWN: "inconnu",
}
_NAMED: Final = 3  # open points that a sentence names


def cleared(n: Names, verdict: Verdict, turn: Turn) -> str:
    """Cleared, and by what."""
    return f"Couvert : {_on_record(n, verdict, turn)} ; {reason(n, turn.reason)}."


def not_cleared(n: Names, verdict: Verdict, turn: Turn) -> str:
    """Not cleared, and where the nearest chain breaks."""
    at = turn.share.broken_at if turn.share else None
    where = ""
    if at is not None:
        breaks = (
            f"la chaîne la plus proche se rompt à {n.party(at.to or at.at)}"
            if at.to or at.at
            else "aucune chaîne ne commence"
        )
        where = f" ; {breaks} : {BREAKS[at.dimension](n, at)}"
    return f"Non couvert : aucune autorisation au dossier ne parvient à {_whom(n, verdict.question, turn)}{where}."


def contested(n: Names, verdict: Verdict, turn: Turn) -> str:
    """Contested, and on which open points it hangs."""
    points = verdict.proof.open_points
    hangs = "les sources, ou leurs lectures, divergent"
    if points:
        named = " ; ".join(open_point(n, point) for point in points[:_NAMED])
        more = f" ; et {len(points) - _NAMED} de plus" if len(points) > _NAMED else ""
        count = "d’un point ouvert" if len(points) == 1 else f"de {len(points)} points ouverts"
        hangs = f"cela dépend {count} : {named}{more}"
    whom = _whom(n, verdict.question, turn)
    return f"Contesté : une autorisation au dossier parvient-elle à {whom} ? Cela reste ouvert ; {hangs}."


def unknown(n: Names, verdict: Verdict, turn: Turn) -> str:
    """Unknown, and what the record does not say."""
    whom = _whom(n, verdict.question, turn)
    return f"Inconnu : le dossier ne dit pas si une autorisation parvient à {whom} ; {reason(n, turn.reason)}."


SENTENCES: Final = {
    Answer.CLEARED: cleared,
    Answer.NOT_CLEARED: not_cleared,
    Answer.CONTESTED: contested,
    Answer.UNKNOWN: unknown,
}


def _on_record(n: Names, verdict: Verdict, turn: Turn) -> str:
    return f"une autorisation au dossier parvient à {_whom(n, verdict.question, turn)}"


def _whom(n: Names, question: Question, turn: Turn) -> str:
    kind = f" ({n.word(turn.right.kind)})" if turn.right and turn.reason.code not in ("chain", "statute") else ""
    return f"{n.party(question.service)} pour {_subject(n, question, kind)}"


def _subject(n: Names, question: Question, kind: str = "") -> str:
    by = f" ({n.artist(question.item)})" if n.artist(question.item) else ""
    where = f"pour le public {grammar.place(n, question.territory)} le {n.day(question.day)}"
    return f"l’usage {n.quoted(n.word(question.use))} de {n.title(question.item)}{by}{kind} {where}"


def asked(n: Names, question: Question) -> str:
    """The question, as it was asked."""
    held = n.record.positions.get(question.position)
    title = f" ({n.quoted(held.title)})" if held and held.title else ""
    known = (
        "selon tout le dossier"
        if question.known_by == LAST
        else f"selon ce qui était connu le {n.day(question.known_by)}"
    )
    item = _subject(n, question) if question.item else _offers(n, question)
    position = f"position {clean(question.position)}{title}"
    return f"Une autorisation parvient-elle à {n.party(question.service)} pour {item} ? Demandé {known}, {position}."


def _offers(n: Names, question: Question) -> str:
    where = f"pour le public {grammar.place(n, question.territory)}" if question.territory else "dans chaque territoire"
    return f"l’usage {n.quoted(n.word(question.use))} de tout ce qu’il offre {where} le {n.day(question.day)}"


def weighed(n: Names, verdict: Verdict) -> str:
    """How far the record goes, and who was not heard."""
    receipt = verdict.receipt
    parts = [
        f"Le dossier se dit complet jusqu’à : {n.when(When.parse(receipt.complete_until))}."
        if receipt.complete_until
        else ""
    ]
    parts += [f"Sources attendues et non entendues : {n.parties(receipt.missing)}." if receipt.missing else ""]
    parts += [f"À côté de la réponse : {' ; '.join(nodes.FLAGS[one] for one in nodes.FLAGS if one in verdict.flags)}."
              if verdict.flags else ""]  # fmt: skip
    return " ".join(part for part in parts if part)


def open_point(n: Names, point: OpenPoint) -> str:
    """One open point."""
    return nodes.OPEN_POINTS[point.kind](n, point)


def difference(n: Names, other: Difference) -> str:
    """Where or when the answer would be another one."""
    word = ANSWERS[other.answer]
    if other.day is not None:
        return (
            f"le {n.day(other.day)}, la réponse est : {word}"
            if other.day not in (FIRST, LAST)
            else f"toujours : {word}"
        )
    return f"{word} : {n.listed(n.territory(leaf) for leaf in other.territories)}"


def reason(n: Names, why: Reason) -> str:
    """A reason in a phrase, small enough for a table."""
    at = as_break(why, n.record)
    return BREAKS[at.dimension](n, at) if at else REASONS[why.code](n, why)


def _chain(n: Names, why: Reason) -> str:
    if not why.facts:
        return f"{n.party(why.at)} détient les droits en propre"
    return f"une chaîne au dossier mène {grammar.of(n.party(why.at))} à {n.party(why.to)}"


def _statute(n: Names, why: Reason) -> str:
    return f"en vertu de ceci : {n.listed(name(n, one) for one in why.facts) or 'une loi'}"


def _nothing(n: Names, why: Reason) -> str:
    return f"{n.listed(name(n, one) for one in why.facts) or 'la loi'} ne demande rien"


def _no_requirement(n: Names, why: Reason) -> str:
    return f"aucune exigence au dossier pour cet usage {grammar.place(n, why.subject)}"


def _unidentified(n: Names, why: Reason) -> str:
    return nodes.missing(n, why.subject)


def _no_item(n: Names, why: Reason) -> str:
    return f"{n.title(why.subject)} n’est pas au dossier"


def _no_server(n: Names, why: Reason) -> str:
    return f"aucun serveur {grammar.of(n.party(why.at))} n’est au dossier"


def _unnamed(n: Names, why: Reason) -> str:
    return f"une part de {n.title(why.subject)} n’a pas de titulaire au dossier"


def _open(n: Names, why: Reason) -> str:
    return "tient à : " + " ; ".join(open_point(n, point) for point in why.open_points)


REASONS: Final = {
    "open": _open,
    "chain": _chain,
    "statute": _statute,
    "nothing-required": _nothing,
    "no-requirement": _no_requirement,
    "asset-unidentified": _unidentified,
    "item-not-on-record": _no_item,
    "no-server": _no_server,
    "owner-unnamed": _unnamed,
}


def _none(n: Names, held: ServiceAnswer) -> str:
    rest = ", ".join(f"{held.tally.of(one)} {ANSWERS[one]}" for one in Answer if held.tally.of(one))
    return f"{_service(n, held)} : aucun des {held.tally.total} titres offerts n’est couvert ({rest})."


def _some(n: Names, held: ServiceAnswer) -> str:
    rest = ", ".join(f"{held.tally.of(one)} {ANSWERS[one]}" for one in Answer if held.tally.of(one))
    return f"{_service(n, held)} : titres couverts {held.tally.cleared} sur {held.tally.total} offerts ({rest})."


def _all(n: Names, held: ServiceAnswer) -> str:
    return f"{_service(n, held)} : les {held.tally.total} titres offerts sont tous couverts."


def _nothing_offered(n: Names, held: ServiceAnswer) -> str:
    return f"{_service(n, held)} : rien de ce qui est offert n’est au dossier."


def _service(n: Names, held: ServiceAnswer) -> str:
    where = grammar.place(n, held.territory)
    return f"{n.party(held.service)}, usage {n.quoted(n.word(held.use))} pour le public {where} le {n.day(held.day)}"


EXTENTS: Final = {
    Extent.NONE: _none,
    Extent.SOME: _some,
    Extent.ALL: _all,
    Extent.NOTHING_OFFERED: _nothing_offered,
}
