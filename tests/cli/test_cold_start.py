# SPDX-License-Identifier: Apache-2.0
"""Heavy libraries are imported inside the command that needs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = (
    "duckdb",
    "pyarrow",
    "numpy",
    "babel",
    "ruamel",
    "yaml",
    "jsonschema",
    "rapidfuzz",
    "licit.engine",
    "licit.reference",
    "licit.case",
    "licit.report.terminal",
)
SHOP = str(ROOT / "examples" / "licensed-shop")


def loaded(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('LOADED', *sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    return set(done.stdout.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize("arguments", [(), ("--help",), ("check", "--help"), ("--version",), ("chek",)])
def test_help_and_usage_errors_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    modules = loaded(f"from licit.cli.running import run\nrun({arguments!r})")

    assert not modules & set(HEAVY)


def test_the_package_itself_loads_nothing() -> None:
    modules = loaded("import licit")

    assert {name for name in modules if name.startswith("licit")} == {"licit"}
    assert "cyclopts" not in modules


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_a_check_does_without_tables(engine: str) -> None:
    arguments = (
        "check",
        SHOP,
        "shop",
        "a-song",
        "--territory",
        "FR",
        "--day",
        "2005-06-01",
        "--json",
        "--engine",
        engine,
    )

    modules = loaded(f"from licit.cli.running import run\nrun({arguments!r})")

    assert not modules & {"duckdb", "pyarrow", "numpy", "ruamel", "jsonschema", "licit.report.terminal"}
    assert ("licit.engine" in modules) == (engine == "compiled")
