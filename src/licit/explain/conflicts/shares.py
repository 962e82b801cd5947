# SPDX-License-Identifier: Apache-2.0
"""Overclaimed shares: the owners that count have more than the whole of a right, in some leaves on some days.

Source: SEMANTICS §3.7. ``licit lint`` adds up what is written, whoever says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from licit.engine.believed import Believed
from licit.engine.grants import LOWER, UPPER
from licit.engine.places import refined
from licit.explain.overreach.field import Field
from licit.explain.overreach.lots import Rights
from licit.model.conflict import Conflict, ConflictKind
from licit.model.day import FIRST, LAST
from licit.model.fact import Control
from licit.model.record import Record
from licit.model.share import TOLERANCE, WHOLE
from licit.reference.alike import change_days


class _Row(NamedTuple):
    control: Control
    surely: int
    perhaps: int


def overclaims(believed: Believed) -> Iterator[Conflict]:
    """Each asset, right, and set of rows that together claim too much, with where and when."""
    rights = Rights(believed.record)
    for asset, controls in believed.record.controls_of.items():
        if sum(control.share.hundredths for control in controls) > WHOLE + TOLERANCE:
            yield from _in_asset(believed, rights, asset, controls)


def _in_asset(believed: Believed, rights: Rights, asset: str, controls: Sequence[Control]) -> Iterator[Conflict]:
    small = Record(facts=tuple(controls), atlas=believed.record.atlas)
    findings = tuple(finding for control in controls for finding in believed.speaking_of(control.id))
    days = change_days(Record(facts=(*small.facts, *findings), atlas=small.atlas), FIRST, LAST)
    field = Field(believed, "", "", days, frozenset())
    rows = [_row(field, control) for control in controls if control.share.hundredths]
    by_rows: dict[tuple[_Row, ...], list[str]] = {}
    for right in sorted({right for control in controls for right in rights.of(control)}):
        by_rows.setdefault(tuple(row for row in rows if right in rights.of(row.control)), []).append(right)
    for together, named in by_rows.items():
        for (counting, sure), mask in _too_much(field, together).items():
            yield Conflict(
                kind=ConflictKind.OVERCLAIM,
                facts=tuple(control.id for control in counting),
                parties=tuple(dict.fromkeys(control.party for control in counting)),
                sure=sure,
                stretches=field.stretches(mask),
                rights=tuple(named),
                asset=asset,
                hundredths=sum(control.share.hundredths for control in counting),
                standings=tuple((control.id, believed.by_words(control.id)) for control in counting),
            )


def _row(field: Field, control: Control) -> _Row:
    stands = field.span.stands(control.id, "")
    there = field.span.tile(control.territories) & field.exists
    surely = there & field.span.term(control.term, LOWER) & stands.accepted
    return _Row(control, surely, there & field.span.term(control.term, UPPER) & (stands.accepted | stands.disputed))


def _too_much(field: Field, rows: Sequence[_Row]) -> dict[tuple[tuple[Control, ...], bool], int]:
    """The rows that count together where they claim too much: surely, or if all that may count do."""
    cells = [field.exists] if field.exists else []
    for row in rows:
        cells = refined(refined(cells, row.surely), row.perhaps)
    found: dict[tuple[tuple[Control, ...], bool], int] = {}
    for cell in cells:
        for sure in (True, False):
            counting = tuple(row.control for row in rows if cell & (row.surely if sure else row.perhaps))
            if sum(control.share.hundredths for control in counting) > WHOLE + TOLERANCE:
                found[counting, sure] = found.get((counting, sure), 0) | cell
                break
    return found
