# SPDX-License-Identifier: Apache-2.0
"""What falls if a fact ends, before it does: the pairs of every service, and the grants that hang on it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from licit.case import Case
from licit.cli.running import run
from licit.explain.supposing import suppose
from licit.model.change import Cascade, Hanging
from licit.model.day import When
from licit.model.fact import Grant, Termination
from licit.model.problem import InvalidValueError
from licit.model.record import Record
from licit.model.supposition import Ended, Supposition
from licit.model.verdict import Answer
from licit.reference import answer_alone
from licit.tasks.cascade import cascade
from licit.tasks.opening import OpenCase
from tests.tasks.shop import OPEN, RECORD
from tests.worlds.stage import LEAVES, SERVICE, World
from tests.worlds.worlds import worlds

EXAMPLES = Path(__file__).parents[2] / "examples"
SHOP, PHARMACY, ALLOFMP3 = (str(EXAMPLES / name) for name in ("licensed-shop", "online-pharmacy", "allofmp3"))
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401 - JSON
    assert run(["cascade", *arguments, "--json"]) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def hanging(told: Any) -> dict[str, tuple[int, int, int]]:  # noqa: ANN401 - JSON
    return {one["grant"]: (one["fallen"], one["surviving"], one["kept"]) for one in told["hanging"]}


def of(record: Record, fact: str, on: str, until: str = "", position: str = "owners") -> Cascade:
    opened = replace(OPEN, case=replace(OPEN.case, record=record))
    question = replace(opened.believed(day=on, position=position), use="PermanentDownload")
    return cascade(opened, question, fact, until=date.fromisoformat(until) if until else None)


def with_grant(name: str, **parts: Any) -> Record:  # noqa: ANN401 - fields of a grant
    return replace(
        RECORD,
        facts=tuple(
            replace(one, **parts) if isinstance(one, Grant) and one.id == name else one for one in RECORD.facts
        ),
    )


def test_the_mandate_of_the_publisher_carries_the_society_s_licence(capsys: pytest.CaptureFixture[str]) -> None:
    told = found(capsys, SHOP, "publisher-to-society", "--on", "2006-06-01", "--known-by", "2009-12-31")

    (fall,) = told["falls"]
    assert (fall["service"], fall["day"], told["pairs-changed"]) == ("shop", "2006-06-02", 2)  # the song, FR and DE
    assert fall["groups"][0]["turns-on"]["facts"] == ["publisher-to-society"]
    assert hanging(told) == {"society-to-shop": (4, 0, 0)}  # the work in both recordings, in both countries


def test_the_last_link_ends_and_nothing_hangs_on_it(capsys: pytest.CaptureFixture[str]) -> None:
    told = found(capsys, SHOP, "label-to-shop", "--on", "2006-06-01", "--known-by", "2009-12-31")

    assert told["pairs-changed"] == 2
    assert told["hanging"] == []


def test_an_owner_that_ends_takes_every_chain_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    told = found(capsys, PHARMACY, "tablets-authorisation", "--on", "2016-06-01", "--known-by", "2020-12-31")

    assert {one["to"] for fall in told["falls"] for one in fall["groups"]} == {"unknown"}  # nobody owns it then
    assert told["pairs-changed"] == 3  # Austria too, which was not cleared
    assert hanging(told) == {"holder-to-wholesaler": (2, 0, 0), "wholesaler-to-pharmacy": (2, 0, 0)}


def test_the_old_agreement_behind_roms_is_not_all_that_carried_its_licences(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = found(
        capsys,
        *(ALLOFMP3, "rao-roms", "--on", "2003-06-30", "--position", "open-reception", "--known-by", "2010-01-01"),
        *("--territory", "RU"),
    )

    # in Russia art. 45(3), open, carries ROMS' licence for works as well, so that the answers stay contested
    assert told["pairs-changed"] == 0
    assert hanging(told)["roms-2002"] == (0, 0, 207)


def test_what_has_ended_by_then_falls_no_further() -> None:
    ended = with_grant("g-a-society", term=replace(RECORD.grants[1].term, end=When.parse("2003-03-31")))

    found = of(ended, "g-a-society", "2003-06-30")

    assert (found.falls, found.hanging) == ((), ())


def test_a_termination_is_an_end_itself() -> None:
    with pytest.raises(InvalidValueError, match=r"t-a-society is a termination, an end itself\. Ask what hangs on"):
        of(RECORD, "t-a-society", "2003-06-30")


def test_what_survives_falls_when_survival_ends() -> None:
    """The mandate lets licences signed in time live until the end of September 2003."""
    record = with_grant("g-a-society", survives_until=When.parse("2003-09-30"))

    found = of(record, "g-a-society", "2003-06-30")

    assert found.days == (date(2003, 7, 1), date(2003, 10, 1))
    assert [(fall.day, sum(one.pairs for one in fall.changes)) for fall in found.falls] == [(date(2003, 10, 1), 6)]
    assert found.hanging == (Hanging(grant="g-society-shop", fallen=0, surviving=6, kept=0),)


def test_what_was_signed_too_late_to_survive_falls_at_once() -> None:
    record = with_grant("g-a-society", survives_until=When.parse("2003-09-30"))
    late = replace(
        record,
        facts=tuple(
            replace(one, term=replace(one.term, start=When.parse("2003-07-01"))) if one.id == "g-society-shop" else one
            for one in record.facts
            if not isinstance(one, Termination)
        ),
    )

    found = of(late, "g-a-society", "2003-06-30")

    assert [fall.day for fall in found.falls] == [date(2003, 7, 1)]
    assert found.hanging == (Hanging(grant="g-society-shop", fallen=6, surviving=0, kept=0),)


def test_another_chain_carries_on() -> None:
    mandate = next(one for one in RECORD.grants if one.id == "g-a-society")
    twice = replace(
        RECORD,
        facts=(*RECORD.facts, replace(mandate, id="g-again", term=replace(mandate.term, end=When.parse("2003-08-31")))),
        statements=tuple(
            replace(one, facts=(*one.facts, "g-again")) if one.source == "paper" else one for one in RECORD.statements
        ),
    )

    once, later = of(twice, "g-a-society", "2003-06-30"), of(twice, "g-a-society", "2003-06-30", until="2003-12-31")

    assert once.hanging == (Hanging(grant="g-society-shop", fallen=0, surviving=0, kept=6),)
    assert not once.falls
    assert [(fall.day, fall.changes[0].after) for fall in later.falls] == [(date(2003, 9, 1), Answer.NOT_CLEARED)]


def test_an_exclusive_that_ends_gives_back() -> None:
    mandate = next(one for one in RECORD.grants if one.id == "g-a-society")
    exclusive = replace(
        mandate, id="g-rival", grantee="rival", kind=type(mandate.kind).EXCLUSIVE, executed=When.parse("2002-05-01")
    )
    barred = replace(
        RECORD,
        facts=(*RECORD.facts, replace(exclusive, term=replace(exclusive.term, start=When.parse("2002-05-01")))),
        statements=tuple(
            replace(one, facts=(*one.facts, "g-rival")) if one.source == "paper" else one for one in RECORD.statements
        ),
    )

    found = of(barred, "g-rival", "2003-06-30")

    moves = {(one.before, one.after) for fall in found.falls for one in fall.changes}
    assert moves == {(Answer.NOT_CLEARED, Answer.CLEARED)}
    assert found.pairs == 6


@given(worlds(), st.data())
def test_a_cascade_is_what_differs_when_the_end_is_supposed(world: World, data: st.DataObject) -> None:
    record, asked = world.record, world.question
    fact = data.draw(st.sampled_from(record.facts))
    assume(not isinstance(fact, Termination))
    if isinstance(fact, Grant):
        assume(not record.terminations_of.get(fact.id))
    end = fact.stated_end if isinstance(fact, Grant) else fact.term.end if not isinstance(fact, Termination) else None
    assume(end is None or end.earliest > asked.day)
    opened = OpenCase(case=Case(record=record), today=asked.known_by)

    told = cascade(opened, replace(asked, service="", item="", territory=""), fact.id)

    step = Ended(fact.id, When.on(asked.day))
    other = suppose(record, Supposition((step,)), position=asked.position, known_by=asked.known_by)
    fallen: set[str] = set()
    for day in told.days:
        expected = {}
        for leaf in LEAVES:
            one = replace(asked, service=SERVICE, item="song", territory=leaf, day=day)
            before, after = answer_alone(record, one), answer_alone(other, one)
            if before is not after and leaf not in fallen:
                expected[leaf] = before, after
        falls = (fall for fall in told.falls if fall.day == day)
        changes = [one for fall in falls for one in fall.changes]
        assert {leaf: (one.before, one.after) for one in changes for leaf in one.territories} == expected
        fallen |= expected.keys()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nothing",), "the record has no fact 'nothing'. Licit facts lists them"),
        (("label-to-shop", "--service", "label"), "does not say what label offers. It has the offers of shop"),
        (("label-to-shop", "--until", "2006-06-01"), "2006-06-01 comes before 2006-06-02"),
        (("label-to-shop", "--on", "9999-12-31"), "no day comes after 9999-12-31"),
    ],
)
def test_bad_questions_are_one_clear_error(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    on = () if "--on" in arguments else ("--on", "2006-06-01")
    assert run(["cascade", SHOP, *arguments, *on]) == 2
    assert says in capsys.readouterr().err


def test_the_report_is_in_two_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, parts in (
        ("en", ("has its last day on 1 June 2006", "on 2 June 2006 2 pairs", "Without authority", "society-to-shop")),
        ("fr", ("le dernier jour est le 1er juin 2006", "le 2 juin 2006", "Sans autorité", "society-to-shop")),
    ):
        assert run(["cascade", SHOP, "publisher-to-society", "--on", "2006-06-01", "--lang", lang]) == 0
        text = capsys.readouterr().out
        for part in parts:
            assert part in text
