# SPDX-License-Identifier: Apache-2.0
"""French: who says so, through whom, on what basis, when, and where it is to be found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from licit.model.evidence import Evidence
from licit.model.position import VOCABULARY
from licit.model.statement import Basis, GrantPattern, Statement
from licit.report.clean import clean
from licit.report.words.french import grammar
from licit.report.words.names import Names

BASES: Final = {
    Basis.SEEN: "vu",
    Basis.REPORTED: "rapporté",
    Basis.INFERRED: "déduit",
    Basis.TRANSLATED: "traduit",
}
_NOTES: Final = 300  # characters of a note


def line(n: Names, said: Statement, fact: str, evidence: Mapping[str, Evidence]) -> str:
    """One statement, of one fact where ``fact`` is given; anything but ``vu`` is marked in brackets."""
    mark = "" if said.basis is Basis.SEEN else f"[{BASES[said.basis]}] "
    through = f", par l’intermédiaire {grammar.of(n.party(said.through))}" if said.through else ""
    does = "affirmé" if said.affirms else "nié"
    parts = [
        _pattern(n, said.pattern) if said.pattern is not None else "",
        f"fait : {n.when(said.made)}" if said.made else "",
        f"publié : {n.when(said.published)}" if said.published and said.published != said.made else "",
        _evidence(n, said, evidence),
        clean(said.note, _NOTES),
    ]
    return " ; ".join([f"{mark}{does} par {_source(n, said, fact)}{through}", *(part for part in parts if part)])


def _source(n: Names, said: Statement, fact: str) -> str:
    if said.source != VOCABULARY:
        return n.party(said.source)
    held = n.fact(fact)
    if held is None:
        return "le vocabulaire de Licit"
    return "la convention de Licit" if n.conventional(fact) else "le texte de la loi"


def _evidence(n: Names, said: Statement, evidence: Mapping[str, Evidence]) -> str:
    if not said.evidence:
        return clean(said.locator)
    held = evidence.get(said.evidence)
    title = n.quoted(held.title or held.id) if held else clean(said.evidence)
    parts = [title, clean(held.publisher) if held else "", n.when(held.date) if held and held.date else ""]
    return ", ".join(part for part in [*parts, clean(said.locator)] if part)


def _pattern(n: Names, pattern: GrantPattern) -> str:
    givers = [n.parties(pattern.grantors)] if pattern.grantors is not None else []
    givers += [f"les membres {grammar.of(n.parties(pattern.members_of))}"] if pattern.members_of is not None else []
    to = n.parties(pattern.grantees) if pattern.grantees is not None else "quiconque"
    parts = [
        f"droits : {grammar.rights(n, pattern.rights)}" if pattern.rights is not None else "",
        f"usages : {grammar.uses(n, pattern.uses)}" if pattern.uses is not None else "",
        f"territoires : {n.territories(pattern.territories)}" if pattern.territories is not None else "",
        grammar.term(n, pattern.term) if pattern.term is not None else "",
    ]
    what = f"toute concession par {' ou '.join(givers) or 'quiconque'} à {to}"
    return " ; ".join([what, *(part for part in parts if part)])
