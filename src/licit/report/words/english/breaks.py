# SPDX-License-Identifier: Apache-2.0
"""English: in what a link breaks. The first table is fixed and neutral; the second says it of one link."""

from __future__ import annotations

from datetime import date
from typing import Final

from licit.model.day import FIRST, LAST, When
from licit.model.fact import Grant, Statute, Termination
from licit.model.proof import Break, Dimension
from licit.model.scope import ALL, Named
from licit.report.words.english import grammar
from licit.report.words.english.facts import name
from licit.report.words.names import Names

_FEW: Final = 2
DIMENSIONS: Final = {
    Dimension.NO_GRANT: "no grant on record",
    Dimension.TERRITORY: "territory not covered",
    Dimension.USE: "use not covered",
    Dimension.RIGHT: "right not covered",
    Dimension.REPERTOIRE: "repertoire not covered",
    Dimension.TERM: "ended before the day",
    Dimension.NOT_BEGUN: "not begun on the day",
    Dimension.NO_SUBLICENSE: "no power to let others",
    Dimension.LINKS: "limit of links reached",
    Dimension.NO_EXERCISE: "no power of own use",
    Dimension.OPTED_OUT: "opted out",
    Dimension.BARRED: "barred by an earlier exclusive",
    Dimension.MEMBERSHIP: "only a membership on record",
    Dimension.FELL: "fell with the grant it hangs on",
    Dimension.CONDITION: "condition not on record as fulfilled",
    Dimension.DISPUTED: "disputed",
    Dimension.REJECTED: "denied",
    Dimension.UNSAID: "said by no source believed here",
    Dimension.LAW: "reached by no law on record",
}


def _no_grant(n: Names, at: Break) -> str:
    return f"no grant on record from {n.party(at.at)} to {n.party(at.to)}"


def _territory(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    held = (
        fact.scope.territories if isinstance(fact, Grant) else fact.territories if isinstance(fact, Statute) else None
    )
    if held is None:
        return f"{name(n, at.grant)} does not state its territories"
    return f"{name(n, at.grant)} covers other territories only: {n.territories(held)}"


def _use(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    held = fact.scope.uses if isinstance(fact, Grant) else fact.uses if isinstance(fact, Statute) else None
    if held is None:
        return f"{name(n, at.grant)} does not state its uses"
    return f"{name(n, at.grant)} covers other uses only: {_few(n, held)}"


def _right(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    held = fact.scope.rights if isinstance(fact, Grant) else fact.rights if isinstance(fact, Statute) else None
    if held is None:
        return f"{name(n, at.grant)} does not state its rights"
    return f"{name(n, at.grant)} covers other rights only: {_few(n, held)}"


def _few(n: Names, named: Named) -> str:
    """What is covered: by name where it is little, else only in which kinds of asset."""
    if named is ALL:
        return "all"  # never, where it does not cover
    if len(named) <= _FEW:
        return n.listed(n.word(one) for one in sorted(named))
    kinds = sorted({one.partition(":")[0] for one in named if ":" in one})
    return f"rights in {n.listed(n.word(kind) for kind in kinds)}" if kinds else f"{len(named)} others"


def _repertoire(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    if isinstance(fact, Grant) and fact.scope.repertoire is None:
        return f"{name(n, at.grant)} does not state its repertoire"
    return f"{name(n, at.grant)} does not cover this repertoire"


def _term(n: Names, at: Break) -> str:
    return f"{name(n, at.grant)} ended{_ended(n, at)}"


def _ended(n: Names, at: Break) -> str:
    for fact in map(n.fact, at.by):
        if isinstance(fact, Termination):
            return f" {grammar.on(n, fact.last_day)}"
    fact = n.fact(at.grant)
    stated = fact.stated_end if isinstance(fact, Grant) else getattr(getattr(fact, "term", None), "end", None)
    return _stated(n, stated, at.held_until)


def _not_begun(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    stated = fact.begun if isinstance(fact, Grant) else getattr(getattr(fact, "term", None), "start", None)
    return f"{name(n, at.grant)} begins only{_stated(n, stated, at.held_from)}"


def _stated(n: Names, stated: When | None, day: date | None) -> str:
    if isinstance(stated, When) and day in (stated.earliest, stated.latest):
        return f" {grammar.on(n, stated)}"
    return "" if day in (None, FIRST, LAST) or day is None else f" on {n.day(day)}"


def _no_sublicense(n: Names, at: Break) -> str:
    return f"{n.party(at.at)} has no power on record to let others, so {name(n, at.grant)} passes nothing on"


def _links(n: Names, at: Break) -> str:
    return f"{n.party(at.at)} has used up the links it may give, so {name(n, at.grant)} passes nothing on"


def _no_exercise(n: Names, at: Break) -> str:
    return f"{n.party(at.at)} has no power on record to make the use itself"


def _opted_out(n: Names, at: Break) -> str:
    return f"{n.listed(name(n, one) for one in at.by) or 'an opt-out'} takes the share out of {name(n, at.grant)}"


def _barred(n: Names, at: Break) -> str:
    what = name(n, at.grant) if at.grant else f"{n.party(at.at)}’s own use"
    return f"{what} is barred by an earlier exclusive: {n.listed(name(n, one) for one in at.by)}"


def _membership(n: Names, at: Break) -> str:
    held = n.listed(name(n, one) for one in at.by) or "a membership"
    return f"only {held} ties {n.party(at.at)} to {n.party(at.to)}; a membership confers no authority"


def _fell(n: Names, at: Break) -> str:
    return f"{name(n, at.grant)} fell with {n.listed(name(n, one) for one in at.by) or 'the grant it hangs on'}"


def _condition(n: Names, at: Break) -> str:
    fact = n.fact(at.grant)
    texts = [one.text for one in fact.conditions if one.fulfilled is not True] if isinstance(fact, Grant) else []
    which = f": {n.listed(n.quoted(text) for text in texts)}" if texts else ""
    return f"{name(n, at.grant)} has a condition that is not on record as fulfilled{which}"


def _disputed(n: Names, at: Break) -> str:
    return f"{name(n, at.grant)} is disputed{_by(n, at)}"


def _rejected(n: Names, at: Break) -> str:
    return f"{name(n, at.grant)} is denied{_by(n, at)}"


def _unsaid(n: Names, at: Break) -> str:
    return f"{name(n, at.grant)} is said by no source believed here"


def _by(n: Names, at: Break) -> str:
    return f" (see {n.listed(name(n, one) for one in at.by)})" if at.by else ""


def _law(n: Names, at: Break) -> str:
    return f"{name(n, at.grant)} does not reach this share" if at.grant else "no law on record reaches this share"


BREAKS: Final = {
    Dimension.NO_GRANT: _no_grant,
    Dimension.TERRITORY: _territory,
    Dimension.USE: _use,
    Dimension.RIGHT: _right,
    Dimension.REPERTOIRE: _repertoire,
    Dimension.TERM: _term,
    Dimension.NOT_BEGUN: _not_begun,
    Dimension.NO_SUBLICENSE: _no_sublicense,
    Dimension.LINKS: _links,
    Dimension.NO_EXERCISE: _no_exercise,
    Dimension.OPTED_OUT: _opted_out,
    Dimension.BARRED: _barred,
    Dimension.MEMBERSHIP: _membership,
    Dimension.FELL: _fell,
    Dimension.CONDITION: _condition,
    Dimension.DISPUTED: _disputed,
    Dimension.REJECTED: _rejected,
    Dimension.UNSAID: _unsaid,
    Dimension.LAW: _law,
}
