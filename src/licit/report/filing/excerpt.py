# SPDX-License-Identifier: Apache-2.0
"""The part of a record that a proof rests on: the facts it names, what is said of them, and what both need.

Source: SEMANTICS §5: keep only the facts named in a proof, and the answer stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from licit.model.fact import Fact, Grant, Server
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import Repertoire
from licit.model.statement import GrantPattern
from licit.model.territory import Atlas, Expression


def excerpt(record: Record, question: Question, facts: Iterable[str]) -> Record:
    """These facts and the statements on them, denied patterns, and of the rest what they and the question name.

    Groups of territories and the hierarchy of uses are whole; of catalogues what the item has; parties for their names.
    """
    kept = record.keeping(facts)
    item = record.items.get(question.item)
    assets = [asset for _, some in item.assets for asset in some] if item else []
    named = {name for fact in kept.facts for name in _catalogues(fact)}
    position = record.positions.get(question.position)
    return Record(
        facts=tuple(sorted(kept.facts, key=lambda fact: fact.id)),
        statements=kept.statements,
        items={item.id: replace(item, title=item.title, group="", details=())} if item else {},
        assets={name: record.assets[name] for name in assets if name in record.assets},
        catalogues={name: record.catalogues[name] & set(assets) for name in sorted(named & record.catalogues.keys())},
        parties={name: one for name, one in record.parties.items() if name in _parties(kept, question)},
        positions={question.position: position} if position else {},
        atlas=_atlas(kept, question),
        uses=record.uses,
        editions=record.editions,
        complete_until=record.complete_until,
        title=record.title,
    )


def _catalogues(fact: Fact) -> Iterator[str]:
    if isinstance(fact, Grant):
        for one in (fact.scope.repertoire or Repertoire(), fact.scope.exceptions):
            yield from one.catalogues


def _parties(kept: Record, question: Question) -> frozenset[str]:
    names = ("party", "grantor", "grantee", "society", "member", "group", "operator", "service")
    found = {str(getattr(fact, name)) for fact in kept.facts for name in names if hasattr(fact, name)}
    return frozenset(found | {question.service})


def _atlas(kept: Record, question: Question) -> Atlas:
    atlas = kept.atlas
    steps = {name for expression in _expressions(kept) for _, name in expression.steps}
    leaves = {question.territory, *(fact.territory for fact in kept.facts if isinstance(fact, Server))}
    return Atlas(
        leaves={name: atlas.leaves[name] for name in sorted((leaves | steps) & atlas.leaves.keys())},
        groups={name: atlas.groups[name] for name in sorted((leaves | steps) & atlas.groups.keys())},
        edition=atlas.edition,
    )


def _expressions(kept: Record) -> Iterator[Expression]:
    for fact in kept.facts:
        held = fact.scope.territories if isinstance(fact, Grant) else getattr(fact, "territories", None)
        if held is not None:
            yield held
    for statement in kept.pattern_denials:
        pattern = statement.pattern or GrantPattern()
        if pattern.territories is not None:
            yield pattern.territories
