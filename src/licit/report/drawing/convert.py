# SPDX-License-Identifier: Apache-2.0
"""Makes ``world.json`` from an npm package: ``python -m licit.report.drawing.convert world-atlas-2.0.2.tgz``.

Shapes are those of Natural Earth (public domain) at 1:50 million, and at 1:10 million where that has none; in the Equal
Earth projection (Šavrič, Patterson and Jenny 2018), simplified by area (Visvalingam) and set on a grid of whole units.
Arcs are simplified before shapes are put together, so that neighbours keep one border.
"""

from __future__ import annotations

import hashlib
import heapq
import itertools
import json
import math
import sys
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

WORLD: Final = Path(__file__).with_name("world.json")
WIDTH: Final = 2000  # units across the map
SMALLEST: Final = {"50m": 0.7, "10m": 0.05}  # square units that a bend must span to be kept
ISLAND: Final = 3.0  # square units; smaller rings are left out, unless a leaf has no larger one
SMALL: Final = 60.0  # square units; a leaf that is smaller gets a dot
APART: Final = 15.0  # units between the middles of two dots
NO_ID: Final = {"Somaliland": "SO", "N. Cyprus": "CY", "Kosovo": "XK", "Indian Ocean Ter.": "CX"}
PARTS: Final = (  # rings of one feature that are leaves of their own: feature, leaf, west, south, east, north (degrees)
    ("FR", "GF", -55, 1, -51, 7),
    ("FR", "GP", -62, 15.7, -60.9, 16.7),
    ("FR", "MQ", -61.4, 14.2, -60.7, 15),
    ("FR", "RE", 55, -22, 56, -20),
    ("FR", "YT", 44.8, -13.2, 45.5, -12.4),
    ("NO", "SJ", 8, 74, 36, 82),
    ("NO", "SJ", -10, 70, -7, 72),
    ("NO", "BV", 3, -55, 4, -54),
    ("NL", "BQ", -69, 11.5, -68, 13),
    ("NL", "BQ", -64, 17, -62, 18),
    ("CX", "CC", 96, -13, 97.5, -11.5),
    ("NZ", "TK", -173, -10, -171, -8),
)
Point = tuple[float, float]
_LARGEST_X: Final = 2 * math.sqrt(3) * math.pi / (3 * 1.340264)
_LARGEST_Y: Final = 1.3173627591574  # of the pole


