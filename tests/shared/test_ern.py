# SPDX-License-Identifier: Apache-2.0
"""DDEX's own samples and other public messages: read from ``../shared``, counted once more by XPath."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from lxml import etree

from licit.formats.detect import detect
from licit.formats.entries import Listed, Stated
from licit.formats.ern import ROOM
from licit.formats.files import Detected, File
from licit.model.fact import Grant
from licit.model.problem import BadInputError
from tests.formats.taken import Taken, take

SAMPLES: Final = Path(__file__).parents[3] / "shared" / "samples" / "ddex-ern"
NAMES: Final = sorted(path.name for path in SAMPLES.glob("ern*.xml"))

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared is not beside this clone")

Row = tuple[str, str, str, str, str]  # recording or release, territory, use, model, period


@pytest.mark.parametrize("name", NAMES)
def test_every_element_is_counted(name: str) -> None:
    root = parsed(SAMPLES / name)
    expected = Counter(etree.QName(one).localname for one in root.xpath("descendant-or-self::*"))

    found = take(SAMPLES / name)

    assert found.records == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_deal_is_a_grant_or_is_said_not_to_be(name: str) -> None:
    root = parsed(SAMPLES / name)

    found = take(SAMPLES / name)

    assert set(granted(found)) == set(dealt(root)) - {row for row in dealt(root) if not row[1]}


@pytest.mark.parametrize("name", [name for name in NAMES if name != "ern38_instance1.xml"])  # it says it is a test
def test_every_recording_of_a_release_is_an_item_and_each_release_of_several(name: str) -> None:
    root = parsed(SAMPLES / name)
    recordings = set(root.xpath("//SoundRecording/ResourceReference/text() | //Video/ResourceReference/text()"))
    held = [recordings & set(one.xpath(".//ReleaseResourceReference/text()")) for one in root.xpath("//ReleaseList/*")]

    found = take(SAMPLES / name)

    assert len(found.record.items) == len(set().union(*held)) + sum(len(one) != 1 for one in held)


def test_billion_laughs_is_refused() -> None:
    path = SAMPLES / "hostile_billion-laughs.xml"
    file = File(path, path.name, Detected("ern"))

    with pytest.raises(BadInputError):
        detect(path, path.name)
    (problem,) = ROOM.read([file], None)  # type: ignore[arg-type]

    assert (problem.check, problem.place.line) == ("import-hostile", 2)  # type: ignore[union-attr]


def test_the_versions_are_those_of_the_namespaces() -> None:
    found = {name: detect(SAMPLES / name, "ern_99.xml").version for name in NAMES}

    assert {version for name, version in found.items() if "audius" in name} == {"3.8.2"}
    assert found["ern38_instance1.xml"] == "3.8"
    assert found["ern411_2_Video.xml"] == "4.1.1"
    assert found["ern42_Variant_Classical.xml"] == "4.2"
    assert found["ern43_1_Audio.xml"] == "4.3"


def parsed(path: Path) -> Any:  # noqa: ANN401 - the stubs of lxml know too little of XPath
    """The root of an XML file."""
    return etree.parse(path).getroot()


def dealt(root: Any) -> Iterator[Row]:  # noqa: ANN401 - as above
    """What the deals say, by XPath alone: each release's recording (or itself) × territory × use × model × period."""
    resources = {one.xpath("string(ResourceReference)"): one for one in root.xpath("//SoundRecording | //Video")}
    reached = {}
    for release in root.xpath("//ReleaseList/*"):
        held = [one for one in dict.fromkeys(release.xpath(".//ReleaseResourceReference/text()")) if one in resources]
        alone = resources[held[0]] if len(held) == 1 else None
        own = release.xpath("ReleaseId/ICPN/text() | ReleaseId/GRid/text() | ReleaseId/ProprietaryId/text()")
        isrc = alone.xpath("string(.//ISRC)") if alone is not None else ""
        reached[release.xpath("string(ReleaseReference)")] = isrc or own[0]
    for deal in root.xpath("//ReleaseDeal/Deal[DealTerms]"):
        terms = deal.find("DealTerms")
        if terms.xpath("IsPreOrderDeal='true' or TakeDown='true' or AllDealsCancelled='true'"):
            continue
        places = terms.xpath("TerritoryCode/text()") + [
            f"-{one}" for one in terms.xpath("ExcludedTerritoryCode/text()")
        ]
        models = [one for one in terms.xpath("CommercialModelType/text()") if one != "RightsClaimModel"]
        for reference in deal.xpath("../DealReleaseReference/text()"):
            for place in places:
                for use in terms.xpath("UseType/text() | Usage/UseType/text()"):
                    for model in models:
                        for period in terms.xpath("ValidityPeriod"):
                            days = f"{period.xpath('string(StartDate)')}/{period.xpath('string(EndDate)')}"
                            yield reached[reference], place, use, model.removesuffix("Model"), days


def granted(found: Taken) -> Iterator[Row]:
    """The same of the grants."""
    listed: dict[str, list[str]] = {}
    for entry in found.entries:
        if isinstance(entry, Listed):
            listed.setdefault(entry.catalogue, []).append(entry.asset)
    for entry in found.entries:
        if not isinstance(entry, Stated) or not isinstance(grant := entry.fact, Grant):
            continue
        scope = grant.scope
        assert scope.repertoire is not None
        assert scope.territories is not None
        assert isinstance(scope.uses, frozenset)
        for asset in listed.get(grant.id, scope.repertoire.assets):
            for includes, place in scope.territories.steps:
                for use in scope.uses:
                    name, _, model = use.partition("/")
                    yield asset, ("" if includes else "-") + place, name, model or "AsPerContract", str(grant.term)
