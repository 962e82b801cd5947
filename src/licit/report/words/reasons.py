# SPDX-License-Identifier: Apache-2.0
"""A counted reason back as the break it came from, so that one phrase serves both."""

from __future__ import annotations

from typing import Final

from licit.model.fact import Fact, Grant
from licit.model.overview import Reason
from licit.model.proof import Break, Dimension
from licit.model.record import Record

_BY_CODE: Final = {one.code: one for one in Dimension}
_WITHOUT_GRANT: Final = (Dimension.MEMBERSHIP, Dimension.NO_GRANT, Dimension.NO_EXERCISE)


def as_break(reason: Reason, record: Record) -> Break | None:
    """The break that a reason counts; ``None`` where it counts no break.

    A bar on a grant names that grant first, one on somebody's own use only the exclusives, which went to others.
    """
    dimension = _BY_CODE.get(reason.code)
    if dimension is None:
        return None
    own_use = dimension is Dimension.BARRED and not _goes_to(record.by_id.get(_first(reason)), reason.to)
    grant, by = ("", reason.facts) if own_use or dimension in _WITHOUT_GRANT else (_first(reason), reason.facts[1:])
    began = dimension is Dimension.NOT_BEGUN
    return Break(
        dimension,
        reason.at,
        reason.to,
        grant,
        by,
        held_from=reason.day if began else None,
        held_until=None if began else reason.day,
    )


def _goes_to(fact: Fact | None, party: str) -> bool:
    return isinstance(fact, Grant) and fact.grantee == party


def _first(reason: Reason) -> str:
    return reason.facts[0] if reason.facts else ""
