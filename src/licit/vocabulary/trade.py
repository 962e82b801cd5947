# SPDX-License-Identifier: Apache-2.0
"""A trade: its kinds of asset, rights, uses, commercial models and laws, read from the folder of its name."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licit.model.day import Term
from licit.model.use import UseHierarchy
from licit.vocabulary.names import Lang
from licit.vocabulary.nearest import unknown
from licit.vocabulary.tables import rows, term

HERE: Final = Path(__file__).parent
DEFAULT: Final = "default"  # the law file that every case is read with, unless it says no

Names = Mapping[Lang, str]


@dataclass(frozen=True)
class Trade:
    """The words of one trade. Each mapping is from an id to its names in English and French.

    ``rights`` are named ``<kind>:<right>``. ``uses`` is their hierarchy; ``use_names`` lists them. ``models`` are what
    may stand after the stroke of a use. ``laws`` are the law files, YAML in the format of a case, ``default`` first.

    Source: the tables of its folder, each with its own; ``edition`` names them.
    """

    name: str
    edition: str
    kinds: Mapping[str, Names]
    rights: Mapping[str, Names]
    use_names: Mapping[str, Names]
    models: Mapping[str, Names]
    uses: UseHierarchy
    laws: tuple[str, ...]

    def check_use(self, text: str) -> str:
        """The use itself, with or without a commercial model.

        Raises:
            InvalidValueError: the trade has no such use or no such model; the nearest is offered.
        """
        use, stroke, model = text.partition("/")
        if use not in self.use_names:
            raise unknown(f"use in {self.name}", use, self.use_names)
        if stroke and model not in self.models:
            raise unknown(f"commercial model in {self.name}", model, self.models)
        return text

    def names(self, one: str, lang: Lang = "en") -> str:
        """The name of a kind, right, use, model, or use with a model.

        Raises:
            InvalidValueError: the trade has no such word.
        """
        for table in (self.use_names, self.rights, self.kinds, self.models):
            if one in table:
                return table[one][lang]
        if "/" in one:
            use, _, model = self.check_use(one).partition("/")
            return f"{self.use_names[use][lang]} ({self.models[model][lang]})"
        known = [*self.use_names, *self.rights, *self.kinds, *self.models]
        raise unknown(f"word in {self.name}", one, known)

    def law_path(self, law: str) -> Path:
        """The file of a law.

        Raises:
            InvalidValueError: the trade has no such law.
        """
        if law not in self.laws:
            raise unknown(f"law in {self.name}", law, self.laws)
        return HERE / self.name / "laws" / f"{law}.yaml"

    def law_text(self, law: str) -> str:
        """The text of a law file.

        Raises:
            InvalidValueError: the trade has no such law.
        """
        return self.law_path(law).read_text(encoding="utf-8")


@functools.cache
def trades() -> tuple[str, ...]:
    """The trades there are, by the names of their folders."""
    return tuple(sorted(path.parent.name for path in HERE.glob("*/uses.csv")))


@functools.cache
def trade(name: str) -> Trade:
    """The words of one trade, read once.

    Raises:
        InvalidValueError: there is no such trade.
    """
    if name not in trades():
        raise unknown("trade", name, trades())
    folder = HERE / name
    wider: dict[str, tuple[tuple[str, Term], ...]] = {}
    for row in rows(folder / "uses.csv"):
        wider[row["id"]] = tuple((above, term(row)) for above in row["wider"].split())
    laws = sorted((path.stem for path in (folder / "laws").glob("*.yaml")), key=lambda law: (law != DEFAULT, law))
    return Trade(
        name=name,
        edition=(folder / "edition.txt").read_text(encoding="utf-8").strip(),
        kinds=_names(folder / "kinds.csv"),
        rights=_names(folder / "rights.csv"),
        use_names=_names(folder / "uses.csv"),
        models=_names(folder / "models.csv"),
        uses=UseHierarchy(wider),
        laws=tuple(laws),
    )


def _names(path: Path) -> dict[str, Names]:
    return {row["id"]: {"en": row["name_en"], "fr": row["name_fr"]} for row in rows(path)}
