# SPDX-License-Identifier: Apache-2.0
"""French: days, terms, places, elisions, and the names of rights."""

from __future__ import annotations

import unicodedata

from licit.model.day import FIRST, LAST, Term, When
from licit.model.scope import ALL, Named, Repertoire
from licit.report.words.french.places import in_place
from licit.report.words.names import Names


def sentence(text: str) -> str:
    """The text with a full stop; a name at its end that brings one (``Warner Bros.``) needs no other."""
    return text if text.endswith((".", "…")) else f"{text}."


def place(n: Names, leaf: str) -> str:
    """``en France``, ``au Royaume-Uni``; a leaf without a name follows a colon."""
    name = n.territory(leaf)
    return f"sur le territoire {name}" if name == leaf else in_place(leaf, name)


def of(name: str) -> str:
    """``de ROMS``, ``d’Universal``; ``du mandat``, ``des droits`` where the name brings its article."""
    if name.startswith("le "):
        return f"du {name[3:]}"
    if name.startswith("les "):
        return f"des {name[4:]}"
    first = unicodedata.normalize("NFD", name)[:1].lower()
    return f"d’{name}" if first and first in "aeiouœ" else f"de {name}"


def to(name: str) -> str:
    """``à ROMS``; ``au mandat``, ``aux droits`` where the name brings its article."""
    if name.startswith("le "):
        return f"au {name[3:]}"
    return f"aux {name[4:]}" if name.startswith("les ") else f"à {name}"


def on(n: Names, when: When) -> str:
    """``le 31 décembre 2003``, ``en janvier 2004``, ``au plus tard le …``, ``entre le … et le …``."""
    if when.precise:
        return f"le {n.day(when.earliest)}"
    if when.earliest == FIRST:
        return "à une date inconnue" if when.latest == LAST else f"au plus tard le {n.day(when.latest)}"
    if when.latest == LAST:
        return f"au plus tôt le {n.day(when.earliest)}"
    text = n.when(when)
    return f"entre le {n.day(when.earliest)} et le {n.day(when.latest)}" if "–" in text else f"en {text}"


def term(n: Names, span: Term) -> str:
    """Both ends of a term; nothing where both are open."""
    parts = [f"début : {n.when(span.start)}" if span.start else "", f"fin : {n.when(span.end)}" if span.end else ""]
    return ", ".join(part for part in parts if part)


def right(n: Names, name: str, kind: str, asset: str) -> str:
    """A right in an asset: ``mise à disposition à la demande de l'enregistrement « X »``."""
    if n.known(name):
        return f"{n.word(name)} {n.asset(asset, kind)}".rstrip()
    return f"{n.word(name)} ({n.word(kind)} {n.asset(asset, kind)}".rstrip() + ")"


def rights(n: Names, named: Named | None) -> str:
    """The rights that a scope names, each with its kind."""
    if named is None:
        return "non précisés"
    return "tous" if named is ALL else n.listed(n.word(one) for one in sorted(named))


def uses(n: Names, named: Named | None) -> str:
    """The uses that a scope names."""
    if named is None:
        return "non précisés"
    return "tous" if named is ALL else n.listed(n.word(one) for one in sorted(named))


def repertoire(n: Names, held: Repertoire | None) -> str:
    """The repertoire that a scope names."""
    if held is None:
        return "non précisé"
    parts = ["tout"] if held.everything else []
    parts += [f"ce que détient {n.parties(held.parties)}"] if held.parties else []
    parts += [f"ce que détiennent les membres {of(n.parties(held.members_of))}"] if held.members_of else []
    if held.some_members_of:
        parts.append(f"ce que détiennent certains membres, non nommés, {of(n.parties(held.some_members_of))}")
    parts += [f"le catalogue {n.listed(n.quoted(one) for one in sorted(held.catalogues))}"] if held.catalogues else []
    parts += [n.listed(n.title(one) for one in sorted(held.assets))] if held.assets else []
    return " ; ".join(parts) or "rien"
