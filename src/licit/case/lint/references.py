# SPDX-License-Identifier: Apache-2.0
"""Names that nothing bears: each with the nearest that something does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from licit.case.lint import mentions
from licit.case.lint.names import Names
from licit.case.lint.own import own, own_notes, own_statements
from licit.case.lint.remark import Remark, also_known
from licit.case.loaded import Case
from licit.model.fact import Finding, OptOut, Termination
from licit.model.position import VOCABULARY
from licit.model.statement import Statement


def unknown_party(case: Case) -> Iterator[Remark]:
    """A fact, claim, figure, item, offer or question names a party that is not declared."""
    yield from _unknown(mentions.parties(case), Names("party", case.record.parties, "declare it under parties"))


def unknown_asset(case: Case) -> Iterator[Remark]:
    """A control, scope, statute or catalogue names an asset that neither assets nor any item declares."""
    known = set(case.record.assets)
    for item in case.record.items.values():
        known.update(asset for _, assets in item.assets for asset in assets)
    yield from _unknown(mentions.assets(case), Names("asset", known, "declare it under assets or in an item"))


def unknown_catalogue(case: Case) -> Iterator[Remark]:
    """A scope names a catalogue that is not declared."""
    names = Names("catalogue", case.record.catalogues, "list it under catalogues")
    yield from _unknown(mentions.catalogues(case), names)


def unknown_item(case: Case) -> Iterator[Remark]:
    """A service offers, or a question asks about, an item that is not on record: every answer on it is unknown."""
    yield from _unknown(mentions.items(case), Names("item", case.record.items, "describe it under items"))


def unknown_position(case: Case) -> Iterator[Remark]:
    """A question is asked in a position that is not declared."""
    names = Names("position", case.record.positions, "describe it under positions")
    asked = ((f"question:{number}.position", one.question.position) for number, one in enumerate(case.questions))
    yield from _unknown(asked, names)


def unknown_source(case: Case) -> Iterator[Remark]:
    """A statement, note, figure or position names a source that is neither a party nor evidence."""
    known = also_known(case.record.parties, *case.evidence, VOCABULARY)
    yield from _unknown(_sources(case), Names("source", known, "declare it under parties or evidence"))


def _sources(case: Case) -> Iterator[mentions.Mention]:
    for at, statement in own_statements(case):
        yield f"{at}.by", statement.source
        if statement.through:
            yield f"{at}.through", statement.through
    for one in own_notes(case):
        if one.source:
            yield f"{one.id}.source", one.source
    for position in case.record.positions.values():
        if position.name not in case.borrowed.positions:
            yield from ((f"position:{position.name}.ranks", name) for rank in position.ranks for name in rank)
    yield from (("case.expected-sources", name) for name in case.record.expected_sources)


def unknown_fact(case: Case) -> Iterator[Remark]:
    """A statement, termination, finding or opt-out is about a fact that is not on record, or not of its kind."""
    record = case.record
    more = {one.id for one in record.claims} | {one.id for one in record.notes} | {one.id for one in record.figures}
    facts = Names("fact", also_known(record.by_id, *more), "record the fact it speaks of")
    grants = Names("grant", {grant.id for grant in record.grants}, "record the grant under grants")
    statutes = Names("statute", {statute.id for statute in record.statutes}, "record the law under statutes")
    yield from _unknown(_spoken_of(own_statements(case)), facts)
    yield from _unknown(((f"{one.id}.fact", one.fact) for one in own(case, Finding)), facts)
    yield from _unknown(((f"{one.id}.grant", one.grant) for one in own(case, Termination)), grants)
    yield from _unknown(((f"{one.id}.statute", one.statute) for one in own(case, OptOut)), statutes)


def _spoken_of(statements: Iterable[tuple[str, Statement]]) -> Iterator[mentions.Mention]:
    for at, statement in statements:
        yield from ((f"{at}.facts", name) for name in statement.facts)


def unasked_right(case: Case) -> Iterator[Remark]:
    """Only rights are named that no requirement on record asks for: no answer hangs on them."""
    asked = {right for law in case.record.requirements for _, rights in law.rights for right in rights}
    for at, rights in mentions.rights(case):
        if asked and rights and not rights & asked:  # one of several may well be asked for
            yield Remark(
                at,
                f"no requirement on record asks for {' or '.join(sorted(rights))}",
                "name the right that the law asks for, or record the requirement that needs this one",
            )


def group_without_members(case: Case) -> Iterator[Remark]:
    """A scope names the members of a group to which nobody on record belongs."""
    filled = {membership.group for membership in case.record.memberships}
    for at, group in mentions.groups(case):
        if group not in filled and group in case.record.parties:
            yield Remark(
                at,
                f"nobody on record is a member of {group}",
                "record its members under memberships, or name the parties",
            )


def _unknown(mentioned: Iterable[mentions.Mention], names: Names) -> Iterator[Remark]:
    for at, name in mentioned:
        if name not in names:
            yield Remark(at, *names.unknown(name))
