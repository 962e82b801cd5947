# SPDX-License-Identifier: Apache-2.0
"""Changes to the user's own files: entries are set or taken out, comments and all else stay to the letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from licit.case import yaml_nodes
from licit.case.atomic import replace_file
from licit.case.checks import BAD_VALUE, UNKNOWN_KEY
from licit.case.files import content_of
from licit.case.kinds import FACTS, IDS_BY_NAME, LISTED, NAMED, SAID_KEY, SECTIONS
from licit.case.nodes import NotReadableError, Table
from licit.case.splicing import STEP, Splice, Written, plain_of, spliced
from licit.case.values import Plain
from licit.case.writing import flowing
from licit.model.problem import BadInputError, Place, Problem
from licit.vocabulary.nearest import unknown


@dataclass(frozen=True, slots=True)
class Change:
    """Set the entry ``name`` of a section, or take it out where ``fields`` is ``None``.

    ``name`` is an id; for ``statements`` and ``questions`` the number in the file from 0, where the number after the
    last one adds an entry. Of an entry that is there, only the keys that differ are touched; keys that ``fields`` does
    not have are taken out. ``fields`` is what ``Shape.plain`` gives: texts, lists, tables.
    """

    section: str
    name: str
    fields: Plain | None


def rewrite(path: Path | str, changes: Iterable[Change]) -> None:
    """Apply changes to one file of a case. What they don't touch stays as it is, byte for byte.

    An entry that is taken out takes the comment lines directly above it along. The file is replaced whole, or not
    touched. Values are not checked: read the case again for that.

    Raises:
        BadInputError: the file can't be read or written, or a change names a section, key or entry that can't be.
    """
    path = Path(path)
    try:
        content = content_of(path, limit=yaml_nodes.LARGEST + 1)
        root = yaml_nodes.nodes_of(content)
    except NotReadableError as error:
        raise _refused(path, error.what, mend=error.mend, check=error.check, line=error.line) from None
    if root is not None and not isinstance(root, Table):
        raise _refused(path, "the file is no table of keys", mend="give a file of a case", check=BAD_VALUE)
    mark = "\ufeff" if content.startswith(b"\xef\xbb\xbf") else ""
    text = yaml_nodes.text_of(content)
    for change in changes:
        text = _changed(text, change, path)
    replace_file(path, (mark + text).encode())


def _changed(text: str, change: Change, path: Path) -> str:
    _check(change, path)
    before = Written(text)
    wanted = plain_of(before.root) if before.root is not None else {}
    _apply(wanted, change, path)
    after = spliced(text, _edits(before, change))
    if _meaning(after) != _without_empty(wanted):  # never write what does not say what was meant
        mend = "write the section with one entry a line, or change it by hand"
        raise _refused(path, f"{change.section} is written in a way that can't be changed", mend=mend, check=BAD_VALUE)
    return after


def _edits(file: Written, change: Change) -> list[Splice]:
    listed = change.section in LISTED
    section = file.section(change.section)
    if section is None:
        entries: Any = [change.fields] if listed else {change.name: change.fields}
        return [file.added(len(file.text), file.block({change.section: entries}, 0))]
    key, value = section
    if not value.value:  # a key without entries
        entries = [change.fields] if listed else {change.name: change.fields}
        start, end = file.pair_lines(key, value)
        return [Splice(start, end, file.block({change.section: entries}, key.start_mark.column))]
    if value.flow_style:
        whole = plain_of(value)
        _set(whole, change)
        return [Splice(value.start_mark.index, value.end_mark.index, flowing(whole))]
    return _item_edits(file, value, change) if listed else _entry_edits(file, value, change)


def _entry_edits(file: Written, section: Any, change: Change) -> list[Splice]:  # noqa: ANN401
    column = section.value[0][0].start_mark.column
    found = next(((key, value) for key, value in section.value if key.value == change.name), None)
    if found is None:
        return [file.added(file.after(section), file.block({change.name: change.fields}, column))]
    start, end = file.pair_lines(*found)
    if change.fields is None:
        return [Splice(file.with_comment(start), end, "")]
    return _fields(file, found[1], change) or [Splice(start, end, file.block({change.name: change.fields}, column))]


def _item_edits(file: Written, section: Any, change: Change) -> list[Splice]:  # noqa: ANN401
    number, dash = int(change.name), section.start_mark.column
    if number == len(section.value):
        return [file.added(file.after(section), file.block([change.fields], dash))]
    start, end = file.item_lines(section, number)
    if change.fields is None:
        return [Splice(file.with_comment(start), end, "")]
    return _fields(file, section.value[number], change) or [Splice(start, end, file.block([change.fields], dash))]


def _fields(file: Written, node: Any, change: Change) -> list[Splice] | None:  # noqa: ANN401
    if plain_of(node) == change.fields:
        return [Splice(0, 0, "")]
    if node.flow_style and change.fields is not None and len(flowing(change.fields)) + len(STEP) <= _LONGEST:
        return [Splice(node.start_mark.index, node.end_mark.index, flowing(change.fields))]
    return file.fields(node, change.fields) if isinstance(change.fields, dict) else None


_LONGEST = 120  # characters of an entry that stays in one line


def _apply(document: Any, change: Change, path: Path) -> None:  # noqa: ANN401
    """The change on plain values: what the file is to say afterwards."""
    listed = change.section in LISTED
    entries = document.get(change.section)
    if not isinstance(entries, list if listed else dict):
        entries = document[change.section] = [] if listed else {}
    there = _number(change, entries, path) < len(entries) if listed else change.name in entries
    if change.fields is None and not there:
        what = f"{change.section} has no {change.name!r} to take out"
        raise _refused(path, what, mend="name an entry of this file", check=BAD_VALUE)
    _set(entries, change)


def _set(entries: Any, change: Change) -> None:  # noqa: ANN401
    key: Any = int(change.name) if isinstance(entries, list) else change.name
    if change.fields is None:
        del entries[key]
    elif isinstance(entries, list) and key == len(entries):
        entries.append(change.fields)
    else:
        entries[key] = change.fields


def _meaning(text: str) -> dict[str, Any] | None:
    """What a text says, or nothing where it is broken."""
    try:
        yaml_nodes.nodes_of(text.encode())
    except NotReadableError:
        return None
    root = Written(text).root
    return _without_empty(plain_of(root)) if root is not None else {}


def _without_empty(document: Any) -> dict[str, Any]:  # noqa: ANN401
    return {name: value for name, value in document.items() if value}


def _number(change: Change, entries: list[Any], path: Path) -> int:
    if change.name.isascii() and change.name.isdigit() and int(change.name) <= len(entries):
        return int(change.name)
    what = f"{change.section} has no number {change.name!r}"
    raise _refused(path, what, mend=f"give a number from 0 to {len(entries)}", check=BAD_VALUE)


def _check(change: Change, path: Path) -> None:
    if change.section not in SECTIONS:
        error = unknown("section of a case", change.section, SECTIONS)
        raise _refused(path, error.what, mend=error.mend, check=UNKNOWN_KEY)
    shape = {**NAMED, **LISTED}.get(change.section)
    if change.section in IDS_BY_NAME or shape is None or not isinstance(change.fields, dict):
        return
    known = (*shape.by_name, *((SAID_KEY,) if change.section in FACTS else ()))
    for name in change.fields:
        if name not in known:
            error = unknown(f"key of {shape.a_one}", name, known)
            raise _refused(path, error.what, mend=error.mend, check=UNKNOWN_KEY)


def _refused(path: Path, what: str, *, mend: str, check: str, line: int = 0) -> BadInputError:
    return BadInputError((Problem(Place(str(path), line), what, mend, check),))
