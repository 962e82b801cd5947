# SPDX-License-Identifier: Apache-2.0
"""The message itself: its kind and version, its header, its parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
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
        yield Problem(place, what, "send it in 3.5 to 4.3", UNSUPPORTED)
    if piece.name not in (NEW, PURGE):
        what = f"the message is a {piece.name}, which carries no deals"
        mend = "give the NewReleaseMessage of the releases"
        yield Problem(place, what, mend, UNSUPPORTED, Severity.WARNING)
    yield Root(place, piece.name, version)


def header(piece: Piece, walk: Walk) -> Iterator[Row | Problem]:
    """The header. Without a sender or a recipient nobody has said anything to anybody."""
    place = Place(walk.name, piece.line)
    own = parts(piece.element)
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
        test=first(own, "MessageControlType") == "TestMessage",
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
    number = ""
    for one in own.get("PartyId", ()):
        for scheme, written in _ids(one):
            number = number or written
            if scheme and (checked := _checked(scheme, written)):
                found.setdefault(scheme, checked)
    if not name and not number:
        return None
    return PartyRow(name or number, tuple(found.items()), number)


@lru_cache(4096)
def _checked(scheme: str, written: str) -> str:
    """The identifier; empty where its check fails: it stays the party's number then, and ``header`` says so."""
    try:
        return check(scheme, written)
    except InvalidValueError:
        return ""


def _ids(element: etree._Element) -> Iterator[tuple[str, str]]:
    own = (element.text or "").strip()
    if own:
        isni = element.get("IsISNI") == "true" or "ISNI" in str(element.get("Namespace") or "")
        yield ("isni" if isni else "dpid" if own.upper().startswith("PA") else ""), own
    for one in element:
        written = (one.text or "").strip()
        if written:
            namespace = str(one.get("Namespace") or "")
            yield _SCHEMES.get(local(one.tag), ""), f"{namespace}:{written}" if namespace else written


def _unchecked(place: Place, named: tuple[PartyRow, ...]) -> Iterator[Problem]:
    for one in dict.fromkeys(named):
        if one.number and not one.identifiers:
            what = f"{one.number!r} is no DPID whose check character is right"
            mend = "copy it from DDEX's register; until then the party is known by this number as it stands"
            yield Problem(place, what, mend, VALUE, Severity.WARNING)
