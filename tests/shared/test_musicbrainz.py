# SPDX-License-Identifier: Apache-2.0
"""The relationship types of MusicBrainz against the list in ``../shared``; skipped where it isn't there."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pytest

from licit.formats.musicbrainz.relations import GIDS, Reading

TYPES: Final = Path(__file__).parents[3] / "shared" / "samples" / "musicbrainz" / "rights_relationship_types.csv"

pytestmark = pytest.mark.skipif(not TYPES.is_file(), reason="../shared is not beside this clone")


def listed() -> list[dict[str, str]]:
    """The rows of the list."""
    with TYPES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_type_that_names_no_artist_is_known_by_its_name() -> None:
    ours = {gid: name for gid, (name, reading) in GIDS.items() if reading is not Reading.PERFORMANCE}

    assert ours == {row["gid"]: row["name"] for row in listed() if row["entity0"] != "artist"}


def test_each_type_is_read_between_the_entities_it_is_defined_for() -> None:
    ends = {row["gid"]: (row["entity0"], row["entity1"]) for row in listed()}

    found = {reading: ends[gid] for gid, (_, reading) in GIDS.items() if gid in ends and reading is not Reading.NOTHING}
    assert found == {
        Reading.OWNERSHIP: ("label", "label"),
        Reading.EVENT: ("label", "label"),
        Reading.P_RECORDING: ("label", "recording"),
        Reading.P_RELEASE: ("label", "release"),
        Reading.LICENSOR: ("label", "release"),
        Reading.LICENSEE: ("label", "release"),
    }
