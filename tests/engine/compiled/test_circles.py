# SPDX-License-Identifier: Apache-2.0
"""Where parties grant one another in circles, what is found through all time is what each day says by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import Mock

import pytest

from licit.engine import around
from licit.engine.ahead import Ahead
from licit.engine.bearing import Bearing, Share
from licit.engine.compiled import Compiled
from licit.engine.reach import has_share
from licit.engine.revising import revised
from licit.engine.rounds import Rounds
from licit.engine.walk import State
from licit.model.day import When
from licit.model.fact import UNLIMITED, Fact, Grant, GrantKind, Statute, StatuteKind
from licit.model.scope import ALL
from licit.model.territory import only
from tests.engine.compiled.asking import asked, from_nothing
from tests.engine.compiled.circling import ALL_OF_IT, circles, record_of, shares
from tests.worlds.stage import KNOWN_BY, SERVICE, USE, WORLD

QUESTION = asked(SERVICE, USE, "here", KNOWN_BY)
DAY = date(2010, 6, 1)


def compiled_of(*facts: Fact) -> Compiled:
    return from_nothing(record_of(*facts), QUESTION)


def grant(name: str, kind: GrantKind, signed: str, sublicense: int = UNLIMITED) -> Grant:
    """``name`` is ``grantor>grantee`` and what else it takes to tell it apart."""
    grantor, grantee = name.partition(" ")[0].split(">")
    return Grant(
        id=name,
        grantor=grantor,
        grantee=grantee,
        kind=kind,
        scope=ALL_OF_IT,
        exercise=True,
        sublicense=sublicense,
        executed=When.parse(signed),
    )


def ahead_of(compiled: Compiled) -> Ahead:
    return compiled.network.ahead(holding=False)


@pytest.mark.parametrize("block", range(4))
def test_circles_of_every_kind_through_all_time_and_day_by_day(block: int) -> None:
    held = 0

    for seed in range(block * 60, block * 60 + 60):
        compiled = from_nothing(circles(seed), QUESTION)
        for share in shares():
            for reading in (0, 1):
                through = compiled.slices(share).of(reading)
                for start in through.starts[1:]:
                    for day in (start - timedelta(days=1), start):
                        bearing = Bearing(compiled.span_on(day), share)
                        assert through.at(day) == has_share(bearing, compiled.useful, reading), (seed, share, day)
                        held += bool(through.at(day))
    assert held > 1000


def test_labels_that_two_majors_license_back_twice_end_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each label may be free of its exclusive by coming back, so there are as many states as sets of labels."""
    labels = [f"L{number}" for number in range(16)]
    licence = grant("Agency>Shop", GrantKind.NON_EXCLUSIVE, "2001-01-01", 0)
    facts: list[Fact] = [replace(licence, scope=replace(ALL_OF_IT, territories=only("GB")))]
    for number, label in enumerate(labels):
        for major in ("M0", "M1"):
            away = grant(f"{label}>{major}", GrantKind.EXCLUSIVE, f"199{number % 7}-0{3 + (major == 'M1')}-01")
            back = [grant(f"{major}>{label} {n}", GrantKind.NON_EXCLUSIVE, "2000-01-01") for n in (1, 2)]
            facts += [away, *back]
        facts.append(grant(f"{label}>Agency", GrantKind.NON_EXCLUSIVE, "2001-01-01"))
    counting = Mock(wraps=around.first)
    monkeypatch.setattr(around, "first", counting)
    compiled = compiled_of(*facts)

    found = compiled.slices(Share("L0", 0, "copy"))

    assert found.lower.at(DAY) == compiled.believed.places.bit("GB")
    assert len(labels) < counting.call_count < 2 ** len(labels) / 20


# What lies ahead


def test_who_lacks_the_links_leads_nowhere_and_more_links_than_can_be_used_are_alike() -> None:
    compiled = compiled_of(
        grant("A>B", GrantKind.MANDATE, "2000-01-01", 2),
        grant("B>C", GrantKind.MANDATE, "2000-01-01", 2),
        grant("C>Shop", GrantKind.NON_EXCLUSIVE, "2000-01-01", 0),
    )
    ahead = ahead_of(compiled)
    states = [State("B", exercise=True, sublicense=links) for links in (1, 2, 3)]

    assert ahead.need == {SERVICE: 0, "C": 1, "B": 2, "A": 3}
    assert [ahead.leads(state) for state in states] == [False, True, True]
    assert ahead.normal(states[1]) == ahead.normal(states[2]) == State("B", exercise=False, sublicense=UNLIMITED)
    assert ahead.hanging(states[1]) == {"B", "C", SERVICE}


def test_a_society_that_nobody_grants_to_keeps_the_links_of_its_law() -> None:
    law = Statute(id="law", kind=StatuteKind.EXTENDED, rights=ALL, uses=ALL, territories=WORLD, society="Club", links=1)
    facts = (
        grant("Club>Agency", GrantKind.MANDATE, "2000-01-01"),
        grant("Agency>Shop", GrantKind.NON_EXCLUSIVE, "2000-01-01", 0),
    )

    found = compiled_of(*facts, law).slices(Share("Owl", 0, "copy"))

    assert found.upper.masks == (0,)


def test_a_mandate_that_leaves_the_other_one_link_need_not_be_remembered() -> None:
    compiled = compiled_of(
        grant("A>B", GrantKind.MANDATE, "2000-01-01", 1),
        grant("B>A", GrantKind.MANDATE, "2000-01-01", 1),
        grant("A>Shop", GrantKind.NON_EXCLUSIVE, "2000-01-01", 0),
        grant("B>Shop", GrantKind.NON_EXCLUSIVE, "2000-01-01", 0),
    )
    ahead = ahead_of(compiled)
    rounds = Rounds(compiled.changes, ahead)
    there = next(one for one in compiled.believed.grants if one.id == "A>B")

    assert rounds.round(there) is None or rounds.kept("B", 1, (), frozenset((there.number,))) == frozenset()
    assert ahead.circle(State("A", exercise=False, sublicense=UNLIMITED)) is None


def test_a_licence_back_is_remembered_where_the_owner_can_be_come_back_to() -> None:
    compiled = compiled_of(
        grant("A>M", GrantKind.EXCLUSIVE, "2000-01-01"),
        grant("M>A", GrantKind.NON_EXCLUSIVE, "2001-01-01"),
        grant("A>Shop", GrantKind.NON_EXCLUSIVE, "2002-01-01", 0),
    )
    away = next(one for one in compiled.believed.grants if one.id == "A>M")
    rounds = Rounds(compiled.changes, ahead_of(compiled))

    assert rounds.kept("M", UNLIMITED, (), frozenset((away.number,))) == {away.number}
    assert compiled.slices(Share("A", 0, "copy")).lower.at(DAY)


def test_who_gets_further_by_a_new_grant_takes_those_along_who_could_not_get_there_before() -> None:
    """What was cut off, because too few links were left, is looked at again when fewer are needed."""
    facts = (
        grant("A>B", GrantKind.MANDATE, "2000-01-01", 1),
        grant("B>C", GrantKind.MANDATE, "2000-01-01"),
        grant("C>Shop", GrantKind.NON_EXCLUSIVE, "2000-01-01", 0),
    )
    compiled = compiled_of(*facts)
    share = Share("A", 0, "copy")
    before = compiled.slices(share)

    after = revised(compiled, record_of(*facts, grant("B>Shop", GrantKind.NON_EXCLUSIVE, "2000-01-01", 0)))

    assert before.upper.masks == (0,)
    assert after.slices(share).lower.at(DAY)
