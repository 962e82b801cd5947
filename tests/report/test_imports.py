# SPDX-License-Identifier: Apache-2.0
"""What is slow to import comes in where it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("rich", "babel", "pyarrow", "duckdb", "numpy", "rapidfuzz", "ruamel")


@pytest.mark.parametrize("module", ["licit.report", "licit.report.words", "licit.report.json", "licit.report.tables"])
def test_importing_a_part_of_the_report_imports_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.split() == []
