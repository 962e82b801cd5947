# SPDX-License-Identifier: Apache-2.0
"""What the checker need not judge twice: leaves in the same sets, items of which the same is on record.

Source: SEMANTICS §6 (rights classes); a class here is finer than need be, never coarser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from licit.model.canonical import canonical
from licit.model.fact import Control, Fact, Finding, Grant, Requirement, Server, Statute
from licit.model.record import Record
from licit.model.scope import Repertoire
from licit.model.territory import Expression

Classes = tuple[tuple[str, ...], ...]


def leaf_classes(record: Record, day: date, leaves: Iterable[str]) -> Classes:
    """Leaves that lie in the same territory sets, as these are on the day and on every day of a signature."""
    sets = [expression.leaves(record.atlas, on) for expression, on in set(_expressions(record, day))]
    standing = {server.territory for server in record.servers}
    return _grouped({leaf: (tuple(leaf in one for one in sets), leaf if leaf in standing else "") for leaf in leaves})


def item_classes(record: Record, items: Iterable[str], known_by: date) -> Classes:
    """Items whose assets have the same owners, shares, territories, terms and words, and stand in the same lists.

    Of the words those count that were published by ``known_by``; of a lone one it matters not when it was made.
    """
    lists = [*record.catalogues.values()]
    for grant in record.grants:
        lists += [one.assets for one in (grant.scope.repertoire or Repertoire(), grant.scope.exceptions)]
    lists += [statute.assets for statute in record.statutes if statute.assets is not None]
    return _grouped({item: _situation(record, lists, item, known_by) for item in items})


def _grouped(keys: Mapping[str, object]) -> Classes:
    found: dict[object, list[str]] = {}
    for name, key in keys.items():
        found.setdefault(key, []).append(name)
    return tuple(tuple(same) for same in found.values())


def _situation(record: Record, lists: list[frozenset[str]], name: str, known_by: date) -> object:
    item = record.items.get(name)
    if item is None:
        return None
    return tuple(
        (kind, tuple(sorted(_of(record, lists, asset, known_by) for asset in assets))) for kind, assets in item.assets
    )


def _of(record: Record, lists: list[frozenset[str]], asset: str, known_by: date) -> str:
    owned = sorted(repr(_owner(record, control, known_by)) for control in record.controls_of.get(asset, ()))
    return repr((owned, [asset in one for one in lists]))


def _owner(record: Record, control: Control, known_by: date) -> object:
    """A control without its own name and that of its asset; one that findings speak of is like no other."""
    said = [one for one in record.statements_on.get(control.id, ()) if one.published_on <= known_by]
    words = sorted(
        (one.source, one.affirms, one.basis.value, one.made_on if len(said) > 1 else known_by) for one in said
    )
    own = control.id if control.id in record.findings_on else ""
    parts = control.party, control.rights, control.share, control.territories, control.term
    return canonical(parts), words, own


def _expressions(record: Record, day: date) -> Iterator[tuple[Expression, date]]:
    for fact in record.facts:
        for expression in _named(fact):
            yield expression, day
            if isinstance(fact, Grant) and fact.signed is not None:
                yield expression, fact.signed.earliest
                yield expression, fact.signed.latest
    for word in record.pattern_denials:
        if word.pattern and word.pattern.territories:
            yield word.pattern.territories, day


def _named(fact: Fact) -> Iterator[Expression]:
    if isinstance(fact, Grant):
        if fact.scope.territories is not None:
            yield fact.scope.territories
    elif isinstance(fact, Control | Requirement | Finding | Statute) and fact.territories is not None:
        yield fact.territories
    elif isinstance(fact, Server):
        yield Expression(((True, fact.territory),))
