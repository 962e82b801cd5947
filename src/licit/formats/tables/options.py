# SPDX-License-Identifier: Apache-2.0
"""What the user says besides about a table: whose it is, what it means, how it is written."""

from __future__ import annotations

from collections.abc import Mapping as Plain
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from licit.formats.tables.days import Order
from licit.formats.tables.mapping import Mapping
from licit.formats.tables.places import share_of, territories_of
from licit.model.day import When
from licit.model.problem import InvalidValueError
from licit.model.scope import ALL, Named
from licit.model.share import Share
from licit.model.territory import Expression

_ORDERS: Final = {"day-first": Order.DAY_FIRST, "dmy": Order.DAY_FIRST, "month-first": Order.MONTH_FIRST,
                  "mdy": Order.MONTH_FIRST}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The options, read. Names of parties are as the user writes them; empty where nothing is said.

    ``service``: the table is what it offers. ``owner``: the table is what it says it owns. ``source``: whose word the
    table is, where it is not the owner's. ``catalogue``: the id of the list that the rows make. ``territories``,
    ``share``, ``rights`` hold for rows that do not say their own. ``columns`` are roles by name of column.
    """

    service: str = ""
    owner: str = ""
    source: str = ""
    catalogue: str = ""
    territories: Expression | None = None
    share: Share | None = None
    rights: Named | None = None
    made: When | None = None
    columns: Plain[str, str]
    mapping: Mapping | None = None
    kept: Sequence[Mapping] = ()
    dates: Order | None = None
    fraction: bool | None = None

    @property
    def speaker(self) -> str:
        """Whose word the facts are."""
        return self.source or self.owner


def wishes_of(options: Plain[str, Any]) -> Wishes:
    """Read the options of a file; those of other rooms are left alone.

    Raises:
        InvalidValueError: one says what cannot be.
    """
    text = {key: str(options.get(key) or "").strip() for key in ("service", "owner", "source", "catalogue")}
    columns = options.get("columns") or {}
    if isinstance(columns, str):
        columns = dict(_pair(part) for part in columns.split(",") if part.strip())
    elif not isinstance(columns, Plain):
        columns = dict(_pair(str(part)) for part in columns)
    made = options.get("made")
    shares = str(options.get("shares") or "")
    if shares not in ("", "percent", "fraction"):
        raise InvalidValueError(f"{shares!r} is no way to write shares", mend="write percent or fraction")
    dates = str(options.get("dates") or "")
    if dates and dates not in _ORDERS:
        raise InvalidValueError(f"{dates!r} is no order of dates", mend="write day-first or month-first")
    mapping = options.get("mapping")
    kept = list(options.get("mappings") or ())
    if isinstance(mapping, Sequence) and not isinstance(mapping, str):  # of several sheets: as they fit
        mapping, kept = (mapping[0], kept) if len(mapping) == 1 else (None, [*mapping, *kept])
    places = options.get("territories") or options.get("territory")
    return Wishes(
        **text,
        territories=territories_of(str(places)) if places else None,
        share=share_of(str(options["share"])) if options.get("share") else None,
        rights=_rights(options.get("rights")),
        made=made if isinstance(made, When) else When.parse(str(made)) if made else None,
        columns={str(name): str(role) for name, role in columns.items()},
        mapping=mapping if isinstance(mapping, Mapping) else Mapping.from_plain(mapping) if mapping else None,
        kept=[one if isinstance(one, Mapping) else Mapping.from_plain(one) for one in kept],
        dates=_ORDERS.get(dates),
        fraction=None if not shares else shares == "fraction",
    )


def _pair(text: str) -> tuple[str, str]:
    name, equals, role = text.rpartition("=")
    if not equals:
        raise InvalidValueError(f"{text!r} gives no column a role", mend="write NAME=role, as in Titel=title")
    return name.strip(), role.strip()


def _rights(said: object) -> Named | None:
    if not said:
        return None
    parts = said.split(",") if isinstance(said, str) else list(said) if isinstance(said, Sequence) else [said]
    names = [str(part).strip() for part in parts]
    if names == ["all"]:
        return ALL
    found: set[str] = set()
    for name in names:
        found |= rights_of(name)
    return frozenset(found)


def rights_of(name: str) -> frozenset[str]:
    """One right of the vocabulary of music, or all of a kind of asset: ``recording:*``.

    Raises:
        InvalidValueError: there is no such right.
    """
    from licit.vocabulary import trade

    known = trade("music").rights
    kind, star, _ = name.partition(":*")
    found = frozenset(one for one in known if one.startswith(f"{kind}:")) if star else frozenset({name} & known.keys())
    if not found:
        what = f"{name!r} is no right in music"
        raise InvalidValueError(what, mend="write recording:*, work:*, or rights as licit vocabulary has them")
    return found
