# SPDX-License-Identifier: Apache-2.0
"""A mapping proposed from names and values. What two columns could be, or what the values deny, stays a detail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from licit.formats.tables.days import Order, is_nothing, order_of
from licit.formats.tables.header import Meant, folded, meant
from licit.formats.tables.mapping import DETAIL, MANY, Column, Mapping
from licit.formats.tables.shapes import NEEDED, SHAPES, SHOWN, TELLING

_MOST: Final = 0.6  # of the filled values must have the shape that a role needs
_NEARLY_ALL: Final = 0.9  # of them, where the values alone tell
_FEWEST: Final = 3  # filled values, where the values alone tell
_LANGS: Final = {"en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
                 "ru": "Russian", "nl": "Dutch", "pl": "Polish", "sv": "Swedish", "tr": "Turkish", "ja": "Japanese",
                 "zh": "Chinese"}  # fmt: skip
_TEXTS: Final = ("title", "artist", "album", "label", "work_title")
_BY_WEIGHT: Final = {3: 0.9, 2: 0.8, 1: 0.5}
_PLACES: Final = 100  # territories that are looked up
_SPLIT: Final = re.compile(r"\s*[;|,]\s*")  # what stands between several values of one cell


@dataclass(frozen=True, slots=True)
class Head:
    """The names of a table's columns and its first rows, as many as a proposal is made on."""

    names: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    header: bool = True


class _Wish(NamedTuple):
    """What one column asks for: the better wish has the greater rank."""

    rank: float
    column: Column


def propose(head: Head) -> Mapping:
    """Which column says what, with why. Nothing is guessed: where it is not told, a column is a ``detail``.

    A name proposes a role; the values must agree where the role has a shape (an ISRC, a date). Identifiers that have
    a shape of their own are found without a name too. Of two columns for one role the one that says it more plainly
    has it; of two that say it alike neither.
    """
    columns = _columns(head)
    wishes = [_wish(name, values, header=head.header) for name, values in zip(head.names, columns, strict=True)]
    found = [wish.column for wish in wishes]
    for role in dict.fromkeys(column.role for column in found):
        if role in MANY:
            continue
        asking = [at for at, column in enumerate(found) if column.role == role]
        best = max(wishes[at].rank for at in asking)
        chosen = [at for at in asking if wishes[at].rank == best]
        for at in asking:
            if len(chosen) > 1 and at in chosen:
                names = ", ".join(repr(found[other].name) for other in chosen)
                found[at] = _detail(found[at], f"{names} could each be the {role}")
            elif at not in chosen:
                found[at] = _detail(found[at], f"{found[chosen[0]].name!r} says {role} more plainly")
    if not any(column.role in ("title", "isrc", "artist") for column in found):  # an id of what?
        for at, (column, wish) in enumerate(zip(found, wishes, strict=True)):
            if column.role == "item" and wish.rank < 2:  # noqa: PLR2004 - a weak word
                found[at] = _detail(column, "the name is one for any number, and no column says of what")
    return Mapping(
        tuple(_with_values(column, values) for column, values in zip(found, columns, strict=True)), head.header
    )


def completed(mapping: Mapping, head: Head) -> Mapping:
    """A mapping of an earlier file, with how days and shares are written where only this one's values tell."""
    columns = zip(mapping.columns, _columns(head), strict=True)
    return replace(mapping, columns=tuple(_kept(column, values) for column, values in columns))


def _kept(column: Column, values: list[str]) -> Column:
    found = _with_values(column, values)
    order = found.order if column.order in (None, Order.OPEN) else column.order
    fraction = found.fraction if column.fraction is None else column.fraction
    return replace(column, order=order, fraction=fraction)


def _columns(head: Head) -> list[list[str]]:
    """The filled values of each column."""
    return [[row[at] for row in head.rows if at < len(row) and row[at].strip()] for at in range(len(head.names))]


