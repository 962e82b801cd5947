# SPDX-License-Identifier: Apache-2.0
"""What a licensor granted beyond what it held, in a position."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from typing import Final

from licit.model.overreach import Overreach
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.tasks import naming
from licit.tasks.opening import OpenCase

_LONGEST: Final = 80  # characters of a typed name that are repeated
_SHOWN: Final = 6  # names listed in an error


def overreach(  # noqa: PLR0913 - whose grants, and as whom one reads them
    opened: OpenCase,
    party: str,
    *,
    day: str | date | None = None,
    use: str = "",
    position: str = "",
    known_by: str | date | None = None,
) -> Overreach:
    """Every grant of a party, measured against what the party held: on all days, or on one; for all uses, or for one.

    Raises:
        InvalidValueError: a name that the record does not have, no whole day, or a party that granted nothing.
    """
    from licit.engine.engine import Engine
    from licit.explain.overreach import Measuring

    record = opened.record
    grantor = party_named(record, party)
    if grantor not in record.grants_by:
        raise InvalidValueError(
            f"no grant by {grantor} is on record", mend=f"name one who grants: {_some(record.grants_by)}"
        )
    believed = opened.believed(position=position, known_by=known_by)
    measuring = Measuring(
        Engine(record).believed(believed.position, believed.known_by),
        day=naming.whole_day(day) if day else None,
        use=naming.use(record, use) if use else "",
    )
    return measuring.overreach(grantor, known_by=believed.known_by)


def party_named(record: Record, text: str) -> str:
    """The party of that id, name or domain.

    Raises:
        InvalidValueError: no party, or more than one, is called so.
    """
    if text in record.parties:
        return text
    wanted = text.casefold()
    found = [
        party.id
        for party in record.parties.values()
        if wanted == party.name.casefold() or wanted in (domain.casefold() for domain in party.domains)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        what = f"{text[:_LONGEST]!r} is the name of {len(found)} parties"
        raise InvalidValueError(what, mend=f"use an id: {_some(found)}")
    near = difflib.get_close_matches(text[:_LONGEST], record.parties, n=1, cutoff=0.5)
    mend = f"the nearest is {near[0]}" if near else f"the record has {_some(record.parties)}"
    raise InvalidValueError(f"the record has no party {text[:_LONGEST]!r}", mend=mend)


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else "")
