# SPDX-License-Identifier: Apache-2.0
"""Identifiers in files that societies and shops exchange: read from ``../shared``, skipped where it isn't there."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pytest

from licit.model.identifiers import check
from licit.model.problem import InvalidValueError

SAMPLES: Final = Path(__file__).parents[3] / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared is not beside this clone")


def refused(scheme: str, texts: list[str]) -> list[str]:
    """Those of the texts that are no such identifier."""
    found = []
    for text in texts:
        try:
            check(scheme, text)
        except InvalidValueError:
            found.append(text)
    return found


def fields(record_types: tuple[str, ...], start: int, end: int) -> list[str]:
    """The filled fields at these columns of a real society's file, in the records of these types."""
    text = (SAMPLES / "cwr" / "CW190001MPC_000.V21").read_text(encoding="latin-1")
    cut = (line[start:end].strip() for line in text.splitlines() if line.startswith(record_types))
    return [field for field in cut if field]


def test_every_ipi_name_number_of_the_file_is_taken() -> None:
    numbers = fields(("SPU",), 87, 98) + fields(("SWR",), 115, 126)

    assert len(numbers) == 410
    assert refused("ipi-name", numbers) == []


def test_every_iswc_of_the_file_is_taken_but_the_one_with_a_wrong_digit() -> None:
    codes = fields(("NWR",), 95, 106)

    assert len(codes) == 77
    assert refused("iswc", codes) == ["T6473000158"]


def test_every_isrc_of_the_file_is_taken() -> None:
    codes = fields(("REC",), 249, 261)

    assert len(codes) == 57
    assert refused("isrc", codes) == []


def test_every_isrc_of_a_shop_is_taken_but_the_one_that_no_agency_gave() -> None:
    with (SAMPLES / "catalogue" / "recordings.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["isrc"] for row in csv.DictReader(file) if row["isrc"]]

    assert len(codes) == 3685
    assert refused("isrc", codes) == ["TBDK24012022"]


def test_every_society_on_the_list_of_societies_has_a_code_that_is_taken() -> None:
    with (SAMPLES / "cwr-tables" / "societies_codes.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = [row["CISAC Code"] for row in csv.DictReader(file)]

    assert len(codes) == 393
    assert refused("cisac", codes) == []
