# SPDX-License-Identifier: Apache-2.0
"""What people type, as what the record calls it: domains, titles, names of territories and uses."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from licit.model.asset import Item
from licit.model.day import When
from licit.model.fact import Grant, Requirement, Statute
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.scope import ALL

_ADDRESS: Final = re.compile(r"(?:[a-z]+://)?(?:www\.)?([^/:?#]+)[/:?#]?.*", re.IGNORECASE | re.DOTALL)
_SHOWN: Final = 6  # names listed in an error
_LONGEST: Final = 80  # characters of a typed name that are repeated


def service(record: Record, text: str) -> str:
    """The party of that id, domain or name; a whole address will do.

    Raises:
        InvalidValueError: no party, or more than one, is called so.
    """
    if text in record.parties:
        return text
    match = _ADDRESS.fullmatch(text.strip())
    host = match[1].casefold() if match else ""
    by_domain = [party.id for party in record.parties.values() if host in (name.casefold() for name in party.domains)]
    if not by_domain:
        by_domain = [party.id for party in record.parties.values() if party.name.casefold() == text.casefold()]
    known = [name for party in record.parties.values() for name in (party.id, *party.domains)]
    return _only(by_domain, "service", text, known)


def item(record: Record, text: str) -> str:
    """The item of that id, title, or ``artist - title``; what is not on record stays as it was typed (SEMANTICS §3.7).

    Raises:
        InvalidValueError: several items are called so.
    """
    if text in record.items:
        return text
    wanted = text.casefold()
    titled = [one.id for one in record.items.values() if wanted in (one.title.casefold(), title_of(one).casefold())]
    return _only(titled, "item", text, ()) if titled else text


def title_of(one: Item) -> str:
    """An item as people name it: ``artist - title``, or its id."""
    return " - ".join(part for part in (one.artist, one.title) if part) or one.id


def nearest_item(record: Record, text: str) -> str:
    """The id of the item on record whose name comes nearest, or nothing."""
    names = {title_of(one).casefold(): one.id for one in record.items.values()}
    names |= {one.title.casefold(): one.id for one in record.items.values() if one.title}
    names |= {one.casefold(): one for one in record.items}
    return _nearest(text, names)


def use(record: Record, text: str) -> str:
    """The use of that name, whatever its case; ``use/model`` too.

    Raises:
        InvalidValueError: the record knows uses, but none of that name.
    """
    name, stroke, model = text.partition("/")
    known = uses(record)
    if not known or name in known:
        return text
    same = [one for one in known if one.casefold() == name.casefold()]
    return _only(same, "use", name, known) + stroke + model


def uses(record: Record) -> tuple[str, ...]:
    """The uses that the record speaks of, in the order of their names."""
    found = {one.partition("/")[0] for one in record.uses.wider}
    found |= {parent.partition("/")[0] for parents in record.uses.wider.values() for parent, _ in parents}
    for fact in record.facts:
        if isinstance(fact, Requirement):
            found.add(fact.use.partition("/")[0])
        elif isinstance(fact, Grant | Statute):
            named = fact.scope.uses if isinstance(fact, Grant) else fact.uses
            if named is not None and named is not ALL:
                found |= {one.partition("/")[0] for one in named}
    return tuple(sorted(found))


def territory(record: Record, text: str, day: date) -> str:
    """The leaf of that code or name on that day.

    Raises:
        InvalidValueError: there is none on that day, or it is a group of several.
    """
    atlas = record.atlas
    if not atlas.leaves or text in atlas.leaves_on(day):
        return text
    name = next((one for one in (*atlas.groups, *atlas.leaves) if one.casefold() == text.casefold()), text)
    if name in atlas.groups:
        members = sorted(atlas.members(name, day))
        if len(members) == 1:
            return members[0]
        if members:
            raise InvalidValueError(
                f"{text!r} holds {len(members)} territories on {day}", mend=f"ask for one of them: {_some(members)}"
            )
    if name in atlas.leaves_on(day):
        return name
    from licit.vocabulary.territories import territories

    leaf = territories().leaf(text, day)
    if leaf not in atlas.leaves:
        raise InvalidValueError(f"{leaf} is not in the atlas of the case", mend=f"it has {_some(atlas.leaves)}")
    return leaf


def whole_day(text: str | date) -> date:
    """A day, written ``2004-05-15``.

    Raises:
        InvalidValueError: it is none, or may be one of several.
    """
    if isinstance(text, date):
        return text
    when = When.parse(text.strip())
    if not when.precise:
        raise InvalidValueError(f"{text!r} is no whole day", mend="a question is about one: write 2004-05-15")
    return when.earliest


def position(record: Record, text: str) -> str:
    """The position of that name; without a name the first of the case.

    Raises:
        InvalidValueError: the case has none, or none of that name.
    """
    if text in record.positions:
        return text
    if not record.positions:
        raise InvalidValueError("the case has no position", mend="add one under positions: in case.yaml")
    if not text:
        return next(iter(record.positions))
    same = [one for one in record.positions if one.casefold() == text.casefold()]
    return _only(same, "position", text, record.positions)


def _only(found: list[str], what: str, text: str, known: Iterable[str]) -> str:
    text = text[:_LONGEST]
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidValueError(f"{text!r} is the name of {len(found)} {what}s", mend=f"use an id: {_some(found)}")
    known = list(known)
    near = _nearest(text, {one.casefold(): one for one in known})
    mend = f"the nearest is {near}" if near else f"the record has {_some(known)}" if known else "the record has none"
    raise InvalidValueError(f"the record has no {what} {text!r}", mend=mend)


def _nearest(text: str, names: Mapping[str, str]) -> str:
    close = difflib.get_close_matches(text[:_LONGEST].casefold(), names, n=1, cutoff=0.5)
    return names[close[0]] if close else ""


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else "")
