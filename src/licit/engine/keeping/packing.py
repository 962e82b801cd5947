# SPDX-License-Identifier: Apache-2.0
"""Compiled shares, and the ways onwards found for many owners at once, as arrays; and taken from them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np

from licit.engine.bearing import Share
from licit.engine.compiled import Compiled, Slices
from licit.engine.keeping.tables import Index, Keyed, Names, Sets, Slicings, Values, bounds, ends, keyed
from licit.engine.network import Reached
from licit.engine.roles import Roles
from licit.engine.store.arrays import AnyArray
from licit.engine.walk import State

Way = tuple[Share, State, int, bool]  # a role, a state, a reading, whether of holders only


def packed(compiled: Compiled, shares: Iterable[Share], ways: Iterable[Way]) -> dict[str, AnyArray]:
    """These of what was compiled, as arrays."""
    names = Names()
    sets, slicings = Sets(names), Slicings(len(compiled.believed.places.names))
    tables = {
        **_shares(compiled, list(shares), sets, slicings),
        **_ways(compiled, list(ways), names, sets, slicings),
    }
    return {**tables, **sets.arrays(), **slicings.arrays(), **names.arrays()}


def _shares(compiled: Compiled, shares: list[Share], sets: Sets, slicings: Slicings) -> dict[str, AnyArray]:
    order, arrays = keyed("share", [_share_key(share) for share in shares])
    found = [compiled.shares[shares[number]] for number in order]
    return {
        **arrays,
        "share_lower": _int32(slicings.number(one.lower) for one in found),
        "share_upper": _int32(slicings.number(one.upper) for one in found),
        "share_others": _int32(sets.number(one.others) for one in found),
        "share_hanging": _int32(sets.number(one.hanging) for one in found),
    }


def _ways(compiled: Compiled, ways: list[Way], names: Names, sets: Sets, slicings: Slicings) -> dict[str, AnyArray]:
    network = compiled.network
    ways = [way for way in ways if not way[1].used]  # the numbers of grants mean nothing elsewhere
    order, arrays = keyed("way", [_way_key(way, network.roles) for way in ways])
    found = [network.ways[ways[number]] for number in order]
    return {
        **arrays,
        "way_owner": _int32(names.number(ways[number][0].owner) for number in order),
        "way_parties": _int32(sets.number(one.parties) for one in found),
        "way_hanging": _int32(sets.number(one.hanging) for one in found),
        "way_ends": ends(len(one.where) for one in found),
        "way_to": _int32(names.number(name) for one in found for name in one.where),
        "way_where": _int32(slicings.number(steps) for one in found for steps in one.where.values()),
    }


class Unpacked:
    """What arrays hold; each share and way becomes a Python value when it is asked for."""

    def __init__(self, arrays: Mapping[str, AnyArray]) -> None:
        self._arrays = arrays
        self._values = Values(arrays)
        self._shares = Index("share", arrays)
        self._ways = Index("way", arrays)

    def slices(self, share: Share) -> Slices | None:
        """A share through time; None if it was not kept."""
        row = self._shares.row(_share_key(share))
        return None if row is None else self._slices(row, share.owner)

    def onwards(self, role: Share, state: State, reading: int, *, holding: bool, roles: Roles) -> Reached | None:
        """Whom a chain in this state reaches, of a role; None if it was not kept."""
        if not len(self._ways) or state.used:
            return None
        row = self._ways.row(_way_key((role, state, reading, holding), roles))
        return None if row is None else self._way(row)

    def fill(self, compiled: Compiled) -> None:
        """Put all that was kept into a compiled form of the same; what it has already stays."""
        for row in range(len(self._shares)):
            owner, profile, right = _parts(self._shares.key(row))
            share = Share(owner, int(profile, 16), right)
            if share not in compiled.shares:
                compiled.shares[share] = self._slices(row, owner)
        network = compiled.network
        for row in range(len(self._ways)):
            _, profile, right, *rest, deadline, ended, reading, holding = _parts(self._ways.key(row))
            holder, exercise, sublicense, principals = rest
            names = tuple(principals)
            state = State(holder, exercise, sublicense, names, date.fromordinal(deadline), ended)
            owner = self._values.name(int(self._arrays["way_owner"][row]))
            network.roles.stand_for(owner, (holder, *names))
            role = network.roles.role(Share(owner, int(profile, 16), right), (holder, *names))
            key = (role, state, reading, holding)
            if key not in network.ways:
                network.ways[key] = self._way(row)

    def _slices(self, row: int, owner: str) -> Slices:
        columns = ("lower", "upper", "others", "hanging")
        lower, upper, others, hanging = (int(self._arrays[f"share_{name}"][row]) for name in columns)
        values = self._values
        return Slices(values.steps(lower), values.steps(upper), owner, values.set(others), values.set(hanging))

    def _way(self, row: int) -> Reached:
        begin, end = bounds(self._arrays["way_ends"], row)
        to, where = (self._arrays[name][begin:end].tolist() for name in ("way_to", "way_where"))
        values = self._values
        found = {values.name(name): values.steps(steps) for name, steps in zip(to, where, strict=True)}
        parties, hanging = (values.set(int(self._arrays[f"way_{name}"][row])) for name in ("parties", "hanging"))
        return Reached(found, parties, hanging)


def _share_key(share: Share) -> Keyed:
    return share.owner, f"{share.profile:x}", share.right


def _way_key(way: Way, roles: Roles) -> Keyed:
    """A way by what its owner is like: whoever stands for those that are alike is another in another process."""
    role, state, reading, holding = way
    like = roles.likeness(role.owner, (state.holder, *state.principals))
    told = (
        role.owner
        if like is None
        else sorted([group, str(term), str(on.value), name] for group, term, on, name in like)
    )
    return (
        told, f"{role.profile:x}", role.right,
        state.holder, state.exercise, state.sublicense, state.principals,
        state.deadline.toordinal(), state.ended, reading, holding,
    )  # fmt: skip


def _parts(key: list[Any]) -> list[Any]:
    return key


def _int32(numbers: Iterable[int]) -> AnyArray:
    return np.fromiter(numbers, dtype="<i4")
