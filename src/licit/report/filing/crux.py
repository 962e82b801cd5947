# SPDX-License-Identifier: Apache-2.0
"""Cruxes filed with all facts that may bear on their question (``licit-crux/1``), and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from licit.model.crux import Cruxes, Settlement
from licit.model.problem import InvalidValueError
from licit.model.proof import OpenKind
from licit.model.record import Record
from licit.report.codec import encode
from licit.report.filing.bounds import MEND
from licit.report.filing.carried import Carried, carried, no_more, read_carried, read_value

FORMAT: Final = "licit-crux/1"
MOST_CRUXES: Final = 64  # a search lists 24 a side at most
MOST_SETTLEMENTS: Final = 60  # of one crux: as many as a search settles
DAYS: Final = ("start", "end", "executed", "retention_end", "survives_until", "last_day", "signed")
_OF: Final[Mapping[str, int]] = {"rights": 1, "uses": 1, "territories": 1, "repertoire": 2}


class FiledCruxes(NamedTuple):
    """What a file holds."""

    cruxes: Cruxes
    carried: Carried


def filed_cruxes(found: Cruxes, record: Record) -> dict[str, Any]:
    """The cruxes of a question with their part of the record. What nobody checks (how they were found) is left out.

    Raises:
        InvalidValueError: there is no crux.
    """
    if not (found.clearing or found.refusing):
        raise InvalidValueError("no crux was found, so there is nothing to file", mend="leave out --proof")
    own = replace(found, points=(), judgements=0)
    return {"format": FORMAT, "cruxes": encode(own), **carried(record, found.question)}


def unfiled_cruxes(plain: dict[str, Any]) -> FiledCruxes:
    """The cruxes of a file, with the record it carries.

    Raises:
        InvalidValueError: it is no such file, or has more than is checked; the message says where in it.
    """
    found = read_value(Cruxes, plain, "cruxes")
    for name in ("points", "judgements"):
        if getattr(found, name):
            raise InvalidValueError(f"cruxes.{name} is no part of a filed crux", mend=MEND)
    both = (*found.clearing, *found.refusing)
    if not both:
        raise InvalidValueError("cruxes has neither clearing nor refusing", mend=MEND)
    no_more(len(both), MOST_CRUXES, "cruxes")
    for side, cruxes in (("clearing", found.clearing), ("refusing", found.refusing)):
        for number, crux in enumerate(cruxes):
            where = f"cruxes.{side}[{number}].settlements"
            no_more(len(crux.settlements), MOST_SETTLEMENTS, where)
            for at, one in enumerate(crux.settlements):
                if not _settles(one):
                    raise InvalidValueError(f"{where}[{at}] settles no open point", mend=MEND)
    return FiledCruxes(found, read_carried(plain))


def _settles(one: Settlement) -> bool:
    """Whether it has what its kind of point needs, and nothing else: see ``Settlement``."""
    point = one.point
    facts = {OpenKind.PLACE: 0, OpenKind.ORDER: 2}.get(point.kind, 1)
    if len(point.facts) != facts or len(set(point.facts)) < facts:
        return False
    if point.kind is OpenKind.DAY:
        return point.detail in DAYS and not one.of and one.day is not None and date.min < one.day < date.max
    if one.day is not None:
        return False
    if point.kind is OpenKind.SCOPE:
        return len(one.of) == _OF.get(point.detail, -1)
    if point.kind is OpenKind.SOME:
        return len(one.of) == 1 and bool(point.detail)
    return not one.of and (point.kind is OpenKind.CONDITION or not point.detail)
