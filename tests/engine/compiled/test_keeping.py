# SPDX-License-Identifier: Apache-2.0
"""Compiled shares on disk: taken up again as they were, also elsewhere; what is stale or damaged is never believed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.worlds import world
from licit.engine.believed import Believed
from licit.engine.compiled import Compiled
from licit.engine.keeping import fingerprint, keep, recall
from licit.engine.revising import revised
from licit.engine.store import Store
from licit.model.asset import Item
from licit.model.day import Term, When
from licit.model.fact import Control, Requirement
from licit.model.position import Position
from licit.model.record import Record
from licit.model.scope import ALL
from licit.model.share import Share as Part
from licit.model.territory import Atlas, only
from tests.engine.agreement.dense import dense
from tests.engine.compiled.asking import from_nothing, shares, through_time
from tests.engine.compiled.asking import readings as read
from tests.engine.compiled.big import ask_big, big_shares, big_world
from tests.engine.compiled.changing import CHANGES
from tests.worlds.stage import WORLD, World
from tests.worlds.worlds import seeded


def fresh(compiled: Compiled) -> Believed:
    """The same record, believed anew."""
    believed = compiled.believed
    return Believed(believed.record, believed.position, believed.known_by)


def recalled(compiled: Compiled, store: Store) -> Compiled:
    """What is kept of the same."""
    return recall(fresh(compiled), compiled.service, compiled.use, store)


@pytest.mark.parametrize("make", [seeded, dense])
def test_what_was_kept_answers_as_it_did_and_the_rest_is_compiled(make: Callable[[int], World], tmp_path: Path) -> None:
    for seed in range(25):
        start = make(seed)
        dice = Random(seed)  # noqa: S311 - worlds for tests, no secret
        compiled = from_nothing(start.record, start.question)
        some = [share for share in shares(compiled) if dice.random() < 0.5]
        for share in some:
            compiled.slices(share)
        store = Store(tmp_path / str(seed))

        keep(compiled, store)

        again = recalled(compiled, store)
        assert again.shelf is not None
        assert all(again.shelf.slices(share) == compiled.shares[share] for share in some)
        assert through_time(again) == through_time(compiled)


@pytest.mark.parametrize("make", [seeded, dense])
def test_a_changed_record_finds_what_was_kept_only_where_nothing_in_it_matters(
    make: Callable[[int], World], tmp_path: Path
) -> None:
    found = 0
    for seed in range(25):
        start = make(seed)
        dice = Random(seed)  # noqa: S311 - worlds for tests, no secret
        compiled = from_nothing(start.record, start.question)
        through_time(compiled)
        store = Store(tmp_path / str(seed))
        keep(compiled, store)
        record = dice.choice(CHANGES[:-1])(start.record, make(seed + 1000).record, dice)
        nothing = from_nothing(record, start.question)

        again = recalled(nothing, store)
        carried_over = revised(recalled(compiled, store), record)

        found += again.shelf is not None
        assert through_time(again) == through_time(nothing)
        assert through_time(carried_over) == through_time(nothing)
    assert 0 < found < 25


def test_another_process_takes_it_up_and_reads_a_share_only_when_asked(tmp_path: Path) -> None:
    compiled = ask_big(big_world())
    wanted = {str(share): [str(steps) for steps in read(compiled, share)] for share in big_shares(compiled)}
    keep(compiled, Store(tmp_path))

    command = [sys.executable, "-m", "tests.engine.compiled.big", str(tmp_path)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)

    assert told == {"kept": wanted, "at once": 0}


def item_added(record: Record) -> Record:
    """A new recording and who owns it: none of the compiled shares hangs on that."""
    owned = Control(id="new", party="label-0", asset="new", rights=ALL, share=Part(10000), territories=WORLD)
    items = {**record.items, "new": Item("new", (("recording", ("new",)),))}
    return replace(record, facts=(*record.facts, replace(owned, territories=only("FR"))), items=items, title="other")


def law_added(record: Record) -> Record:
    """A right more that a use needs."""
    law = Requirement(id="new", use="Download", territories=only("FR"), rights=(("recording", ("perform",)),))
    return replace(record, facts=(*record.facts, law))


def reordered(record: Record) -> Record:
    """The same facts, those of a kind together: the lists that they name are met in the same order."""
    return replace(record, facts=tuple(sorted(record.facts, key=lambda fact: type(fact).__name__)))


def grant_ended(record: Record) -> Record:
    """One grant of all ends otherwise."""
    old = record.grants[-1]
    new = replace(old, term=Term(None, When.parse("2011-11-11")), retention_end=None)
    return replace(record, facts=tuple(new if fact is old else fact for fact in record.facts))


def fact_gone(record: Record) -> Record:
    """One membership fewer."""
    gone = record.memberships[0]
    return replace(record, facts=tuple(fact for fact in record.facts if fact is not gone))


def word_gone(record: Record) -> Record:
    """One word fewer on a grant."""
    name = record.grants[0].id
    said = tuple(replace(one, facts=tuple(fact for fact in one.facts if fact != name)) for one in record.statements)
    return replace(record, statements=said)


def place_new(record: Record) -> Record:
    """One more leaf in the atlas."""
    return replace(record, atlas=Atlas({**record.atlas.leaves, "XX": Term()}, record.atlas.groups))


def position_other(record: Record) -> Record:
    """The same name for another ranking."""
    positions = {name: Position(name, one.ranks[::-1]) for name, one in record.positions.items()}
    return replace(record, positions=positions)


@pytest.mark.parametrize("change", [item_added, law_added, reordered])
def test_what_shares_do_not_hang_on_leaves_them_kept(change: Callable[[Record], Record], tmp_path: Path) -> None:
    compiled = ask_big(big_world())
    keep(compiled, Store(tmp_path))

    again = recalled(ask_big(change(big_world()), compile_shares=False), Store(tmp_path))

    assert again.shelf is not None


@pytest.mark.parametrize("change", [grant_ended, fact_gone, word_gone, place_new, position_other])
def test_what_shares_hang_on_makes_them_stale(change: Callable[[Record], Record], tmp_path: Path) -> None:
    compiled = ask_big(big_world())
    keep(compiled, Store(tmp_path))

    again = recalled(ask_big(change(big_world()), compile_shares=False), Store(tmp_path))

    assert again.shelf is None


@pytest.mark.parametrize("number", range(6))
def test_a_damaged_file_is_not_believed_and_all_is_compiled_again(number: int, tmp_path: Path) -> None:
    start = dense(7)
    compiled = from_nothing(start.record, start.question)
    wanted = through_time(compiled)
    keep(compiled, Store(tmp_path))
    files = sorted(path for path in tmp_path.rglob("*") if path.suffix == ".npy" and path.stat().st_size > 128)
    file = files[number * len(files) // 6]
    whole = bytearray(file.read_bytes())
    whole[-1] ^= 1
    file.write_bytes(whole)

    again = recalled(compiled, Store(tmp_path))

    assert again.shelf is None
    assert through_time(again) == wanted


def test_another_edition_of_the_engine_believes_nothing_of_this(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = dense(7)
    compiled = from_nothing(start.record, start.question)
    through_time(compiled)
    keep(compiled, Store(tmp_path))

    monkeypatch.setattr(fingerprint, "EDITION", "0")

    assert recalled(compiled, Store(tmp_path)).shelf is None


def test_the_fingerprint_of_a_revised_record_is_that_of_the_record_alone() -> None:
    compiled = ask_big(big_world(), compile_shares=False)
    fingerprint.fingerprint(compiled.believed)
    record = grant_ended(word_gone(big_world()))

    after = revised(compiled, record)

    alone = ask_big(record, compile_shares=False)
    assert fingerprint.key_of(after) == fingerprint.key_of(alone)
    assert fingerprint.key_of(after) != fingerprint.key_of(compiled)


def test_what_is_kept_grows_with_each_process_that_keeps_more(tmp_path: Path) -> None:
    record = world(40, 20, seed=5)
    one, other = ask_big(record, compile_shares=False), ask_big(record, compile_shares=False)
    first, second = big_shares(one)[:2]
    one.slices(first)
    other.slices(second)

    keep(one, Store(tmp_path))
    keep(other, Store(tmp_path))

    shelf = recalled(one, Store(tmp_path)).shelf
    assert shelf is not None
    assert shelf.slices(first) == one.slices(first)
    assert shelf.slices(second) == other.slices(second)
    assert shelf.slices(big_shares(one)[2]) is None
