# SPDX-License-Identifier: Apache-2.0
"""Filed cruxes, remedies, plans and cascades: there and back, held to their facts and record; forged ones refused."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from licit.case import Case
from licit.cli.running import run
from licit.engine.engine import Engine
from licit.explain.crux import cruxes
from licit.explain.remedy.item import item_remedies
from licit.model.problem import BadInputError, InvalidValueError
from licit.model.proof import OpenKind
from licit.model.record import Record
from licit.model.verdict import Answer
from licit.reference import answer_alone
from licit.report.filing.bounds import JUDGED_OFTEN
from licit.report.filing.cascade import filed_cascade, unfiled_cascade
from licit.report.filing.crux import filed_cruxes, unfiled_cruxes
from licit.report.filing.plan import filed_plan, unfiled_plan
from licit.report.filing.remedy import filed_remedies, unfiled_remedies
from licit.report.filing.verified import Level, Verified
from licit.report.json import json_text
from licit.tasks.cascade import cascade
from licit.tasks.crux import crux
from licit.tasks.opening import OpenCase, open_case
from licit.tasks.remedy import Goal, remedy, remedy_catalogue
from licit.tasks.verify_proof import verify_proof
from tests.worlds.worlds import seeded

Plain = dict[str, Any]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TODAY = date(2026, 1, 1)


@cache
def opened(name: str) -> OpenCase:
    return open_case(EXAMPLES / name, today=TODAY)


def beside(record: Record) -> OpenCase:
    return OpenCase(case=Case(record=record), today=TODAY)


def verified(plain: object, case: OpenCase | None = None) -> Verified:
    return verify_proof(io.BytesIO(json_text(plain).encode()), "f.json", case)


def paths(plain: object, case: OpenCase | None = None) -> list[str]:
    return [step.path for step in verified(plain, case).wrong]


def complaint(raw: bytes, case: OpenCase | None = None) -> str:
    with pytest.raises(BadInputError) as caught:
        verify_proof(io.BytesIO(raw), "f.json", case)
    assert len(caught.value.problems) == 1
    return str(caught.value.problems[0])


@cache
def _filed(kind: str) -> tuple[Plain, OpenCase]:
    shop = opened("licensed-shop")
    if kind == "crux":
        case = opened("allofmp3")
        asked = case.question(
            "allofmp3", item="works-alone", territory="RU", day="2006-10-15", position="open", known_by="2026-01-01"
        )
        return filed_cruxes(crux(case, asked), case.record), case
    if kind == "remedy":
        asked = shop.question("shop", item="a-song", territory="US", day="2006-01-01")
        return filed_remedies(remedy(shop, asked), shop.record), shop
    if kind == "plan":
        asked = shop.question("shop", day="2006-01-01")
        plan = remedy_catalogue(shop, asked, Goal(percent=100), territories=("FR", "US"))
        return filed_plan(plan, shop.record), shop
    asked = replace(shop.believed(day="2006-06-01", known_by="2009-12-31"), use=shop.usual_use)
    return filed_cascade(cascade(shop, asked, "publisher-to-society"), shop.record), shop


KINDS = ("crux", "remedy", "plan", "cascade")
ALONE = ("crux", "remedy")


def filed(kind: str) -> tuple[Plain, OpenCase]:
    plain, case = _filed(kind)
    return json.loads(json.dumps(plain)), case


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_filed_of_an_example_holds_for_its_record(kind: str) -> None:
    plain, case = filed(kind)

    found = verified(plain, case)

    assert (found.holds, found.level, found.format) == (True, Level.RECORD, f"licit-{kind}/1")
    assert found.compared is not None
    assert found.compared.same


@pytest.mark.parametrize("kind", ALONE)
def test_cruxes_and_remedies_hold_for_the_facts_in_them(kind: str) -> None:
    found = verified(filed(kind)[0])

    assert (found.holds, found.level, found.compared) == (True, Level.FACTS, None)
    assert found.answer is (Answer.CONTESTED if kind == "crux" else Answer.NOT_CLEARED)


@pytest.mark.parametrize("kind", ["plan", "cascade"])
def test_plans_and_cascades_carry_no_facts_and_need_their_case(kind: str) -> None:
    raw = json_text(filed(kind)[0]).encode()

    assert complaint(raw) == f"f.json: a file of the format licit-{kind}/1 carries no facts. Add --case."


def test_cruxes_come_back_and_are_checked_as_beside_their_record() -> None:
    contested = 0
    for seed in range(300, 340):
        world = seeded(seed)
        found = cruxes(world.record, world.question)
        contested += found.answer is Answer.CONTESTED

        plain = filed_cruxes(found, world.record)

        assert unfiled_cruxes(plain).cruxes == replace(found, points=(), judgements=0)
        assert verified(plain).holds
        assert verified(plain, beside(world.record)).holds
    assert contested


def test_remedies_come_back_and_are_checked_as_beside_their_record() -> None:
    tried = 0
    for seed in range(60):
        world = seeded(seed)
        held = item_remedies(Engine(world.record), answer_alone, world.question)
        if not held.remedies:
            continue
        tried += 1

        plain = filed_remedies(held, world.record)

        assert [one.counterparties for one in unfiled_remedies(plain).held.remedies] == [
            one.counterparties for one in held.remedies
        ]
        assert verified(plain).holds
        assert verified(plain, beside(world.record)).holds
    assert tried


# What a forger would do: each change, and the path at which it is refused.


def _some_crux(plain: Plain, side: str, size: int) -> tuple[int, Plain]:
    return next((number, one) for number, one in enumerate(plain["cruxes"][side]) if len(one["settlements"]) >= size)


@pytest.mark.parametrize("side", ["clearing", "refusing"])
def test_a_crux_without_one_settlement_does_not_decide(side: str) -> None:
    plain, _ = filed("crux")
    number, one = _some_crux(plain, side, 2)
    one["settlements"].pop()

    assert f"{side}[{number}]" in paths(plain)


def test_a_settlement_turned_round_does_not_decide() -> None:
    plain, case = filed("crux")
    number, one = _some_crux(plain, "clearing", 2)
    one["settlements"][0]["so"] = not one["settlements"][0]["so"]

    assert f"clearing[{number}]" in paths(plain)
    assert f"clearing[{number}]" in paths(plain, case)


def test_a_crux_put_on_the_other_side_is_refused() -> None:
    plain, _ = filed("crux")
    plain["cruxes"]["refusing"].append({**plain["cruxes"]["clearing"][0], "clears": False})
    number = len(plain["cruxes"]["refusing"]) - 1

    assert f"refusing[{number}]" in paths(plain)
    plain["cruxes"]["refusing"][number]["clears"] = True
    assert f"refusing[{number}].clears" in paths(plain)


def test_a_settlement_too_many_is_named_unless_the_search_was_stopped() -> None:
    plain, _ = filed("crux")
    small, large = plain["cruxes"]["clearing"][0]["settlements"], plain["cruxes"]["clearing"][1]["settlements"]
    spare = next(one for one in large if one not in small)
    small.append(spare)

    assert paths(plain) == [f"clearing[0].settlements[{len(small) - 1}]"]
    plain["cruxes"]["stopped"] = ["judgements"]
    assert paths(plain) == []


def test_another_answer_is_refused() -> None:
    for kind in ALONE:
        plain, case = filed(kind)
        plain["cruxes" if kind == "crux" else "remedies"]["answer"] = "unknown"

        assert "answer" in paths(plain)
        assert "answer" in paths(plain, case)


def test_a_set_without_one_grant_does_not_clear() -> None:
    plain, case = filed("remedy")
    plain["remedies"]["remedies"][1]["grants"].pop()

    assert "remedies[1]" in paths(plain)
    assert "remedies[1]" in paths(plain, case)


def test_a_grant_too_many_is_named() -> None:
    plain, _ = filed("remedy")
    first, last = (plain["remedies"]["remedies"][at]["grants"] for at in (0, 3))
    spare = next(one for one in last if one["grantor"] == "publisher")
    at = next(number for number, one in enumerate(first) if one["grantor"] == "authors-society")
    first.append(spare)

    assert {f"remedies[0].grants[{at}]", f"remedies[0].grants[{len(first) - 1}]"} <= set(paths(plain))


def test_a_grant_by_somebody_who_has_nothing_to_give_is_refused() -> None:
    plain, _ = filed("remedy")
    plain["remedies"]["remedies"][0]["grants"][0]["grantor"] = "stranger"

    assert {"remedies[0]", "remedies[0].grants[0]"} <= set(paths(plain))


def test_numbers_and_agreements_of_a_plan_are_held_against_the_record() -> None:
    plain, case = filed("plan")
    plain["plan"]["cleared"] += 1
    plain["plan"]["agreements"][0]["cleared"] += 1
    plain["plan"]["agreements"][1]["party"] = "stranger"

    assert {"cleared", "agreements[0].cleared", "agreements[1].grants"} <= set(paths(plain, case))


def test_a_cascade_that_leaves_out_or_adds_a_pair_is_refused() -> None:
    plain, case = filed("cascade")
    [fall] = plain["cascade"]["falls"]
    one = fall["changes"][0]
    gone = one["territories"].pop(0)
    [step] = verified(plain, case).wrong
    one["before"], one["after"] = one["after"], one["before"]

    assert step.path == "falls (shop on 2006-06-02)"
    assert step.what == f"{one['items'][0]} in {gone} is left out"
    assert len(paths(plain, case)) > 1


def test_a_cascade_that_was_not_asked_of_all_that_is_offered_is_refused() -> None:
    plain, case = filed("cascade")
    plain["cascade"]["asked"][0]["items"].pop()

    assert "asked" in paths(plain, case)


@pytest.mark.parametrize("kind", ALONE)
def test_another_hash_of_what_is_carried_is_refused(kind: str) -> None:
    plain, case = filed(kind)
    plain["hashes"]["carried"] = "0" * 64

    assert paths(plain) == paths(plain, case) == ["hashes.carried"]


@pytest.mark.parametrize("kind", KINDS)
def test_another_hash_of_the_record_is_told_as_a_change(kind: str) -> None:
    plain, case = filed(kind)
    plain["hashes"]["record"] = "0" * 64

    found = verified(plain, case)

    assert found.holds
    assert found.compared is not None
    assert (found.compared.same, found.compared.changed, found.compared.gone) == (False, (), ())
    assert found.compared.today is (found.answer if kind in ALONE else None)


def test_a_fact_forged_in_the_file_is_seen_beside_the_case() -> None:
    plain, case = filed("remedy")
    number, fact = next((n, one) for n, one in enumerate(plain["record"]["facts"]) if one["type"] == "Control")
    fact["note"] = "forged"

    assert "hashes.carried" in paths(plain)
    assert set(paths(plain, case)) == {"hashes.carried", f"record.facts[{number}]"}


def test_a_record_without_a_fact_that_a_crux_settles_no_longer_bears_it() -> None:
    plain, case = filed("crux")
    name = next(
        settled["point"]["facts"][0]
        for one in plain["cruxes"]["clearing"]
        for settled in one["settlements"]
        if settled["point"]["kind"] == OpenKind.FACT.value
    )
    record = case.record.keeping({fact.id for fact in case.record.facts} - {name})

    found = verified(plain, beside(record))

    assert not found.holds
    assert found.compared is not None
    assert found.compared.gone == (name,)


# Files made to mislead or to exhaust.


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_off_anywhere_is_refused_in_one_sentence(kind: str) -> None:
    raw = json.dumps(filed(kind)[0], separators=(",", ":")).encode()

    for length in range(0, len(raw), max(1, len(raw) // 60)):
        assert complaint(raw[:length]).startswith("f.json: ")


def _raw(kind: str, change: Callable[[Plain], object]) -> bytes:
    plain, _ = filed(kind)
    change(plain)
    return json.dumps(plain).encode()


def _first(plain: Plain) -> Plain:
    settlement: Plain = plain["cruxes"]["clearing"][0]["settlements"][0]
    return settlement


def _grant(plain: Plain) -> Plain:
    grant: Plain = plain["remedies"]["remedies"][0]["grants"][0]
    return grant


HOSTILE: tuple[tuple[str, Callable[[Plain], object], str], ...] = (
    ("crux", lambda p: p.pop("record"), "the file has the keys format, cruxes, hashes and record"),
    ("crux", lambda p: p.update(extra=1), "the file has the keys format, cruxes, hashes and record"),
    ("crux", lambda p: p.update(record=None), "hashes.carried is of no record"),
    ("crux", lambda p: p["hashes"].update(record="x"), "hashes.record is no SHA-256"),
    ("crux", lambda p: p["cruxes"].update(judgements=1), "cruxes.judgements is no part of a filed crux"),
    ("crux", lambda p: p["cruxes"].update(clearing=[], refusing=[]), "cruxes has neither clearing nor refusing"),
    ("crux", lambda p: p["cruxes"].update(clearing=p["cruxes"]["clearing"] * 60), "more than the 64 that are checked"),
    (
        "crux",
        lambda p: p["cruxes"]["clearing"][0].update(settlements=[_first(p)] * 61),
        "cruxes.clearing[0].settlements: 61, more than the 60 that are checked",
    ),
    ("crux", lambda p: _first(p).update(so=1), "settlements[0].so is 1, not bool"),
    ("crux", lambda p: _first(p)["point"].update(facts=[]), "settlements[0] settles no open point"),
    ("crux", lambda p: _first(p)["point"].update(kind="order"), "settlements[0] settles no open point"),
    ("crux", lambda p: _first(p)["point"].update(kind="imprecise day"), "settlements[0] settles no open point"),
    ("crux", lambda p: _first(p)["point"].update(kind="unstated scope"), "settlements[0] settles no open point"),
    ("crux", lambda p: _first(p).update(day="2004-01-01"), "settlements[0] settles no open point"),
    ("remedy", lambda p: p["remedies"].update(remedies=[]), "remedies.remedies is empty"),
    ("remedy", lambda p: p["remedies"].update(bounded=True), "bounded and stuck are no part of a filed remedy"),
    ("remedy", lambda p: _grant(p).update(extends="g"), "extends and dimension are no part of a filed grant"),
    ("remedy", lambda p: _grant(p).update(assets=["a"] * 301), "assets: 301, more than the 300 that are checked"),
    (
        "remedy",
        lambda p: p["remedies"].update(remedies=p["remedies"]["remedies"] * 26),
        "sets of grants: 104, more than the 100 that are checked",
    ),
    (
        "remedy",
        lambda p: _grant(p).update(territories=["FR"] * 300, assets=["a"] * 3),
        "rights, territories and assets, multiplied: 1800, more than the 1000 that are checked",
    ),
    ("plan", lambda p: p["plan"].update(unit="shares"), "plan.unit is neither pairs nor items"),
    ("plan", lambda p: p["plan"].update(agreements=[]), "plan.agreements is empty"),
    ("plan", lambda p: p["plan"].update(territories=["FR"] * 5000), "checking this plan takes 70000 judgements"),
    ("cascade", lambda p: p["cascade"].update(asked=p["cascade"]["asked"] * 2), "names a service twice"),
    ("cascade", lambda p: p["cascade"].update(days=["2006-06-02"] * 1001), "1001, more than the 1000"),
    ("cascade", lambda p: p["cascade"].update(on="9999-12-31"), "cascade.on has no day after it"),
    (
        "cascade",
        lambda p: p["cascade"].update(territories=["FR"] * 1_000_001),
        "more than the 2000000 that are checked",
    ),
)


@pytest.mark.parametrize(("kind", "change", "what"), HOSTILE, ids=lambda value: value if isinstance(value, str) else "")
def test_a_hostile_file_gets_one_clear_sentence(kind: str, change: Callable[[Plain], object], what: str) -> None:
    assert what in complaint(_raw(kind, change), filed(kind)[1])


def test_cruxes_that_take_too_long_are_refused_at_their_path(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, _ = filed("crux")
    monkeypatch.setattr("licit.tasks.filed.WORK", 1)

    found = verified(plain)

    assert "it can't be checked in 1 judgements" in {step.what for step in found.wrong}


def test_where_too_much_bears_on_a_question_the_file_carries_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _, shop = filed("remedy")
    monkeypatch.setattr("licit.report.filing.carried.JUDGED_OFTEN", JUDGED_OFTEN._replace(facts=3))
    asked = shop.question("shop", item="a-song", territory="US", day="2006-01-01")

    plain = filed_remedies(remedy(shop, asked), shop.record)

    assert plain["record"] is None
    assert "carries no facts. Add --case" in complaint(json_text(plain).encode())
    assert verified(plain, shop).holds


def _small() -> tuple[Plain, OpenCase]:
    """The cruxes of a small world, each kind of mistake in which is soon judged."""
    world = next(one for one in map(seeded, range(300, 400)) if len(cruxes(one.record, one.question).clearing) > 1)
    return filed_cruxes(cruxes(world.record, world.question), world.record), beside(world.record)


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_stands_in_a_file_it_is_refused_or_judged(kind: str) -> None:
    random = Random(11)  # noqa: S311 - no secret
    odd: list[Any] = [None, True, 0, -1, 10**11, "", "O", [], {}, "\u202e", "0001-01-01", ["c"], [["c"]]]
    refused = checked = 0
    base, case = _small() if kind == "crux" else filed(kind)
    for _ in range(150):
        plain = json.loads(json.dumps(base))
        node: Any = plain
        while isinstance(node, dict | list) and node:
            key = random.choice(
                [one for one in node if one != "record"] if isinstance(node, dict) else range(len(node))
            )
            if random.random() < 0.1 or not isinstance(node[key], dict | list) or not node[key]:
                node[key] = random.choice(odd)
                break
            node = node[key]
        try:
            verified(plain, None if kind in ALONE else case)
        except BadInputError:
            refused += 1
        else:
            checked += 1
    assert refused
    assert checked


# The commands.


def test_nothing_is_filed_where_nothing_was_found() -> None:
    shop = opened("licensed-shop")
    cleared = shop.question("shop", item="a-song", territory="FR", day="2006-01-01")

    with pytest.raises(InvalidValueError, match="nothing to file"):
        filed_remedies(remedy(shop, cleared), shop.record)


def test_plans_and_cascades_come_back() -> None:
    plan, shop = filed("plan")
    told, _ = filed("cascade")

    assert filed_plan(unfiled_plan(plan).plan, shop.record) == plan
    assert filed_cascade(unfiled_cascade(told).cascade, shop.record) == told


@pytest.mark.parametrize(
    ("command", "case", "told"),
    [
        (
            ("crux", "allofmp3", "works-alone", "--territory", "RU", "--day", "2006-10-15", "--position", "open"),
            "allofmp3",
            (
                "“(works apart) Losing My Religion, in a recording that the shop would own”: contested",
                "Each crux decides alone",
            ),
        ),
        (
            ("remedy", "shop", "a-song", "--territory", "US", "--day", "2006-01-01"),
            "licensed-shop",
            ("“A song”: not cleared", "With each set it is cleared"),
        ),
        (
            ("remedy", "shop", "--territory", "FR", "--territory", "US", "--day", "2006-01-01"),
            "licensed-shop",
            ("The shop: 3 agreements", "What is cleared at first"),
        ),
        (
            ("cascade", "publisher-to-society", "--on", "2006-06-01", "--known-by", "2009-12-31"),
            "licensed-shop",
            ("If this ends on 1 June 2006: the mandate from The publisher", "The pairs listed get another answer"),
        ),
    ],
    ids=KINDS,
)
def test_the_command_checks_what_each_command_filed(
    command: tuple[str, ...], case: str, told: tuple[str, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, folder = str(tmp_path / "filed.json"), str(EXAMPLES / case)
    verb, *rest = command
    assert run((verb, folder, *rest, "--quiet" if verb == "cascade" else "--json", "--proof", file)) == 0
    capsys.readouterr()

    assert run(("verify-proof", file, "--case", folder)) == 0
    out = " ".join(capsys.readouterr().out.split())  # however wide the terminal is
    assert out.startswith(told[0])
    assert "✓ The proof holds for the record." in out
    assert told[1] in out
    assert run(("verify-proof", file, "--case", folder, "--lang", "fr")) == 0
    assert "✓ La preuve tient pour le dossier." in capsys.readouterr().out
    assert run((verb, folder, *rest, "--proof", file)) == 2
    assert "is there already" in capsys.readouterr().err
    plain = json.loads(Path(file).read_text(encoding="utf-8"))
    plain["hashes"]["record"] = "not a hash"
    Path(file).write_text(json.dumps(plain), encoding="utf-8")
    assert run(("verify-proof", file, "--case", folder)) == 2
    assert "hashes.record is no SHA-256" in capsys.readouterr().err


def test_a_crux_of_a_whole_catalogue_is_not_filed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = str(tmp_path / "filed.json")

    assert run(("crux", str(EXAMPLES / "licensed-shop"), "shop", "--proof", file)) == 2
    assert "cruxes are filed of one item" in capsys.readouterr().err
