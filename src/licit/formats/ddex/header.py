# SPDX-License-Identifier: Apache-2.0
"""The header of a message: who says it to whom, and when."""

from __future__ import annotations

from collections.abc import Iterator

from licit.formats.checks import RECORD, UNSUPPORTED, VALUE
from licit.formats.ddex.parties import party
from licit.formats.ddex.periods import moment_of
from licit.formats.ddex.rows import Header, PartyRow
from licit.formats.ddex.walk import Walk
from licit.formats.xml import Piece, first, parts
from licit.model.day import When
from licit.model.problem import Place, Problem, Severity


def header(piece: Piece, walk: Walk) -> Iterator[Header | Problem]:
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


def _unchecked(place: Place, named: tuple[PartyRow, ...]) -> Iterator[Problem]:
    numbers = dict.fromkeys(one.number for one in named if one.number and not one.identifiers and not one.namespace)
    for number in numbers:
        what = f"{number!r} is no DPID whose check character is right"
        mend = "copy it from DDEX's register; until then the party is known by this number and its name together"
        yield Problem(place, what, mend, VALUE, Severity.WARNING)
