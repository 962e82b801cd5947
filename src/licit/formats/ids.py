# SPDX-License-Identifier: Apache-2.0
"""Ids of facts that come from files: the same fact has the same id, whichever file says it."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

BETWEEN: Final = "\x1f"  # of two parts


def fact_id(kind: str, *parts: object) -> str:
    """``<kind>-<12 hexadecimal digits>`` of the parts, in order. ``kind`` reads well in a proof: ``cwr-grant``.

    The parts are all that makes the fact what it is (who, to whom, in what, where, when), not where it was read.
    """
    text = BETWEEN.join(_written(part) for part in parts)
    return f"{kind}-{sha256(text.encode()).hexdigest()[:12]}"


def _written(part: object) -> str:
    if isinstance(part, frozenset | set):
        return ",".join(sorted(map(str, part)))
    return str(part)
