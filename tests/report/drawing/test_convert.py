# SPDX-License-Identifier: Apache-2.0
"""The file of shapes is what it says it is; and what makes it does so from a package of the same build."""

from __future__ import annotations

import io
import json
import math
import tarfile
from pathlib import Path

import pytest

from licit.report.drawing.convert import apart, converted, cut, digest, equal_earth, simplified, written
from licit.report.drawing.world import WORLD

LARGEST = 300_000  # bytes


def test_the_file_has_the_hash_it_declares_and_is_small() -> None:
    text = WORLD.read_text(encoding="utf-8")
    given = json.loads(text)

    assert given["sha256"] == digest(given)
    assert len(text.encode()) < LARGEST
    assert written(given) == text


def test_another_shape_has_another_hash() -> None:
    given = json.loads(WORLD.read_text(encoding="utf-8"))
    given["shapes"]["FR"] += "M0 0z"

    assert given["sha256"] != digest(given)


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [  # of a map 2,000 wide; the pole is a line 0.5925 as long as the equator (Šavrič, Patterson, Jenny 2018)
        (0, 0, 1000, 486.7),
        (180, 0, 2000, 486.7),
        (-180, 0, 0, 486.7),
        (0, 90, 1000, 0),
        (180, 90, 1592.5, 0),
    ],
)
def test_the_projection_is_equal_earth(longitude: float, latitude: float, x: float, y: float) -> None:
    found = equal_earth(longitude, latitude)

    assert list(found) == pytest.approx([x, y], abs=1)


def test_equal_areas_stay_equal() -> None:
    """A field of ten degrees at the equator and one at 60° as large, longer by 1/cos: the projection keeps areas."""

    def area(west: float, east: float, south: float, north: float) -> float:
        corners = [equal_earth(*one) for one in ((west, south), (east, south), (east, north), (west, north))]
        pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
        return abs(sum(a * d - c * b for (a, b), (c, d) in pairs)) / 2

    def on_globe(west: float, east: float, south: float, north: float) -> float:
        return (east - west) * (math.sin(math.radians(north)) - math.sin(math.radians(south)))

    low, high = (10, 11, 0, 1), (60, 61, 59, 60)

    assert area(*low) / area(*high) == pytest.approx(on_globe(*low) / on_globe(*high), rel=0.001)


def test_a_ring_over_the_antimeridian_is_cut_there() -> None:
    pieces = cut([(170, 0), (-170, 0), (-170, 10), (170, 10)])

    assert sorted(sorted(one) for one in pieces) == [
        [(-180, 0), (-180, 10), (-170, 0), (-170, 10)],
        [(170, 0), (170, 10), (180, 0), (180, 10)],
    ]


def test_a_ring_around_the_pole_closes_over_it() -> None:
    pieces = cut([(-120, -70), (0, -70), (120, -70)])

    assert min(y for one in pieces for _, y in one) == -90
    assert {x for one in pieces for x, _ in one} >= {-180, 180}


def test_small_bends_are_left_out_and_ends_stay() -> None:
    line = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (3.0, 5.0), (4.0, 0.0)]

    assert simplified(line, 1.0) == [(0.0, 0.0), (2.0, 0.0), (3.0, 5.0), (4.0, 0.0)]


def test_dots_are_moved_apart() -> None:
    found = apart({"A": (100, 100), "B": (102, 100), "C": (500, 500)})

    assert math.dist(found["A"], found["B"]) >= 14
    assert found["C"] == [500, 500]


def package(folder: Path) -> Path:
    """A package of the same build: two neighbours with one border, and a rock that only the finer file has."""
    topology = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[10, 0], [0, 10]],
            [[10, 10], [-10, 0], [0, -10], [10, 0]],
            [[10, 0], [10, 0], [0, 10], [-10, 0]],
            [[50, 50], [1, 0], [0, 1], [-1, -1]],
        ],
    }
    west = {"type": "Polygon", "id": "250", "properties": {"name": "West"}, "arcs": [[0, 1]]}
    east = {"type": "MultiPolygon", "id": "276", "properties": {"name": "East"}, "arcs": [[[2, -1]]]}
    rock = {"type": "Polygon", "id": "020", "properties": {"name": "Rock"}, "arcs": [[3]]}
    path = folder / "world-atlas.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for size, shapes in (("50m", [west, east]), ("10m", [west, east, rock])):
            text = json.dumps({**topology, "objects": {"countries": {"geometries": shapes}}}).encode()
            entry = tarfile.TarInfo(f"package/countries-{size}.json")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
    return path


def test_a_package_is_converted_shape_by_shape(tmp_path: Path) -> None:
    found = converted(package(tmp_path), {"250": "FR", "276": "DE", "020": "AD"})

    assert set(found["shapes"]) == {"FR", "DE", "AD"}
    assert set(found["dots"]) == {"AD"}
    assert found["sha256"] == digest(found)
    border = {tuple(round(part) for part in equal_earth(10, latitude)) for latitude in (0, 10)}
    assert border <= points(found["shapes"]["FR"]) & points(found["shapes"]["DE"])


def points(path: str) -> set[tuple[int, int]]:
    """The corners of a path of relative steps."""
    start, steps = path.removeprefix("M").removesuffix("z").split("l")
    x, y = map(int, start.split(" "))
    found = {(x, y)}
    numbers = list(map(int, steps.replace("-", " -").split()))
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.add((x, y))
    return found
