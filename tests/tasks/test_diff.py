# SPDX-License-Identifier: Apache-2.0
"""Two cases, two days, two positions, two days of knowledge: what differs, and what could not be compared."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from licit.cli.running import run
from licit.model.asset import Asset, Item
from licit.model.record import Record
from licit.tasks.diff import diff, joined, unchanged
from tests.tasks.shop import OPEN

EXAMPLES = Path(__file__).parents[2] / "examples"
SHOP, PHARMACY, ALLOFMP3 = (str(EXAMPLES / name) for name in ("licensed-shop", "online-pharmacy", "allofmp3"))


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401 - JSON
    assert run(["diff", *arguments, "--json"]) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def moved(told: Any) -> dict[tuple[str, str], int]:  # noqa: ANN401 - JSON
    pairs: dict[tuple[str, str], int] = {}
    for one in told["groups"]:
        pairs[one["from"], one["to"]] = pairs.get((one["from"], one["to"]), 0) + one["pairs"]
    return pairs


def test_two_days_of_knowledge_around_the_press_of_may_2004(capsys: pytest.CaptureFixture[str]) -> None:
    """Until 14 May 2004 nobody whom this position believes had spoken of ROMS; by the end of the month its old
    agreements were told, and that they had ended on a day not known: so each recording with an owner is open in Russia.
    """
    told = found(
        capsys,
        ALLOFMP3,
        *("--position", "seed-2004", "--day", "2004-05-14"),
        *("--known-by", "2004-05-14", "--against-known-by", "2004-05-31"),
    )

    stands = {one["fact"]: (one["standing"]["before"], one["standing"]["after"]) for one in told["facts"]}
    assert stands["rao-roms"] == stands["rpa-roms"] == (["unsaid"], ["accepted"])  # Q6: told, and told to have ended
    assert stands["rpa-roms-ended"] == (["unsaid"], ["accepted"])
    assert stands["ifpi-members-roms"] == (["unsaid"], ["rejected"])
    assert stands["art45-recordings-roms"] == (["unsaid"], ["rejected"])  # Q1, as MIPI has it
    assert moved(told) == {("not-cleared", "contested"): 207}
    assert {leaf for one in told["changes"] for leaf in one["territories"]} == {"RU"}


def test_what_the_payment_firm_could_have_known_on_3_may_2006(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody had yet affirmed art. 45(3) for works, so nothing was open then; what is open today came with the dispute.

    Nine items came out later in 2006: their owners were not on record, and the answer about them was unknown.
    """
    told = found(
        capsys,
        ALLOFMP3,
        *("--position", "open-reception", "--day", "2006-05-03"),
        *("--known-by", "2006-05-03", "--against-known-by", "2010-01-01"),
    )

    assert told["answers"]["before"]["contested"] == told["answers"]["before"]["cleared"] == 0
    assert told["answers"]["before"]["unknown"] == 9 * 243
    assert moved(told)["not-cleared", "contested"] + moved(told)["unknown", "contested"] == 235
    stands = {one["fact"]: (one["standing"]["before"], one["standing"]["after"]) for one in told["facts"]}
    assert stands["art45-works-roms"] == (["unsaid"], ["disputed"])


def test_two_days_of_the_pharmacy_show_the_contract_that_ended(capsys: pytest.CaptureFixture[str]) -> None:
    told = found(capsys, PHARMACY, "--day", "2018-12-31", "--against-day", "2019-01-01", "--known-by", "2020-12-31")

    assert moved(told) == {("cleared", "not-cleared"): 2}  # the tablets, in Germany and France
    assert [(one["fact"], one["change"]) for one in told["facts"]] == [("holder-to-wholesaler", "ended")]
    assert told["groups"][0]["turns-on"]["facts"] == ["holder-to-wholesaler"]


def test_two_positions_differ_in_whom_they_believe(capsys: pytest.CaptureFixture[str]) -> None:
    told = found(
        capsys,
        PHARMACY,
        *("--day", "2019-01-01", "--known-by", "2020-12-31"),
        *("--position", "documents", "--against-position", "both-sides"),
    )

    assert moved(told) == {("not-cleared", "contested"): 3}  # by way of the importer, in Austria too
    stands = {one["fact"]: one["standing"] for one in told["facts"]}
    assert stands["holder-to-importer"] == {"before": ["rejected"], "after": ["disputed"]}
    assert stands["importer-to-pharmacy"] == {"before": ["unsaid"], "after": ["accepted"]}


