# SPDX-License-Identifier: Apache-2.0
"""The owners' shares on record, put together where the record says the same of them: one lot is judged once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from licit.engine.bearing import Share
from licit.engine.believed import Believed
from licit.model.fact import Control
from licit.model.proof import Standing
from licit.model.record import Record
from licit.model.scope import ALL, NOTHING, Named, Repertoire

ANY_RIGHT: Final = ""  # stands for every right, where a record names none


@dataclass(frozen=True, slots=True)
class Lot:
    """Shares that every fact treats alike. ``share`` stands for each of them, ``control`` for the row it rests on."""

    share: Share
    control: Control
    owners: tuple[str, ...]
    rights: tuple[str, ...]
    assets: frozenset[str]


def lots_of(believed: Believed) -> tuple[Lot, ...]:
    """The shares of all owners of whom a believed source or a finding speaks, in lots."""
    record = believed.record
    loud, asked = _Loud(record), Rights(record)
    alike: dict[object, list[Control]] = {}
    for control in (one for rows in record.controls_of.values() for one in rows):
        stands, found = believed.by_words(control.id), control.id in record.findings_on
        if control.share.hundredths and (found or stands in (Standing.ACCEPTED, Standing.DISPUTED)):
            owner = control.party if loud(believed, control.party) else ""
            rights, profile = asked.of(control), believed.lists.profile(control.asset)
            key = (owner, profile, rights, control.territories, control.term, stands, control.id if found else "")
            alike.setdefault(key, []).append(control)
    return tuple(lot for rows in alike.values() for lot in _lots(believed, asked, rows))


def _lots(believed: Believed, asked: Rights, rows: list[Control]) -> Iterator[Lot]:
    one = rows[0]
    owners, assets = tuple(sorted({row.party for row in rows})), frozenset(row.asset for row in rows)
    for rights in asked.alike(asked.of(one)):
        share = Share(one.party, believed.lists.profile(one.asset), rights[0])
        yield Lot(share, one, owners, rights, assets)


class Rights:
    """The rights that count for a control: those some law asks of its kind of asset, else those that facts name."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._asked: dict[str, set[str]] = {}
        for requirement in record.requirements:
            for kind, rights in requirement.rights:
                self._asked.setdefault(kind, set()).update(rights)
        named: list[Named | None] = [grant.scope.rights for grant in record.grants]
        named += [statute.rights for statute in record.statutes]
        self._named = [one for one in dict.fromkeys(named) if one is not None and one is not ALL]

    def of(self, control: Control) -> tuple[str, ...]:
        """The rights, in the order of their names."""
        asset = self._record.assets.get(control.asset)
        asked = self._asked.get(asset.kind, set()) if asset else set().union(*self._asked.values())
        if control.rights is not ALL:
            return tuple(sorted(control.rights & asked or control.rights))
        return tuple(sorted(asked or frozenset[str]().union(*self._named))) or (ANY_RIGHT,)

    def alike(self, rights: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The rights in sets that no grant and no statute tells apart."""
        found: dict[tuple[bool, ...], list[str]] = {}
        for right in rights:
            found.setdefault(tuple(right in named for named in self._named), []).append(right)
        return [tuple(same) for same in found.values()]


class _Loud:
    """Whether any fact could treat an owner otherwise than others: it acts, or is named, itself or by a group."""

    def __init__(self, record: Record) -> None:
        self._names = {grant.grantor for grant in record.grants} | {one.party for one in record.opt_outs}
        self._groups: set[str] = set()
        for grant in record.grants:
            for one in (grant.scope.repertoire or NOTHING, grant.scope.exceptions):
                self._add(one)
        for findings in record.findings_on.values():
            self._names |= {party for finding in findings for party in finding.between}

    def _add(self, repertoire: Repertoire) -> None:
        self._names |= repertoire.parties
        self._groups |= repertoire.members_of | repertoire.some_members_of

    def __call__(self, believed: Believed, owner: str) -> bool:
        return owner in self._names or bool(self._groups and self._groups & believed.groups_ever(owner))
