# SPDX-License-Identifier: Apache-2.0
"""Each rule of docs/formats/ern.md on deals, one small message a rule."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from licit.formats.entries import Offered
from licit.formats.ern.versions import sniff
from licit.model.day import Term, When
from licit.model.fact import Control, GrantKind
from licit.model.share import Share
from licit.model.statement import Basis
from licit.model.verdict import Answer
from tests.formats.ern.asking import ask, grants, owned, taken
from tests.formats.ern.building import ICPN, ISRCS, SENDER, STREAM, SUBSCRIPTION, TRACKS, Deal, Message, streams, xml
from tests.formats.taken import Taken

AT = "2024-01-10T09:00:00Z"
PRICE = "<PriceInformation><PriceCode>P2</PriceCode></PriceInformation>"


def one(deal: Deal, version: str = "382") -> Message:
    return Message(AT, (deal,), version)


@pytest.mark.parametrize(
    "version", ["33", "341", "35", "36", "37", "371", "38", "381", "382", "383", "40", "41", "411", "42", "43", "432"]
)
def test_a_deal_is_the_same_grant_in_every_version(tmp_path: Path, version: str) -> None:
    (grant,) = grants(taken(tmp_path, one(streams("FR", "DE"), version)))

    assert grant.kind is GrantKind.NON_EXCLUSIVE
    assert grant.scope.uses == frozenset({"OnDemandStream/Subscription"})
    assert str(grant.scope.territories) == "DE, FR"
    assert grant.term == Term(When.parse("2024-02-01"), None)
    assert (grant.exercise, grant.sublicense) == (True, 0)


def test_uses_and_models_multiply(tmp_path: Path) -> None:
    deal = Deal(
        TRACKS, ("FR",), ("OnDemandStream", "Webcast"), ("SubscriptionModel", "FreeOfChargeModel"), "2024-02-01"
    )

    (grant,) = grants(taken(tmp_path, one(deal, "43")))

    assert grant.scope.uses == frozenset(
        {
            "OnDemandStream/Subscription",
            "OnDemandStream/FreeOfCharge",
            "Webcast/Subscription",
            "Webcast/FreeOfCharge",
        }
    )


def test_excluded_territories_alone_mean_everywhere_else(tmp_path: Path) -> None:
    deal = Deal(TRACKS, (), STREAM, SUBSCRIPTION, "2024-02-01", excluded=("FR", "US"))

    record = owned(taken(tmp_path, one(deal)))

    assert [ask(record, "2024-02-01", code) for code in ("DE", "XK", "FR", "US")] == [
        Answer.CLEARED,
        Answer.CLEARED,
        Answer.NOT_CLEARED,
        Answer.NOT_CLEARED,
    ]


@pytest.mark.parametrize(
    ("where", "excluded", "words"),
    [
        (("FR",), ("DE",), "alternatives"),
        ((), ("Worldwide",), "no take-down"),
        ((), ("FR", "XX"), "reach too far"),
        (("XX",), (), "none of the territories"),
        (("FRA",), (), "none of the territories"),
    ],
)
def test_territories_that_contradict_their_standard_are_refused_and_take_nothing_down(
    tmp_path: Path, where: tuple[str, ...], excluded: tuple[str, ...], words: str
) -> None:
    bad = Deal(TRACKS, where, STREAM, SUBSCRIPTION, "2024-02-01", excluded=excluded)

    found = taken(tmp_path, Message(AT, (bad, streams("IT"))))

    assert words in found.refused[-1].what
    assert found.refused[-1].place.line > 0
    assert [str(grant.scope.territories) for grant in grants(found)] == ["IT"]


def test_a_code_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    found = taken(tmp_path, one(streams("FR", "XX", "US-CA")))

    assert [str(grant.scope.territories) for grant in grants(found)] == ["FR"]
    assert len(found.refused) == 2


def test_an_excluded_part_of_a_country_excludes_all_of_it(tmp_path: Path) -> None:
    found = taken(tmp_path, one(Deal(TRACKS, (), STREAM, SUBSCRIPTION, "2024-02-01", excluded=("US-CA",))))

    assert [str(grant.scope.territories) for grant in grants(found)] == ["Worldwide except US"]
    assert len(found.doubts) == 1


def test_tis_codes_are_read_only_where_they_are_said_to_be(tmp_path: Path) -> None:
    tis = '<TerritoryCode IdentifierType="TIS">2130</TerritoryCode>'
    deal = Deal(TRACKS, (), STREAM, SUBSCRIPTION, "2024-02-01", more=tis)

    (grant,) = grants(taken(tmp_path, one(deal)))

    assert str(grant.scope.territories) != "2130"
    assert grants(taken(tmp_path, one(replace(deal, more="<TerritoryCode>2130</TerritoryCode>")))) == []


@pytest.mark.parametrize(
    ("period", "term", "rounded"),
    [
        ("<StartDate>2024-02-01</StartDate><EndDate>2024-02-01</EndDate>", "2024-02-01/2024-02-01", False),
        ("<StartDateTime>2024-02-01T08:30:00+01:00</StartDateTime>", "2024-02-01/", True),
        ("<StartDateTime>2024-02-01T00:00:00</StartDateTime>", "2024-02-01/", False),
        ("<StartDateTime>2024-02-01T24:00:00</StartDateTime>", "2024-02-02/", False),
        (
            "<StartDate>2024-02-01</StartDate><EndDateTime>2024-02-29T12:00:00</EndDateTime>",
            "2024-02-01/2024-02-29",
            True,
        ),
        (
            "<StartDate>2024-02-01</StartDate><EndDateTime>2024-03-01T00:00:00</EndDateTime>",
            "2024-02-01/2024-02-29",
            False,
        ),
        (
            "<StartDate>2024-02-01</StartDate><EndDateTime>2024-02-29T24:00:00Z</EndDateTime>",
            "2024-02-01/2024-02-29",
            False,
        ),
        (
            "<StartDate>2024-02-01</StartDate><EndDateTime>2024-02-29T23:59:59</EndDateTime>",
            "2024-02-01/2024-02-29",
            False,
        ),
        ('<StartDate IsBefore="true">2024-02-01</StartDate>', "[..2024-02-01]/", False),
        ("<EndDate>2024-02-29</EndDate>", "[..]/2024-02-29", False),
        ("", "[..]/", False),
    ],
)
def test_days_and_times_as_whole_days(tmp_path: Path, period: str, term: str, *, rounded: bool) -> None:
    found = taken(tmp_path, one(Deal(TRACKS, ("FR",), STREAM, SUBSCRIPTION, period=period)))

    (grant,) = grants(found)
    assert str(grant.term) == term
    assert any("taken to the whole day" in said.note for said in found.bundle.statements) is rounded


def test_a_start_that_is_not_said_is_an_open_point(tmp_path: Path) -> None:
    record = owned(taken(tmp_path, one(streams("FR", start=""))))

    assert ask(record, "2024-02-01", "FR") is Answer.CONTESTED


@pytest.mark.parametrize(
    "period",
    [
        "<StartDate>2024-02-30</StartDate>",
        "<StartDate>soon</StartDate>",
        "<StartDate>2024-02-02</StartDate><EndDate>2024-02-01</EndDate>",
        "<StartDateTime>2024-02-01T25:00:00</StartDateTime>",
        "<EndDateTime>0001-01-01T00:00:00</EndDateTime>",
    ],
)
def test_days_that_cannot_be_are_refused(tmp_path: Path, period: str) -> None:
    found = taken(tmp_path, one(Deal(TRACKS, ("FR",), STREAM, SUBSCRIPTION, period=period)))

    assert grants(found) == []
    assert len(found.refused) == 1


def test_a_pre_order_grants_nothing(tmp_path: Path) -> None:
    deal = replace(streams("FR"), more="<IsPreOrderDeal>true</IsPreOrderDeal>")

    found = taken(tmp_path, one(deal))

    assert grants(found) == []
    assert [what for what, _ in found.left_out] == ["pre-order deal"]


def test_a_claim_is_no_licence(tmp_path: Path) -> None:
    deal = Deal(TRACKS, ("FR",), ("UserMakeAvailableUserProvided",), ("RightsClaimModel",), "2024-02-01")

    found = taken(tmp_path, one(deal))

    assert grants(found) == []
    assert [what for what, _ in found.left_out] == ["deal under RightsClaimModel"]


def test_a_claim_beside_a_licence_leaves_the_licence(tmp_path: Path) -> None:
    deal = Deal(TRACKS, ("FR",), STREAM, ("RightsClaimModel", "SubscriptionModel"), "2024-02-01")

    (grant,) = grants(taken(tmp_path, one(deal)))

    assert grant.scope.uses == frozenset({"OnDemandStream/Subscription"})


def test_an_exclusive_deal_is_exclusive_to_the_recipient(tmp_path: Path) -> None:
    (grant,) = grants(taken(tmp_path, one(replace(streams("FR"), more="<IsExclusive>true</IsExclusive>"))))

    assert grant.kind is GrantKind.EXCLUSIVE


def test_named_channels_are_the_only_services_that_may_act(tmp_path: Path) -> None:
    channel = "<DistributionChannel><PartyName><FullName>OTHER SHOP</FullName></PartyName></DistributionChannel>"
    found = taken(tmp_path, one(replace(streams("FR"), more=channel), "43"))
    record = owned(found)

    assert ask(record, "2024-02-01", "FR", service="OTHER SHOP") is Answer.CLEARED
    assert ask(record, "2024-02-01", "FR") is Answer.NOT_CLEARED
    assert {offer.service for offer in found.entries if isinstance(offer, Offered)} == {found.party("OTHER SHOP")}


def test_an_excluded_channel_leaves_an_open_point(tmp_path: Path) -> None:
    channel = (
        "<ExcludedDistributionChannel><PartyName><FullName>OTHER</FullName></PartyName></ExcludedDistributionChannel>"
    )

    record = owned(taken(tmp_path, one(replace(streams("FR"), more=channel), "43")))

    assert ask(record, "2024-02-01", "FR") is Answer.CONTESTED


def test_what_the_sender_defines_itself_clears_nothing(tmp_path: Path) -> None:
    own = '<UseType Namespace="PADPIDA2099010101X" UserDefinedValue="Radio 7">UserDefined</UseType>'
    found = taken(tmp_path, one(Deal(TRACKS, ("FR",), (own,), SUBSCRIPTION, "2024-02-01")))

    (grant,) = grants(found)
    assert grant.scope.uses == frozenset({"UserDefined/Subscription"})
    assert [one.text for one in grant.conditions] == ["the use is the sender's own: Radio 7 (PADPIDA2099010101X)"]
    assert ask(owned(found), "2024-02-01", "FR") is Answer.NOT_CLEARED


def test_a_model_that_is_not_said_is_an_open_point(tmp_path: Path) -> None:
    record = owned(taken(tmp_path, one(Deal(TRACKS, ("FR",), STREAM, (), "2024-02-01"))))

    assert ask(record, "2024-02-01", "FR") is Answer.CONTESTED


@pytest.mark.parametrize("uses", [("Teleport",), ("Teleport", "OnDemandStream")])
def test_an_unknown_use_is_told_and_left_out(tmp_path: Path, uses: tuple[str, ...]) -> None:
    found = taken(tmp_path, one(Deal(TRACKS, ("FR",), uses, SUBSCRIPTION, "2024-02-01")))

    assert "Teleport" in found.refused[0].what
    assert [grant.scope.uses for grant in grants(found)] == [frozenset({"OnDemandStream/Subscription"})] * (
        len(uses) - 1
    )


@pytest.mark.parametrize(
    ("narrowing", "answer"),
    [
        ("<UserInterfaceType>GameConsole</UserInterfaceType>", Answer.CONTESTED),
        ("<DistributionChannelType>Cable</DistributionChannelType>", Answer.CONTESTED),
        ("<NumberOfUsages>3</NumberOfUsages>", Answer.CONTESTED),
        ("<DistributionChannelType>InternetAndMobile</DistributionChannelType>", Answer.CLEARED),
    ],
)
def test_what_narrows_a_use_is_an_open_point(tmp_path: Path, narrowing: str, answer: Answer) -> None:
    text = xml(one(streams("FR"))).replace("</Usage>", f"{narrowing}</Usage>")

    assert ask(owned(taken(tmp_path, text)), "2024-02-01", "FR") is answer


def test_a_usage_of_one_resource_reaches_only_that(tmp_path: Path) -> None:
    apart = (
        "<ResourceUsage><DealResourceReference>A2</DealResourceReference>"
        "<Usage><UseType>PermanentDownload</UseType></Usage></ResourceUsage>"
    )
    text = xml(one(replace(streams("FR"), refs=("R0",)))).replace("</DealTerms>", f"</DealTerms>{apart}")

    record = owned(taken(tmp_path, text))

    asked = {item: ask(record, "2024-02-01", "FR", item=item, use="PermanentDownload/Subscription") for item in ISRCS}
    assert list(asked.values()) == [Answer.NOT_CLEARED, Answer.CLEARED]


def test_a_deal_of_a_clip_is_none_of_its_recording(tmp_path: Path) -> None:
    clip = (
        "<ClipRelease><ReleaseReference>R9</ReleaseReference><ReleaseId><ProprietaryId>C9</ProprietaryId></ReleaseId>"
        "<ReleaseResourceReference>A1</ReleaseResourceReference></ClipRelease></ReleaseList>"
    )
    text = xml(one(replace(streams("FR"), refs=("R9",)), "43")).replace("</ReleaseList>", clip)

    found = taken(tmp_path, text)

    assert len(grants(found)) == 1
    assert ask(owned(found), "2024-02-01", "FR") is Answer.NOT_CLEARED


def test_deals_of_one_release_are_alternatives(tmp_path: Path) -> None:
    later = replace(streams("FR"), start="2024-06-01", end="2024-06-30")
    record = owned(taken(tmp_path, Message(AT, (replace(streams("FR"), end="2024-03-31"), later))))

    days = ("2024-03-31", "2024-04-01", "2024-06-01", "2024-07-01")
    assert [ask(record, day, "FR") is Answer.CLEARED for day in days] == [True, False, True, False]


def test_a_deal_a_track_and_country_becomes_one_grant(tmp_path: Path) -> None:
    """As in real files: one deal for each track and each country, with its own price."""
    tracks = [f"ZZAAA24{number:05}" for number in range(1, 22)]
    codes = ("AT", "BE", "CH", "DE", "DK", "ES", "FI", "FR", "GB", "IT", "NL", "NO", "PL", "SE")
    price = "<PriceInformation><PriceCode>{}</PriceCode></PriceInformation>"
    deals = [
        replace(streams(code), refs=(f"R{number}",), more=price.format(number))
        for number in range(1, 22)
        for code in codes
    ]

    found = taken(tmp_path, Message(AT, deals, "43", tracks=tracks))

    (grant,) = grants(found)
    assert found.records["Deal"] == 21 * 14
    assert str(grant.scope.territories) == ", ".join(codes)
    assert found.record.catalogues[grant.id] == frozenset(tracks)


def test_what_no_version_has_in_a_deal_is_told_and_open(tmp_path: Path) -> None:
    odd = replace(streams(), more="<Territory><TerritoryCode>FR</TerritoryCode></Territory>")

    found = taken(tmp_path, one(odd))

    (grant,) = grants(found)
    assert [condition.text for condition in grant.conditions] == ["only as its Territory says, which is not read"]
    assert [doubt.check for doubt in found.doubts] == ["import-record"]
    assert ask(owned(found), "2024-06-01", "FR") is Answer.CONTESTED


def test_what_no_version_has_in_a_usage_is_told_and_open(tmp_path: Path) -> None:
    found = taken(tmp_path, one(replace(streams("FR"), uses=("OnDemandStream", "<Bitrate>128</Bitrate>"))))

    assert [doubt.check for doubt in found.doubts] == ["import-record"]
    assert ask(owned(found), "2024-06-01", "FR") is Answer.CONTESTED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Deal>", ""),  # the terms stand in the ReleaseDeal
        ("<DealTerms>", "<DealReference>D1</DealReference>"),  # or in the deal
        ("<DealTerms>", "<DealTerms><TakeDown>true</TakeDown></DealTerms><DealTerms>"),
    ],
    ids=["no deal", "no terms", "two terms"],
)
def test_terms_where_none_belong_are_refused_and_end_nothing_for_sure(tmp_path: Path, old: str, new: str) -> None:
    text = xml(Message("2024-03-01T09:00:00Z", (streams("FR"),))).replace(old, new)
    if old not in new:
        text = text.replace(old.replace("<", "</"), "")

    found = taken(tmp_path, one(streams("FR")), text)

    assert [problem.check for problem in found.refused] == ["import-record"]
    assert ask(owned(found), "2024-06-01", "FR") is Answer.CONTESTED


@pytest.mark.parametrize("word", ["WW", "World", "GLOBAL", "worldwide"])
def test_other_words_for_the_world_are_mended(tmp_path: Path, word: str) -> None:
    found = taken(tmp_path, one(streams(word)))

    assert found.refused[0].mend == "write Worldwide, if that is meant"


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("<PriceInformation><PriceCode>P1</PriceCode></PriceInformation>", PRICE, 1),
        (PRICE, "<PriceInformation/>", 1),
        (PRICE, f"<PriceInformation A='/'/><CarrierType>CD</CarrierType>{PRICE}", 2),
        (PRICE, f"<PriceInformation A='>'/><CarrierType>CD</CarrierType>{PRICE}", 2),
    ],
)
def test_prices_make_no_difference_and_all_beside_them_does(
    tmp_path: Path, first: str, second: str, number: int
) -> None:
    deals = [replace(streams("FR"), more=more) for more in (first, second)]

    assert len(grants(taken(tmp_path, Message(AT, deals, "43")))) == number


def test_a_release_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = taken(tmp_path, one(replace(streams("FR"), refs=("R9",))))

    assert "R9" in found.refused[0].what
    assert grants(found) == []


def test_an_album_is_an_item_of_its_own(tmp_path: Path) -> None:
    (grant,) = grants(taken(tmp_path, one(replace(streams("FR"), refs=("R0",)))))

    assert grant.scope.repertoire is not None
    assert grant.scope.repertoire.assets == {ICPN}


def test_the_licensor_is_whom_the_sender_sends_for(tmp_path: Path) -> None:
    behalf = "<SentOnBehalfOf><PartyName><FullName>SMALL LABEL</FullName></PartyName></SentOnBehalfOf>"

    found = taken(tmp_path, Message(AT, (streams("FR"),), header=behalf))

    (grant,) = grants(found)
    assert grant.grantor == found.party("SMALL LABEL")
    assert {said.source for said in found.bundle.statements} == {found.party("EXAMPLE RECORDS")}


def test_the_namespace_is_trusted_over_the_schema_version(tmp_path: Path) -> None:
    text = xml(one(streams("FR"))).replace('"ern/382"', '"ern/411"')

    found = sniff(text.encode(), "ern_43.xml")

    assert found is not None
    assert found.version == "3.8.2"
    assert [doubt.check for doubt in taken(tmp_path, text).doubts] == ["import-doubt"]


@pytest.mark.parametrize("version", ["32", "50"])
def test_other_versions_are_refused_and_nothing_of_them_is_told(tmp_path: Path, version: str) -> None:
    found = taken(tmp_path, Message(AT, (streams("FR"),), version, recipient="2140"))

    assert grants(found) == []
    assert found.parties == {}
    assert [problem.check for problem in found.problems] == ["import-unsupported"]


def test_a_test_message_says_nothing(tmp_path: Path) -> None:
    test = "<MessageControlType>TestMessage</MessageControlType>"

    found = taken(tmp_path, Message(AT, (streams("FR", "XX"),), recipient="2140", header=test))

    assert grants(found) == []
    assert found.parties == {}
    assert "test" in found.doubts[0].what
    assert len(found.problems) == 1


OTHER: Final = "PADPIDA2013042401U"  # a DPID of another sender


def shops(found: Taken) -> list[str]:
    return [found.parties[grant.grantee].name for grant in grants(found)]


def sent_to(number: str, name: str, *, sender: str = SENDER, namespace: str = "") -> str:
    """A message to a shop that has no DPID."""
    text = xml(Message(AT, (streams("FR"),), sender=sender, recipient=number)).replace("EXAMPLE SHOP", name)
    return text.replace(f"<PartyId>{number}", f'<PartyId Namespace="{namespace}">{number}') if namespace else text


def test_a_senders_own_number_for_a_shop_is_no_dpid(tmp_path: Path) -> None:
    found = taken(tmp_path, sent_to("1386943585", "SHOP", namespace=SENDER))

    assert shops(found) == ["SHOP"]
    assert found.problems == []


@pytest.mark.parametrize("own", [True, False], ids=["namespace", "bare"])
def test_shops_of_two_senders_with_one_number_stay_two(tmp_path: Path, *, own: bool) -> None:
    one, other = (
        sent_to("77", name, sender=by, namespace=by if own else "")
        for name, by in (("SHOP", SENDER), ("ANOTHER SHOP", OTHER))
    )

    assert shops(taken(tmp_path, one, other)) == ["SHOP", "ANOTHER SHOP"]


def test_a_number_within_the_senders_own_joins_whatever_the_name(tmp_path: Path) -> None:
    one, other = (sent_to("77", name, namespace=f"DPID:{SENDER}") for name in ("SHOP", "SHOP INC."))

    assert shops(taken(tmp_path, one, other)) == ["SHOP"]


def test_a_placeholder_for_two_parties_joins_neither_and_is_told_once(tmp_path: Path) -> None:
    found = taken(tmp_path, sent_to("MyPartyId", "SHOP", sender="MyPartyId"))

    assert [(found.parties[one.grantor].name, found.parties[one.grantee].name) for one in grants(found)] == [
        ("EXAMPLE RECORDS", "SHOP")
    ]
    assert [doubt.check for doubt in found.doubts] == ["import-value"]


def test_a_controller_named_as_the_sender_is_the_sender(tmp_path: Path) -> None:
    text = xml(one(streams("FR"))).replace(
        "</SoundRecording>",
        "<RightsController><PartyName><FullName>EXAMPLE RECORDS</FullName></PartyName>"
        "<TerritoryOfRightsDelegation>FR</TerritoryOfRightsDelegation></RightsController></SoundRecording>",
    )

    found = taken(tmp_path, text)

    assert {fact.party for fact in found.record.facts if isinstance(fact, Control)} == {found.party("EXAMPLE RECORDS")}
    assert {grant.grantor for grant in grants(found)} == {found.party("EXAMPLE RECORDS")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_say_the_same(tmp_path: Path, encoding: str) -> None:
    text = xml(one(streams("FR"))).replace("The Album", "Élégie")
    declared = text.replace('"UTF-8"', '"UTF-16"') if "16" in encoding else text

    found = taken(tmp_path, declared.encode(encoding))

    assert found.problems == []
    assert "Élégie" in {item.title for item in found.record.items.values()}


@pytest.mark.parametrize("version", ["382", "43"])
@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        (r">([^<>\s][^<>]*)<", r"><!-- FR -->\n\1<?so it is?> <"),
        (r">([^<>\s][^<>]*)<", r"><![CDATA[\1]]><"),
        (r"<(/?)(?!ern:|\?)(?=\w)", r"<\1ern:"),
        (r"ern:", ""),
    ],
    ids=["comments", "CDATA", "prefixes", "default namespace"],
)
def test_ways_to_write_xml_say_the_same(tmp_path: Path, version: str, pattern: str, by: str) -> None:
    text = xml(one(replace(streams("FR", "DE"), end="2024-12-31"), version))
    other = re.sub(pattern, by, text.replace("xmlns:ern=", "xmlns=") if pattern == "ern:" else text)

    found = taken(tmp_path, other)

    assert other != text
    assert found.problems == []
    assert found.bundle.facts == taken(tmp_path, text).bundle.facts


CONTROLLER_3 = """<SoundRecording><SoundRecordingId><ISRC>ZZAAA2400003</ISRC></SoundRecordingId>
<ResourceReference>A3</ResourceReference><ReferenceTitle><TitleText>Three</TitleText></ReferenceTitle>
<SoundRecordingDetailsByTerritory><TerritoryCode>Worldwide</TerritoryCode><RightsController>
<PartyName><FullName>OTHER RECORDS</FullName></PartyName><RightsControllerRole>{role}</RightsControllerRole>
{share}<TerritoryOfRegistration>FR</TerritoryOfRegistration></RightsController></SoundRecordingDetailsByTerritory>
</SoundRecording>"""


HALF = "<RightSharePercentage>50</RightSharePercentage>"
RIGHTS = ("recording:reproduction", "recording:making-available", "recording:communication-to-the-public")


def controlled(folder: Path, role: str = "RightsController", share: str = "") -> list[Control]:
    resource = CONTROLLER_3.format(role=role, share=share)
    return controls_of(folder, xml(Message(AT, (streams("FR"),), resources=resource)))


def controls_of(folder: Path, message: str) -> list[Control]:
    text = message.replace(
        "</ReleaseResourceReferenceList>\n      <ReleaseType>Album",
        "<ReleaseResourceReference>A3</ReleaseResourceReference></ReleaseResourceReferenceList>\n"
        "      <ReleaseType>Album",
    )
    found = taken(folder, text)
    return [fact for fact in found.bundle.facts.values() if isinstance(fact, Control)]


def test_a_rights_controller_controls_what_it_is_said_to(tmp_path: Path) -> None:
    (control,) = controlled(tmp_path, share="<RightSharePercentage>33.333</RightSharePercentage>")

    assert (control.asset, control.share, str(control.territories)) == ("ZZAAA2400003", Share(3333), "FR")
    assert control.rights == frozenset({"recording:reproduction", "recording:making-available"})


def test_no_right_of_a_controller_counts_twice(tmp_path: Path) -> None:
    text = xml(Message(AT, (streams("FR"),), resources=CONTROLLER_3.format(role="RightsController", share=HALF)))
    uses = "".join(
        f"<DelegatedUsageRights><UseType>{use}</UseType>"
        "<TerritoryOfRightsDelegation>FR</TerritoryOfRightsDelegation></DelegatedUsageRights>"
        for use in ("PermanentDownload", "OnDemandStream", "Webcast")
    )

    found = controls_of(tmp_path, text.replace("</RightSharePercentage>", f"</RightSharePercentage>{uses}"))

    assert {right: [one.share for one in found if right in str(one.rights)] for right in RIGHTS} == {
        "recording:reproduction": [Share(5_000)],
        "recording:making-available": [Share(5_000)],
        "recording:communication-to-the-public": [Share(5_000)],
    }


def test_a_share_that_is_not_said_is_the_whole(tmp_path: Path) -> None:
    assert [control.share for control in controlled(tmp_path)] == [Share(10_000)]


@pytest.mark.parametrize(
    ("role", "share"),
    [
        ("RightsController", "<RightShareUnknown>true</RightShareUnknown>"),
        ("LocalPayee", ""),
        ("RoyaltyAdministrator", ""),
        ("RightsController", "<RightSharePercentage>133</RightSharePercentage>"),
    ],
)
def test_who_administers_or_has_no_known_share_owns_nothing(tmp_path: Path, role: str, share: str) -> None:
    assert controlled(tmp_path, role, share) == []


def test_p_lines_are_kept_beside_the_item_and_are_no_fact(tmp_path: Path) -> None:
    found = taken(tmp_path, one(streams("FR")))

    assert ("P line", "(P) 2024 Example Records") in found.record.items["ZZAAA2400001"].details
    assert not any(isinstance(fact, Control) for fact in found.bundle.facts.values())


def test_a_controller_in_four_with_its_uses(tmp_path: Path) -> None:
    resource = """<SoundRecording><ResourceReference>A3</ResourceReference>
