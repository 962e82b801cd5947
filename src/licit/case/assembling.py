# SPDX-License-Identifier: Apache-2.0
"""From contents to a case: facts in the order of their kinds, statements in that of their facts, places by number."""

from __future__ import annotations

from typing import Final

from licit.case.checks import BAD_VALUE
from licit.case.contents import Contents
from licit.case.gathering import Gathering
from licit.case.kinds import FACTS, STATEMENT
from licit.case.linking import linked
from licit.case.loaded import Case
from licit.case.under_way import UnderWay
from licit.model.fact import Fact
from licit.model.problem import Place
from licit.model.record import Record
from licit.model.statement import Statement
from licit.model.use import UseHierarchy

RANK: Final = {shape.model: number for number, shape in enumerate(FACTS.values())}


def assemble(read: UnderWay) -> Case:
    """The case, as far as it could be read."""
    head, contents, to = read.head, read.contents, read.to
    facts = tuple(sorted(contents.facts.values(), key=lambda fact: RANK[type(fact)]))
    statements = _in_order(contents.statements, facts)
    for number, (statement, key) in enumerate(statements):
        _number(number, statement, key, to.places)
    _check_links(contents, to)
    trade = to.words.trade
    record = Record(
        facts=facts,
        statements=tuple(statement for statement, _ in statements),
        items=linked(contents.items, contents.links, contents.assets),
        assets=contents.assets,
        catalogues={**contents.catalogues, **_listed(contents)},
        offers={service: tuple(items) for service, items in contents.offers.items()},
        parties=contents.parties,
        positions=contents.positions,
        atlas=to.words.territories.atlas,
        uses=trade.uses if trade else UseHierarchy(),
        claims=tuple(contents.claims.values()),
        notes=tuple(contents.notes.values()),
        figures=tuple(contents.figures.values()),
        expected_sources=head.expected_sources,
        editions=_editions(to),
        complete_until=head.complete_until,
        title=head.title,
    )
    return Case(
        record=record,
        questions=tuple(contents.questions),
        evidence=contents.evidence,
        places=to.places,
        path=read.path,
        folder="" if read.from_standard_input else str(read.folder),
        vocabulary=head.vocabulary,
        laws=head.laws,
        includes=head.includes,
        borrowed=read.borrowed,
        borrowed_evidence=read.borrowed_evidence,
    )


def _check_links(contents: Contents, to: Gathering) -> None:
    for recording, ids in contents.links.items():
        for one in [one for one in ids if one not in contents.assets]:
            what = f"{recording} embodies {one}, which no asset is"
            place = to.places.get(f"link:{recording}:{one}", Place(to.file))
            to.refuse(place, what, mend="declare it under assets", check=BAD_VALUE)
            del ids[one]


def _listed(contents: Contents) -> dict[str, frozenset[str]]:
    """The catalogues that rows add to, those of the files included."""
    return {name: contents.catalogues.get(name, frozenset()) | frozenset(ids) for name, ids in contents.listed.items()}


def own_fact(statement: Statement) -> str:
    """The one fact that the statement sits with in a file, or an empty text where it stands by itself."""
    alone = len(statement.facts) == 1 and statement.pattern is None and not statement.id
    return statement.facts[0] if alone else ""


def _in_order(said: list[tuple[Statement, str]], facts: tuple[Fact, ...]) -> list[tuple[Statement, str]]:
    at = {fact.id: number for number, fact in enumerate(facts)}
    return sorted(said, key=lambda one: at.get(own_fact(one[0]), len(at)))


def _number(number: int, statement: Statement, key: str, places: dict[str, Place]) -> None:
    names = [f"statement:{number}"] + ([f"statement:{statement.id}"] if statement.id else [])
    own = key in places
    for name in names:
        if own:
            places[name] = places[key]
        for field in STATEMENT.by_name:
            if (place := places.get(f"{key}.{field}")) is not None and key != own_fact(statement):
                places[f"{name}.{field}"] = place


def _editions(to: Gathering) -> tuple[tuple[str, str], ...]:
    found = [("territories", to.words.territories.edition)]
    if to.words.trade is not None:
        found.append((to.words.trade.name, to.words.trade.edition))
    return tuple(found)
