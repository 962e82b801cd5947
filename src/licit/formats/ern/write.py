# SPDX-License-Identifier: Apache-2.0
"""What is not cleared, as a DDEX take-down list that a service can act on.

In ERN 3.8.2 a territory in which nothing stands is taken down by a deal with ``TakeDown`` (deprecated, and the one
explicit form there is). ERN 4.3 has no such element: there the deals that end are sent once more with their end, as
ERN 6.19.4 has it, so it takes the deals on record. In both, what stands is said again, since the newest message for a
release replaces all its deals. Uses that are not cleared in a territory where others stand are simply no longer there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import IO, Any, Final

from lxml import etree

from licit.formats.ddex.codes import WORLDWIDE
from licit.formats.ern.remaining import Deal, NotCleared, Part, Remaining, remaining
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError
from licit.vocabulary import territories, trade

__all__ = ["Deal", "Named", "NotCleared", "takedown"]
VERSIONS: Final = ("3.8.2", "4.3")
_CODE: Final = 2  # letters of a territory code
_CLAIM: Final = "RightsClaim"
_Element = Any  # of lxml


@dataclass(frozen=True, slots=True)
class Named:
    """Who sends or receives: a DPID and a name."""

    dpid: str
    name: str


def takedown(  # noqa: PLR0913 - the parts of a message
    rows: Sequence[NotCleared],
    to: IO[bytes],
    *,
    sender: Named,
    recipient: Named,
    day: date,
    version: str = "3.8.2",
    created: datetime | None = None,
    message_id: str = "",
) -> None:
    """Write one NewReleaseMessage that takes down, from ``day`` on, what is not cleared. UTF-8.

    Raises:
        InvalidValueError: the version isn't written, an identifier isn't right, nothing is to be taken down, or a row
            can't be said in this version. Nothing is written then.
    """
    if version not in VERSIONS:
        raise InvalidValueError(f"ERN {version} isn't written", mend=f"write one of {', '.join(VERSIONS)}")
    if version == "4.3" and len(rows) != 1:
        raise InvalidValueError(f"{len(rows)} releases in one message of ERN 4", mend="write a message a release")
    if not rows:
        raise InvalidValueError("nothing is to be taken down", mend="give what is not cleared")
    parts = [_checked(row, day, version) for row in rows]
    made = created or datetime.combine(day, time(), UTC)
    name = f"http://ddex.net/xml/ern/{version.replace('.', '')}"
    root = etree.Element(etree.QName(name, "NewReleaseMessage"), nsmap={"ern": name})
    if version == "3.8.2":
        root.set("MessageSchemaVersionId", "ern/382")
    else:
        root.set("AvsVersionId", "3")
    root.set("LanguageAndScriptCode", "en")
    _header(root, sender, recipient, made, message_id or f"TAKEDOWN-{day.isoformat()}")
    write = _in_three if version == "3.8.2" else _in_four
    write(root, rows, parts, day)
    to.write(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _checked(row: NotCleared, day: date, version: str) -> Remaining:
    if not row.isrcs:
        raise InvalidValueError(f"{row.title!r} names no recording", mend="give the ISRCs of its recordings")
    for isrc in row.isrcs:
        check("isrc", isrc)
    if row.grid:
        check("grid", row.grid)
    found = remaining(row, day)
    if row.uses and not row.deals:
        mend = "give the deals on record: those of the other uses stand and have to be said again"
        raise InvalidValueError(f"a take-down of {row.title!r} takes all uses with it", mend=mend)
    if version == "4.3" and not row.deals:
        mend = "give the deals on record, or write 3.8.2"
        raise InvalidValueError("ERN 4 takes down by ending deals, and none is given", mend=mend)
    if version == "4.3" and any(part.start >= day for part in found.ended):
        raise InvalidValueError("a deal that ends has not begun yet", mend="take it down from its start on")
    former = sorted(leaf for leaf in found.down if len(leaf) != _CODE)
    if former:
        raise InvalidValueError(f"{former[0]} has no code of two letters", mend="name a territory of that day")
    return found


def _header(root: _Element, sender: Named, recipient: Named, made: datetime, message_id: str) -> None:
    header = _add(root, "MessageHeader")
    _add(header, "MessageThreadId", message_id)
    _add(header, "MessageId", message_id)
    for role, who in (("MessageSender", sender), ("MessageRecipient", recipient)):
        party = _add(header, role)
        _add(party, "PartyId", check("dpid", who.dpid))
        _add(_add(party, "PartyName"), "FullName", who.name)
    _add(header, "MessageCreatedDateTime", made.isoformat(timespec="seconds").replace("+00:00", "Z"))
    _add(header, "MessageControlType", "LiveMessage")


def _in_three(root: _Element, rows: Sequence[NotCleared], parts: Sequence[Remaining], day: date) -> None:
    recordings = _recordings(rows)
    resources = _add(root, "ResourceList")
    for isrc, (reference, row) in recordings.items():
        recording = _add(resources, "SoundRecording")
        _add(_add(recording, "SoundRecordingId"), "ISRC", isrc)
        _add(recording, "ResourceReference", reference)
        _add(_add(recording, "ReferenceTitle"), "TitleText", row.title)
        details = _add(recording, "SoundRecordingDetailsByTerritory")
        _add(details, "TerritoryCode", WORLDWIDE)
        _artist(details, row.artist)
    releases = _add(root, "ReleaseList")
    for number, row in enumerate(rows):
        release = _add(releases, "Release")
        if not number:
            release.set("IsMainRelease", "true")
        _ids(release, row)
        _add(release, "ReleaseReference", f"R{number}")
        _add(_add(release, "ReferenceTitle"), "TitleText", row.title)
        held = _add(release, "ReleaseResourceReferenceList")
        for isrc in row.isrcs:
            _add(held, "ReleaseResourceReference", recordings[check("isrc", isrc)][0])
        details = _add(release, "ReleaseDetailsByTerritory")
        _add(details, "TerritoryCode", WORLDWIDE)
        _add(details, "DisplayArtistName", row.artist)
        _artist(details, row.artist)
    deals = _add(root, "DealList")
    for number, part in enumerate(parts):
        of = _add(deals, "ReleaseDeal")
        _add(of, "DealReleaseReference", f"R{number}")
        _deals_in_three(of, part, day)


def _deals_in_three(of: _Element, part: Remaining, day: date) -> None:
    for stands in part.standing:
        for models, uses in _products(stands.uses).items():
            terms = _add(_add(of, "Deal"), "DealTerms")
            for model in models:
                _add(terms, "CommercialModelType", model)
            usage = _add(terms, "Usage")
            for use in uses:
                _add(usage, "UseType", use)
            _places(terms, stands.leaves, day)
            _add(_add(terms, "ValidityPeriod"), "StartDate", stands.start.isoformat())
    if part.down:
        terms = _add(_add(of, "Deal"), "DealTerms")
        _add(terms, "TakeDown", "true")
        _places(terms, part.down, day)
        _add(_add(terms, "ValidityPeriod"), "StartDate", day.isoformat())


def _in_four(root: _Element, rows: Sequence[NotCleared], parts: Sequence[Remaining], day: date) -> None:
    (row,), (part,) = rows, parts
    recordings = _recordings(rows)
    party = _add(_add(root, "PartyList"), "Party")
    _add(party, "PartyReference", "PArtist")
    _add(_add(party, "PartyName"), "FullName", row.artist)
    resources = _add(root, "ResourceList")
    for isrc, (reference, _) in recordings.items():
        recording = _add(resources, "SoundRecording")
        _add(recording, "ResourceReference", reference)
        _add(recording, "Type", "MusicalWorkSoundRecording")
        _add(_add(_add(recording, "SoundRecordingEdition"), "ResourceId"), "ISRC", isrc)
        _titles(recording, row)
    release = _add(_add(root, "ReleaseList"), "Release")
    _add(release, "ReleaseReference", "R0")
    _add(release, "ReleaseType", "Single" if len(recordings) == 1 else "Album")
    _ids(release, row)
    _titles(release, row)
    group = _add(release, "ResourceGroup")
    for number, (reference, _) in enumerate(recordings.values(), 1):
        item = _add(group, "ResourceGroupContentItem")
        _add(item, "SequenceNumber", str(number))
        _add(item, "ReleaseResourceReference", reference)
    of = _add(_add(root, "DealList"), "ReleaseDeal")
    _add(of, "DealReleaseReference", "R0")
    last = datetime.combine(day - timedelta(days=1), time(23, 59, 59))
    for pieces, end in ((part.standing, None), (part.ended, last)):
        for piece in pieces:
            _end_or_stand(of, piece, day, end)


def _end_or_stand(of: _Element, piece: Part, day: date, end: datetime | None) -> None:
    for models, uses in _products(piece.uses).items():
        terms = _add(_add(of, "Deal"), "DealTerms")
        _places(terms, piece.leaves, day)
        period = _add(terms, "ValidityPeriod")
        _add(period, "StartDateTime", f"{piece.start.isoformat()}T00:00:00")
        if end is not None:
            _add(period, "EndDateTime", end.isoformat())
        for model in models or _models():
            _add(terms, "CommercialModelType", model)
        for use in uses:
            _add(terms, "UseType", use)


def _titles(element: _Element, row: NotCleared) -> None:
    _add(element, "DisplayTitleText", row.title)
    title = _add(element, "DisplayTitle")
    title.set("ApplicableTerritoryCode", WORLDWIDE)
    title.set("IsDefault", "true")
    _add(title, "TitleText", row.title)
    name = _add(element, "DisplayArtistName", row.artist)
    name.set("ApplicableTerritoryCode", WORLDWIDE)
    name.set("IsDefault", "true")
    artist = _add(element, "DisplayArtist")
    artist.set("SequenceNumber", "1")
    _add(artist, "ArtistPartyReference", "PArtist")
    _add(artist, "DisplayArtistRole", "MainArtist")


def _artist(details: _Element, name: str) -> None:
    artist = _add(details, "DisplayArtist")
    artist.set("SequenceNumber", "1")
    _add(_add(artist, "PartyName"), "FullName", name)
    _add(artist, "ArtistRole", "MainArtist")


def _ids(release: _Element, row: NotCleared) -> None:
    one = _add(release, "ReleaseId")
    if row.grid:
        _add(one, "GRid", check("grid", row.grid))
    if row.icpn:
        _add(one, "ICPN", row.icpn)
    if not row.grid and not row.icpn:
        if len(row.isrcs) > 1:
            mend = "give its ICPN or GRid"
            raise InvalidValueError(f"{row.title!r} has several recordings and no number of its own", mend=mend)
        _add(one, "ISRC", check("isrc", row.isrcs[0]))


def _recordings(rows: Sequence[NotCleared]) -> Mapping[str, tuple[str, NotCleared]]:
    """Each ISRC once, with its reference and the first row that has it."""
    found: dict[str, tuple[str, NotCleared]] = {}
    for row in rows:
        for isrc in row.isrcs:
            found.setdefault(check("isrc", isrc), (f"A{len(found) + 1}", row))
    return found


def _products(uses: frozenset[str]) -> Mapping[tuple[str, ...], Sequence[str]]:
    """Models and uses so that each deal is their whole product, and all deals together are just these uses."""
    by_use: dict[str, set[str]] = {}
    for one in uses:
        use, _, model = one.partition("/")
        by_use.setdefault(use, set()).add(trade_model(model) if model else "")
    found: dict[tuple[str, ...], list[str]] = {}
    for use, models in sorted(by_use.items()):
        if "" in models:
            found.setdefault((), []).append(use)
        else:
            found.setdefault(tuple(sorted(models)), []).append(use)
    return found


def trade_model(model: str) -> str:
    """The word of DDEX for a commercial model.

    Raises:
        InvalidValueError: there is no such model.
    """
    trade("music").check_use(f"Use/{model}")
    return model if model == "UserDefined" else f"{model}Model"


def _models() -> Iterator[str]:
    """All ways to pay, for a use that is said without one."""
    for model in sorted(trade("music").models):
        if model not in (_CLAIM, "UserDefined"):
            yield trade_model(model)


def _places(terms: _Element, leaves: frozenset[str], day: date) -> None:
    everywhere = territories().atlas.members(WORLDWIDE, day)
    if leaves >= everywhere:
        _add(terms, "TerritoryCode", WORLDWIDE)
    elif len(everywhere - leaves) < len(leaves):
        for leaf in sorted(everywhere - leaves):
            _add(terms, "ExcludedTerritoryCode", leaf)
    else:
        for leaf in sorted(leaves):
            _add(terms, "TerritoryCode", leaf)


def _add(above: _Element, name: str, text: str = "") -> _Element:
    one = etree.SubElement(above, name)
    if text:
        one.text = text
    return one
