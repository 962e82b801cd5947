# SPDX-License-Identifier: Apache-2.0
"""French: the conflicts of a record, each in a sentence that says what is on record and takes no side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from licit.model.conflict import Conflict, ConflictKind, Conflicts, Voice
from licit.model.fact import Finding, Membership
from licit.model.position import VOCABULARY
from licit.report.words.french import grammar
from licit.report.words.french.facts import name
from licit.report.words.french.overreach import number, rights_in, stretch, uses_in
from licit.report.words.names import Names
from licit.report.words.stretches import some

HEADINGS: Final[Mapping[ConflictKind, str]] = {
    ConflictKind.DOUBLE_EXCLUSIVE: "Une même chose donnée en exclusivité à deux parties",
    ConflictKind.OVERCLAIM: "Parts au-delà du tout",
    ConflictKind.CIRCLE: "Cercles",
    ConflictKind.BEFORE_AUTHORITY: "Actes antérieurs au pouvoir de leur auteur",
    ConflictKind.WITHOUT_EFFECT: "Actes restés sans effet",
    ConflictKind.SELF_CONTRADICTION: "Sources qui disent autre chose qu’auparavant",
    ConflictKind.DATES: "Dates qui ne peuvent être toutes justes",
    ConflictKind.UNRELATED_TITLES: "Titulaires successifs sans cession",
    ConflictKind.DISPUTE: "Faits contestés",
}
PERHAPS: Final = "selon la lecture des points ouverts : "


def title(n: Names, found: Conflicts) -> str:
    """How many, and as whom one reads."""
    believed = f"position {n.quoted(found.position)}, selon ce qu’on savait le {n.day(found.known_by)}"
    return f"Conflits au dossier : {len(found.found)} ; {believed}"


def none(_: Names) -> str:
    """Nothing found."""
    return "Aucun conflit au dossier dans cette position."


def sentence(n: Names, one: Conflict) -> str:
    """One conflict, by its kind."""
    return ("" if one.sure else PERHAPS) + _SENTENCES[one.kind](n, one)


def _facts(n: Names, one: Conflict) -> str:
    return n.listed(dict.fromkeys(name(n, fact) for fact in one.facts))


def _where(n: Names, one: Conflict) -> str:
    return " ; ".join(stretch(n, each) for each in one.stretches)


def _extent(n: Names, one: Conflict) -> str:
    """Where, when and in what, as far as it is told."""
    count = len(one.owners)
    owners = some(n, one.owners) if count == 1 else f"{count} ({some(n, one.owners)})"
    parts = [
        _where(n, one),
        rights_in(n, one.rights) if one.rights else "",
        uses_in(n, one.uses) if one.uses else "",
        f"titulaires : {owners}" if count else "",
        f"titres : {number(one.items)}" if one.items else "",
    ]
    return " ; ".join(part for part in parts if part)


def _double(n: Names, one: Conflict) -> str:
    first, later = (name(n, fact) for fact in one.facts)
    order = f"le premier décide : {first}" if one.decides else "lequel est le premier reste ouvert"
    extent = _extent(n, one)
    if not extent:
        since = f", tous deux à partir du {n.day(one.day)}" if one.day else ""
        extent = f"aucune part au dossier n’est dans les deux, mais leurs textes se recoupent{since}"
    return f"{first} et {later} donnent la même chose ; {order} ; {extent}"


def _overclaim(n: Names, one: Conflict) -> str:
    asset = n.title(one.asset)
    over = n.share(one.hundredths - 10_000)
    owners = n.listed(n.party(party) for party in one.parties)
    total = n.share(one.hundredths)
    return f"les parts dans {asset} font ensemble {total}, soit {over} de trop : {owners} ; {_extent(n, one)}"


def _circle(n: Names, one: Conflict) -> str:
    held = n.fact(one.facts[0])
    if isinstance(held, Finding):
        return f"des décisions portent l’une sur l’autre, et aucune ne peut être jugée la première : {_facts(n, one)}"
    if isinstance(held, Membership):
        row = " dans ".join(n.party(party) for party in (*one.parties, one.parties[0]))
        return f"un groupe se contient lui-même : {row} ; {_where(n, one)}".rstrip("; ")
    row = " > ".join(n.party(party) for party in (*one.parties, one.parties[0]))
    return f"des mandats reviennent à leur point de départ, ce qui ne donne rien : {row} ; {_extent(n, one)}"


def _before(n: Names, one: Conflict) -> str:
    signed = f"signature au plus tard le {n.day(one.earlier)}" if one.earlier else ""
    took = f"effet à partir du {n.day(one.day)}" if one.day else ""
    who = n.party(one.parties[0])
    return f"{_facts(n, one)} : {signed}, alors que {who} n’avait aucun pouvoir au dossier ; {took} ; {_extent(n, one)}"


def _never(n: Names, one: Conflict) -> str:
    who = n.party(one.parties[0])
    what = f"{_facts(n, one)} : sans effet ; à aucune date le dossier ne permet à {who} de donner ce que l’acte donne"
    return f"{what} ; {_extent(n, one)}"


def _self(n: Names, one: Conflict) -> str:
    who, (before, after) = n.party(one.parties[0]), one.voices
    if before.made.latest == after.made.latest:
        return f"{who} affirme et nie {grammar.on(n, after.made)}, et les deux paroles comptent : {_facts(n, one)}"
    words = [f"{'affirmé' if voice.affirms else 'nié'} {grammar.on(n, voice.made)}" for voice in one.voices]
    return f"{who} a changé de parole ({', '.join(words)}), et la dernière compte : {_facts(n, one)}"


def _dates(n: Names, one: Conflict) -> str:
    end, start = (n.day(day) if day else "" for day in (one.earlier, one.day))
    said = f" ; dit par {n.parties(one.parties)}" if one.parties else ""
    return f"{_facts(n, one)} : une fin, le {end}, précède le {start}{said}"


def _titles(n: Names, one: Conflict) -> str:
    earlier, later = (n.party(party) for party in one.parties)
    when = f" (jusqu’au {n.day(one.earlier)}, puis dès le {n.day(one.day)})" if one.day and one.earlier else ""
    what = f"{later} succède à {earlier} comme titulaire {grammar.of(n.title(one.asset))}{when} sans cession au dossier"
    return f"{what} : ce qui a été concédé par {earlier} prend fin avec son propre titre"


def _dispute(n: Names, one: Conflict) -> str:
    told = [f"contesté : {_facts(n, one)}"]
    for affirms, verb in ((True, "affirmé par"), (False, "nié par")):
        voices = [voice for voice in one.voices if voice.affirms is affirms]
        told += [f"{verb} {n.listed(_voice(n, one, voice) for voice in voices)}"] if voices else []
    told += [f"voir {n.listed(name(n, finding) for finding in one.findings)}"] if one.findings else []
    told += [_where(n, one)] if one.stretches else []
    return " ; ".join(told)


def _voice(n: Names, one: Conflict, voice: Voice) -> str:
    source = n.party(voice.source)
    if voice.source == VOCABULARY:
        source = "la convention de Licit" if n.conventional(one.facts[0]) else "le texte de la loi"
    return f"{source} ({n.when(voice.made)})"


_SENTENCES: Final[Mapping[ConflictKind, Callable[[Names, Conflict], str]]] = {
    ConflictKind.DOUBLE_EXCLUSIVE: _double,
    ConflictKind.OVERCLAIM: _overclaim,
    ConflictKind.CIRCLE: _circle,
    ConflictKind.BEFORE_AUTHORITY: _before,
    ConflictKind.WITHOUT_EFFECT: _never,
    ConflictKind.SELF_CONTRADICTION: _self,
    ConflictKind.DATES: _dates,
    ConflictKind.UNRELATED_TITLES: _titles,
    ConflictKind.DISPUTE: _dispute,
}
