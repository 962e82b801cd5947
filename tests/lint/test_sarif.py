# SPDX-License-Identifier: Apache-2.0
"""Problems for machines."""

from __future__ import annotations

import json
from pathlib import Path

from licit.case.lint.sarif import as_json, sarif
from licit.model.problem import Place, Problem, Severity

MISSPELT = Problem(Place("my case/case.yaml", 12, 9), "no party is called 'schop'", "write shop", "unknown-party")
OVERCLAIM = Problem(Place("controls.yaml", 3), "150.00 %", "mend the shares", "share-over-whole", Severity.WARNING)
AGAIN = Problem(Place("grants.yaml"), "no party is called 'x'", "declare it under parties", "unknown-party")


def test_each_problem_is_a_result_with_its_rule_level_place_and_words() -> None:
    log = sarif((MISSPELT, OVERCLAIM, AGAIN), "1.2.3")

    first, second, third = log["runs"][0]["results"]
    assert (first["ruleId"], first["level"]) == ("unknown-party", "error")
    assert first["message"] == {"text": "no party is called 'schop'. Write shop."}
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "my%20case/case.yaml"},
                "region": {"startLine": 12, "startColumn": 9},
            }
        }
    ]
    assert second["level"] == "warning"
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert "region" not in third["locations"][0]["physicalLocation"]


def test_the_rules_are_those_that_occur_and_each_leads_to_its_page() -> None:
    log = sarif((MISSPELT, OVERCLAIM, AGAIN), "1.2.3")

    driver = log["runs"][0]["tool"]["driver"]
    assert (log["version"], driver["name"], driver["version"]) == ("2.1.0", "licit", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == ["share-over-whole", "unknown-party"]
    assert [driver["rules"][result["ruleIndex"]]["id"] for result in log["runs"][0]["results"]] == [
        "unknown-party",
        "share-over-whole",
        "unknown-party",
    ]
    pages = [Path(__file__).parents[2] / rule["helpUri"] for rule in driver["rules"]]
    assert all(page.is_file() for page in pages)


def test_no_problems_are_an_empty_run_not_no_run() -> None:
    log = sarif((), "1.2.3")

    assert log["runs"][0]["results"] == []
    assert json.loads(json.dumps(log)) == log


def test_json_has_every_part_of_a_problem_as_a_plain_value() -> None:
    assert as_json((OVERCLAIM,)) == [
        {
            "file": "controls.yaml",
            "line": 3,
            "column": 0,
            "check": "share-over-whole",
            "severity": "warning",
            "what": "150.00 %",
            "mend": "mend the shares",
            "page": "docs/lint/share-over-whole.md",
        }
    ]
