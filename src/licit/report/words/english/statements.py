# SPDX-License-Identifier: Apache-2.0
"""English: who says so, through whom, on what basis, when, and where it is to be found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from licit.model.evidence import Evidence
from licit.model.position import VOCABULARY
from licit.model.statement import Basis, GrantPattern, Statement
from licit.report.clean import clean
from licit.report.words.english import grammar
from licit.report.words.names import Names

BASES: Final = {
    Basis.SEEN: "seen",
    Basis.REPORTED: "reported",
    Basis.INFERRED: "inferred",
    Basis.TRANSLATED: "translated",
}
_NOTES: Final = 300  # characters of a note


def line(n: Names, said: Statement, fact: str, evidence: Mapping[str, Evidence]) -> str:
    """One statement, of one fact where ``fact`` is given; anything but ``seen`` is marked in brackets."""
    mark = "" if said.basis is Basis.SEEN else f"[{BASES[said.basis]}] "
    through = f", through {n.party(said.through)}" if said.through else ""
    does = "affirmed" if said.affirms else "denied"
    parts = [
        _pattern(n, said.pattern) if said.pattern is not None else "",
        f"made {n.when(said.made)}" if said.made else "",
        f"published {n.when(said.published)}" if said.published and said.published != said.made else "",
        _evidence(n, said, evidence),
        clean(said.note, _NOTES),
    ]
    return "; ".join([f"{mark}{does} by {_source(n, said, fact)}{through}", *(part for part in parts if part)])


def _source(n: Names, said: Statement, fact: str) -> str:
    if said.source != VOCABULARY:
        return n.party(said.source)
    held = n.fact(fact)
    if held is None:
        return "Licit’s vocabulary"
    return "Licit’s convention" if n.conventional(fact) else "the text of the law"


def _evidence(n: Names, said: Statement, evidence: Mapping[str, Evidence]) -> str:
    if not said.evidence:
        return clean(said.locator)
    held = evidence.get(said.evidence)
    title = n.quoted(held.title or held.id) if held else clean(said.evidence)
    parts = [title, clean(held.publisher) if held else "", n.when(held.date) if held and held.date else ""]
    return ", ".join(part for part in [*parts, clean(said.locator)] if part)


def _pattern(n: Names, pattern: GrantPattern) -> str:
    givers = [n.parties(pattern.grantors)] if pattern.grantors is not None else []
    givers += [f"members of {n.parties(pattern.members_of)}"] if pattern.members_of is not None else []
    to = n.parties(pattern.grantees) if pattern.grantees is not None else "anyone"
    parts = [
        f"rights: {grammar.rights(n, pattern.rights)}" if pattern.rights is not None else "",
        f"uses: {grammar.uses(n, pattern.uses)}" if pattern.uses is not None else "",
        f"territories: {n.territories(pattern.territories)}" if pattern.territories is not None else "",
        grammar.term(n, pattern.term) if pattern.term is not None else "",
    ]
    what = f"every grant from {' or '.join(givers) or 'anyone'} to {to}"
    return "; ".join([what, *(part for part in parts if part)])
