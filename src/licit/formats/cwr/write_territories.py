# SPDX-License-Identifier: Apache-2.0
"""Territories in CWR's words: an ordered list of inclusions and exclusions by TIS number, or the reason why not.

A list is written step by step where each of its names has a TIS number that means the same on every day of the term.
Otherwise its set is written out in other numbers, if it stays one set over the term and numbers make it up. Nothing is
written wider or narrower than it is. Source: CWR 2.2, TER, SPT, SWT; user manual §3.2.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Final

from licit.model.day import FIRST, LAST, Term, next_day
from licit.model.problem import InvalidValueError
from licit.model.territory import Atlas, Expression
from licit.vocabulary import territories

Steps = tuple[tuple[bool, str], ...]  # whether it includes, and the TIS number in four digits
WORLD: Final = "2136"
MOST: Final = 12  # names of territories told in a reason
DIGITS: Final = 4


@lru_cache(maxsize=4096)
def steps(expression: Expression, term: Term) -> Steps:
    """The steps in TIS numbers, in order. Exclusions before any inclusion, which remove nothing, are left off.

    Raises:
        InvalidValueError: no numbers of TIS mean these territories over the term.
    """
    atlas = territories().atlas
    given = _begun(expression)
    days = _days(given, term, atlas)
    direct = tuple((includes, found) for includes, name in given.steps if (found := _number(name, term)))
    if not given.steps:
        raise InvalidValueError("it names no territory", mend="say where it holds")
    if len(direct) == len(given.steps) and _same(given, direct, days, atlas):
        return direct
    sets = {given.leaves(atlas, day) for day in days}
    if len(sets) == 1 and (other := _made_up(sets.pop(), days, atlas)):
        return other
    raise _refusal(given, direct, days, atlas)


@lru_cache(maxsize=4096)
def within(narrow: Steps, wide: tuple[Steps, ...]) -> bool:
    """Whether the territories of today lie in the others together."""
    atlas = territories().atlas
    return _read(narrow).leaves(atlas, LAST) <= frozenset[str]().union(
        *(_read(one).leaves(atlas, LAST) for one in wide)
    )


@lru_cache(maxsize=4096)
def meet(one: Steps, other: Steps) -> bool:
    """Whether two lists have a territory of today in common."""
    atlas = territories().atlas
    return bool(_read(one).leaves(atlas, LAST) & _read(other).leaves(atlas, LAST))


def _begun(expression: Expression) -> Expression:
    first = next((at for at, (includes, _) in enumerate(expression.steps) if includes), len(expression.steps))
    return Expression(expression.steps[first:])


def _number(name: str, term: Term) -> str:
    """The TIS number of a leaf or group by its id, wider or not; empty where it has none.

    Of several (Germany's before and after 1990) the one that is in use when the term ends, or else the last one.
    """
    numbers = _numbers().get(name, ())
    last = term.end.latest if term.end else LAST
    strict = territories().tables.strict
    in_use = [one for one in numbers if any(days.may_cover(last) for _, days in strict.get(one.lstrip("0"), ()))]
    return next(iter(in_use or numbers[-1:]), "")


@cache
def _numbers() -> Mapping[str, tuple[str, ...]]:
    """What the reader makes of each number, turned around; and the names that are nearly a number's."""
    known = territories()
    found: dict[str, list[str]] = {}
    for number, near in known.tables.numbers.items():
        for one in dict.fromkeys((known.resolve_tis(number), near)):
            found.setdefault(one, []).append(number.zfill(DIGITS))
    return {one: tuple(numbers) for one, numbers in found.items()}


def _read(taken: Steps) -> Expression:
    return Expression(tuple((includes, territories().resolve_tis(number)) for includes, number in taken))


def _same(given: Expression, taken: Steps, days: Iterable[date], atlas: Atlas) -> bool:
    read = _read(taken)
    return read == given or all(given.leaves(atlas, day) == read.leaves(atlas, day) for day in days)


def _days(expression: Expression, term: Term, atlas: Atlas) -> tuple[date, ...]:
    """The first day of the term and each later one on which a group of the list, or TIS's own, has other leaves."""
    first = term.start.earliest if term.start else FIRST
    last = term.end.latest if term.end else LAST
    names = [name for _, name in expression.steps]
    names += [f"TIS:{int(number)}" for name in names for number in _numbers().get(name, ())]
    turns = {first}
    for name in names:
        for _, inside in atlas.groups.get(name, ()):
            turns |= {inside.start.earliest} if inside.start else set()
            turns |= {next_day(inside.end.latest)} if inside.end else set()
    return tuple(sorted(day for day in turns if first <= day <= last)) or (first,)


def _made_up(wanted: frozenset[str], days: tuple[date, ...], atlas: Atlas) -> Steps:
    """Numbers whose leaves are together just these on all days: inclusions alone, or all the world but some."""
    if not wanted:
        return ()
    for base in ((), ((True, WORLD),)):
        have = _read(base).leaves(atlas, days[0]) if base else frozenset()
        missing = have - wanted if base else wanted
        found = (*base, *((not base, number) for number in _cover(missing, days, atlas)))
        if found and _same_as(wanted, found, days, atlas):
            return found
    return ()


def _same_as(wanted: frozenset[str], taken: Steps, days: Iterable[date], atlas: Atlas) -> bool:
    read = _read(taken)
    return all(read.leaves(atlas, day) == wanted for day in days)


def _cover(wanted: frozenset[str], days: tuple[date, ...], atlas: Atlas) -> Iterator[str]:
    """Numbers of single countries within the set, in their order."""
    known = territories()
    for number, one in known.tables.numbers.items():
        if one not in known.tables.groups and one in wanted:
            inside = atlas.members(known.resolve_tis(number), days[0])
            if inside and inside <= wanted:
                yield number.zfill(DIGITS)


def _refusal(given: Expression, direct: Steps, days: Iterable[date], atlas: Atlas) -> InvalidValueError:
    without = [name for _, name in given.steps if name not in _numbers()]
    if without:
        what = f"TIS has no number for {', '.join(without[:MOST])}"
        return InvalidValueError(what, mend="name territories of TIS, or send this grant by another way")
    read = _read(direct)
    day = next(day for day in days if given.leaves(atlas, day) != read.leaves(atlas, day))
    mine, theirs = given.leaves(atlas, day), read.leaves(atlas, day)
    more = f"with {_listed(theirs - mine)}" if theirs - mine else f"without {_listed(mine - theirs)}"
    what = f"TIS means {_named(direct)} {more} on {'all days' if day == FIRST else day}, and the case does not"
    return InvalidValueError(what, mend=f"write {read} in the case if CISAC's territories are meant")


def _named(taken: Steps) -> str:
    return " ".join(("+" if includes else "-") + number for includes, number in taken[:MOST])


def _listed(leaves: frozenset[str]) -> str:
    names = sorted(leaves)
    return ", ".join(names[:MOST]) + (f" and {len(names) - MOST} more" if len(names) > MOST else "")
