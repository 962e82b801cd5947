# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of a case file, made from the table of kinds, so that editors complete and check."""

from __future__ import annotations

import json
from typing import Any, Final

from licit.case.compounds import ListOf
from licit.case.kinds import FACTS, HEAD, LISTED, NAMED, SAID, SAID_KEY
from licit.case.shapes import Shape
from licit.case.values import ID, WHEN, Schema

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
ABOUT: Final = (
    "A file of a case, version 1. Every key may stand in any file of the case, but those of its head "
    "only in case.yaml. What an editor can't check (names, days, territories, files), licit lint does."
)
_NAMES: Final = {"pattern": r"^\S+$"}


def schema() -> Schema:
    """The schema of one file. Scalars are texts; what other readers of YAML take for numbers is let through."""
    properties: dict[str, Any] = dict(HEAD.schema()["properties"])
    for name, shape in NAMED.items():
        entries = {"type": "object", "propertyNames": _NAMES, "additionalProperties": _ref(name)}
        properties[name] = {"description": shape.about, "anyOf": [entries, {"type": "null"}]}
    for name, shape in LISTED.items():
        entries = {"type": "array", "items": _ref(name)}
        properties[name] = {"description": shape.about, "anyOf": [entries, {"type": "null"}]}
    ids = {"type": "object", "propertyNames": _NAMES, "additionalProperties": _or_null(ListOf(ID).schema())}
    properties["catalogues"] = {"description": "Named lists of assets: name: [asset, …]", **_or_null(ids)}
    properties["offers"] = {"description": "What services offer: service: [item, …]", **_or_null(ids)}
    return {
        "$schema": DRAFT,
        "title": "Licit case file",
        "description": ABOUT,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": {name: _definition(name, shape) for name, shape in (NAMED | LISTED | {SAID_KEY: SAID}).items()},
    }


def schema_text() -> str:
    """The schema as it is published, in ``docs/case.schema.json``."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _definition(name: str, shape: Shape) -> Schema:
    found = shape.schema()
    if name in FACTS:
        said = _ref(SAID_KEY)
        found["properties"][SAID_KEY] = {
            "description": "what is said of the fact",
            "anyOf": [{"type": "array", "items": said}, said],
        }
        found["properties"]["published"] = {"description": "in laws of the vocabulary: promulgation", **WHEN.schema()}
    return found


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(of: Schema) -> Schema:
    return {"anyOf": [of, {"type": "null"}]}
