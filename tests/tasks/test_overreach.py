# SPDX-License-Identifier: Apache-2.0
"""A licensor's grants held against what it had, on the examples; values worked out by hand from the case.

AllOfMP3: 243 items are on record, the 240 of the sample and three stand-ins. In Russia on 1 June 2006 ROMS could rest
on art. 45(3) alone, but for the 243 owners said to have signed with it, of whom one item is on record.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from licit.cli.running import run
from licit.model.overreach import Overreach, Reach
from licit.model.proof import Dimension, Standing
from licit.tasks.opening import OpenCase, open_case
from licit.tasks.overreach import overreach

EXAMPLES = Path(__file__).parents[2] / "examples"
ALLOFMP3, SHOP = str(EXAMPLES / "allofmp3"), str(EXAMPLES / "licensed-shop")


@cache
def opened(path: str) -> OpenCase:
    return open_case(path, today=date(2026, 1, 1))


@cache
def roms(position: str, day: str) -> Overreach:
    return overreach(opened(ALLOFMP3), "roms", position=position, day=day, use="PermanentDownload")


def reach(found: Overreach, grant: str) -> Reach:
    return next(one for one in found.grants if one.grant == grant)


@pytest.mark.parametrize(
    ("position", "day", "counts"),
    [
        ("service", "2006-06-01", {"beyond": 0, "beyond_if_meant": 0, "hanging": 0, "within": 243}),
        ("open", "2006-06-01", {"beyond": 0, "beyond_if_meant": 0, "hanging": 243, "within": 0}),
        ("rightsholders", "2006-06-01", {"beyond": 242, "beyond_if_meant": 0, "hanging": 1, "within": 0}),
        ("service", "2008-02-01", {"beyond": 242, "beyond_if_meant": 0, "hanging": 1, "within": 0}),  # repealed
    ],
)
def test_the_licence_of_2005_for_russia_hangs_on_article_45(position: str, day: str, counts: dict[str, int]) -> None:
    assert dict(reach(roms(position, day), "roms-2005").by_kind) == counts


def test_outside_russia_roms_held_nothing_of_recordings_whatever_was_meant() -> None:
    held = reach(roms("open", "2006-06-01"), "roms-2002")

    abroad = [row for row in held.excesses if row.kind == "beyond_if_meant" and "warner-bros" in row.owners]
    assert len(abroad) == 1
    (stretch,) = abroad[0].stretches
    assert "RU" not in stretch.leaves
    assert {"FR", "DE", "US", "GB"} <= set(stretch.leaves)
    assert len(stretch.leaves) == 242
    assert [(at.dimension, at.grant) for at in abroad[0].breaks] == [(Dimension.TERRITORY, "art45-recordings-roms")]
    assert held.beyond == 0  # its territories are not stated


def test_of_works_the_mandate_of_rao_had_ended() -> None:
    held = reach(roms("rightsholders", "2006-06-01"), "roms-2005")

    works = [row for row in held.excesses if "authors" in row.owners and row.kind == "beyond"]
    assert {(at.dimension, at.grant) for row in works for at in row.breaks} == {
        (Dimension.TERM, "rao-roms"),
        (Dimension.REJECTED, "art45-works-roms"),
    }


def test_of_the_243_owners_roms_held_what_they_gave_and_that_is_open() -> None:
    held = reach(roms("rightsholders", "2006-06-01"), "roms-2005")

    (holding,) = [one for one in held.holdings if one.fact == "direct-243-roms"]
    hanging = {(row.owners, row.through) for row in held.excesses if row.kind == "hanging"}
    assert (holding.sure, holding.owners, holding.items) == (False, ("direct-243",), 1)
    assert hanging == {(("direct-243",), ("direct-243-roms",))}


def test_a_grant_that_nobody_believed_affirms_is_named_and_not_measured() -> None:
    found = roms("open", "2006-06-01")

    assert "roms-2005-abroad" in found.unheard
    assert all(one.standing is Standing.ACCEPTED for one in found.grants)


def test_all_days_and_all_uses_of_a_shop_that_is_licensed_lie_within() -> None:
    for party in ("label", "publisher", "authors-society", "performers", "performers-society"):
        (held,) = overreach(opened(SHOP), party).grants
        assert (held.worst, held.within) == ("within", held.claimed)


def cli(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code
    captured = capsys.readouterr()
    return captured.out if not code else captured.err


def test_the_command_prints_both_languages_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    english, french = (
        " ".join(cli(capsys, "overreach", SHOP, *asked).split())  # however wide the terminal is
        for asked in (("label",), ("The label", "--lang", "fr"))
    )
    parsed: Any = json.loads(cli(capsys, "overreach", SHOP, "label", "--json"))

    assert "Grants by The label that count here: 1. Of these within what was held: 1." in english
    assert "dans les limites de ce qui était détenu" in french
    assert parsed["grants"][0]["pairs"] == {
        "claimed": 2,
        "beyond": 0,
        "beyond-if-meant": 0,
        "hanging": 0,
        "within": 2,
    }
    assert parsed["grants"][0]["held"][0]["stretches"] == [
        {"territories": ["DE", "FR"], "first": "2005-01-01", "last": "2008-12-31"}
    ]


def test_conflicts_print_both_languages_and_json_with_who_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    english = cli(capsys, "conflicts", ALLOFMP3, "--position", "service", "--sources")
    french = cli(capsys, "conflicts", ALLOFMP3, "--position", "service", "--lang", "fr")
    parsed: Any = json.loads(cli(capsys, "conflicts", ALLOFMP3, "--position", "service", "--json"))

    # docs of the case, Q5: the service said in June 2006 that consent would be needed, and in September otherwise
    turned = [one for one in parsed["conflicts"] if one["facts"] == ["ru-72-fz-download", "ru-72-fz-stream"]]
    assert [(voice["affirms"], voice["made"]["latest"]) for voice in turned[0]["voices"]] == [
        (True, "2006-06-30"),
        (False, "2006-09-15"),
    ]
    assert parsed["count"]["without-effect"] == 1  # RPA owns nothing on record and was granted nothing
    assert "Mediaservices has changed its word" in english
    assert "Mediaservices a changé de parole" in french
    assert "affirmed by Mediaservices" in english


def test_ask_prints_letters_json_and_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    asked = ("ask", SHOP, "shop.example", "a-song", "--territory", "GB", "--day", "2006-06-01")
    letter, reply = tmp_path / "letter.md", tmp_path / "reply.yaml"

    english = cli(capsys, *asked, "--to", "owners")
    parsed: Any = json.loads(cli(capsys, *asked, "--json"))
    nothing = cli(capsys, *asked, "--lang", "fr", "--into", str(letter), "--reply", str(reply))

    assert english.startswith("To: The label\n")
    assert [one["to"] for one in parsed["letters"]] == [
        ["shop"],
        ["authors-society"],
        ["performers-society"],
        ["label"],
    ]
    assert nothing == ""
    assert letter.read_text(encoding="utf-8").startswith("**À\u00a0:** The shop")
    assert "statements:" in reply.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("overreach", SHOP, "nobody"), "no party 'nobody'"),
        (("overreach", SHOP, "register"), "no grant by register is on record"),
        (("overreach", SHOP, "label", "--day", "2004"), "no whole day"),
        (("conflicts", SHOP, "--position", "mine"), "no position 'mine'"),
        (("ask", SHOP, "shop", "a-song", "--territory", "GB", "--into", "letter.pdf"), "neither .md nor .txt"),
        (("ask", SHOP, "shop", "a-song", "--territory", "GB", "--reply", "reply.txt"), "no YAML file"),
        (("ask", SHOP, "label", "--territory", "GB"), "no offer of label is on record"),
    ],
)
def test_bad_input_is_one_clear_error(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    told = cli(capsys, *arguments, code=2)

    assert said in told
    assert len(told.splitlines()) == 1
