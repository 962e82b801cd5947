# SPDX-License-Identifier: Apache-2.0
"""What the law files say, and on which days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from ruamel.yaml import YAML

from licit.vocabulary import territories, trade, trades

LAWS = [(name, law) for name in trades() for law in trade(name).laws]
FACTS = {"requirements", "statutes"}
RUSSIAN = [law for law in trade("music").laws if law.startswith("ru-")]


def law(name: str, stem: str) -> dict[str, dict[str, dict[str, Any]]]:
    read: dict[str, dict[str, dict[str, Any]]] = YAML(typ="safe").load(trade(name).law_text(stem))
    return read


def russian_needs(day: date, use: str) -> dict[str, set[str]]:
    """The rights that the Russian law files need for a use on a day, by kind of asset."""
    found: dict[str, set[str]] = {}
    for stem in RUSSIAN:
        for requirement in law("music", stem)["requirements"].values():
            begins, ends = requirement.get("start", date.min), requirement.get("end", date.max)
            if begins <= day <= ends and trade("music").uses.covers(requirement["use"], use, day):
                for kind, rights in requirement["rights"].items():
                    found.setdefault(kind, set()).update(rights)
    return found


@pytest.mark.parametrize(("name", "stem"), LAWS)
def test_a_law_names_only_words_of_its_trade(name: str, stem: str) -> None:
    words, read = trade(name), law(name, stem)

    assert set(read) <= {*FACTS, "notes"}
    for requirement in read.get("requirements", {}).values():
        words.check_use(requirement["use"])
        assert territories().atlas.knows(requirement["territories"])
        for kind, rights in requirement["rights"].items():
            assert {f"{kind}:{right}" for right in rights} <= set(words.rights)
    for statute in read.get("statutes", {}).values():
        assert [words.check_use(use) for use in statute["uses"]]
        assert set(statute["rights"]) <= set(words.rights)


@pytest.mark.parametrize(("name", "stem"), LAWS)
def test_each_fact_of_a_law_has_its_article_and_is_said_by_the_vocabulary_from_a_day_on(name: str, stem: str) -> None:
    for kind, facts in law(name, stem).items():
        for one, fact in facts.items():
            if kind in FACTS:
                assert fact["article"], one
                assert [word["by"] for word in fact["said"]] == ["vocabulary"], one
                assert isinstance(fact["said"][0]["published"], date), one
            else:
                assert fact["source"] == "vocabulary", one


def test_ids_are_one_namespace_over_the_laws_of_a_trade() -> None:
    for name in trades():
        ids = [one for stem in trade(name).laws for facts in law(name, stem).values() for one in facts]

        assert len(ids) == len(set(ids))


def test_only_the_default_law_gives_way() -> None:
    for name, stem in LAWS:
        for requirement in law(name, stem).get("requirements", {}).values():
            assert requirement.get("default", "no") == ("yes" if stem == "default" else "no")


@pytest.mark.parametrize("use", ["PermanentDownload", "OnDemandStream"])
def test_the_default_needs_reproduction_and_making_available_of_all_three(use: str) -> None:
    needs = law("music", "default")["requirements"].values()
    mine = [one for one in needs if trade("music").uses.covers(one["use"], use, date(2004, 5, 31))]

    assert [one["rights"] for one in mine] == [
        {kind: ["reproduction", "making-available"] for kind in ("work", "recording", "performance")}
    ]


BEFORE_MAKING_AVAILABLE = {
    "work": {"reproduction", "communication-to-the-public"},
    "recording": {"reproduction"},
    "performance": {"reproduction"},
}
WITH_MAKING_AVAILABLE = {kind: {"reproduction", "making-available"} for kind in ("work", "recording", "performance")}


@pytest.mark.parametrize("use", ["PermanentDownload", "OnDemandStream"])
@pytest.mark.parametrize(
    ("day", "needs"),
    [
        (date(1993, 8, 2), {}),
        (date(1993, 8, 3), BEFORE_MAKING_AVAILABLE),
        (date(2006, 8, 31), BEFORE_MAKING_AVAILABLE),
        (date(2006, 9, 1), WITH_MAKING_AVAILABLE),
        (date(2006, 9, 2), WITH_MAKING_AVAILABLE),
        (date(2007, 12, 31), WITH_MAKING_AVAILABLE),
        (date(2008, 1, 1), WITH_MAKING_AVAILABLE),
    ],
)
def test_russian_law_needs_making_available_from_september_2006(
    day: date, needs: dict[str, set[str]], use: str
) -> None:
    assert russian_needs(day, use) == needs


@pytest.mark.parametrize("day", [date(1993, 8, 3), date(2006, 8, 31), date(2006, 9, 1), date(2008, 1, 1)])
def test_russian_law_asks_nothing_twice_on_a_day(day: date) -> None:
    kinds = [
        kind
        for stem in RUSSIAN
        for one in law("music", stem)["requirements"].values()
        if one["use"] == "Download" and one["start"] <= day <= one.get("end", date.max)
        for kind in one["rights"]
    ]

    assert sorted(kinds) == ["performance", "recording", "work"]


def test_no_russian_statute_of_the_vocabulary_reaches_downloads_or_works() -> None:
    statutes = {one: fact for stem in RUSSIAN for one, fact in law("music", stem).get("statutes", {}).items()}

    assert set(statutes) == {"ru-5351-1-art-39", "ru-civil-code-art-1326"}
    for fact in statutes.values():
        assert fact["kind"] == "exception"
        assert not any(right.startswith("work:") for right in fact["rights"])
        for use in fact["uses"]:
            assert not trade("music").uses.covers(use, "PermanentDownload", date(2004, 5, 31))
            assert not trade("music").uses.covers(use, "OnDemandStream", date(2004, 5, 31))
