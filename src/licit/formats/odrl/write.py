# SPDX-License-Identifier: Apache-2.0
"""Grants as ODRL 2.2 agreements in JSON-LD, the same for the same grants.

A grant that ODRL can say is said in its words alone. One with more to it (a mandate, a number of links, an imprecise
day, an open point) names Licit's profile, or is left out where the profile is not wanted. Never said: who affirms or
denies a grant, terminations, findings, notes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from licit.formats.entries import LeftOut
from licit.formats.odrl import profile
from licit.formats.odrl.actions import meanings
from licit.formats.odrl.constraints import EVERYWHERE
from licit.formats.odrl.context import CC, ODRL, PROFILE, context
from licit.formats.odrl.names import address_of, identifiers
from licit.formats.odrl.scope import EXCLUSIVITY
from licit.model.day import When
from licit.model.fact import Grant, GrantKind
from licit.model.record import Record
from licit.model.scope import NOTHING
from licit.model.territory import Expression
from licit.vocabulary import territories

_CLASSES: Final = {
    "recording": "schema:MusicRecording",
    "work": "schema:MusicComposition",
    "performance": "licit:Performance",
}
_ISO: Final = "https://www.iso.org/obp/ui/#iso:code:3166:"
_ISO_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Written:
    """The file, how many policies it has, and what of the record is not in it: one entry for each thing left out."""

    text: str
    policies: int
    left_out: tuple[LeftOut, ...]


@dataclass(slots=True)
class _Addresses:
    """The addresses of what the policies name, and the nodes that say what they are."""

    record: Record
    used: dict[str, dict[str, Any]]

    def of(self, kind: str, one: str) -> str:
        """The address of a party, asset or catalogue of the record."""
        found, node = getattr(self, f"_{kind}")(one)
        self.used[found] = {"@id": found, **node}
        return str(found)

    def _party(self, one: str) -> tuple[str, dict[str, Any]]:
        party = self.record.parties.get(one)
        named = _registered(party.identifiers if party else ()) or f"urn:licit:party:{one}"
        return named, {"@type": "Party", "rdfs:label": party.name if party else one}

    def _asset(self, one: str) -> tuple[str, dict[str, Any]]:
        asset = self.record.assets.get(one)
        registered = _registered(asset.identifiers if asset else ())
        classes = ["Asset"] + ([_CLASSES[asset.kind]] if asset and asset.kind in _CLASSES else [])
        title = {"rdfs:label": asset.title} if asset and asset.title else {}
        return registered or f"urn:licit:asset:{one}", {"@type": classes, **title}

    def _catalogue(self, one: str) -> tuple[str, dict[str, Any]]:
        address = f"urn:licit:catalogue:{one}"
        for asset in sorted(self.record.catalogues.get(one, ())):
            inside = self.of("asset", asset)
            self.used[inside].setdefault("partOf", []).append(address)
        return address, {"@type": "AssetCollection", "rdfs:label": one}


def write(record: Record, grants: Iterable[str] | None = None, *, with_profile: bool = True) -> Written:
    """The grants of these ids, all that somebody affirms where none are named, as one JSON-LD document.

    Raises:
        KeyError: the record has no grant of such an id.
    """
    affirmed = {fact for said in record.statements if said.affirms for fact in said.facts}
    every = {grant.id: grant for grant in record.grants}
    chosen = [every[one] for one in (sorted(every) if grants is None else sorted(set(grants)))]
    left = [LeftOut(kind, why) for kind, why in _unsaid(record)]
    addresses = _Addresses(record, {})
    policies = []
    for grant in chosen:
        if grants is None and grant.id not in affirmed:
            left.append(LeftOut("grant", "nobody affirms it"))
            continue
        why = _unsayable(grant, with_profile=with_profile)
        if why:
            left.append(LeftOut("grant", why))
            continue
        if grant.note:
            left.append(LeftOut("note", "it is for people"))
        policies.append(_policy(grant, addresses))
    nodes = [addresses.used[address] for address in sorted(addresses.used)]
    document = {"@context": {**context(), "licit": PROFILE}, "@graph": [*policies, *nodes]}
    return Written(json.dumps(document, ensure_ascii=False, indent=1) + "\n", len(policies), tuple(left))


def _unsaid(record: Record) -> Iterable[tuple[str, str]]:
    for statement in record.statements:
        if not statement.affirms:
            yield "denial", "a policy grants; that somebody denies it is a statement"
    for fact in record.facts:
        if type(fact).__name__ == "Termination":
            yield "termination", "ODRL has no word for the end of an agreement by an act"


def _registered(pairs: Iterable[tuple[str, str]]) -> str:
    for scheme, value in pairs:
        address = address_of(scheme, value)
        if identifiers(address) == {scheme: value}:
            return address
    return ""


def _unsayable(grant: Grant, *, with_profile: bool) -> str:
    scope = grant.scope
    if not grant.exercise and not grant.sublicense and grant.kind is not GrantKind.ASSIGNMENT:
        return "it gives no power"
    for one in (scope.rights, scope.uses):
        if one is not None and not one:
            return "it gives no right or no use"
    if scope.repertoire == NOTHING or (scope.territories is not None and not scope.territories.steps):
        return "it reaches nothing"
    if not with_profile and _plain(grant) is None:
        return "ODRL has no words for it, and Licit's profile is not wanted"
    return ""


def _plain(grant: Grant) -> tuple[str, list[dict[str, Any]]] | None:
    """The action and the constraints that say the whole grant in ODRL's words; ``None`` where none do."""
    scope, repertoire = grant.scope, grant.scope.repertoire
    bare = Grant(
        id=grant.id,
        grantor=grant.grantor,
        grantee=grant.grantee,
        kind=grant.kind,
        scope=scope,
        exercise=grant.exercise,
        sublicense=grant.sublicense,
        term=grant.term,
        executed=grant.executed,
        note=grant.note,
    )
    listed = repertoire is not None and not (
        repertoire.everything or repertoire.parties or repertoire.members_of or repertoire.some_members_of
    )
    days = [when for when in (grant.term.start, grant.term.end, grant.executed) if when is not None]
    fits = (
        grant == bare
        and listed
        and scope.exceptions == NOTHING
        and grant.kind in (GrantKind.NON_EXCLUSIVE, GrantKind.EXCLUSIVE)
        and all(when.precise for when in days)
    )
    action, places = _action(grant), _places(scope.territories)
    if not fits or action is None or places is None:
        return None
    return action, [*places, *_days("gteq", grant.term.start), *_days("lteq", grant.term.end)]