def equal_earth(longitude: float, latitude: float) -> Point:
    """A place in degrees as units from the upper left corner of the map."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = theta * (a1 + a2 * square + sixth * (a3 + a4 * square))
    scale = WIDTH / (2 * _LARGEST_X)
    return (x + _LARGEST_X) * scale, (_LARGEST_Y - y) * scale


def simplified(line: Sequence[Point], smallest: float) -> list[Point]:
    """A line in degrees without the bends that span less than ``smallest`` on the map; its ends stay.

    Source: Visvalingam and Whyatt 1993.
    """
    points = [equal_earth(*place) for place in line]
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    kept = [True] * len(points)
    waiting = [(_area((points[i - 1], points[i], points[i + 1])), i) for i in range(1, len(points) - 1)]
    heapq.heapify(waiting)
    spans = {i: span for span, i in waiting}
    while waiting:
        span, i = heapq.heappop(waiting)
        if not kept[i] or spans[i] != span:
            continue
        if span >= smallest:
            break
        kept[i] = False
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < len(points) - 1:
                spans[j] = max(span, _area((points[before[j]], points[j], points[after[j]])))
                heapq.heappush(waiting, (spans[j], j))
    return [place for place, keep in zip(line, kept, strict=True) if keep]


def cut(ring: Sequence[Point]) -> list[list[Point]]:
    """A ring in degrees as the rings that it makes on a map from 180° west to 180° east.

    The package's rings run on across the antimeridian, and the one around the pole closes over it.
    """
    line = [ring[0]]
    for x, y in (*ring[1:], ring[0]):
        line.append((x + 360 * round((line[-1][0] - x) / 360), y))
    if line[-1][0] != line[0][0]:  # once around the world: down to the pole and back
        line += [(line[-1][0], -90.0), (line[0][0], -90.0)]
    else:
        line.pop()
    pieces = []
    for turn in (-360, 0, 360):
        turned = [(x + turn, y) for x, y in line]
        inside = _beyond(_beyond(turned, -180, 1), 180, -1)
        if len(inside) > 2:  # noqa: PLR2004 - a triangle
            pieces.append(inside)
    return pieces or [list(ring)]  # a rock of one or two corners


def _beyond(ring: Sequence[Point], edge: float, side: int) -> list[Point]:
    """What of a ring lies on one side of a meridian (Sutherland and Hodgman 1974)."""
    found: list[Point] = []
    for i, (x, y) in enumerate(ring):
        before_x, before_y = ring[i - 1]
        here, before = (x - edge) * side, (before_x - edge) * side
        if (here > 0) != (before > 0) and here != before:
            found.append((edge, before_y + (y - before_y) * before / (before - here)))
        if here > 0:
            found.append((x, y))
    return found


def apart(middles: dict[str, Point]) -> dict[str, list[int]]:
    """The dots moved away from one another until none covers another."""
    found = {leaf: [x, y] for leaf, (x, y) in middles.items()}
    for _ in range(200):
        for one, other in itertools.combinations(sorted(found), 2):
            (x, y), (u, v) = found[one], found[other]
            away = math.hypot(u - x, v - y)
            if away < APART:
                push = (APART - away) / 2 + 0.01
                dx, dy = ((u - x) / away, (v - y) / away) if away else (1.0, 0.0)
                found[one] = [x - dx * push, y - dy * push]
                found[other] = [u + dx * push, v + dy * push]
    return {leaf: [round(x), round(y)] for leaf, (x, y) in found.items()}


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2


class _Topology:
    """One TopoJSON file: the rings of each of its countries, in degrees, whole and simplified."""

    def __init__(self, given: dict[str, Any], smallest: float) -> None:
        self.given = given
        (kx, ky), (dx, dy) = given["transform"]["scale"], given["transform"]["translate"]
        self.degrees: list[list[Point]] = []
        for arc in given["arcs"]:
            x = y = 0
            line = []
            for step_x, step_y in arc:
                x, y = x + step_x, y + step_y
                line.append((x * kx + dx, y * ky + dy))
            self.degrees.append(line)
        self.simple = [simplified(line, smallest) for line in self.degrees]

    def countries(self) -> Iterator[tuple[str, str, list[list[int]]]]:
        """Number, name and rings (as arcs) of each."""
        for one in self.given["objects"]["countries"]["geometries"]:
            polygons = [one["arcs"]] if one["type"] == "Polygon" else one.get("arcs", [])
            yield one.get("id", ""), one["properties"]["name"], [ring for polygon in polygons for ring in polygon]

    @staticmethod
    def ring(arcs: Sequence[int], lines: Sequence[Sequence[Point]]) -> list[Point]:
        """The arcs one after the other; the complement of a number is that arc backwards."""
        found: list[Point] = []
        for arc in arcs:
            line = lines[arc] if arc >= 0 else lines[~arc][::-1]
            found.extend(line[:-1])
        return found

    def rings(self, leaf_of: dict[str, str]) -> dict[str, list[list[Point]]]:
        """The rings of each leaf in units, those of a feature given to the leaf that they belong to."""
        found: dict[str, list[list[Point]]] = {}
        for number, name, rings in self.countries():
            leaf = leaf_of.get(number) or NO_ID.get(name, "")
            for arcs in rings:
                owner = _part(leaf, self.ring(arcs, self.degrees))
                if owner:
                    pieces = cut(self.ring(arcs, self.simple))
                    found.setdefault(owner, []).extend([equal_earth(*place) for place in piece] for piece in pieces)
        return found


def _part(leaf: str, degrees: Sequence[Point]) -> str:
    x, y = (sum(values) / len(degrees) for values in zip(*degrees, strict=True))
    for feature, part, west, south, east, north in PARTS:
        if feature == leaf and west <= x <= east and south <= y <= north:
            return part
    return leaf


def _middle(ring: Sequence[Point]) -> Point:
    """Its centre of gravity; of a ring without an area, the mean of its corners."""
    area = x_sum = y_sum = 0.0
    for i, (x, y) in enumerate(ring):
        u, v = ring[i - 1]
        cross = u * y - x * v
        area, x_sum, y_sum = area + cross, x_sum + (u + x) * cross, y_sum + (v + y) * cross
    if not area:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    return x_sum / (3 * area), y_sum / (3 * area)


def _path(ring: Sequence[Point]) -> str:
    """The ring as a path of whole, relative steps; nothing where less than a triangle is left on the grid."""
    grid = [(round(x), round(y)) for x, y in ring]
    line = [point for i, point in enumerate(grid) if point != grid[i - 1]]
    if len(set(line)) < 3:  # noqa: PLR2004 - a triangle
        return ""
    steps = itertools.pairwise(line)
    text = " ".join(f"{v - x} {w - y}" for (x, y), (v, w) in steps)
    return f"M{line[0][0]} {line[0][1]}l{text}z".replace(" -", "-")


def converted(package: Path, leaf_of: dict[str, str]) -> dict[str, Any]:
    """The content of ``world.json`` from the package; ``leaf_of`` maps ISO numbers to leaves."""
    with tarfile.open(package) as archive:
        given = {}
        for size in ("50m", "10m"):
            member = archive.extractfile(f"package/countries-{size}.json")
            assert member is not None  # noqa: S101 - a file of every release
            given[size] = member.read()
    rings = _Topology(json.loads(given["50m"]), SMALLEST["50m"]).rings(leaf_of)
    for leaf, finer in _Topology(json.loads(given["10m"]), SMALLEST["10m"]).rings(leaf_of).items():
        rings.setdefault(leaf, finer)
    shapes, middles, small = {}, {}, {}
    for leaf, found in sorted(rings.items()):
        by_area = sorted(found, key=_area, reverse=True)
        kept = [ring for i, ring in enumerate(by_area) if i == 0 or _area(ring) >= ISLAND]
        shapes[leaf] = "".join(map(_path, kept))
        middles[leaf] = _middle(by_area[0])
        if sum(map(_area, found)) < SMALL:
            small[leaf] = middles[leaf]
    content = {
        "shapes": {leaf: path for leaf, path in shapes.items() if path},
        "middles": {leaf: [round(x), round(y)] for leaf, (x, y) in middles.items()},
        "dots": apart(small),
    }
    return {
        "about": "A world map in the Equal Earth projection, in whole units from the upper left; see SOURCES.md.",
        "source": "world-atlas 2.0.2 (npm, ISC): Natural Earth 4.1 (public domain), 1:50 million, 1:10 million beside",
        "source-sha256": hashlib.sha256(package.read_bytes()).hexdigest(),
        "width": WIDTH,
        "height": round(equal_earth(0, -90)[1]),
        "sha256": digest(content),
        **content,
    }


def digest(content: dict[str, Any]) -> str:
    """The hash of the shapes, middles and dots, as ``world.json`` declares it."""
    kept = {name: content[name] for name in ("dots", "middles", "shapes")}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def main(package: str) -> None:
    """Write ``world.json`` anew."""
    from licit.vocabulary.tables import rows
    from licit.vocabulary.territories.atlas import HERE

    leaf_of = {row["numeric"]: row["id"] for row in rows(HERE / "leaves.csv") if row["numeric"] and not row["to"]}
    found = converted(Path(package), leaf_of)
    WORLD.write_text(written(found), encoding="utf-8")


def written(found: dict[str, Any]) -> str:
    """JSON with a leaf a line, so that a change can be read."""
    lines = []
    for name, value in found.items():
        if isinstance(value, dict):
            inside = ",\n".join(f"{json.dumps(leaf)}: {json.dumps(one)}" for leaf, one in value.items())
            lines.append(f"{json.dumps(name)}: {{\n{inside}\n}}")
        else:
            lines.append(f"{json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main(*sys.argv[1:2])
