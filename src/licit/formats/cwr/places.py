# SPDX-License-Identifier: Apache-2.0
"""Lists of territories: TER, SPT, SWT and their like, evaluated in order, each name as TIS means it on its day.

Source: CWR 2.2, 5.1, 5.5, 5.7; user manual (CWR19-0479) §3.2.2; SEMANTICS §2, Territories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from licit.formats import checks
from licit.formats.cwr.rights import CLASSES
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import doubt, refused
from licit.model.problem import InvalidValueError, Problem
from licit.model.territory import Expression
from licit.vocabulary import territories

Steps = tuple[tuple[bool, str], ...]
WORLD: Final = Expression(((True, "World"),))


@dataclass(frozen=True, slots=True)
class Placed:
    """One record of a list: whether it includes, the territory's id, and the shares collected there by class."""

    includes: bool
    name: str
    collected: tuple[int, ...]
    row: Row

    @property
    def place_only(self) -> bool:
        """Whether it merely records a place in the chain: an inclusion without any share."""
        return self.includes and not any(self.collected)


@dataclass(slots=True)
class Places:
    """A list as it stands, in order. ``spoiled``: an exclusion of it could not be read, so it would reach too far."""

    records: list[Placed]
    spoiled: bool = False

    def where(self, right: int, share: int = 0) -> Expression | None:
        """The list for one class of rights: where anything, or just this share, is collected. ``None``: nowhere."""
        steps: list[tuple[bool, str]] = []
        for one in self.records:
            inside = one.includes and (one.collected[right] == share if share else one.collected[right] > 0)
            if inside or steps:
                steps.append((inside, one.name))
        return Expression(tuple(steps)) if steps and not self.spoiled else None

    def shares(self, right: int) -> list[int]:
        """The different shares collected somewhere, in order of appearance."""
        found = [one.collected[right] for one in self.records if one.includes and one.collected[right]]
        return list(dict.fromkeys(found))

    @property
    def on_the_way(self) -> Expression | None:
        """Where it only has its place in the chain."""
        steps = tuple((True, one.name) for one in self.records if one.place_only)
        return Expression(steps) if steps and not self.spoiled else None


def places(rows: Iterable[Row], day: date, *, numbered: bool) -> tuple[Places, list[Problem]]:
    """The records as a list, and what is wrong with it. ``numbered``: in the order of their own numbers."""
    problems: list[Problem] = []
    found = Places([])
    in_order = sorted(rows, key=_number) if numbered else list(rows)
    for row in in_order:
        sign = row["in-or-out"]
        if sign not in ("I", "E"):
            problems.append(
                refused(row, f"{sign!r} neither includes (I) nor excludes (E)", "write I or E", checks.VALUE)
            )
            found.spoiled = True
            continue
        try:
            name = resolved(row["territory"], day)
            collected = tuple(hundredths(row, f"{one}-collected") for one in CLASSES)
        except InvalidValueError as error:
            problems.append(refused(row, error.what, error.mend, checks.VALUE))
            found.spoiled = found.spoiled or sign == "E"  # without an exclusion the list would reach too far
            continue
        if sign == "E" and any(collected):
            what = f"it excludes {row['territory']} and gives shares there, which are not read"
            problems.append(doubt(row, what, "exclude it with shares of zero"))
        found.records.append(Placed(sign == "I", name, collected if sign == "I" else (0, 0, 0), row))
    idle_at = idle(tuple((one.includes, one.name) for one in found.records), day)
    for at in idle_at:
        row = found.records[at].row
        what = f"it excludes {row['territory']}, which nothing before it includes"
        problems.append(doubt(row, what, "put the inclusion first; the list is read in order"))
    return found, problems


def _number(row: Row) -> int:
    text = row["order"].strip()
    return int(text) if text.isdecimal() and text.isascii() else 0


def hundredths(row: Row, name: str) -> int:
    """A share in hundredths of a percent; nothing where the record has none.

    Raises:
        InvalidValueError: it is no share.
    """
    return row.share(name) or 0


@lru_cache(maxsize=4096)
def resolved(number: str, day: date) -> str:
    """The id of a TIS number on that day.

    Raises:
        InvalidValueError: TIS has no such number.
    """
    text = number.strip()
    if not text:
        raise InvalidValueError("it names no territory", mend="write the four digits of a TIS number")
    return territories().resolve_tis(text, day)


@lru_cache(maxsize=4096)
def idle(steps: Steps, day: date) -> tuple[int, ...]:
    """The exclusions, by position, that find nothing to remove with the groups of that day."""
    found = []
    inside: frozenset[str] = frozenset()
    for at, (includes, name) in enumerate(steps):
        members = territories().atlas.members(name, day)
        if not includes and not inside & members:
            found.append(at)
        inside = inside | members if includes else inside - members
    return tuple(found)


@lru_cache(maxsize=4096)
def reach(where: Expression, day: date) -> frozenset[str]:
    """The leaves on that day."""
    return where.leaves(territories().atlas, day)


def inside(narrow: Expression, wide: Sequence[Expression], day: date) -> bool:
    """Whether a list lies within others together, on that day."""
    return reach(narrow, day) <= frozenset[str]().union(*(reach(one, day) for one in wide))


def together(found: Iterable[tuple[str, Expression]]) -> Iterator[tuple[tuple[str, ...], Expression]]:
    """Classes of rights that have the same list, as one."""
    by_list: dict[Expression, list[str]] = {}
    for right, where in found:
        by_list.setdefault(where, []).append(right)
    for where, rights in by_list.items():
        yield tuple(dict.fromkeys(rights)), where
