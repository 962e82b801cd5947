# SPDX-License-Identifier: Apache-2.0
"""Licit's profile of ODRL: the parts of a grant that ODRL has no word for, as properties of its permission.

A policy that uses them names the profile, so that whoever does not know it stops, as ODRL asks: nobody then reads a
mandate of one link as a plain permission. A plain grant needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from licit.formats.odrl.context import PROFILE
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Condition, Grant, GrantKind, Power
from licit.model.scope import ALL, NOTHING, Named, Repertoire, Scope
from licit.model.territory import Expression

ACT: Final = PROFILE + "act"  # the action whose uses and rights the profile's properties say
ALL_WORD: Final = "all"
UNSTATED: Final = "unstated"
_NODES: Final = ("parties", "membersOf", "someMembersOf")
_EXCEPT: Final = "except"

Values = Mapping[str, Sequence[str]]


def read(
    grant: Grant,
    terms: Iterable[tuple[str, Sequence[str]]],
    party: Callable[[str], str],
    repertoire: Callable[[Sequence[str]], Repertoire | None],
) -> Grant:
    """The grant with what the profile's properties say of it; the callables resolve addresses.

    Raises:
        InvalidValueError: a property has a value that it can't have.
        ValueError: the same.
    """
    said: Values = dict(terms)
    if not said:
        return grant
    unstated = frozenset(said.get(UNSTATED, ()))
    scope = Scope(
        _named(said, "", grant.scope.repertoire, party, unstated),
        _set(said, "rights", grant.scope.rights),
        _set(said, "uses", grant.scope.uses),
        None if "territories" in unstated else _one(said, "territories", Expression.parse, grant.scope.territories),
        _named(said, _EXCEPT, NOTHING, party, frozenset()) or NOTHING,
    )
    more = repertoire(said.get(_EXCEPT, ()))
    if more is not None:
        joined = replace(scope.exceptions, catalogues=more.catalogues, assets=more.assets)
        scope = replace(scope, exceptions=joined)
    conditions = [Condition(text) for text in said.get("condition", ())]
    conditions += [Condition(text, True) for text in said.get("fulfilled", ())]  # noqa: FBT003 - fulfilled
    conditions += [Condition(text, False) for text in said.get("unfulfilled", ())]  # noqa: FBT003 - not fulfilled
    links = _one(said, "sublicense", str, None)
    return replace(
        grant,
        kind=_one(said, "kind", GrantKind, grant.kind),
        scope=scope,
        exercise=_one(said, "exercise", _truth, grant.exercise),
        sublicense=grant.sublicense if links is None else UNLIMITED if links == "any" else int(links),
        term=Term(_one(said, "start", When.parse, grant.term.start), _one(said, "end", When.parse, grant.term.end)),
        executed=_one(said, "executed", When.parse, grant.executed),
        order=_one(said, "order", int, grant.order),
        retention_end=_one(said, "retentionEnd", When.parse, None),
        reserved=frozenset(Power(one) for one in said.get("reserved", ())),
        survives_until=_one(said, "survivesUntil", When.parse, None),
        at_signature=_one(said, "atSignature", _truth, False),  # noqa: FBT003 - the value itself
        conditions=(*grant.conditions, *conditions),
    )


def write(grant: Grant, address: Callable[[str, str], str]) -> dict[str, Any]:
    """The properties that say all of a grant but its parties, listed assets and catalogues.

    ``address`` gives the address of a party, catalogue or asset (``kind``, ``id``).
    """
    scope = grant.scope
    unstated = [
        word
        for word, value in (
            ("repertoire", scope.repertoire),
            ("rights", scope.rights),
            ("uses", scope.uses),
            ("territories", scope.territories),
        )
        if value is None
    ]
    found: dict[str, Any] = {
        "kind": grant.kind.value,
        "rights": _words(scope.rights),
        "uses": _words(scope.uses),
        "territories": str(scope.territories) if scope.territories else None,
        UNSTATED: unstated,
        "exercise": None if grant.exercise else "false",
        "sublicense": "any" if grant.sublicense == UNLIMITED else str(grant.sublicense),
        "start": str(grant.term.start) if grant.term.start else None,
        "end": str(grant.term.end) if grant.term.end else None,
        "executed": str(grant.executed) if grant.executed else None,
        "order": None if grant.order is None else str(grant.order),
        "retentionEnd": str(grant.retention_end) if grant.retention_end else None,
        "reserved": sorted(power.value for power in grant.reserved),
        "survivesUntil": str(grant.survives_until) if grant.survives_until else None,
        "atSignature": "true" if grant.at_signature else None,
        "condition": [one.text for one in grant.conditions if one.fulfilled is None],
        "fulfilled": [one.text for one in grant.conditions if one.fulfilled is True],
        "unfulfilled": [one.text for one in grant.conditions if one.fulfilled is False],
    }
    for prefix, one in (("", scope.repertoire), (_EXCEPT, scope.exceptions)):
        if one is None:
            continue
        found[_word(prefix, "everything")] = "true" if one.everything else None
        sets = (one.parties, one.members_of, one.some_members_of)
        for word, ids in zip(_NODES, sets, strict=True):
            found[_word(prefix, word)] = [{"@id": address("party", id_)} for id_ in sorted(ids)]
    exceptions = scope.exceptions
    listed = [("catalogue", id_) for id_ in sorted(exceptions.catalogues)]
    listed += [("asset", id_) for id_ in sorted(exceptions.assets)]
    found[_EXCEPT] = [{"@id": address(*one)} for one in listed]
    return {f"licit:{word}": value for word, value in found.items() if value}


def _named(
    said: Values, prefix: str, base: Repertoire | None, party: Callable[[str], str], unstated: frozenset[str]
) -> Repertoire | None:
    if "repertoire" in unstated:
        return None
    sets = [frozenset(party(one) for one in said.get(_word(prefix, word), ())) for word in _NODES]
    everything = bool(said.get(_word(prefix, "everything")))
    if not everything and not any(sets):
        return base
    return replace(base or NOTHING, everything=everything, parties=sets[0], members_of=sets[1], some_members_of=sets[2])


def _word(prefix: str, word: str) -> str:
    return prefix + word[:1].upper() + word[1:] if prefix else word


def _set(said: Values, word: str, base: Named | None) -> Named | None:
    if word in said.get(UNSTATED, ()):
        return None
    values = said.get(word)
    if not values:
        return base
    return ALL if list(values) == [ALL_WORD] else frozenset(values)


def _words(named: Named | None) -> list[str]:
    return [] if named is None else [ALL_WORD] if named is ALL else sorted(named)


def _one(said: Values, word: str, read: Callable[[str], Any], otherwise: Any) -> Any:  # noqa: ANN401 - any property
    values = said.get(word)
    return read(values[0]) if values else otherwise


def _truth(text: str) -> bool:
    return text == "true"
