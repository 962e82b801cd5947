# SPDX-License-Identifier: Apache-2.0
"""What a reading looked at, place by place: its rights, and their shares as they were judged."""

from __future__ import annotations

from collections.abc import Iterator

from licit.model.proof import PlaceProof, ReadingProof, RightProof, ShareProof
from licit.reference.bench import Bench
from licit.reference.point import OwnedShare, Point


def rights_of(*readings: ReadingProof) -> Iterator[tuple[PlaceProof, RightProof]]:
    """Each right that the readings looked at, with its place."""
    for reading in readings:
        for place in reading.places:
            yield from ((place, right) for requirement in place.requirements for right in requirement.rights)


def shares_of(bench: Bench, *readings: ReadingProof) -> Iterator[tuple[Point, OwnedShare, ShareProof]]:
    """Each share that the readings looked at, where, and what was found of it."""
    for place, right in rights_of(*readings):
        for part in right.shares:
            share = OwnedShare(right.asset, right.right, part.owner, part.hundredths, part.controls)
            yield bench.point(place.territory), share, part
