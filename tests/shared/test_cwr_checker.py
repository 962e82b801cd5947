# SPDX-License-Identifier: Apache-2.0
"""The checker's table is the published one, and what it refuses in real files are defects that these files have."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.formats.cwr.checking import check
from tests.formats.cwr.checking_agreements import agreement
from tests.formats.cwr.checking_fields import VALUES
from tests.formats.cwr.checking_table import TABLE

SAMPLES: Final = Path(__file__).parents[3] / "shared" / "samples"
PREFIX: Final = ("4", "12")  # starts of the numbers in the prefix, whose rows in the export lack a column
Row = tuple[str, str, str, str, str, str]

# What each real file has against the standard, seen by eye in the files (see SOURCES.md of the samples).
# length: records end where older versions did. format: blanks where zeros are due (personal number, ORN filler).
# The rest is rare: ids with letters, a group numbered 2, blank and unknown record types, counts of what was cut out,
# IPI name numbers that were made up, a work whose mechanical shares are 125 %.
DEFECTS: Final[dict[str, dict[str, int]]] = {
    "CW190001MPC_000.V21": {
        "chain": 1,  # the publisher before it stands on the line with the blank type
        "check digit": 1,
        "count": 6,
        "format": 393,
        "length": 12,
        "line end": 1,
        "mandatory": 2,
        "order": 3,
        "record": 2,
        "reference": 1,
        "sequence": 9,
        "sum": 3,
        "table": 1,
        "writer": 1,
    },
    "CW220001000_DMP.V21": {"character": 1, "check digit": 2, "count": 2, "format": 1, "length": 18, "line end": 1},
    "CW220001DMP_000.V21": {"format": 5, "line end": 1},
    "demo_cwr_cleaned.v22": {
        "character": 1,
        "check digit": 35,
        "collected": 3,  # one sub-publisher collects everywhere, another once more in one country
        "count": 4,
        "format": 33,
        "frame": 4,  # new works and an acknowledgement in a group of revisions
        "length": 2,
        "line end": 1,
        "mandatory": 1,
        "sequence": 3,
        "sum": 2,
    },
    "nwrexample2.V21": {"length": 7, "line end": 1},
    "revexample.V21": {"format": 1, "length": 17, "line end": 1, "society": 2},
}


pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared is not beside this clone")


def published() -> Iterator[Row]:
    with (SAMPLES / "cwr-tables" / "cwr_2.2_record_types.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            shifted = row["Start"] in PREFIX and len(row["Req"]) > 1
            need, since = ("M", row["Field Description"]) if shifted else (row["Req"], row["CWR_Version"])
            yield row["RecordCode"], row["Start"], row["Size"], row["Fmt"], need, since


def test_the_table_is_the_published_one() -> None:
    with TABLE.open(encoding="ascii", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        ours = [(row["record"], row["start"], row["size"], row["format"], row["need"], row["since"]) for row in rows]

    assert ours == list(published())


@pytest.mark.parametrize("name", DEFECTS)
def test_what_is_refused_in_real_files_are_their_defects(name: str) -> None:
    found = check((SAMPLES / "cwr" / name).read_bytes())

    assert Counter(complaint.rule for complaint in found) == DEFECTS[name]


def test_real_agreement_collects_after_the_term_until_the_day_it_ends() -> None:
    """The standard wants a later day; nothing else is wrong with these four records."""
    lines = (SAMPLES / "cwr" / "agr_ter_ipa_records.txt").read_text(encoding="utf-8").splitlines()[:4]

    found = list(agreement(list(enumerate(lines, start=1))))

    assert found == [(1, "days", "post-term collection ends 20131118, not after 20131118")]


def test_every_lookup_of_the_checker_is_a_public_table() -> None:
    names = {
        "agreement-type": "agreement_type",
        "role": "agreement_role_code",
        "publisher-type": "publisher_type",
        "designation": "writer_designation",
        "title-type": "title_type",
        "special-agreements": "special_agreement_indicator",
        "usa-license": "usa_license_indicator",
    }
    for ours, theirs in names.items():
        with (SAMPLES / "cwr-tables" / f"{theirs}.csv").open(encoding="utf-8", newline="") as file:
            assert set(VALUES[ours].split()) == {row["Code"] for row in csv.DictReader(file)}, ours
