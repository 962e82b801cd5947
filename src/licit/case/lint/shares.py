# SPDX-License-Identifier: Apache-2.0
"""Shares that do not make a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from licit.case.lint.own import own
from licit.case.lint.remark import Remark
from licit.case.loaded import Case
from licit.model.day import FIRST, Reading, begins, ends, next_day
from licit.model.fact import Control
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.share import TOLERANCE, WHOLE
from licit.model.territory import Expression

EVERY: Final = "every right"  # stands for the rights that no control of the asset names, where some has all
EVERY_OTHER: Final = "every other right"


def share_over_whole(case: Case) -> Iterator[Remark]:
    """The controls of one right in one asset add up to more than the whole, on some day in some territory."""
    for asset, controls in _own_assets(case):
        for right, day, leaf, rows in _sums(case.record, controls, Reading.LOWER):
            total = sum(row.share.hundredths for row in rows)
            if total > WHOLE + TOLERANCE:
                yield Remark(
                    f"{rows[-1].id}.share",
                    f"the shares of {right} in {asset}{_where(leaf, day)} add up to {_percent(total)}",
                    "mend the shares or the terms, unless sources really claim more than the whole",
                )
                break


def share_under_whole(case: Case) -> Iterator[Remark]:
    """The controls of one right in one asset add up to less than the whole: the rest has an unnamed owner."""
    for asset, controls in _own_assets(case):
        for right, day, leaf, rows in _sums(case.record, controls, Reading.UPPER):
            total = sum(row.share.hundredths for row in rows)
            if 0 < total < WHOLE - TOLERANCE:
                yield Remark(
                    f"{rows[0].id}.share",
                    f"the shares of {right} in {asset}{_where(leaf, day)} add up to {_percent(total)} only",
                    "record who owns the rest; without it the answer is unknown at best",
                )
                break


def zero_share(case: Case) -> Iterator[Remark]:
    """A control of nothing: a zero share is no owner."""
    for control in own(case, Control):
        if control.share.hundredths == 0:
            yield Remark(
                f"{control.id}.share", f"{control.party} has 0 % of {control.asset}, which owns nothing", "leave it out"
            )


def equal_rows(case: Case) -> Iterator[Remark]:
    """Two controls are equal in all but their id: their shares add up."""
    seen = dict[Control, str]()
    for control in own(case, Control):
        same = replace(control, id="", note="")
        if same in seen:
            yield Remark(
                control.id,
                f"it says the same as {seen[same]}, and rows of one party add up",
                "leave one of them out, or merge the two shares into one row",
            )
        seen.setdefault(same, control.id)


def _own_assets(case: Case) -> Iterator[tuple[str, tuple[Control, ...]]]:
    """The assets of which some control is the case's own, with all their controls."""
    mine = {control.asset for control in own(case, Control)}
    return ((asset, rows) for asset, rows in case.record.controls_of.items() if asset in mine)


def _sums(
    record: Record, controls: tuple[Control, ...], reading: Reading
) -> Iterator[tuple[str, date, str, list[Control]]]:
    """The controls that stand together: by right, by the first day of each slice, by leaf. Days in one reading."""
    named = {right for control in controls if control.rights is not ALL for right in control.rights}
    if any(control.rights is ALL for control in controls):
        named.add(EVERY_OTHER if named else EVERY)
    for day in _slices(controls, reading):
        standing = [control for control in controls if control.term.covers(day, reading)]
        for right in sorted(named):
            rows = [control for control in standing if control.rights is ALL or right in control.rights]
            yield from ((right, day, leaf, together) for leaf, together in _by_leaf(record, rows, day))


def _slices(controls: tuple[Control, ...], reading: Reading) -> list[date]:
    days = {FIRST}
    for control in controls:
        days.add(begins(control.term.start, reading))
        days.add(next_day(ends(control.term.end, reading)))
    return sorted(days)


def _by_leaf(record: Record, rows: list[Control], day: date) -> Iterator[tuple[str, list[Control]]]:
    lists = {row.territories for row in rows}
    if len(lists) == 1:  # most assets: no leaf differs from another
        yield str(rows[0].territories), rows
        return
    leaves: dict[Expression, frozenset[str]] = {one: one.leaves(record.atlas, day) for one in lists}
    for leaf in sorted(frozenset[str]().union(*leaves.values())):
        yield leaf, [row for row in rows if leaf in leaves[row.territories]]


def _where(leaf: str, day: date) -> str:
    return f" for {leaf}" + (f" on {day}" if day > FIRST else "")


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02} %"
