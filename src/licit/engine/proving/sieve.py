# SPDX-License-Identifier: Apache-2.0
"""Which of very many grants can carry a share at all, tested together: arrays over the grants, no grant by itself.

A superset in either reading, and however what is open is settled. In a world of 10⁴ grants some hundred pass.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from licit.engine.bearing import Share
from licit.engine.believed import SILENT, Believed
from licit.engine.grants import LOWER, UPPER, CompiledGrant
from licit.model.proof import Standing
from licit.model.scope import ALL, NOTHING, Named

Flags = npt.NDArray[np.bool_]
NUMBERS_KEPT: Final = 64


class Sieve:
    """The grants of a record under a position, as columns; what passes is told by grants' numbers."""

    def __init__(self, believed: Believed) -> None:
        self.believed = believed
        grants = believed.grants
        size = max((grant.number for grant in grants), default=-1) + 1
        self._first = np.full(size, date.max.toordinal(), dtype=np.int32)
        self._last = np.zeros(size, dtype=np.int32)
        self._surely = np.full((2, size), -1, dtype=np.int32)  # first and last day surely in force
        self._any = np.zeros(size, dtype=np.bool_)  # repertoires that name all, or that are not stated
        self._plain = np.zeros(size, dtype=np.bool_)  # nothing open in scope, and no findings, patterns, exceptions
        self._owners: dict[str, list[int]] = {}  # by parties, the grants that name them
        self._groups: dict[str, list[int]] = {}  # by groups
        territories, rights, uses, lists = (np.zeros(size, dtype=np.int32) for _ in range(4))
        self._territories, self._rights, self._uses, self._lists = _Kinds(), _Kinds(), _Kinds(), _Kinds()
        for grant in grants:
            number = grant.number
            if self._may_count(grant):
                self._first[number] = grant.first[UPPER].toordinal()
                last = date.max if grant.survives is not None else grant.last[UPPER]
                self._last[number] = last.toordinal()
            territories[number] = self._territories.of((grant.territories, grant.group_days))
            rights[number] = self._rights.of(grant.rights)
            uses[number] = self._uses.of(grant.uses)
            lists[number] = self._lists.of(grant.lists)
            named = grant.repertoire
            self._any[number] = named is None or named.everything
            self._plain[number] = self._is_plain(grant)
            if not grant.terminations:
                self._surely[:, number] = grant.first[LOWER].toordinal(), grant.last[LOWER].toordinal()
            for name in named.parties if named is not None else ():
                self._owners.setdefault(name, []).append(number)
            for name in (*named.members_of, *named.some_members_of) if named is not None else ():
                self._groups.setdefault(name, []).append(number)
        self.parties = _Kinds()
        self.grantor, self.grantee = (np.zeros(size, dtype=np.int32) for _ in range(2))
        for grant in grants:
            self.grantor[grant.number] = self.parties.of(grant.grantor)
            self.grantee[grant.number] = self.parties.of(grant.grantee)
        self.by_number = {grant.number: grant for grant in grants}
        self._columns = territories, rights, uses, lists
        self._here: dict[tuple[date, str, int], Flags] = {}
        self._sets: dict[date, list[int]] = {}

    def _may_count(self, grant: CompiledGrant) -> bool:
        believed = self.believed
        spoken_of = grant.id in believed.record.findings_on or bool(believed.patterned(grant.id))
        return bool(grant.conditions[UPPER]) and (spoken_of or believed.by_words(grant.id) not in SILENT)

    def _is_plain(self, grant: CompiledGrant) -> bool:
        """Whether its scope and its standing are the same in both readings, and for all owners whom it names."""
        stated = None not in (grant.repertoire, grant.rights, grant.uses, grant.territories)
        spoken_of = grant.id in self.believed.record.findings_on or bool(self.believed.patterned(grant.id))
        accepted = self.believed.by_words(grant.id) is Standing.ACCEPTED
        simple = grant.exceptions == NOTHING and grant.group_days == (None,) and all(grant.conditions)
        return stated and accepted and simple and not spoken_of

    def passing(self, share: Share, day: date, use: str, bit: int) -> bytes:
        """For each number of a grant whether it has the share in scope on the day, for the use, at the leaf.

        0: no, or it is over or not begun; 1: it may, in some reading; 2: it has, in both, and counts; 3: and is in
        force in both.
        """
        _, rights, _, lists = self._columns
        right = _flags(one is None or one is ALL or share.right in one for one in self._rights.known)
        here = self._at(day, use, bit) & right[rights]
        named = self._any | _flags(bool(share.profile & one) for one in self._lists.known)[lists]
        named[self._owners.get(share.owner, [])] = True
        sure = here & named & self._plain
        for name in self.believed.groups_ever(share.owner) if share.owner else ():
            named[self._groups.get(name, [])] = True
        first, last = self._surely
        now = sure & (first <= day.toordinal()) & (day.toordinal() <= last)
        return ((here & named).astype(np.uint8) + sure + now).tobytes()

    def _at(self, day: date, use: str, bit: int) -> Flags:
        key = (day, use, bit)
        if key not in self._here:
            if len(self._here) >= NUMBERS_KEPT:
                self._here.clear()
            territories, _, uses, _ = self._columns
            inside = _flags(bool(mask & bit) for mask in self._masks(day))
            named = _flags(self._names(one, use, day) for one in self._uses.known)
            on = day.toordinal()
            self._here[key] = (self._first <= on) & (self._last >= on) & inside[territories] & named[uses]
        return self._here[key]

    def _masks(self, day: date) -> list[int]:
        """The leaves of each territory set, in whatever reading of its groups."""
        if day not in self._sets:
            if len(self._sets) >= NUMBERS_KEPT:
                self._sets.clear()
            places = self.believed.places
            found = []
            for expression, days in self._territories.known:
                mask = places.everywhere if expression is None else 0
                for on in days if expression is not None else ():
                    mask |= places.mask(expression, on or day)
                found.append(mask)
            self._sets[day] = found
        return self._sets[day]

    def _names(self, named: Named | None, use: str, day: date) -> bool:
        covers = self.believed.record.uses.covers
        return named is None or named is ALL or any(covers(wide, use, day) for wide in named)


class _Kinds:
    """Values that many grants have in common, numbered."""

    def __init__(self) -> None:
        self.known: list[Any] = []
        self._numbers: dict[Hashable, int] = {}

    def number(self, value: Hashable) -> int | None:
        """The number of a value, if it has one."""
        return self._numbers.get(value)

    def of(self, value: Hashable) -> int:
        """The number of a value, a new one where it has none."""
        number = self._numbers.setdefault(value, len(self.known))
        if number == len(self.known):
            self.known.append(value)
        return number


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=np.bool_)
