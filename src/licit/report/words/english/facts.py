# SPDX-License-Identifier: Apache-2.0
"""English: each kind of fact, as a short name inside a sentence and as a line of its own."""

from __future__ import annotations

from functools import singledispatch
from typing import Final

from licit.model.fact import (
    UNLIMITED,
    Control,
    Fact,
    Finding,
    Grant,
    GrantKind,
    Membership,
    Operation,
    OptOut,
    Power,
    Requirement,
    Server,
    Statute,
    StatuteKind,
    Termination,
)
from licit.model.scope import NOTHING
from licit.report.clean import clean
from licit.report.words.english import grammar
from licit.report.words.names import Names

GRANTS: Final = {
    GrantKind.ASSIGNMENT: "assignment",
    GrantKind.EXCLUSIVE: "exclusive",
    GrantKind.NON_EXCLUSIVE: "non-exclusive grant",
    GrantKind.MANDATE: "mandate",
}
_STATUTES: Final = {
    StatuteKind.EXTENDED: "lets {society} authorise for owners who have not opted out",
    StatuteKind.COMPULSORY: "lets anyone make the use",
    StatuteKind.EXCEPTION: "asks for no authority",
}
_POWERS: Final = {Power.EXERCISE: "own use", Power.SUBLICENSE: "to let others"}


def name(n: Names, fact: str) -> str:
    """A fact inside a sentence: ``the mandate from RAO to ROMS``."""
    held = n.fact(fact)
    return clean(fact) if held is None else _name(held, n)


@singledispatch
def _name(fact: Fact, _n: Names) -> str:
    raise TypeError(f"{type(fact).__name__} is no kind of fact")


@_name.register
def _(fact: Control, n: Names) -> str:
    return f"the share of {n.party(fact.party)} in {n.title(fact.asset)}"


@_name.register
def _(fact: Grant, n: Names) -> str:
    return f"the {GRANTS[fact.kind]} from {n.party(fact.grantor)} to {n.party(fact.grantee)}"


@_name.register
def _(fact: Termination, n: Names) -> str:
    return f"the end of {name(n, fact.grant)}"


@_name.register
def _(fact: Statute, n: Names) -> str:
    return clean(fact.article) or f"the law {n.quoted(fact.id)}"


@_name.register
def _(fact: OptOut, n: Names) -> str:
    return f"the opt-out of {n.party(fact.party)}"


@_name.register
def _(fact: Membership, n: Names) -> str:
    return f"the membership of {n.party(fact.member)} in {n.party(fact.group)}"


@_name.register
def _(fact: Requirement, n: Names) -> str:
    if n.conventional(fact.id):
        return "the default requirement"
    return clean(fact.article) or f"the requirement {n.quoted(fact.id)}"


@_name.register
def _(fact: Server, n: Names) -> str:
    return f"the server of {n.party(fact.service)} in {grammar.place(n, fact.territory)}"


@_name.register
def _(fact: Operation, n: Names) -> str:
    return f"the operation of {n.party(fact.service)} by {n.party(fact.operator)}"


@_name.register
def _(fact: Finding, _n: Names) -> str:
    by = clean(fact.authority) or "an authority"
    return f"the finding of {by}"


def line(n: Names, fact: Fact) -> str:
    """A fact in full: all that it says, and nothing of who says so."""
    return _line(fact, n)


@singledispatch
def _line(fact: Fact, _n: Names) -> str:
    raise TypeError(f"{type(fact).__name__} is no kind of fact")


@_line.register
def _(fact: Control, n: Names) -> str:
    what = f"owner of {n.whole_share(fact.share)} of {n.title(fact.asset)}: {n.party(fact.party)}"
    parts = [f"rights: {grammar.rights(n, fact.rights)}", f"territories: {n.territories(fact.territories)}"]
    return _joined(what, *parts, grammar.term(n, fact.term))


