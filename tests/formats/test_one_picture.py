# SPDX-License-Identifier: Apache-2.0
"""A label's message and catalogue, a publisher's registration, a shop's list: one case, one picture of authority."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from licit.model.verdict import Answer, Verdict
from licit.report.words import paragraph
from licit.tasks.import_files import How, import_files
from licit.tasks.opening import OpenCase, open_case
from tests.formats.cwr.building import built
from tests.formats.ern.building import GOOD

TODAY = date(2026, 1, 1)
NEED = """
positions: {mine: {ranks: [[example-records, sender-one, house-one, house-two]]}}
requirements:
  stream:
    use: OnDemandStream
    territories: World
    rights: {recording: [making-available], work: [making-available]}
    said: [{by: vocabulary, published: 2000}]
"""
LICENCE = """
grants:
  house-to-shop:
    from: house-one
    to: example-shop
    kind: non-exclusive
    repertoire: all
    rights: [work:*]
    uses: [OnDemandStream]
    territories: World
    start: 2024-01-01
    said: [{by: house-one, made: 2024-01-01}]
"""
PR, ALL = 5000, 10000
SHARES = {"pr-share": PR, "mr-share": ALL, "sr-share": ALL}
WORK = (
    ("NWR", {"work-title": "TRACK 1", "work": "K1", "iswc": "T0345246801", "version-type": "ORI"}),
    ("SPU", {"chain": 1, "party": "P1", "publisher-name": "HOUSE ONE", "publisher-type": "E", **SHARES}),
    ("SPT", {"party": "P1", "pr-collected": PR, "mr-collected": ALL, "sr-collected": ALL, "in-or-out": "I",
             "territory": "2136", "order": 1}),
    ("SPU", {"chain": 2, "party": "P2", "publisher-name": "HOUSE TWO", "publisher-type": "E", "pr-share": PR}),
    ("SPT", {"party": "P2", "pr-collected": PR, "in-or-out": "I", "territory": "2136", "order": 1}),
    ("REC", {"isrc": "ZZAAA2400001"}),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case of the four files."""
    case = tmp_path / "case"
    (tmp_path / "works.V21").write_bytes(built([WORK]))
    (tmp_path / "label.csv").write_text("isrc,title\nZZAAA2400001,Track 1\nZZAAA2400002,Track 2\n", encoding="utf-8")
    (tmp_path / "shop.csv").write_text("isrc,title\nZZAAA2400001,Track One\n", encoding="utf-8")
    bring(case, GOOD / "album-1-delivered.xml")
    bring(case, tmp_path / "works.V21")
    bring(case, tmp_path / "label.csv", owner="EXAMPLE RECORDS", territories="World", made="2024-01-01")
    bring(case, tmp_path / "shop.csv", service="EXAMPLE SHOP")
    head = (case / "case.yaml").read_text("utf-8")
    (case / "case.yaml").write_text(head + "laws: [no-default]\n" + NEED, encoding="utf-8")
    return case


def bring(case: Path, file: Path, **options: str) -> None:
    for report in import_files([str(file)], str(case), today=TODAY, how=How(options=options)):
        assert report.refusals == 0, report.refused


def ask(folder: Path) -> Verdict:
    opened: OpenCase = open_case(folder, today=TODAY)
    return opened.ask(
        "EXAMPLE SHOP",
        item="ZZAAA2400001",
        use="OnDemandStream/Subscription",
        territory="FR",
        day="2024-06-01",
        position="mine",
    )


def test_the_recording_the_work_and_the_offer_are_one_item(folder: Path) -> None:
    record = open_case(folder, today=TODAY).record

    item = record.items["ZZAAA2400001"]
    shop = next(one.id for one in record.parties.values() if one.name == "EXAMPLE SHOP")
    assert item.assets == (("recording", ("ZZAAA2400001",)), ("work", ("T0345246801",)))
    assert "ZZAAA2400001" in record.offers[shop]
    assert [one.name for one in record.parties.values()].count("EXAMPLE RECORDS") == 1


def test_the_label_licensed_and_the_publisher_did_not(folder: Path) -> None:
    verdict = ask(folder)

    assert verdict.answer is Answer.NOT_CLEARED
    words = paragraph(verdict, open_case(folder, today=TODAY).record)
    assert "(work)" in words
    assert "HOUSE ONE" in words


def test_one_publisher_alone_does_not_clear_the_share_of_the_other(folder: Path) -> None:
    (folder / "licence.yaml").write_text(LICENCE, encoding="utf-8")

    assert ask(folder).answer is Answer.NOT_CLEARED


def test_with_both_publishers_it_is_cleared(folder: Path) -> None:
    both = LICENCE + LICENCE.replace("\ngrants:", "").replace("house-to-shop", "other-to-shop").replace(
        "house-one", "house-two"
    )
    (folder / "licence.yaml").write_text(both, encoding="utf-8")

    assert ask(folder).answer is Answer.CLEARED
