# SPDX-License-Identifier: Apache-2.0
"""The take-down list: read back by the reader, and its elements counted by XPath."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from licit.formats.ern.remaining import Deal, NotCleared
from licit.formats.ern.write import Named, takedown
from licit.model.problem import InvalidValueError
from licit.model.territory import Expression
from licit.model.verdict import Answer
from tests.formats.ern.asking import ask, owned, taken
from tests.formats.ern.building import ICPN, RECIPIENT, SENDER, TRACKS, Message
from tests.formats.ern.building import Deal as Sent

DAY = date(2024, 5, 1)
USES = frozenset(
    {"OnDemandStream/Subscription", "OnDemandStream/AdvertisementSupported", "PermanentDownload/PayAsYouGo"}
)
ON_RECORD = Deal(territories=Expression.parse("FR, DE, ES"), uses=USES, start=date(2024, 2, 1))
ROW = NotCleared(
    title="Track 1",
    artist="THE EXAMPLES",
    territories=Expression.parse("ES"),
    isrcs=("ZZAAA2400001",),
    icpn=ICPN,
    deals=(ON_RECORD,),
)


def written(*rows: NotCleared, version: str = "3.8.2") -> bytes:
    to = io.BytesIO()
    sender, recipient = Named(SENDER, "EXAMPLE RECORDS"), Named(RECIPIENT, "EXAMPLE SHOP")
    takedown(rows, to, sender=sender, recipient=recipient, day=DAY, version=version)
    return to.getvalue()


def parsed(text: bytes) -> Any:  # noqa: ANN401 - the stubs of lxml know too little of XPath
    """The root."""
    return etree.fromstring(text)


def before() -> Message:
    """What the shop holds: the same three territories and uses."""
    uses = ("OnDemandStream",), ("SubscriptionModel", "AdvertisementSupportedModel")
    where = ("FR", "DE", "ES")
    return Message(
        "2024-01-10T09:00:00Z",
        (
            Sent(("R0", *TRACKS), where, *uses, start="2024-02-01"),
            Sent(("R0", *TRACKS), where, ("PermanentDownload",), ("PayAsYouGoModel",), start="2024-02-01"),
        ),
    )


@pytest.mark.parametrize("version", ["3.8.2", "4.3"])
def test_what_is_not_cleared_is_gone_and_the_rest_stands(tmp_path: Path, version: str) -> None:
    record = owned(taken(tmp_path, before(), written(ROW, version=version)))

    assert [ask(record, day, "ES") for day in ("2024-04-30", "2024-05-01")] == [Answer.CLEARED, Answer.NOT_CLEARED]
    assert [ask(record, "2024-05-01", code) for code in ("FR", "DE")] == [Answer.CLEARED] * 2


@pytest.mark.parametrize("version", ["3.8.2", "4.3"])
def test_a_use_alone_is_gone(tmp_path: Path, version: str) -> None:
    row = replace(ROW, uses=frozenset({"PermanentDownload"}))

    record = owned(taken(tmp_path, before(), written(row, version=version)))

    assert ask(record, "2024-05-01", "ES", use="PermanentDownload/PayAsYouGo") is Answer.NOT_CLEARED
    assert ask(record, "2024-05-01", "ES") is Answer.CLEARED
    assert ask(record, "2024-05-01", "FR", use="PermanentDownload/PayAsYouGo") is Answer.CLEARED


def test_the_take_down_is_explicit_in_three() -> None:
    root = parsed(written(ROW))

    assert root.tag == "{http://ddex.net/xml/ern/382}NewReleaseMessage"
    assert root.xpath("string(@MessageSchemaVersionId)") == "ern/382"
    assert root.xpath("//DealTerms[TakeDown='true']/TerritoryCode/text()") == ["ES"]
    assert root.xpath("//DealTerms[TakeDown='true']/ValidityPeriod/StartDate/text()") == ["2024-05-01"]
    assert root.xpath("count(//DealTerms[Usage/UseType='OnDemandStream'])") == 1
    assert sorted(root.xpath("//DealTerms[Usage/UseType='OnDemandStream']/TerritoryCode/text()")) == ["DE", "FR"]
    assert sorted(root.xpath("//DealTerms[Usage/UseType='OnDemandStream']/CommercialModelType/text()")) == [
        "AdvertisementSupportedModel",
        "SubscriptionModel",
    ]


def test_every_reference_is_to_something_and_every_anchor_once() -> None:
    second = replace(ROW, title="Track 2", isrcs=("ZZAAA2400002", "ZZAAA2400001"), icpn="0000000000024")

    root = parsed(written(ROW, second))

    anchors = root.xpath("//SoundRecording/ResourceReference/text()")
    assert len(anchors) == len(set(anchors)) == 2
    assert set(root.xpath("//ReleaseResourceReference/text()")) == set(anchors)
    assert root.xpath("//DealReleaseReference/text()") == root.xpath("//Release/ReleaseReference/text()")


def test_four_ends_the_deals_that_end() -> None:
    root = parsed(written(ROW, version="4.3"))

    ends = root.xpath("//DealTerms[TerritoryCode='ES']/ValidityPeriod/EndDateTime/text()")
    assert ends == ["2024-04-30T23:59:59"] * 2  # streams, downloads
    assert root.xpath("count(//DealTerms[TerritoryCode='FR']/ValidityPeriod/EndDateTime)") == 0
    assert root.xpath("count(//TakeDown)") == 0


def test_everywhere_but_some_is_written_by_what_it_leaves_out() -> None:
    worldwide = replace(ON_RECORD, territories=Expression.parse("Worldwide"))

    root = parsed(written(replace(ROW, deals=(worldwide,))))

    assert set(root.xpath("//DealTerms[Usage]/ExcludedTerritoryCode/text()")) == {"ES"}
    assert root.xpath("count(//DealTerms[Usage]/TerritoryCode)") == 0


@pytest.mark.parametrize(
    ("row", "version", "words"),
    [
        (ROW, "3.7", "isn't written"),
        (replace(ROW, isrcs=()), "3.8.2", "no recording"),
        (replace(ROW, isrcs=("nonsense",)), "3.8.2", "ISRC"),
        (replace(ROW, deals=()), "4.3", "ending deals"),
        (replace(ROW, deals=(), uses=frozenset({"PermanentDownload"})), "3.8.2", "all uses"),
        (replace(ROW, icpn="", isrcs=("ZZAAA2400001", "ZZAAA2400002")), "3.8.2", "no number of its own"),
        (replace(ROW, deals=(replace(ON_RECORD, start=DAY),)), "4.3", "not begun"),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_written(row: NotCleared, version: str, words: str) -> None:
    to = io.BytesIO()

    with pytest.raises(InvalidValueError, match=words):
        takedown([row], to, sender=Named(SENDER, "A"), recipient=Named(RECIPIENT, "B"), day=DAY, version=version)

    assert to.getvalue() == b""
