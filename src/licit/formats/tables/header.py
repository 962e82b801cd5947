# SPDX-License-Identifier: Apache-2.0
"""Names of columns: folded, looked up in the words of many languages, and known again in the next file."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+")
_CAMEL: Final = re.compile("(?<=[a-z\u0430-\u044f0-9])(?=[A-Z\u0410-\u042f][a-z\u0430-\u044f])")
LONGEST: Final = 200  # characters of a name; what is longer is text, and no header word


class Meant(NamedTuple):
    """What a header word says: a role, how strongly (1 to 3), in which language."""

    role: str
    weight: int
    lang: str


def folded(name: str) -> str:
    """A name without case, accents and signs: ``Track-Title``, ``trackTitle`` and ``TRACK_TITLE`` are one.

    A part in parentheses is left out (``Duration (ms)``, ``Anteil (%)``).
    """
    plain = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", name[:LONGEST])
    plain = _CAMEL.sub(" ", plain if plain.strip() else name[:LONGEST])
    plain = unicodedata.normalize("NFKD", plain).replace("œ", "oe").replace("Œ", "oe").casefold()
    plain = unicodedata.normalize("NFKD", plain)
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", letters)))


@functools.cache
def words() -> Mapping[str, tuple[Meant, ...]]:
    """What each folded header word says; the strongest first."""
    from licit.vocabulary.tables import rows

    found: dict[str, list[Meant]] = {}
    for row in rows(Path(__file__).parent / "headers.csv"):
        for word in row["words"].split(";"):
            found.setdefault(folded(word), []).append(Meant(row["role"], int(row["weight"]), row["lang"]))
    return {word: tuple(sorted(said, key=lambda one: -one.weight)) for word, said in found.items()}


@functools.cache
def roles() -> tuple[str, ...]:
    """All roles a column may have, ``detail`` and ``ignore`` besides those that header words name."""
    named = dict.fromkeys(one.role for said in words().values() for one in said)
    return (*named, "detail", "ignore")


def meant(name: str) -> Meant | None:
    """What a column's name says by itself."""
    said = words().get(folded(name))
    return said[0] if said else None


def known_words(cells: Sequence[str]) -> int:
    """How many of the cells are header words."""
    return sum(1 for cell in cells if cell and meant(cell) is not None)


def fingerprint(names: Sequence[str], *, header: bool) -> str:
    """What is the same for two files of one layout: the folded names in order, or the number of nameless columns."""
    text = "\x1f".join(folded(name) or name.strip() for name in names) if header else f"{len(names)} columns"
    return f"header-{sha256(text.encode()).hexdigest()[:12]}"
