# SPDX-License-Identifier: Apache-2.0
"""ERN messages of any size, as large labels send them: a deal for each track, country and way to pay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

CODES: Final = (
    *("AT", "AU", "BE", "BG", "BR", "CA", "CH", "CL", "CO", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB"),
    *("GR", "HR", "HU", "IE", "IS", "IT", "JP", "KR", "LT", "LU", "LV", "MT", "MX", "NL", "NO", "NZ", "PL", "PT"),
    *("RO", "SE", "SI", "SK", "US", "ZA"),
)
PAID: Final = (
    ("SubscriptionModel", "OnDemandStream", "ConditionalDownload"),
    ("AdvertisementSupportedModel", "OnDemandStream", "NonInteractiveStream"),
    ("PayAsYouGoModel", "PermanentDownload", "PermanentDownload"),
)
TRACKS: Final = 200  # a boxed set


def write(to: IO[bytes], deals: int, *, version: str = "43", alike: bool = True) -> None:
    """Write a message on a boxed set with this many deals, one ``ReleaseDeal`` a track and country.

    ``alike``: a deal is written as that of another track is, as in real files; else each has a price of its own.
    """
    for part in _parts(deals, version, alike=alike):
        to.write(part.encode())


def _parts(deals: int, version: str, *, alike: bool) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<ern:NewReleaseMessage xmlns:ern="http://ddex.net/xml/ern/{version}" AvsVersionId="3">\n'
        "<MessageHeader><MessageId>BOX</MessageId>"
        "<MessageSender><PartyId>PADPIDA2099010101X</PartyId></MessageSender>"
        "<MessageRecipient><PartyId>PADPIDA2099010102V</PartyId></MessageRecipient>"
        "<MessageCreatedDateTime>2024-01-10T09:00:00Z</MessageCreatedDateTime></MessageHeader>\n<ResourceList>\n"
    )
    for track in range(1, TRACKS + 1):
        yield f"""  <SoundRecording>
    <ResourceReference>A{track}</ResourceReference>
    <Type>MusicalWorkSoundRecording</Type>
    <SoundRecordingEdition>
      <ResourceId><ISRC>ZZAAA24{track:05}</ISRC></ResourceId>
      <PLine><Year>2024</Year><PLineText>(P) 2024 Example Records</PLineText></PLine>
    </SoundRecordingEdition>
    <DisplayTitleText>Track {track}</DisplayTitleText>
    <DisplayArtistName>THE EXAMPLES</DisplayArtistName>
    <Duration>PT3M</Duration>
  </SoundRecording>
"""
    yield (
        "</ResourceList>\n<ReleaseList>\n<Release><ReleaseReference>R0</ReleaseReference>"
        "<ReleaseId><ICPN>0000000000017</ICPN></ReleaseId><DisplayTitleText>Box</DisplayTitleText><ResourceGroup>"
    )
    for track in range(1, TRACKS + 1):
        item = f"<ReleaseResourceReference>A{track}</ReleaseResourceReference>"
        yield f"<ResourceGroupContentItem>{item}</ResourceGroupContentItem>\n"
    yield "</ResourceGroup></Release>\n"
    for track in range(1, TRACKS + 1):
        yield (
            f"<TrackRelease><ReleaseReference>R{track}</ReleaseReference>"
            f'<ReleaseId><ProprietaryId Namespace="PADPIDA2099010101X">T{track}</ProprietaryId></ReleaseId>'
            f"<ReleaseResourceReference>A{track}</ReleaseResourceReference></TrackRelease>\n"
        )
    yield "</ReleaseList>\n<DealList>\n"
    for number in range(deals):
        yield _deal(number, number % 7 if alike else number)
    yield "</DealList>\n</ern:NewReleaseMessage>\n"


def _deal(number: int, price: int) -> str:
    track, rest = number % TRACKS + 1, number // TRACKS
    code, round_ = CODES[rest % len(CODES)], rest // len(CODES)
    model, first, second = PAID[round_ % len(PAID)]
    month = round_ // len(PAID) % 120
    return f"""  <ReleaseDeal>
    <DealReleaseReference>R{track}</DealReleaseReference>
    <Deal>
      <DealTerms>
        <TerritoryCode>{code}</TerritoryCode>
        <ValidityPeriod>
          <StartDate>{2010 + month // 12}-{month % 12 + 1:02}-01</StartDate>
        </ValidityPeriod>
        <CommercialModelType>{model}</CommercialModelType>
        <UseType>{first}</UseType>
        <UseType>{second}</UseType>
        <PriceInformation>
          <PriceCode Namespace="PADPIDA2099010101X">P{price}</PriceCode>
        </PriceInformation>
      </DealTerms>
    </Deal>
  </ReleaseDeal>
"""
