# SPDX-License-Identifier: Apache-2.0
"""A case as flat tables, one a section: what spreadsheets and data tools take. Columns are the keys of docs/case.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from licit.case.kinds import FACTS, IDS_BY_NAME, LISTED, NAMED, SAID_KEY

Table = list[dict[str, str]]
STATEMENTS: Final = "statements"
_JOINED: Final = "; "


def case_tables(document: Mapping[str, Any]) -> dict[str, Table]:
    """The sections of a case as ``licit.case.writing.plain`` gives it, without those that are empty.

    A list of texts becomes one cell (``; `` between), a table of keys a cell of JSON. What is said of a fact under the
    fact stands among ``statements``, with the fact's id under ``facts``. Every row of a table has all its columns.
    """
    found: dict[str, Table] = {}
    said: Table = []
    for section, entries in document.items():
        if section in NAMED:
            columns = ("id", *(field.name for field in NAMED[section].fields))
            found[section] = [_row(columns, {"id": name, **entry}) for name, entry in entries.items()]
            if section in FACTS:
                said += _said(entries)
        elif section == STATEMENTS:
            said += [_row(_speech(), entry) for entry in entries]
        elif section in LISTED:
            found[section] = [_row(tuple(field.name for field in LISTED[section].fields), one) for one in entries]
        elif section in IDS_BY_NAME:
            of, what = ("catalogue", "asset") if section == "catalogues" else ("service", "item")
            found[section] = [{of: name, what: one} for name, ids in entries.items() for one in ids]
    if said:
        found[STATEMENTS] = said
    return {name: rows for name, rows in found.items() if rows}


def _said(entries: Mapping[str, Any]) -> Iterable[dict[str, str]]:
    for name, entry in entries.items():
        for one in entry.get(SAID_KEY, ()):
            yield _row(_speech(), {**one, "facts": [name]})


def _speech() -> tuple[str, ...]:
    return tuple(field.name for field in LISTED[STATEMENTS].fields)


def _row(columns: tuple[str, ...], entry: Mapping[str, Any]) -> dict[str, str]:
    return {column: _cell(entry.get(column, "")) for column in columns}


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return _JOINED.join(value)
    return json.dumps(value, ensure_ascii=False)
