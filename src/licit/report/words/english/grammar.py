# SPDX-License-Identifier: Apache-2.0
"""English: days, terms, places, and the names of uses, rights and kinds of asset."""

from __future__ import annotations

import re
from typing import Final

from licit.model.day import FIRST, LAST, Term, When
from licit.model.scope import ALL, Named, Repertoire
from licit.report.words.names import Names

_THE: Final = frozenset({"BS", "CF", "GM", "KM", "MV", "NL", "PH", "SC", "VA"})
_THE_ENDINGS: Final = re.compile(r"(Antilles|Emirates|Islands|Kingdom|Republic|States|Territory|Territories|Union)$")


def sentence(text: str) -> str:
    """The text with a full stop; a name at its end that brings one (``Warner Bros.``) needs no other."""
    return text if text.endswith((".", "…")) else f"{text}."


def place(n: Names, leaf: str) -> str:
    """``France``, ``the United Kingdom``."""
    name = n.territory(leaf)
    return f"the {name}" if leaf in _THE or _THE_ENDINGS.search(name) else name


def on(n: Names, when: When) -> str:
    """``on 31 December 2003``, ``in January 2004``, ``on 31 May 2004 at the latest``, ``between … and …``."""
    if when.precise:
        return f"on {n.day(when.earliest)}"
    if when.earliest == FIRST:
        return "on a day not known" if when.latest == LAST else f"on {n.day(when.latest)} at the latest"
    if when.latest == LAST:
        return f"on {n.day(when.earliest)} at the earliest"
    text = n.when(when)
    return f"between {n.day(when.earliest)} and {n.day(when.latest)}" if "–" in text else f"in {text}"


def term(n: Names, span: Term) -> str:
    """``from … to …``; nothing where both ends are open."""
    if span.start and span.end:
        return f"from {n.when(span.start)} to {n.when(span.end)}"
    if span.start:
        return f"from {n.when(span.start)}"
    return f"until {n.when(span.end)}" if span.end else ""


def right(n: Names, name: str, kind: str, asset: str) -> str:
    """A right in an asset: ``making available on demand of the recording “X”``."""
    what = n.word(name) if n.known(name) else f"{n.word(name)} of the {n.word(kind)}"
    return f"{what} {n.asset(asset, kind)}".rstrip()


def rights(n: Names, named: Named | None) -> str:
    """The rights that a scope names, each with its kind."""
    if named is None:
        return "not stated"
    return "all" if named is ALL else n.listed(n.word(one) for one in sorted(named))


def uses(n: Names, named: Named | None) -> str:
    """The uses that a scope names."""
    if named is None:
        return "not stated"
    return "all" if named is ALL else n.listed(n.word(one) for one in sorted(named))


def repertoire(n: Names, held: Repertoire | None) -> str:
    """The repertoire that a scope names."""
    if held is None:
        return "not stated"
    parts = ["all"] if held.everything else []
    parts += [f"what {n.parties(held.parties)} owns"] if held.parties else []
    parts += [f"what members of {n.parties(held.members_of)} own"] if held.members_of else []
    parts += [f"what some unnamed members of {n.parties(held.some_members_of)} own"] if held.some_members_of else []
    parts += [f"the catalogue {n.listed(n.quoted(one) for one in sorted(held.catalogues))}"] if held.catalogues else []
    parts += [n.listed(n.title(one) for one in sorted(held.assets))] if held.assets else []
    return "; ".join(parts) or "nothing"
