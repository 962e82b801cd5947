# SPDX-License-Identifier: Apache-2.0
"""What an audit does not clear, as a DDEX message that a service can act on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from licit.model.problem import InvalidValueError
from licit.tasks.opening import OpenCase, open_case
from licit.tasks.takedown import take_down

CASE = """\
licit: 1
vocabulary: music
laws: [no-default]
parties:
  label: {name: Label, kinds: [label], identifiers: {dpid: PADPIDA2013042401U}}
  shop: {name: Shop, kinds: [service], identifiers: {dpid: PADPIDA2007050901U}}
assets:
  r1: {kind: recording, identifiers: {isrc: GBAYE0000001}}
  r2: {kind: recording}
items:
  song: {title: Song, artist: Singers, assets: {recording: r1}}
  nameless: {title: Nameless, assets: {recording: r2}}
offers: {shop: [song, nameless]}
controls:
  c1: {party: label, asset: r1, rights: all, share: '100', territories: World, said: [{by: label, made: 2020}]}
  c2: {party: label, asset: r2, rights: all, share: '100', territories: World, said: [{by: label, made: 2020}]}
requirements:
  need:
    use: PermanentDownload
    territories: World
    rights: {recording: [reproduction]}
    said: [{by: label, made: 2020}]
grants:
  deal:
    from: label
    to: shop
    kind: non-exclusive
    repertoire: {assets: [r1]}
    rights: all
    uses: [PermanentDownload]
    territories: FR, DE
    start: 2020-01-01
    end: 2024-12-31
    said: [{by: label, made: 2020}]
positions: {all: {ranks: [[label]]}}
"""


def opened(folder: Path) -> OpenCase:
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return open_case(folder, today=date(2026, 1, 1))


def texts(message: etree._Element, path: str) -> list[str]:
    """What an XPath finds, in order."""
    found = message.xpath(path)
    assert isinstance(found, list)
    return [str(one) for one in found]


def test_what_is_not_cleared_is_taken_down_where_it_is_not(tmp_path: Path) -> None:
    case = opened(tmp_path)
    question = case.question("shop", use="PermanentDownload", day="2023-06-01")

    found = take_down(case, question, sender="label", version="3.8.2", territories=("FR", "DE", "GB"))

    message = etree.fromstring(found.message)
    down = texts(
        message, "//*[local-name()='Deal'][.//*[local-name()='TakeDown']]//*[local-name()='TerritoryCode']/text()"
    )
    stands = texts(
        message, "//*[local-name()='Deal'][not(.//*[local-name()='TakeDown'])]//*[local-name()='TerritoryCode']/text()"
    )
    assert (down, sorted(stands)) == (["GB"], ["DE", "FR"])
    assert set(texts(message, "//*[local-name()='ISRC']/text()")) == {"GBAYE0000001"}
    assert (found.items, found.pairs, found.left_out) == (1, 1, {"nameless": "it has no ISRC"})


def test_after_the_deal_ended_it_is_taken_down_everywhere_asked(tmp_path: Path) -> None:
    case = opened(tmp_path)
    question = case.question("shop", use="PermanentDownload", day="2025-06-01")

    found = take_down(case, question, sender="label", version="3.8.2", territories=("FR", "DE"))

    message = etree.fromstring(found.message)
    down = texts(
        message, "//*[local-name()='Deal'][.//*[local-name()='TakeDown']]//*[local-name()='TerritoryCode']/text()"
    )
    assert sorted(down) == ["DE", "FR"]


def test_where_all_is_cleared_there_is_no_message(tmp_path: Path) -> None:
    text = CASE.replace("offers: {shop: [song, nameless]}", "offers: {shop: [song]}")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    case = open_case(tmp_path, today=date(2026, 1, 1))
    question = case.question("shop", use="PermanentDownload", day="2023-06-01")

    with pytest.raises(InvalidValueError, match="no item is not cleared"):
        take_down(case, question, sender="label", version="3.8.2", territories=("FR",))


def test_a_party_without_a_ddex_id_sends_nothing(tmp_path: Path) -> None:
    text = CASE.replace(", identifiers: {dpid: PADPIDA2013042401U}", "")
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    case = open_case(tmp_path, today=date(2026, 1, 1))

    with pytest.raises(InvalidValueError, match="no DDEX party id"):
        take_down(
            case,
            case.question("shop", use="PermanentDownload", day="2023-06-01"),
            sender="label",
            version="3.8.2",
            territories=("GB",),
        )
