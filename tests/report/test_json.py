# SPDX-License-Identifier: Apache-2.0
"""What machines read: the shape of answers, and proofs there and back."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licit.model.day import LAST
from licit.model.problem import InvalidValueError
from licit.model.proof import Break, Dimension
from licit.model.verdict import Answer
from licit.report.json import (
    audit_json,
    json_text,
    proof_from_json,
    proof_json,
    reason_json,
    service_json,
    territories_json,
    timeline_json,
    verdict_json,
)
from tests.golden.told import REASONS, TALLIES, service
from tests.golden.verdicts import BREAKS, CLEARED, CONTESTED, EVIDENCE, RECORD, VERDICTS, broken, question
from tests.report.test_terminal import AUDIT, SLICES


def test_an_answer_has_its_parts_in_their_order() -> None:
    told = verdict_json(broken(BREAKS[Dimension.TERM]), RECORD, evidence=EVIDENCE)

    assert list(told) == [
        "question",
        "answer",
        "reason",
        "sentence",
        "matched",
        "nearly-matched",
        "open-points",
        "flags",
        "receipt",
        "proof",
    ]
    assert told["answer"] == "not-cleared"
    assert told["reason"]["code"] == "term"
    assert told["question"]["known-by"] == "2004-05-31"
    assert told["matched"] == []
    assert list(told["nearly-matched"]) == ["term"]


def test_what_nearly_matched_names_the_fact_with_its_statements_and_evidence() -> None:
    told = verdict_json(broken(BREAKS[Dimension.TERM]), RECORD, evidence=EVIDENCE)

    near = told["nearly-matched"]["term"][0]
    assert near["fact"]["id"] == "mandate"
    assert near["held-until"] == "2004-01-31"
    (ending,) = near["by"]
    assert ending["id"] == "ended"
    denied = ending["statements"][0]
    assert (denied["source"], denied["basis"], denied["affirms"]) == ("society", "reported", False)
    assert denied["evidence"]["title"] == "Shop under fire"


def test_what_matched_is_the_chain_with_its_links() -> None:
    (matched,) = verdict_json(CLEARED, RECORD)["matched"]

    assert matched["root"]["party"] == "label"
    assert [link["grant"] for link in matched["links"]] == ["mandate", "deal"]
    assert matched["links"][1]["standing"] == "disputed"
    assert matched["links"][0]["fact"]["kind"] == "mandate"
    assert matched["share"] == 100


@pytest.mark.parametrize("name", VERDICTS)
def test_every_answer_is_json(name: str) -> None:
    told = verdict_json(VERDICTS[name], RECORD, "fr", evidence=EVIDENCE)

    assert json.loads(json_text(told)) == told


@pytest.mark.parametrize("name", VERDICTS)
def test_a_proof_comes_back_as_it_was_filed(name: str) -> None:
    filed = json.loads(json.dumps(proof_json(VERDICTS[name])))

    assert proof_from_json(filed) == VERDICTS[name]


@pytest.mark.parametrize("dimension", Dimension)
def test_every_break_comes_back_as_it_was_filed(dimension: Dimension) -> None:
    verdict = broken(BREAKS[dimension])

    assert proof_from_json(proof_json(verdict)) == verdict


def test_a_bound_that_is_open_comes_back() -> None:
    verdict = broken(Break(Dimension.TERM, "label", "society", "mandate", held_until=LAST))

    assert proof_from_json(proof_json(verdict)) == verdict


def _paths(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        return found + [one for key in value for one in _paths(value[key], (*path, key))]
    if isinstance(value, list):
        return found + [one for index in range(len(value)) for one in _paths(value[index], (*path, index))]
    return found


PROOF = proof_json(CONTESTED)
PATHS = _paths(PROOF)
WRONG: tuple[object, ...] = (3.5, {"no-such-key": 1}, [[[]]], "no such word \u202e", 2**70)


@given(st.sampled_from(PATHS), st.sampled_from(WRONG))
def test_a_proof_with_a_wrong_part_is_refused_or_reads_as_another(path: tuple[Any, ...], wrong: object) -> None:
    """A text may be another text, a number another number: what they mean is for the checker."""
    filed = copy.deepcopy(PROOF)
    inner: Any = filed
    for step in path[:-1]:
        inner = inner[step]
    was, inner[path[-1]] = inner[path[-1]], wrong

    try:
        read = proof_from_json(filed)
    except InvalidValueError as error:
        assert error.mend  # noqa: PT017  either way of ending is right
    else:
        assert type(wrong) is type(was)
        assert read != CONTESTED


@given(st.sampled_from([path for path in PATHS if isinstance(path[-1], str)]))
def test_a_proof_that_lacks_a_part_is_refused(path: tuple[Any, ...]) -> None:
    filed = copy.deepcopy(PROOF)
    inner: Any = filed
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]

    with pytest.raises(InvalidValueError):
        proof_from_json(filed)


def test_the_refusal_says_where() -> None:
    filed = proof_json(CONTESTED)
    filed["proof"]["lower"]["places"][0]["value"] = "maybe"

    with pytest.raises(
        InvalidValueError, match=r"proof\.proof\.lower\.places\[0\]\.value is none of: no, unknown, yes"
    ):
        proof_from_json(filed)


@pytest.mark.parametrize("value", [None, [], 3, "x", {}, {"format": "licit-proof/2"}])
def test_what_is_no_proof_is_refused(value: object) -> None:
    with pytest.raises(InvalidValueError, match="no proof of the format"):
        proof_from_json(value)


def test_a_yes_or_no_is_no_number() -> None:
    filed = proof_json(CONTESTED)
    filed["proof"]["lower"]["emission"] = 0

    with pytest.raises(InvalidValueError, match="emission is 0, not bool"):
        proof_from_json(filed)


@pytest.mark.parametrize("reason", REASONS, ids=lambda one: str(one.code))
def test_a_reason_has_its_code_and_words(reason: Any) -> None:  # noqa: ANN401  a Reason
    told = reason_json(reason, RECORD)

    assert told["code"] == reason.code
    assert told["words"]
    assert "" not in told.values()


def test_a_timeline_an_audit_a_service_and_a_map() -> None:
    timeline = timeline_json(question(), SLICES, RECORD)
    audit = audit_json(AUDIT, RECORD)
    held = service_json(service(list(TALLIES.values())[1]), RECORD)
    leaves = territories_json(question(), {"FR": Answer.CLEARED, "BE": Answer.CLEARED, "RU": Answer.CONTESTED})

    assert [one["answer"] for one in timeline["slices"]] == ["contested", "cleared", "not-cleared", "unknown"]
    assert timeline["slices"][1]["changed-by"] == ["ended", "out"]
    assert audit["total"] == {"cleared": 1, "not-cleared": 7, "contested": 3, "unknown": 1, "total": 12}
    assert [one["count"] for one in audit["reasons"]] == [6, 3]
    assert (held["cleared-for"], held["answers"]["total"]) == ("some", 3)
    assert leaves["territories"] == {"cleared": ["BE", "FR"], "not-cleared": [], "contested": ["RU"], "unknown": []}


def test_json_on_a_terminal_has_nothing_that_acts() -> None:
    value = {"title": "a\u202eb\u200b\x1b[31m\x9b\u2066é"}

    text = json_text(value)

    assert json.loads(text) == value
    assert "é" in text
    assert not set(text) & set("\u202e\u200b\x1b\x9b\u2066")