<SoundRecordingEdition><ResourceId><ISRC>ZZAAA2400003</ISRC></ResourceId></SoundRecordingEdition>
<ResourceRightsController><RightsControllerPartyReference>P1</RightsControllerPartyReference>
<RightsControlType>RightsController</RightsControlType><RightSharePercentage>50</RightSharePercentage>
<DelegatedUsageRights><UseType>NonInteractiveStream</UseType>
<PeriodOfRightsDelegation><StartDate>2020-01-01</StartDate></PeriodOfRightsDelegation>
<TerritoryOfRightsDelegation>DE</TerritoryOfRightsDelegation></DelegatedUsageRights>
</ResourceRightsController></SoundRecording>"""
    text = xml(Message(AT, (streams("FR"),), "43", resources=resource)).replace(
        "<ResourceList>",
        "<PartyList><Party><PartyReference>P1</PartyReference><PartyName><FullName>OTHER RECORDS</FullName></PartyName>"
        "</Party></PartyList>\n<ResourceList>",
    )
    text = text.replace(
        "</ResourceGroup>",
        "<ResourceGroupContentItem><ReleaseResourceReference>A3</ReleaseResourceReference></ResourceGroupContentItem>"
        "</ResourceGroup>",
    )

    found = taken(tmp_path, text)

    (control,) = (fact for fact in found.bundle.facts.values() if isinstance(fact, Control))
    assert control.party == found.party("OTHER RECORDS")
    assert control.rights == frozenset({"recording:reproduction", "recording:communication-to-the-public"})
    assert (control.share, str(control.territories), str(control.term)) == (Share(5000), "DE", "2020-01-01/")
    bases = [said.basis for said in found.bundle.statements if control.id in said.facts]
    assert bases == [Basis.INFERRED]