def test_two_cases_are_compared_fact_by_fact_and_answer_by_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (EXAMPLES / "licensed-shop" / "case.yaml").read_text(encoding="utf-8")
    other = tmp_path / "case.yaml"
    other.write_text(text.replace("territories: FR, DE\n    start: 2005-01-01\n    end", "territories: FR\n    end"))

    told = found(capsys, SHOP, str(other), "--day", "2005-06-01", "--known-by", "2009-12-31")

    assert moved(told) == {("cleared", "not-cleared"): 1}  # the song in Germany
    (fact,) = told["facts"]
    assert (fact["fact"], fact["change"], fact["fields"]) == ("label-to-shop", "changed", ["scope", "term"])
    assert told["items"] == {"joined": {"id": 2}, "only-before": [], "only-after": []}


def test_items_of_two_records_are_joined_by_id_then_by_what_identifies_their_assets() -> None:
    def record(*items: tuple[str, str, str]) -> Record:
        return Record(
            items={item: Item(item, (("recording", (asset,)),)) for item, asset, _ in items},
            assets={
                asset: Asset(asset, "recording", identifiers=(("isrc", code),) if code else ())
                for _, asset, code in items
            },
        )

    before = record(("a", "r1", "X1"), ("b", "r2", "X2"), ("c", "r3", "X3"), ("d", "r4", "X4"), ("e", "r5", ""))
    after = record(("a", "r1", "Y9"), ("q", "s2", "X2"), ("y", "s3", "X3"), ("z", "s4", "X3"), ("e2", "s5", ""))

    same = joined(before, after, tuple(before.items), tuple(after.items))

    assert same.pairs == (("a", "a"), ("b", "q"))  # X3 is that of two items, and tells neither
    assert same.how == {"id": 1, "isrc": 1}
    assert same.only_before == ("c", "d", "e")
    assert same.only_after == ("y", "z", "e2")


def test_the_difference_from_the_other_side_is_its_mirror() -> None:
    owners, everyone = (OPEN.question("shop", day="2004-04-15", position=name) for name in ("owners", "everyone"))

    there, back = diff((OPEN, owners), (OPEN, everyone)), diff((OPEN, everyone), (OPEN, owners))

    assert there.pairs == back.pairs > 0
    assert set(there.mirrored().changes) == set(back.changes)
    assert there.mirrored().facts == back.facts
    assert unchanged(there) == unchanged(back)


def test_a_record_with_the_same_words_differs_in_nothing() -> None:
    asked = OPEN.question("shop", day="2004-01-01", position="owners")

    assert diff((OPEN, asked), (replace(OPEN, case=replace(OPEN.case, path="again")), asked)).empty


def test_a_case_without_offers_is_compared_fact_by_fact(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name, share in (("a.yaml", "100 %"), ("b.yaml", "50 %")):
        (tmp_path / name).write_text(
            "licit: 1\nvocabulary: music\nparties: {p: {name: P}}\nassets: {r: {kind: recording}}\n"
            "controls:\n  k: {party: p, asset: r, rights: [recording:*], share: " + share + ", territories: FR, said: "
            "[{by: p, made: 2001}]}\npositions: {all: {ranks: [[p]]}}\n",
            encoding="utf-8",
        )

    told = found(capsys, str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))

    assert [(one["fact"], one["fields"]) for one in told["facts"]] == [("k", ["share"])]
    assert told["answers"]["before"]["total"] == 0


def test_two_sides_that_are_the_same_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", SHOP]) == 2
    assert "both sides are the same" in capsys.readouterr().err


def test_the_report_is_in_two_languages(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["diff", PHARMACY, "--day", "2018-12-31", "--against-day", "2019-01-01", "--known-by", "2020-12-31"]

    for lang, parts in (
        ("en", ("2 of 500 pairs", "has ended", "cleared → not cleared")),
        ("fr", ("2 paires", "a pris fin", "couvert → non couvert")),
    ):
        assert run([*arguments, "--lang", lang]) == 0
        text = capsys.readouterr().out
        for part in parts:
            assert part in text
