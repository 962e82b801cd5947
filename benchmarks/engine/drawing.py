# SPDX-License-Identifier: Apache-2.0
"""Growth curves as one SVG: a small chart for each, both axes in powers of ten."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 300, 200, 48, 34, 30
ACROSS: Final = 3
SHORT: Final = 3  # powers up to this are written out
COLOURS: Final = ("#1b6ca8", "#c0392b", "#2e7d32", "#8e44ad", "#b9770e")


@dataclass(frozen=True)
class Curve:
    """One chart: a title, what the axes count, and points (x, y > 0) by the name of a subject."""

    title: str
    across: str
    up: str
    points: Mapping[str, Sequence[tuple[float, float]]]


def svg(curves: Sequence[Curve]) -> str:
    """The charts in rows of three, with a legend below."""
    names = list(dict.fromkeys(name for curve in curves for name in curve.points))
    rows = math.ceil(len(curves) / ACROSS)
    width, height = ACROSS * WIDTH, rows * HEIGHT + 24
    box = f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}>',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for number, curve in enumerate(curves):
        left, top = number % ACROSS * WIDTH, number // ACROSS * HEIGHT
        parts += [f'<g transform="translate({left} {top})">', *_chart(curve, names), "</g>"]
    for number, name in enumerate(names):
        at = 12 + number * 150
        parts.append(f'<text x="{at}" y="{height - 8}" fill="{_colour(number)}">● {escape(name)}</text>')
    return "\n".join((*parts, "</svg>")) + "\n"


def _chart(curve: Curve, names: Sequence[str]) -> list[str]:
    points = [point for series in curve.points.values() for point in series]
    if not points:
        return []
    low_x, high_x = powers([x for x, _ in points])
    low_y, high_y = powers([y for _, y in points])
    right, bottom = WIDTH - 14, HEIGHT - BOTTOM

    def place(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - low_x) / (high_x - low_x)
        up = (math.log10(y) - low_y) / (high_y - low_y)
        return round(LEFT + across * (right - LEFT), 1), round(bottom - up * (bottom - TOP), 1)

    parts = [
        f'<text x="{LEFT}" y="16" font-weight="bold">{escape(curve.title)}</text>',
        f'<text x="{right}" y="{HEIGHT - 4}" text-anchor="end">{escape(curve.across)}</text>',
        f'<text x="4" y="{TOP - 4}" fill="#555">{escape(curve.up)}</text>',
    ]
    for power in range(low_x, high_x + 1):
        x, _ = place(10.0**power, 10.0**low_y)
        parts.append(f'<path d="M{x} {TOP}V{bottom}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{bottom + 13}" text-anchor="middle" fill="#555">{_power(power)}</text>')
    for power in range(low_y, high_y + 1):
        _, y = place(10.0**low_x, 10.0**power)
        parts.append(f'<path d="M{LEFT} {y}H{right}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 4}" y="{y + 4}" text-anchor="end" fill="#555">{_power(power)}</text>')
    for name, series in curve.points.items():
        colour = _colour(names.index(name))
        placed = [place(x, y) for x, y in sorted(series)]
        line = " ".join(f"{x},{y}" for x, y in placed)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="2.5" fill="{colour}"/>' for x, y in placed]
    return parts


def powers(values: Sequence[float]) -> tuple[int, int]:
    """The whole powers of ten around values, at least one apart."""
    low = math.floor(math.log10(min(values)))
    return low, max(math.ceil(math.log10(max(values))), low + 1)


def _power(power: int) -> str:
    """A power of ten as people write it."""
    raised = str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{10.0**power:g}" if abs(power) <= SHORT else f"10{raised}"


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]
