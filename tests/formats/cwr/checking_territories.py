# SPDX-License-Identifier: Apache-2.0
"""What is collected where: no right of a work more than whole in any country. Source: CWR 2.1, 4.5.5, level 14.

The hierarchy is CISAC's as exported (the vocabulary's tables are compared with it in tests/shared), as it is
today: a file does not say by which day its groups are meant.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from tests.formats.cwr.checking_agreements import RIGHTS, TOLERANCE, WHOLE, Line, Refused
from tests.formats.cwr.checking_table import amount, value

LINKS: Final = Path(__file__).parents[3] / "src" / "licit" / "vocabulary" / "territories" / "links.csv"
OPEN: Final = ""


def collected(lines: Sequence[Line]) -> Iterator[Refused]:
    """The rights that are collected more than once somewhere."""
    totals: dict[str, Counter[str]] = {right: Counter() for right in RIGHTS}
    for right in RIGHTS:
        for shares in _lists(lines, right):
            totals[right].update(shares)
    for right, total in totals.items():
        country, most = max(total.items(), key=lambda one: one[1], default=("", 0))
        if most > WHOLE + TOLERANCE:
            yield lines[0][0], "collected", f"{right} is collected {most / 100:.2f} % in {country.zfill(4)}"


def _lists(lines: Sequence[Line], right: str) -> Iterator[dict[str, int]]:
    """What each list of territories gives its party, country by country."""
    found: dict[str, int] = {}
    for _, text in lines:
        if text[:3] not in ("SPT", "SWT"):
            yield found
            found = {}
            continue
        inside = value(text, "in-or-out") == "I"
        for country in countries(value(text, "territory").lstrip("0")):
            if inside:
                found[country] = amount(text, f"{right}-collected")
            else:
                found.pop(country, None)
    yield found


@cache
def countries(number: str) -> frozenset[str]:
    """The countries of today in a territory; itself where it is one."""
    members = _members().get(number)
    return frozenset((number,)) if members is None else frozenset().union(*map(countries, members))


@cache
def _members() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with LINKS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            members = found.setdefault(row["group"], [])
            if row["to"] == OPEN:
                members.append(row["member"])
    return found
