# SPDX-License-Identifier: Apache-2.0
"""The published JSON Schema: current, true to what reading takes, and of use."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml  # type: ignore[import-untyped]
from hypothesis import given
from ruamel.yaml import YAML

from licit.case import Case
from licit.case.init import TEMPLATE
from licit.case.schema import schema, schema_text
from licit.case.writing import plain
from tests.case.cases import cases
from tests.case.test_bad_input import BROKEN

ROOT = Path(__file__).parents[2]
LAWS = ROOT / "src/licit/vocabulary"
FILES = sorted([*ROOT.glob("examples/*/**/*.yaml"), *LAWS.glob("*/laws/*.yaml"), TEMPLATE])
VALIDATOR = jsonschema.Draft202012Validator(schema())


def as_json(value: Any) -> Any:  # noqa: ANN401
    """Values of YAML as an editor sees them: days are texts."""
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def as_texts(content: str) -> Any:  # noqa: ANN401
    """The file as licit reads it: every scalar is a text."""
    return yaml.load(content, yaml.BaseLoader)  # noqa: S506 - makes nothing but texts, lists and tables


def as_an_editor(content: str) -> Any:  # noqa: ANN401
    """The file as a reader of YAML 1.2 types it."""
    return as_json(YAML(typ="safe", pure=True).load(content))


def errors(document: Any) -> list[str]:  # noqa: ANN401
    """What the schema says against it."""
    return [f"{error.json_path}: {error.message[:100]}" for error in VALIDATOR.iter_errors(document)]


def test_the_published_schema_is_the_one_of_this_version() -> None:
    assert (ROOT / "docs/case.schema.json").read_text(encoding="utf-8") == schema_text()


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_it_takes_every_file_there_is(path: Path) -> None:
    content = path.read_text(encoding="utf-8")

    assert errors(as_an_editor(content)) == []
    assert errors({name: value for name, value in as_texts(content).items() if value != ""}) == []


@given(cases())
def test_it_takes_whatever_is_written(case: Case) -> None:
    assert errors(plain(case, Path())) == []


# what only the vocabulary, the folder, the calendar or the whole case can tell
BEYOND = (
    "120 %", "33.333", "Frnace", "Rusia", "recording", "Permanent", "02-30", "b: {name: B}", "ru-1993", "../secret",
    "/etc/", "EU, day", "bell", "notes: {x", "facts: []",
)  # fmt: skip


@pytest.mark.parametrize("text", [text for text, _ in BROKEN if not any(word in text for word in BEYOND)])
def test_it_refuses_what_reading_refuses_for_its_shape(text: str) -> None:
    assert errors(as_an_editor(text)) != []


@pytest.mark.parametrize(
    "text",
    [
        "licit: 2",
        "grants: [a]",
        "grants: {g: {from: a, to: b}}",
        "grants: {g: {from: a, to: b, kind: mandate, groups: never}}",
        "grants: {g: {from: a, to: b, kind: mandate, repertoire: some}}",
        "grants: {g: {from: a, to: b, kind: mandate, start: January}}",
        "grants: {a b: {from: a, to: b, kind: mandate}}",
        "questions: {a: {}}",
        "memberships: {m: {member: a, group: b, said: [{says: deny}]}}",
        "positions: {p: {ranks: a}}",
    ],
)
def test_it_refuses_what_an_editor_can_know_to_be_wrong(text: str) -> None:
    assert errors(as_an_editor(text)) != []


@pytest.mark.parametrize(
    "text",
    [
        "licit: 1",
        "complete-until: 2009",
        "parties: {a: {name: 1969, identifiers: {cisac: 228}}}",
        "controls: {c: {party: a, asset: x, rights: all, share: 33.33, territories: NO, start: 2004-01-31}}",
        "findings: {f: {fact: a, holds: true, territories: RU, interim: no}}",
        "grants: {g: {from: a, to: b, kind: mandate, sublicense: 2, territories: [World, -RU], order: 1}}",
        "grants:",
    ],
)
def test_it_takes_what_an_editor_sees_as_numbers_and_truth_values(text: str) -> None:
    assert errors(as_an_editor(text)) == []
