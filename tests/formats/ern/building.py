# SPDX-License-Identifier: Apache-2.0
"""Small ERN messages of one album, in the shapes of ERN 3.8.2 and 4.3.

``python -m tests.formats.ern.building`` writes those of the folder ``good`` anew; a test holds that nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

GOOD: Final = Path(__file__).parent / "good"
SENDER: Final = "PADPIDA2099010101X"
RECIPIENT: Final = "PADPIDA2099010102V"
ICPN: Final = "0000000000017"
ISRCS: Final = ("ZZAAA2400001", "ZZAAA2400002")


@dataclass(frozen=True)
class Deal:
    """A deal. ``more`` is put into DealTerms as it stands; ``period`` replaces start and end."""

    refs: Sequence[str]
    where: Sequence[str] = ()
    uses: Sequence[str] = ()
    models: Sequence[str] = ()
    start: str = ""
    end: str = ""
    excluded: Sequence[str] = ()
    more: str = ""
    period: str = ""


@dataclass(frozen=True)
class Message:
    """A message on the album: R0 with two tracks, R1 and R2."""

    created: str
    deals: Sequence[Deal] = ()
    version: str = "382"
    sender: str = SENDER
    recipient: str = RECIPIENT
    purge: bool = False
    header: str = ""
    resources: str = ""
    tracks: Sequence[str] = field(default=ISRCS)


def xml(message: Message) -> str:
    """The message's text."""
    kind = "PurgeReleaseMessage" if message.purge else "NewReleaseMessage"
    opening = f'<ern:{kind} xmlns:ern="http://ddex.net/xml/ern/{message.version}"'
    if message.version.startswith("3"):
        opening += f' MessageSchemaVersionId="ern/{message.version}"'
    else:
        opening += ' AvsVersionId="3" LanguageAndScriptCode="en"'
    if message.purge:
        body = f"  <PurgedRelease><ReleaseId><ICPN>{ICPN}</ICPN></ReleaseId></PurgedRelease>\n"
    elif message.version.startswith("3"):
        body = _three(message)
    else:
        body = _four(message)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{opening}>\n{_header(message)}{body}</ern:{kind}>\n'


def _header(message: Message) -> str:
    return f"""  <MessageHeader>
    <MessageThreadId>ALBUM</MessageThreadId>
    <MessageId>ALBUM-{message.created[:10]}</MessageId>
    <MessageSender>
      <PartyId>{message.sender}</PartyId>
      <PartyName><FullName>EXAMPLE RECORDS</FullName></PartyName>
    </MessageSender>
    {message.header}<MessageRecipient>
      <PartyId>{message.recipient}</PartyId>
      <PartyName><FullName>EXAMPLE SHOP</FullName></PartyName>
    </MessageRecipient>
    <MessageCreatedDateTime>{message.created}</MessageCreatedDateTime>
  </MessageHeader>
"""


def _three(message: Message) -> str:
    recordings = "".join(
        f"""    <SoundRecording>
      <SoundRecordingId><ISRC>{isrc}</ISRC></SoundRecordingId>
      <ResourceReference>A{number}</ResourceReference>
      <ReferenceTitle><TitleText>Track {number}</TitleText></ReferenceTitle>
      <Duration>PT3M</Duration>
      <SoundRecordingDetailsByTerritory>
        <TerritoryCode>Worldwide</TerritoryCode>
        <DisplayArtistName>THE EXAMPLES</DisplayArtistName>
        <PLine><Year>2024</Year><PLineText>(P) 2024 Example Records</PLineText></PLine>
      </SoundRecordingDetailsByTerritory>
    </SoundRecording>
"""
        for number, isrc in enumerate(message.tracks, 1)
    )
    held = "".join(
        f"<ReleaseResourceReference>A{n}</ReleaseResourceReference>" for n, _ in enumerate(message.tracks, 1)
    )
    tracks = "".join(
        f"""    <Release>
      <ReleaseId><ISRC>{isrc}</ISRC></ReleaseId>
      <ReleaseReference>R{number}</ReleaseReference>
      <ReferenceTitle><TitleText>Track {number}</TitleText></ReferenceTitle>
      <ReleaseResourceReferenceList><ReleaseResourceReference>A{number}</ReleaseResourceReference></ReleaseResourceReferenceList>
      <ReleaseType>TrackRelease</ReleaseType>
    </Release>
"""
        for number, isrc in enumerate(message.tracks, 1)
    )
    return f"""  <ResourceList>
{recordings}{message.resources}  </ResourceList>
  <ReleaseList>
    <Release IsMainRelease="true">
      <ReleaseId><ICPN>{ICPN}</ICPN></ReleaseId>
      <ReleaseReference>R0</ReleaseReference>
      <ReferenceTitle><TitleText>The Album</TitleText></ReferenceTitle>
      <ReleaseResourceReferenceList>{held}</ReleaseResourceReferenceList>
      <ReleaseType>Album</ReleaseType>
    </Release>
{tracks}  </ReleaseList>
{_deals(message)}"""


