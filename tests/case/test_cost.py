# SPDX-License-Identifier: Apache-2.0
"""What reading may cost: what it imports, and how it grows."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from licit.case import load
from tests.case.folders import HEAD

HEAVY = ("ruamel", "duckdb", "pyarrow", "jsonschema", "numpy", "rich", "cyclopts", "babel", "rapidfuzz")


@pytest.mark.parametrize("work", ["", "; licit.case.load(sys.argv[1])"])
def test_reading_a_case_imports_nothing_heavy(tmp_path: Path, work: str) -> None:
    (tmp_path / "case.yaml").write_text(HEAD + "parties: {a: {name: A}}\n")
    code = f"import sys, licit.case{work}; print(*[name for name in {HEAVY} if name in sys.modules])"

    run = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == ""


def test_ten_thousand_lines_are_read_in_a_moment(tmp_path: Path) -> None:
    entry = (
        "  g{0}:\n    from: p{1}\n    to: society\n    kind: mandate\n    repertoire: {{members-of: [ifpi, riaa]}}\n"
        "    territories: World except RU, BY\n    start: 2004-01\n    said:\n"
        "      - {{by: society, made: 2004-01, evidence: e1, where: page {0}}}\n    note: A & B\n"
    )
    text = HEAD + "grants:\n" + "".join(entry.format(number, number % 50) for number in range(1000))
    assert text.count("\n") > 10_000
    (tmp_path / "case.yaml").write_text(text)
    load(tmp_path)  # the vocabulary is read once

    begun = time.process_time()
    case = load(tmp_path)

    assert len(case.record.grants) == 1000
    assert time.process_time() - begun < 3  # 0.15 s here
