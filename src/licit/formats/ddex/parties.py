# SPDX-License-Identifier: Apache-2.0
"""Parties as a message names them: names, identifiers of registers, numbers of the sender's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from lxml import etree

from licit.formats.ddex.rows import PartyRow
from licit.formats.ddex.walk import Walk
from licit.formats.xml import Parts, Piece, first, local, parts, text
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError

_REGISTERS: Final = frozenset({"DDEX", "DPID", "ISNI"})
_SCHEMES: Final = {"DPID": "dpid", "ISNI": "isni", "IpiNameNumber": "ipi-name", "CisacSocietyId": "cisac"}


def remember(piece: Piece, walk: Walk) -> None:
    """A party of the message's list, by its reference."""
    own = parts(piece.element)
    reference, named = first(own, "PartyReference"), _party(own)
    if reference and named:
        walk.parties[reference] = named


def party(element: etree._Element) -> PartyRow | None:
    """A party by its ids and its first full name; ``None`` where it has neither."""
    return _party(parts(element))


def _party(own: Parts) -> PartyRow | None:
    name = ""
    for one in own.get("PartyName", ()):
        name = text(one, "FullName") or (one.text or "").strip()
        if name:
            break
    name = name or first(own, "TradingName")
    found: dict[str, str] = {}
    number = namespace = ""
    for one in own.get("PartyId", ()):
        for scheme, written, whose in _ids(one):
            if not number:
                number, namespace = written, whose
            if scheme:
                with suppress(InvalidValueError):  # it stays the party's number then, and ``header`` says so
                    found.setdefault(scheme, check(scheme, written))
    if not name and not number:
        return None
    return PartyRow(name or number, tuple(found.items()), number, namespace)


def _ids(element: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Each id: its scheme, if it should be a register's, itself, and whose number it is, if it is not."""
    own = (element.text or "").strip()
    if own:
        whose = _namespace(element)
        isni = element.get("IsISNI") == "true" or "ISNI" in whose
        scheme = "isni" if isni else "dpid" if own.upper().startswith("PA") else ""
        yield scheme, own, "" if whose.upper() in _REGISTERS else whose
    for one in element:
        written = (one.text or "").strip()
        if written:
            yield _SCHEMES.get(local(one.tag), ""), written, _namespace(one)


def _namespace(element: etree._Element) -> str:
    return str(element.get("Namespace") or "").strip().removeprefix("DPID:")