def _action(grant: Grant) -> str | None:
    for address, gives in meanings().items():
        powers = (gives.uses, gives.rights, gives.exercise, gives.sublicense)
        mine = (grant.scope.uses, grant.scope.rights, grant.exercise, grant.sublicense)
        if not gives.nothing and powers == mine:
            return address.replace(ODRL, "").replace(CC, "cc:")
    return None


def _places(territory: Expression | None) -> list[dict[str, Any]] | None:
    if territory is None:
        return None
    if territory == EVERYWHERE:
        return []
    atlas = territories().atlas
    names = [name for _, name in territory.steps]
    if not all(atlas.knows(name) for name in names):
        return None
    signs = [includes for includes, _ in territory.steps]
    if all(signs):
        return [_place("isAnyOf" if len(names) > 1 else "isPartOf", names)]
    if territory.steps[0] == EVERYWHERE.steps[0] and not any(signs[1:]):
        return [_place("isNoneOf" if len(names) > 2 else "neq", names[1:])]  # noqa: PLR2004 - the World but one
    return None


def _place(operator: str, names: list[str]) -> dict[str, Any]:
    values = [{"@id": (_ISO if len(name) == _ISO_LETTERS else "urn:licit:territory:") + name} for name in names]
    return {"leftOperand": "spatial", "operator": operator, "rightOperand": values if len(values) > 1 else values[0]}


def _days(operator: str, when: When | None) -> list[dict[str, Any]]:
    if when is None:
        return []
    value = {"@value": when.earliest.isoformat(), "@type": "xsd:date"}
    return [{"leftOperand": "dateTime", "operator": operator, "rightOperand": value}]


def _policy(grant: Grant, addresses: _Addresses) -> dict[str, Any]:
    plain = _plain(grant)
    repertoire = grant.scope.repertoire or NOTHING
    targets = [addresses.of("asset", one) for one in sorted(repertoire.assets)]
    targets += [addresses.of("catalogue", one) for one in sorted(repertoire.catalogues)]
    by = addresses.of("party", grant.grantor)
    rule: dict[str, Any] = {
        "@type": "Permission",
        "assigner": by,
        "assignee": addresses.of("party", grant.grantee),
        **({"target": targets} if targets else {}),
        "action": plain[0] if plain else "licit:act",
    }
    policy: dict[str, Any] = {"uid": f"urn:licit:grant:{grant.id}", "@type": "Agreement"}
    if plain is None:
        policy["profile"] = PROFILE
        rule |= profile.write(grant, addresses.of)
    else:
        if plain[1]:
            rule["constraint"] = plain[1]
        if grant.kind is GrantKind.EXCLUSIVE:
            rule["duty"] = [{"action": EXCLUSIVITY.removeprefix(ODRL), "assignee": by}]
    if grant.executed is not None and grant.executed.precise:
        policy["dct:issued"] = {"@value": str(grant.executed), "@type": "xsd:date"}
    return {**policy, "permission": [rule]}
