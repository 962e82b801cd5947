# SPDX-License-Identifier: Apache-2.0
"""Our uses and commercial models against DDEX's allowed values, where the samples are at hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from licit.vocabulary import trade
from licit.vocabulary.tables import rows

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples in ../shared are not at hand")


def allowed(name: str) -> set[str]:
    with (SAMPLES / "ddex-avs" / "avs_ern43_values.csv").open(encoding="utf-8", newline="") as file:
        return {row["value"] for row in csv.DictReader(file) if row["allowed_value_set"] == name}


def test_the_uses_of_music_are_those_of_ern() -> None:
    assert set(trade("music").use_names) == allowed("UseType_ERN")


def test_the_commercial_models_of_music_are_those_of_ern() -> None:
    folder = trade("music").law_path("default").parents[1]

    models = {row["id"]: row["ddex"] for row in rows(folder / "models.csv")}

    assert set(models.values()) == allowed("CommercialModelType_ERN")
    assert set(models) == {value.removesuffix("Model") for value in models.values()}


def test_the_rights_of_music_map_to_allowed_values() -> None:
    folder = trade("music").law_path("default").parents[1]

    mapped = {value for row in rows(folder / "rights.csv") for value in row["ddex"].split()}

    assert mapped <= allowed("RightsCoverage")
    assert mapped == allowed("RightsCoverage") - {"UserDefined"}
