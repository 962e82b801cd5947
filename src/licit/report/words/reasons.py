# SPDX-License-Identifier: Apache-2.0
"""A counted reason back as the break it came from, so that one phrase serves both."""

from __future__ import annotations

from typing import Final

from licit.model.overview import Reason
from licit.model.proof import Break, Dimension

_BY_CODE: Final = {one.name.lower().replace("_", "-"): one for one in Dimension}
_WITHOUT_GRANT: Final = (Dimension.MEMBERSHIP, Dimension.NO_GRANT, Dimension.NO_EXERCISE)


def as_break(reason: Reason) -> Break | None:
    """The break that a reason counts; ``None`` where it counts no break.

    A bar on somebody's own use names the exclusives alone, one on a grant names the grant first.
    """
    dimension = _BY_CODE.get(reason.code)
    if dimension is None:
        return None
    own_use = dimension is Dimension.BARRED and len(reason.facts) == 1
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


def _first(reason: Reason) -> str:
    return reason.facts[0] if reason.facts else ""