@_line.register
def _(fact: Grant, n: Names) -> str:
    what = f"{n.party(fact.grantor)} gives {n.party(fact.grantee)} {_article(GRANTS[fact.kind])}"
    scope = fact.scope
    less = "" if scope.exceptions == NOTHING else f", less {grammar.repertoire(n, scope.exceptions)}"
    parts = [
        "" if fact.kind is GrantKind.ASSIGNMENT else _powers(fact),
        f"repertoire: {grammar.repertoire(n, scope.repertoire)}{less}",
        f"rights: {grammar.rights(n, scope.rights)}",
        f"uses: {grammar.uses(n, scope.uses)}",
        f"territories: {'not stated' if scope.territories is None else n.territories(scope.territories)}",
        grammar.term(n, fact.term),
        f"signed {grammar.on(n, fact.executed)}" if fact.executed else "",
        f"number {fact.order} of its day" if fact.order is not None else "",
        f"retained until {n.when(fact.retention_end)}" if fact.retention_end else "",
        f"reserved: {n.listed(_POWERS[one] for one in Power if one in fact.reserved)}" if fact.reserved else "",
        f"sublicences survive until {n.when(fact.survives_until)}" if fact.survives_until else "",
        "groups as of signature" if fact.at_signature else "",
    ]
    parts += [f"condition {n.quoted(one.text)}: {_FULFILLED[one.fulfilled]}" for one in fact.conditions]
    return _joined(what, *parts)


_FULFILLED: Final = {True: "fulfilled", False: "not fulfilled", None: "fulfilment not on record"}


@_line.register
def _(fact: Termination, n: Names) -> str:
    return f"{name(n, fact.grant)} ended {grammar.on(n, fact.last_day)}"


@_line.register
def _(fact: Statute, n: Names) -> str:
    what = f"{_name(fact, n)} {_STATUTES[fact.kind].format(society=n.party(fact.society))}"
    links = "" if fact.kind is not StatuteKind.EXTENDED or fact.links >= UNLIMITED else f"further links: {fact.links}"
    parts = [
        f"rights: {grammar.rights(n, fact.rights)}",
        f"uses: {grammar.uses(n, fact.uses)}",
        f"territories: {'not stated' if fact.territories is None else n.territories(fact.territories)}",
        f"assets: {n.listed(n.title(one) for one in sorted(fact.assets))}" if fact.assets is not None else "",
        links,
        grammar.term(n, fact.term),
    ]
    return _joined(what, *parts)


@_line.register
def _(fact: OptOut, n: Names) -> str:
    return _joined(f"{n.party(fact.party)} has opted out of {name(n, fact.statute)}", grammar.term(n, fact.term))


@_line.register
def _(fact: Membership, n: Names) -> str:
    what = f"{n.party(fact.member)} is a member of {n.party(fact.group)}, which confers no authority"
    return _joined(what, grammar.term(n, fact.term))


@_line.register
def _(fact: Requirement, n: Names) -> str:
    asked = "; ".join(f"{n.word(kind)}: {n.listed(n.word(one) for one in named)}" for kind, named in fact.rights)
    what = f"{_name(fact, n)} asks for {n.word(fact.use)}: {asked or 'nothing'}"
    owners = "any one co-owner suffices" if fact.any_co_owner else "of all owners"
    return _joined(what, owners, f"territories: {n.territories(fact.territories)}", grammar.term(n, fact.term))


@_line.register
def _(fact: Server, n: Names) -> str:
    what = f"{n.party(fact.service)} acts from a server in {grammar.place(n, fact.territory)}"
    return _joined(what, grammar.term(n, fact.term))


@_line.register
def _(fact: Operation, n: Names) -> str:
    return _joined(f"{n.party(fact.operator)} operates {n.party(fact.service)}", grammar.term(n, fact.term))


@_line.register
def _(fact: Finding, n: Names) -> str:
    by = clean(fact.authority) or "an authority"
    held = "is so" if fact.holds else "is not so"
    parts = [
        f"binding in {n.territories(fact.territories)}",
        f"between {n.parties(fact.between)}" if fact.between else "",
        "interim or under appeal" if fact.interim else "",
        grammar.term(n, fact.term),
    ]
    return _joined(f"{by} held that this {held}: {name(n, fact.fact)}", *parts)


def _powers(fact: Grant) -> str:
    links = "no power to let others" if fact.sublicense == 0 else "may let others"
    if 0 < fact.sublicense < UNLIMITED:
        links += f" ({fact.sublicense} further)"
    return f"{'own use' if fact.exercise else 'no own use'}, {links}"


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _joined(what: str, *parts: str) -> str:
    return "; ".join([what, *(part for part in parts if part)])
