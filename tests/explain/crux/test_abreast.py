# SPDX-License-Identifier: Apache-2.0
"""Several processes find of a catalogue what one finds, whoever of them is killed; diagrams are packed and unpacked."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.engine.questions import make, services_of
from benchmarks.worlds import FULL, stage
from licit.case.loaded import Case
from licit.engine.bearing import Share
from licit.explain.crux import abreast
from licit.explain.crux.diagram import Bounds, Diagram, Node
from licit.explain.crux.pieces import Pieced
from licit.model.crux import CatalogueCruxes, Settlement
from licit.model.proof import OpenKind, OpenPoint
from licit.tasks.catalogue import KEPT, Means
from licit.tasks.crux_repertoire import repertoire_cruxes
from licit.tasks.opening import OpenCase

DAY = stage.ASKED[1]
POINTS = [Settlement(OpenPoint(OpenKind.FACT, (name,)), so=True) for name in "abcd"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[OpenCase, Path]:
    """A service with a few hundred recordings, on offer everywhere."""
    folder = tmp_path_factory.mktemp("shop")
    record = make(folder, 200, 120, 20, features=replace(FULL, ids="text")).world.record
    return OpenCase(case=Case(record=record), today=date(2021, 1, 1)), folder


def ranked(shop: tuple[OpenCase, Path], processes: int, told: list[tuple[int, int]] | None = None) -> CatalogueCruxes:
    """The cruxes of the catalogue, looked into anew."""
    opened, folder = shop
    shutil.rmtree(folder / KEPT, ignore_errors=True)
    question = opened.question(
        services_of(opened.record)[0], use=stage.STREAM, day=DAY, position=stage.POSITION, known_by=stage.KNOWN_BY
    )

    def heard(what: str, done: int, total: int) -> None:
        if told is not None and what == "crux":
            told.append((done, total))

    found, _ = repertoire_cruxes(opened, question, folder, means=Means(threads=processes, told=heard))
    return found


def test_several_processes_find_what_one_finds(shop: tuple[OpenCase, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = ranked(shop, 1)
    monkeypatch.setattr(abreast, "FEWEST", 1)
    looked_here: list[str] = []
    cells = Pieced.cells

    def counted(pieced: Pieced, asset: str, share: Share) -> list[tuple[int, Bounds]]:
        found = cells(pieced, asset, share)
        looked_here.extend([asset] if found else [])  # a forked process has a list of its own
        return found

    monkeypatch.setattr(Pieced, "cells", counted)
    told: list[tuple[int, int]] = []

    assert ranked(shop, 2, told) == alone
    assert len(alone.clearing) > 1
    assert not looked_here
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_what_a_killed_process_leaves_is_looked_into_by_the_first(
    shop: tuple[OpenCase, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = ranked(shop, 1)
    monkeypatch.setattr(abreast, "FEWEST", 1)
    first, cells = os.getpid(), Pieced.cells

    def dying(pieced: Pieced, asset: str, share: Share) -> list[tuple[int, Bounds]]:
        if os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return cells(pieced, asset, share)

    monkeypatch.setattr(Pieced, "cells", dying)

    assert ranked(shop, 2) == alone


def value(diagram: Diagram, node: Node, so: tuple[bool, ...]) -> bool:
    """A condition under settlements of all points."""
    let = {diagram.name(point): one for point, one in zip(POINTS, so, strict=True)}
    return bool(diagram.manager.let(let, node) == diagram.true)


@given(st.lists(st.lists(st.booleans(), min_size=16, max_size=16), max_size=4), st.permutations(POINTS))
def test_conditions_are_the_same_in_another_diagram(tables: list[list[bool]], order: list[Settlement]) -> None:
    settled = list(product((False, True), repeat=len(POINTS)))
    one, other = Diagram(), Diagram()
    for point in order:
        other.name(point)
    nodes = []
    for table in tables:
        node = one.false
        for so, holds in zip(settled, table, strict=True):
            term = one.true
            for point, here in zip(POINTS, so, strict=True):
                term &= one.variable(point) if here else ~one.variable(point)
            node |= term if holds else one.false
        nodes.append(node)

    found = other.unpacked(one.packed(nodes))

    assert [[value(other, node, so) for so in settled] for node in found] == tables