def _wish(name: str, values: list[str], *, header: bool) -> _Wish:
    said = meant(name) if header else None
    if said is not None:
        return _named(name, said, values)
    sample = values[:500]
    if len(sample) >= _FEWEST:
        for role in TELLING:
            count = _count(role, sample)
            if count >= _NEARLY_ALL * len(sample):
                why = f"{count} of {len(sample)} values have the shape of {SHOWN[role]}"
                return _Wish(1.0, Column(name, role, 0.8, why))
    return _Wish(0.0, Column(name, why=_looks(sample)))


def _named(name: str, said: Meant, values: list[str]) -> _Wish:
    word = f"the name is {_LANGS.get(said.lang, said.lang)} for {said.role.replace('_', ' ')}"
    shape = NEEDED.get(said.role)
    filled = [value for value in values if not (shape == "date" and is_nothing(value.strip()))]
    if shape == "territory":
        filled = filled[:_PLACES]  # a name that is none takes a while
    if not filled:
        if said.weight == 1:
            return _Wish(0.0, Column(name, why="the column is empty"))
        return _Wish(said.weight - 0.5, Column(name, said.role, 0.5, f"{word}; no value says otherwise"))
    if shape is None:
        return _free(name, said, filled, word)
    count = _count(shape, filled)
    agrees = f"{count} of {len(filled)} values have the shape of {SHOWN[shape]}"
    if count < _MOST * len(filled):
        return _Wish(0.0, Column(name, why=f"{word}, but only {agrees}"))
    confidence = min(0.99, _BY_WEIGHT[said.weight] + 0.09 * count / len(filled))
    return _Wish(
        said.weight + count / len(filled) / 10, Column(name, said.role, round(confidence, 2), f"{word}; {agrees}")
    )


def _free(name: str, said: Meant, filled: list[str], word: str) -> _Wish:
    """A role of free text: numbers are no titles, and an item's own number is given once."""
    numbers = _count("number", filled)
    if said.role in _TEXTS and len(filled) >= _FEWEST and numbers >= _NEARLY_ALL * len(filled):
        return _Wish(0.0, Column(name, why=f"{word}, but {numbers} of {len(filled)} values are numbers"))
    if said.role == "item":
        distinct = len(set(filled))
        if distinct < len(filled) and (said.weight == 1 or distinct < _MOST * len(filled)):
            return _Wish(0.0, Column(name, why=f"{word}, but {len(filled)} values are only {distinct} different ones"))
    return _Wish(float(said.weight), Column(name, said.role, _BY_WEIGHT[said.weight], word))


def _count(shape: str, values: list[str]) -> int:
    fits = SHAPES[shape]
    count = 0
    for value in values:
        text = value.strip()
        if fits(text) or (shape in TELLING and len(text) > 12 and all(map(fits, filter(None, _SPLIT.split(text))))):  # noqa: PLR2004
            count += 1
    return count


def _looks(sample: list[str]) -> str:
    if not sample:
        return "the column is empty"
    for shape in ("isni", "ipi", "url", "price", "date"):
        count = _count(shape, sample)
        if count >= _NEARLY_ALL * len(sample):
            return f"{count} of {len(sample)} values have the shape of {SHOWN[shape]}; the name says nothing"
    return "neither name nor values say what it is"


def _detail(column: Column, why: str) -> Column:
    return Column(column.name, DETAIL, 0.0, why)


def _with_values(column: Column, values: list[str]) -> Column:
    """How the values of a column are written, where its rows together tell it."""
    if column.role in ("released", "start", "end"):
        return replace(column, order=order_of(value.strip() for value in values))
    if column.role == "share":
        numbers = [_number(value) for value in values]
        if "%" in column.name or any("%" in value for value in values) or any(one > 1 for one in numbers):
            return replace(column, fraction=False)
        words = folded(column.name.replace("%", " percent ")).split()
        if {"percent", "percentage", "prozent", "pct", "pourcentage", "porcentaje", "percentuale", "процент"} & {
            *words
        }:
            return replace(column, fraction=False)
        return column  # 1 may be all, or a hundredth: nothing tells
    return column


def _number(text: str) -> float:
    try:
        return float(text.strip().rstrip("%").strip().replace(",", "."))
    except ValueError:
        return 0.0
