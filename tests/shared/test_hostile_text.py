# SPDX-License-Identifier: Apache-2.0
"""Strings that broke others, shown and written: where ``../shared`` is beside the repository."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest

from licit.formats.tables.write import FORMULA
from licit.model.overview import AuditRow, Tally
from licit.report.clean import clean
from licit.report.json import json_text
from licit.report.tables import csv_text

VECTORS = Path(__file__).parents[3] / "shared" / "samples" / "vectors"
pytestmark = pytest.mark.skipif(not VECTORS.is_dir(), reason="../shared is not here")


def payloads() -> list[str]:
    return (VECTORS / "csv-injection" / "csv-payload.txt").read_text(encoding="utf-8").splitlines()


def naughty() -> list[str]:
    found = json.loads((VECTORS / "naughty-strings" / "blns_odd.json").read_text(encoding="utf-8"))
    assert found
    return [str(one) for one in found]


def test_no_payload_starts_a_formula() -> None:
    rows = [AuditRow(payload, Tally()) for payload in payloads()]

    read = list(csv.DictReader(io.StringIO(csv_text(rows), newline="")))

    assert [row["group"].removeprefix("'") for row in read] == [row.group.removeprefix("'") for row in rows]
    assert not [row["group"] for row in read if row["group"].startswith(FORMULA)]


def test_naughty_strings_are_shown_on_one_line_and_do_nothing() -> None:
    for text in naughty() + payloads():
        shown = clean(text)

        assert not [one for one in shown if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")]


def test_naughty_strings_come_back_from_json() -> None:
    for text in naughty():
        assert json.loads(json_text([text])) == [text]
