# SPDX-License-Identifier: Apache-2.0
"""How a fact stands in one slice and cell, where findings or denied patterns speak of it. Source: SEMANTICS §4; §2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from licit.engine.believed import SILENT, Word, ranked
from licit.engine.grants import LOWER, READINGS, UPPER
from licit.model.day import Term, begins, ends
from licit.model.fact import Finding, Grant
from licit.model.proof import Standing
from licit.model.scope import ALL, Named
from licit.model.statement import GrantPattern

if TYPE_CHECKING:
    from licit.engine.span import Span


class Here(NamedTuple):
    """One slice of a span, and leaves of it in which the same findings bind."""

    span: Span
    number: int
    cell: int


def standing_here(here: Here, fact_id: str, owner: str, seen: tuple[str, ...] = ()) -> Standing:
    """How a fact stands here for the share of this owner."""
    sure: set[bool] = set()
    possible: set[bool] = set()
    for finding in here.span.record.findings_on.get(fact_id, ()):
        if finding.id in (*seen, fact_id) or not _binds(here, finding, owner, UPPER):
            continue
        stands = standing_here(here, finding.id, owner, (*seen, fact_id))
        if stands is Standing.ACCEPTED and not finding.interim and _binds(here, finding, owner, LOWER):
            sure.add(finding.holds)
        elif stands not in SILENT:
            possible.add(finding.holds)
    base = _by_words(here, fact_id)
    return _agreed([_held(sure | some, base) for some in _subsets(possible)])


def _binds(here: Here, finding: Finding, owner: str, reading: int) -> bool:
    span = here.span
    day = span.days[here.number]
    if not finding.term.covers(day, READINGS[reading]):
        return False
    if not span.places.mask(finding.territories, day) & here.cell:
        return False
    if not finding.between:
        return True
    return span.service in finding.between and (owner in finding.between or span.believed.shareless(finding))


def _by_words(here: Here, fact_id: str) -> Standing:
    believed = here.span.believed
    patterned = believed.patterned(fact_id)
    fact = here.span.record.by_id.get(fact_id)
    if not patterned or not isinstance(fact, Grant):
        return believed.by_words(fact_id)
    words = believed.words(fact_id)
    readings = []
    for reading in (LOWER, UPPER):
        denied: list[Word] = [word for pattern, word in patterned if lies_in(here, fact, pattern, reading)]
        readings.append(ranked(words + denied))
    return _agreed(readings)


def lies_in(here: Here, grant: Grant, pattern: GrantPattern, reading: int) -> bool:
    """Whether a grant lies wholly in a denied pattern, dimension by dimension."""
    scope = grant.scope
    day = grant.signed.earliest if grant.at_signature and grant.signed else here.span.days[here.number]
    places = here.span.places
    return (
        _grantor_in(here, grant.grantor, pattern, reading)
        and (pattern.grantees is None or grant.grantee in pattern.grantees)
        and (pattern.rights is None or _within(scope.rights, pattern.rights))
        and (pattern.uses is None or _uses_within(here, scope.uses, pattern.uses))
        and (
            pattern.territories is None
            or (
                scope.territories is not None
                and not places.mask(scope.territories, day) & ~places.mask(pattern.territories, day)
            )
        )
        and (pattern.term is None or _term_within(grant, pattern.term, reading))
    )


def _grantor_in(here: Here, grantor: str, pattern: GrantPattern, reading: int) -> bool:
    if pattern.grantors is None and pattern.members_of is None:
        return True
    if grantor in (pattern.grantors or ()):
        return True
    above = here.span.above(grantor, None, reading)
    leaves = here.cell << here.span.width * here.number
    return any(above.get(group, 0) & leaves for group in pattern.members_of or ())


def _uses_within(here: Here, inner: Named | None, outer: Named) -> bool:
    if outer is ALL:
        return True
    if inner is None or inner is ALL:
        return False
    covers, day = here.span.record.uses.covers, here.span.days[here.number]
    return all(any(covers(wide, use, day) for wide in outer) for use in inner)


def _within(inner: Named | None, outer: Named) -> bool:
    return outer is ALL or (inner is not None and inner is not ALL and inner <= outer)


def _term_within(grant: Grant, term: Term, reading: int) -> bool:
    """Whether the grant's term lies in the pattern's: surely (lower), or as its imprecise days may be (upper)."""
    narrow, wide = READINGS[reading], READINGS[1 - reading]
    starts = begins(term.start, narrow) <= begins(grant.begun, wide)
    return starts and ends(grant.stated_end, wide) <= ends(term.end, narrow)


def _agreed(outcomes: list[Standing]) -> Standing:
    """The one outcome, or disputed where it matters which is right; a fact denied counts no more than one unsaid."""
    if len(set(outcomes)) == 1 or all(outcome in SILENT for outcome in outcomes):
        return outcomes[0]
    return Standing.DISPUTED


def _held(held: set[bool], base: Standing) -> Standing:
    if not held:
        return base
    if len(held) > 1:
        return Standing.DISPUTED  # findings that contradict each other, whichever is later
    return Standing.ACCEPTED if True in held else Standing.REJECTED


def _subsets(values: set[bool]) -> Iterator[set[bool]]:
    yield set()
    yield from ({value} for value in values)
    if len(values) > 1:
        yield values
