# SPDX-License-Identifier: Apache-2.0
"""Problems for machines: SARIF 2.1.0 for code-review pages, and JSON of our own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from licit.case.checks import READING
from licit.case.lint.table import CHECKS
from licit.model.problem import Place, Problem

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
PAGES: Final = "docs/lint"  # relative to the root of the repository
SUMMARIES: Final = {**READING, **{check.id: check.summary for check in CHECKS}}


def sarif(problems: Iterable[Problem], version: str) -> dict[str, Any]:
    """The problems as one SARIF run of Licit in this ``version``.

    File names are relative URIs; a place without a line stands for the whole file. Rules are those that occur, each
    with its page. Columns count Unicode code points.

    Source: OASIS SARIF 2.1.0, §§3.13-3.30.
    """
    found = tuple(problems)
    rules = sorted({problem.check for problem in found})
    numbers = {rule: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "licit", "version": version, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, numbers[problem.check]) for problem in found],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(check: str) -> dict[str, Any]:
    return {
        "id": check,
        "shortDescription": {"text": SUMMARIES[check]},
        "helpUri": f"{PAGES}/{check}.md",
    }


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    return {
        "ruleId": problem.check,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": f"{problem.what}. {problem.mend[:1].upper()}{problem.mend[1:]}."},
        "locations": [{"physicalLocation": location(problem.place)}],
    }


def location(place: Place) -> dict[str, Any]:
    """A place as a physical location (§3.29)."""
    found: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        found["region"] = {"startLine": place.line}
        if place.column:
            found["region"]["startColumn"] = place.column
    return found


def as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """The problems as plain values: file, line and column (0: the whole file, or line), check, severity, what, mend."""
    return [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "check": problem.check,
            "severity": problem.severity.value,
            "what": problem.what,
            "mend": problem.mend,
            "page": f"{PAGES}/{problem.check}.md",
        }
        for problem in problems
    ]