def _four(message: Message) -> str:
    recordings = "".join(
        f"""    <SoundRecording>
      <ResourceReference>A{number}</ResourceReference>
      <Type>MusicalWorkSoundRecording</Type>
      <SoundRecordingEdition>
        <ResourceId><ISRC>{isrc}</ISRC></ResourceId>
        <PLine><Year>2024</Year><PLineText>(P) 2024 Example Records</PLineText></PLine>
      </SoundRecordingEdition>
      <DisplayTitleText>Track {number}</DisplayTitleText>
      <DisplayArtistName>THE EXAMPLES</DisplayArtistName>
    </SoundRecording>
"""
        for number, isrc in enumerate(message.tracks, 1)
    )
    held = "".join(
        f"<ResourceGroupContentItem><ReleaseResourceReference>A{number}</ReleaseResourceReference></ResourceGroupContentItem>"
        for number, _ in enumerate(message.tracks, 1)
    )
    tracks = "".join(
        f"""    <TrackRelease>
      <ReleaseReference>R{number}</ReleaseReference>
      <ReleaseId><ProprietaryId Namespace="{SENDER}">T{number}</ProprietaryId></ReleaseId>
      <ReleaseResourceReference>A{number}</ReleaseResourceReference>
    </TrackRelease>
"""
        for number, _ in enumerate(message.tracks, 1)
    )
    return f"""  <ResourceList>
{recordings}{message.resources}  </ResourceList>
  <ReleaseList>
    <Release>
      <ReleaseReference>R0</ReleaseReference>
      <ReleaseType>Album</ReleaseType>
      <ReleaseId><ICPN>{ICPN}</ICPN></ReleaseId>
      <DisplayTitleText>The Album</DisplayTitleText>
      <ResourceGroup>{held}</ResourceGroup>
    </Release>
{tracks}  </ReleaseList>
{_deals(message)}"""


def _deals(message: Message) -> str:
    if not message.deals:
        return ""
    return "  <DealList>\n" + "".join(_deal(deal, message.version) for deal in message.deals) + "  </DealList>\n"


def _deal(deal: Deal, version: str) -> str:
    refs = "".join(f"<DealReleaseReference>{ref}</DealReleaseReference>" for ref in deal.refs)
    models = "".join(f"<CommercialModelType>{model}</CommercialModelType>" for model in deal.models)
    uses = "".join(use if use.startswith("<") else f"<UseType>{use}</UseType>" for use in deal.uses)
    places = "".join(f"<TerritoryCode>{code}</TerritoryCode>" for code in deal.where)
    places += "".join(f"<ExcludedTerritoryCode>{code}</ExcludedTerritoryCode>" for code in deal.excluded)
    days = "".join(f"<{name}>{day}</{name}>" for name, day in (("StartDate", deal.start), ("EndDate", deal.end)) if day)
    days = deal.period or days
    period = f"<ValidityPeriod>{days}</ValidityPeriod>" if days else ""
    if version.startswith("3"):
        usage = f"<Usage>{uses}</Usage>" if uses else ""
        terms = f"{models}{usage}{deal.more}{places}{period}"
    else:
        terms = f"{places}{period}{models}{uses}{deal.more}"
    return f"    <ReleaseDeal>{refs}\n      <Deal><DealTerms>{terms}</DealTerms></Deal>\n    </ReleaseDeal>\n"


TRACKS: Final = ("R1", "R2")
STREAM: Final = ("OnDemandStream",)
SUBSCRIPTION: Final = ("SubscriptionModel",)


def streams(*where: str, start: str = "2024-02-01") -> Deal:
    """Both tracks as streams by subscription."""
    return Deal(TRACKS, where, STREAM, SUBSCRIPTION, start)


def taken_down(*where: str, start: str) -> Deal:
    """Both tracks taken down, as ERN 3 has it."""
    return Deal(TRACKS, where, start=start, more="<TakeDown>true</TakeDown>")


STORY: Final = {
    "album-1-delivered.xml": Message(
        "2024-01-10T09:00:00Z",
        (streams("FR", "DE", "ES"), Deal(("R0",), ("FR",), ("PermanentDownload",), ("PayAsYouGoModel",), "2024-02-01")),
    ),
    "album-2-updated.xml": Message("2024-03-01T09:00:00+01:00", (streams("FR", "ES"),)),
    "album-3-taken-down.xml": Message("2024-04-10T09:00:00Z", (streams("FR"), taken_down("ES", start="2024-05-01"))),
    "album-4-purged.xml": Message("2024-06-01T09:00:00Z", purge=True),
    "single-4.3.xml": Message(
        "2024-01-10T09:00:00Z",
        (
            Deal(
                ("R1",),
                ("FR", "BE"),
                ("OnDemandStream", "NonInteractiveStream"),
                ("SubscriptionModel", "AdvertisementSupportedModel"),
                period="<StartDateTime>2024-02-01T08:00:00</StartDateTime>",
            ),
        ),
        version="43",
    ),
}

if __name__ == "__main__":
    for name, message in STORY.items():
        (GOOD / name).write_text(xml(message), encoding="utf-8")
