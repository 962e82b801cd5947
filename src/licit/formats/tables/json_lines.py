# SPDX-License-Identifier: Apache-2.0
"""Lines of JSON: an object a line. Objects in objects become columns with dotted names, lists one text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from licit.formats.checks import LIMIT, RECORD, VALUE
from licit.formats.tables.limits import CELL, COLUMNS, DEPTH, SAMPLE, SAMPLE_TEXT
from licit.formats.tables.lines import Lines
from licit.formats.tables.table import Row, Table
from licit.model.problem import Place, Problem

Pairs = dict[str, str]
BETWEEN: Final = "; "  # what joins a list of texts


class TwiceError(ValueError):
    """A key that stands twice in one object."""


def table_of(lines: Lines, name: str) -> Table:
    """A table whose columns are the keys of the first ``SAMPLE`` lines; later keys come as ``Row.more``."""
    head: list[tuple[int, Pairs] | Problem] = []
    names: dict[str, None] = {}
    size = 0
    source = _objects(lines, name)
    for entry in source:
        head.append(entry)
        if not isinstance(entry, Problem):
            for key in entry[1]:
                if len(names) < COLUMNS:
                    names.setdefault(key)
            size += sum(map(len, entry[1].values()))
        if len(head) >= SAMPLE or size > SAMPLE_TEXT:
            break
    columns = tuple(names)
    return Table(columns, _rows(head, source, columns), header=1)


def _rows(
    head: list[tuple[int, Pairs] | Problem], source: Iterator[tuple[int, Pairs] | Problem], names: tuple[str, ...]
) -> Iterator[Row | Problem]:
    known = frozenset(names)
    for part in (head, source):
        for entry in part:
            if isinstance(entry, Problem):
                yield entry
                continue
            number, pairs = entry
            cells = tuple([pairs.get(name, "") for name in names])
            if known.issuperset(pairs):
                yield Row(number, cells)
            else:
                yield Row(number, cells, (), tuple((key, text) for key, text in pairs.items() if key not in known))


def _objects(lines: Lines, name: str) -> Iterator[tuple[int, Pairs] | Problem]:
    for line in lines:
        if lines.problems:
            yield from lines.problems
            lines.problems = []
        if not line.strip():
            continue
        yield _read(line, Place(name, lines.number))
    yield from lines.problems
    lines.problems = []


def _read(line: str, place: Place) -> tuple[int, Pairs] | Problem:  # noqa: PLR0911 - each way to be wrong
    try:
        # Numbers stay as they are written: identifiers may be among them.
        found = json.loads(line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once)
    except RecursionError:
        return Problem(place, "the line nests too deep", "write an object a line, without deep nesting", LIMIT)
    except TwiceError as error:
        return Problem(place, f"the key {str(error)!r} stands twice in one object", "write each key once", VALUE)
    except ValueError as error:
        what = "the line is no JSON"
        if isinstance(error, json.JSONDecodeError):
            what, place = f"the line is no JSON: {error.msg.lower()}", Place(place.file, place.line, error.colno)
        return Problem(place, what, "write one whole object a line", RECORD)
    if not isinstance(found, dict):
        return Problem(place, "the line is JSON, but no object", "write one whole object a line", RECORD)
    pairs: Pairs = {}
    flatten(found, "", pairs, DEPTH)
    if len(pairs) > COLUMNS:
        return Problem(place, f"the line has more than {COLUMNS} keys", "check that this is a table", LIMIT)
    for key, text in pairs.items():
        if len(text) > CELL:
            return Problem(place, f"the value of {key!r} has more than {CELL} characters", "shorten it", LIMIT)
    return place.line, pairs


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise TwiceError(next(key for key in keys if keys.count(key) > 1)[:64])
    return found


def flatten(value: dict[str, Any], before: str, into: Pairs, depth: int) -> None:
    """Texts by dotted keys; below ``depth`` objects, and lists of objects, stay JSON in one text."""
    for key, one in value.items():
        if isinstance(one, dict) and depth > 1:
            flatten(one, f"{before}{key}.", into, depth - 1)
        else:
            into[f"{before}{key}"] = text_of(one)


def text_of(value: object) -> str:
    """A value as the text of a cell: nothing is empty, truth is ``true``, a list of texts is joined."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case list() if all(isinstance(one, str | int | float) and not isinstance(one, bool) for one in value):
            return BETWEEN.join(map(str, value))
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, default=str)
        case _:
            return str(value)
