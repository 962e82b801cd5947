# SPDX-License-Identifier: Apache-2.0
"""Generated worlds are the same by seed, and have each kind of thing that an engine must face."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from benchmarks.baselines.flat import Flat
from benchmarks.baselines.interface import Asked, PlainWorld
from benchmarks.engine.questions import questions
from benchmarks.worlds import FULL, PLAIN, Features, repertoire, small, stage, world
from licit.model.day import When
from licit.model.fact import FACT_TYPES, Grant, GrantKind, StatuteKind
from licit.model.problem import InvalidValueError
from licit.model.proof import Dimension
from licit.model.question import Question
from licit.model.record import Record
from licit.model.scope import NOTHING
from licit.model.statement import Statement
from licit.model.verdict import Answer, Verdict
from licit.reference import judge


@pytest.fixture(scope="module")
def full() -> Record:
    return world(3_000, 600, 1, FULL)


def test_the_same_seed_makes_the_same_world() -> None:
    assert world(300, 80, 7, FULL) == world(300, 80, 7, FULL)


def test_another_seed_makes_another_world() -> None:
    assert world(300, 80, 7, FULL).facts != world(300, 80, 8, FULL).facts


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    record = world(300, 80, 1, PLAIN)

    first = repertoire(record, 500, 3, tmp_path / "first", PLAIN)
    again = repertoire(record, 500, 3, tmp_path / "again", PLAIN)

    assert first == again
    for path in sorted((tmp_path / "first").rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(tmp_path / "first")).read_bytes()


def test_a_world_has_as_many_grants_as_it_was_asked_for(full: Record) -> None:
    assert 3_000 <= len(full.grants) <= 3_010
    assert len(world(1_000, 200, 1, PLAIN).grants) == 1_000


def test_every_kind_of_fact_comes_in_a_full_world(full: Record) -> None:
    with_controls = small(full, 20)

    kinds = Counter(type(fact) for fact in with_controls.facts)

    assert set(kinds) == set(FACT_TYPES)


def test_grants_of_a_full_world_are_written_in_every_way(full: Record) -> None:
    grants = full.grants
    ways = {
        "kinds": {grant.kind for grant in grants} == set(GrantKind),
        "condition": any(grant.conditions for grant in grants),
        "rights unstated": any(grant.scope.rights is None for grant in grants),
        "uses unstated": any(grant.scope.uses is None for grant in grants),
        "territories unstated": any(grant.scope.territories is None for grant in grants),
        "repertoire unstated": any(grant.scope.repertoire is None for grant in grants),
        "members": any(grant.scope.repertoire and grant.scope.repertoire.members_of for grant in grants),
        "some members": any(grant.scope.repertoire and grant.scope.repertoire.some_members_of for grant in grants),
        "parties": any(grant.scope.repertoire and grant.scope.repertoire.parties for grant in grants),
        "catalogues": any(grant.scope.repertoire and grant.scope.repertoire.catalogues for grant in grants),
        "assets": any(grant.scope.repertoire and grant.scope.repertoire.assets for grant in grants),
        "exceptions": any(grant.scope.exceptions != NOTHING for grant in grants),
        "survival": any(grant.survives_until for grant in grants),
        "retention": any(grant.retention_end for grant in grants),
        "fixed at signature": any(grant.at_signature for grant in grants),
        "reserve": any(grant.reserved for grant in grants),
        "no exercise": any(not grant.exercise and not grant.sublicense for grant in grants),
        "no days": any(grant.signed is None for grant in grants),
        "an imprecise day": any(grant.signed and not grant.signed.precise for grant in grants),
        "an operator": any(grant.grantee.startswith("operator") for grant in grants),
        "limits of links": len({grant.sublicense for grant in grants}) >= 4,
    }

    assert [way for way, found in ways.items() if not found] == []


def test_two_exclusives_of_one_grantor_come_in_every_order(full: Record) -> None:
    pairs = [
        (first, second)
        for grants in full.grants_by.values()
        for first in grants
        for second in grants
        if first.kind is second.kind is GrantKind.EXCLUSIVE and first.grantee < second.grantee
    ]

    orders = {_order(first, second) for first, second in pairs}

    assert orders >= {"before", "after", "one day", "one day, ordered"}


def test_laws_of_a_full_world_are_of_every_kind(full: Record) -> None:
    assert {statute.kind for statute in full.statutes} == set(StatuteKind)
    assert any(requirement.any_co_owner for requirement in full.requirements)
    assert any(requirement.default for requirement in full.requirements)


def test_part_of_the_facts_is_disputed_by_a_source_of_the_same_rank(full: Record) -> None:
    denied = [fact for said in full.statements if said.source == stage.RIVAL for fact in said.facts]

    assert 0.06 < len(denied) / len(full.facts) < 0.10


def test_a_plain_world_leaves_nothing_open_and_is_flat() -> None:
    record = world(1_000, 200, 1, PLAIN)

    flat = Flat(record)

    assert len(flat.grants) == 1_000
    assert len({row.rank for row in flat.grants}) == 1_000
    assert not any(_denies(said) for said in record.statements)
    assert {grant.kind for grant in record.grants} == {
        GrantKind.EXCLUSIVE,
        GrantKind.NON_EXCLUSIVE,
        GrantKind.MANDATE,
    }


def test_a_full_world_is_not_flat(full: Record) -> None:
    with pytest.raises(InvalidValueError, match="plain"):
        _ = Flat(full).grants


def test_nobody_in_a_plain_world_gives_both_exclusives_and_mandates() -> None:
    """So no mandatary's licence is tested against another's exclusive, which the baselines do not look at."""
    record = world(3_000, 600, 1, PLAIN)
    by_kind = {kind: {grant.grantor for grant in record.grants if grant.kind is kind} for kind in GrantKind}
    mandataries = {grant.grantee for grant in record.grants if grant.kind is GrantKind.MANDATE}

    assert by_kind[GrantKind.EXCLUSIVE]
    assert by_kind[GrantKind.MANDATE]
    assert not by_kind[GrantKind.EXCLUSIVE] & (by_kind[GrantKind.MANDATE] | mandataries)


def test_chains_of_a_world_of_one_link_go_from_owner_to_service() -> None:
    record = world(300, 80, 1, replace(PLAIN, chain=1))

    assert {grant.grantee.split("-")[0] for grant in record.grants} == {"service"}
    assert {grant.grantor.split("-")[0] for grant in record.grants} == {"label", "writer", "publisher"}


def test_a_world_of_few_leaves_has_no_others() -> None:
    record = world(300, 80, 1, replace(PLAIN, leaves=8))

    assert set(record.atlas.leaves) == {"US", "GB", "DE", "FR", "JP", "SE", "DK", "NO"}
    assert set(record.atlas.members("Scandinavia", stage.ASKED[0])) == {"SE", "DK", "NO"}


def test_days_of_change_are_as_many_as_wanted() -> None:
    few = world(1_000, 200, 1, replace(PLAIN, days=5))
    starts = {grant.term.start for grant in few.grants}

    assert len(starts) == 5


@pytest.mark.parametrize(("knob", "value"), [("chain", 0), ("chain", 7), ("teams", 0), ("days", 0)])
def test_a_knob_out_of_bounds_is_refused(knob: str, value: int) -> None:
    with pytest.raises(InvalidValueError):
        Features(**{knob: value})  # type: ignore[arg-type]  # one of several knobs


@pytest.mark.parametrize("ids", ["text", "int64"])
def test_the_files_and_the_small_record_say_the_same(tmp_path: Path, ids: str) -> None:
    features = replace(PLAIN, ids=ids)  # type: ignore[arg-type]
    record = world(300, 80, 1, features)

    collapse = repertoire(record, 300, 1, tmp_path, features)
    facts = small(record, 300, 1, features)

    rows = duckdb.execute(
        'select cast(asset as text), party, rights, share, territories, "start", "end" from read_parquet(?)',
        [f"{tmp_path}/controls/*.parquet"],
    ).fetchall()
    controls = [
        (
            control.asset,
            control.party,
            "all" if not isinstance(control.rights, frozenset) else ",".join(control.rights),
            control.share.hundredths,
            str(control.territories),
            str(control.term.start) if control.term.start else None,
            str(control.term.end) if control.term.end else None,
        )
        for controls in facts.controls_of.values()
        for control in controls
    ]
    assert Counter(rows) == Counter(controls)
    items = duckdb.execute(
        "select cast(item as text), kind, cast(asset as text) from read_parquet(?)", [f"{tmp_path}/items/*.parquet"]
    ).fetchall()
    assert Counter(items) == Counter(
        (item.id, kind, asset) for item in facts.items.values() for kind, assets in item.assets for asset in assets
    )
    assert (collapse.items, collapse.rows) == (300, len(controls))


def test_works_have_split_shares_missing_parts_and_too_much() -> None:
    facts = small(world(1_000, 300, 1, FULL), 3_000)
    sums: Counter[str] = Counter()
    for asset, controls in facts.controls_of.items():
        everywhere = [one for one in controls if str(one.territories) == "Worldwide" and one.rights != frozenset()]
        if len(everywhere) == len(controls):
            sums[asset] = sum(one.share.hundredths for one in controls)

    wholes = Counter(
        "whole" if 9994 <= total <= 10006 else "less" if total < 9994 else "more" for total in sums.values() if total
    )

    assert min(wholes["whole"], wholes["less"], wholes["more"]) > 0
    assert any(len(controls) > 3 for controls in facts.controls_of.values())
    assert any(not item.of_kind("work") for item in facts.items.values())
    assert any(len(item.of_kind("work")) == 2 for item in facts.items.values())


def test_more_ways_to_round_collapse_less_kindly(tmp_path: Path) -> None:
    record = world(300, 80, 1, PLAIN)

    kind = repertoire(record, 5_000, 1, tmp_path / "kind", replace(PLAIN, splits=1, covers=0.0))
    unkind = repertoire(record, 5_000, 1, tmp_path / "unkind", replace(PLAIN, splits=8, covers=0.2))

    assert unkind.classes > 2 * kind.classes
    assert kind.items_a_class == kind.items / kind.classes


def test_questions_of_a_full_world_have_every_answer_and_many_breaks() -> None:
    features = replace(FULL, disputed=0.15, chain=3)
    record = small(world(250, 60, 2, features), 150, 2, features, disputed=0.05)
    asked = questions(PlainWorld(record, Path(), 150, 2, features), 80, 4)

    verdicts = [judge(record, _question(one), explain=False) for one in asked]

    answers = Counter(verdict.answer for verdict in verdicts)
    breaks = Counter(dimension for verdict in verdicts for dimension in _breaks(verdict))
    assert set(answers) == set(Answer), answers
    assert len(breaks) >= 7, breaks


def _breaks(verdict: Verdict) -> Iterator[Dimension]:
    for reading in (verdict.proof.lower, verdict.proof.upper):
        for place in reading.places:
            for requirement in place.requirements:
                for right in requirement.rights:
                    yield from (share.broken_at.dimension for share in right.shares if share.broken_at)


def _question(asked: Asked) -> Question:
    return Question(
        service=asked.service,
        use=asked.use,
        item=asked.item,
        territory=asked.leaf,
        day=asked.day,
        known_by=stage.KNOWN_BY,
        position=stage.POSITION,
    )


def _order(first: Grant, second: Grant) -> str:
    one, other = first.signed, second.signed
    if not isinstance(one, When) or not isinstance(other, When) or not one.precise or not other.precise:
        return "open"
    if one == other:
        return "one day" if first.order is None or second.order is None else "one day, ordered"
    return "before" if one < other else "after"


def _denies(said: Statement) -> bool:
    return not said.affirms
