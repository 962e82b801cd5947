# SPDX-License-Identifier: Apache-2.0
"""The message itself: its kind and version, its header, its parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from lxml import etree

from licit.formats.checks import DOUBT, RECORD, UNSUPPORTED, VALUE
from licit.formats.ern.periods import moment_of
from licit.formats.ern.rows import Header, PartyRow, Root, Row
from licit.formats.ern.versions import NEW, PURGE, is_read, version_of
from licit.formats.xml import Parts, Piece, first, local, parts, text
from licit.model.day import When
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Place, Problem, Severity

if TYPE_CHECKING:
    from licit.formats.ern.walk import Walk

_REGISTERS: Final = frozenset({"DDEX", "DPID", "ISNI"})
_SCHEMES: Final = {"DPID": "dpid", "ISNI": "isni", "IpiNameNumber": "ipi-name", "CisacSocietyId": "cisac"}


def root(piece: Piece, walk: Walk) -> Iterator[Row | Problem]:
    """The message's kind and version; a doubt where its namespace and its own word differ."""
    place = Place(walk.name, piece.line)
    namespace = str(piece.element.tag).partition("}")[0].lstrip("{")
    said = str(piece.element.get("MessageSchemaVersionId") or "")
    version, other = version_of(namespace, said), version_of("", said)
    if other and other != version:
        what = f"the namespace is that of ERN {version}, MessageSchemaVersionId says {other}"
        yield Problem(place, what, "trust the namespace, or ask the sender", DOUBT, Severity.WARNING)
    if version and not is_read(version):
        what = f"the message is in ERN {version}"
        yield Problem(place, what, "send it in 3.3 to 4.3", UNSUPPORTED)
    if piece.name not in (NEW, PURGE):
        what = f"the message is a {piece.name}, which carries no deals"
        mend = "give the NewReleaseMessage of the releases"
        yield Problem(place, what, mend, UNSUPPORTED, Severity.WARNING)
    walk.deaf = piece.name not in (NEW, PURGE) or bool(version and not is_read(version))
    yield Root(place, piece.name, version)


def header(piece: Piece, walk: Walk) -> Iterator[Row | Problem]:
    """The header. Without a sender or a recipient nobody has said anything to anybody; a test says nothing."""
    place = Place(walk.name, piece.line)
    own = parts(piece.element)
    if first(own, "MessageControlType") == "TestMessage":
        walk.deaf = True
        what = "the message says that it is a test (MessageControlType): nothing of it is taken for true"
        yield Problem(place, what, "give the live message", UNSUPPORTED, Severity.WARNING)
        return
    parties = [named for one in own.get("MessageRecipient", ()) if (named := party(one))]
    sender = party(own["MessageSender"][0]) if "MessageSender" in own else None
    if sender is None or not parties:
        what = f"the message names no {'sender' if sender is None else 'recipient'}"
        yield Problem(place, what, "give it a PartyId or a PartyName", RECORD)
        return
    written = first(own, "MessageCreatedDateTime")
    created = moment_of(written)
    if created is None:
        what = (
            f"MessageCreatedDateTime is {written!r}, no time"
            if written
            else "the message has no MessageCreatedDateTime"
        )
        yield Problem(place, what, "write when it was made: 2024-04-01T05:00:00Z", VALUE)
    else:
        walk.day = When.on(created.date())
    yield from _unchecked(place, (sender, *parties))
    yield Header(
        place=place,
        message_id=first(own, "MessageId"),
        sender=sender,
        behalf=party(own["SentOnBehalfOf"][0]) if "SentOnBehalfOf" in own else None,
        recipients=tuple(dict.fromkeys(parties)),
        created=created,
    )


def remember(piece: Piece, walk: Walk) -> Sequence[Row]:
    """A party of the message's list, by its reference: no row of its own."""
    own = parts(piece.element)
    reference, named = first(own, "PartyReference"), _party(own)
    if reference and named:
        walk.parties[reference] = named
    return ()


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


def _unchecked(place: Place, named: tuple[PartyRow, ...]) -> Iterator[Problem]:
    numbers = dict.fromkeys(one.number for one in named if one.number and not one.identifiers and not one.namespace)
    for number in numbers:
        what = f"{number!r} is no DPID whose check character is right"
        mend = "copy it from DDEX's register; until then the party is known by this number and its name together"
        yield Problem(place, what, mend, VALUE, Severity.WARNING)
