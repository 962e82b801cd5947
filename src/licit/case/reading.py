# SPDX-License-Identifier: Apache-2.0
"""From a folder, a file or standard input to a case, with all that is wrong in it."""

from __future__ import annotations

import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from licit.case import json_nodes, yaml_nodes
from licit.case.assembling import assemble
from licit.case.checks import MISSING_FILE, OUTSIDE, UNKNOWN_VOCABULARY, WRONG_SHAPE
from licit.case.contents import check_head_keys
from licit.case.files import CaseFile, files_of, inside
from licit.case.gathering import Gathering
from licit.case.head import Head
from licit.case.including import borrow, include
from licit.case.kinds import HEAD
from licit.case.loaded import Case
from licit.case.nodes import Node, NotReadableError, Table, Text
from licit.case.repertoire.tables import read_table
from licit.case.under_way import STDIN, UnderWay
from licit.case.values import ABSENT
from licit.case.words import Words
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem, Severity
from licit.vocabulary.territories import territories
from licit.vocabulary.trade import trade


def load(path: Path | str, *, stdin: TextIO | None = None) -> Case:
    """Read a case that has no errors.

    Raises:
        BadInputError: with every error of every file, in the order of the files.
    """
    case, problems = read(path, stdin=stdin)
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if errors:
        raise BadInputError(errors)
    return case


def read(path: Path | str, *, stdin: TextIO | None = None) -> tuple[Case, tuple[Problem, ...]]:
    """Read all that can be read, and say what cannot: the case without its broken parts, and every problem found.

    ``path`` is a folder with a ``case.yaml``, a YAML or JSON file, or ``-`` for JSON on ``stdin``.
    """
    under_way, case = _read(str(path), (), stdin)
    return case, under_way.to.sorted_problems()


def _read(path: str, chain: tuple[str, ...], stdin: TextIO | None = None) -> tuple[UnderWay, Case]:
    read = UnderWay(path, Gathering(Words(territories())), chain)
    try:
        roots = _roots(read, stdin)
        if roots:
            read.to.enter(roots[0][0].name)
            read.head = _head(roots[0][1], read.to)
            borrow(read)
            _includes(read)
        for number, (file, root) in enumerate(roots):
            read.to.enter(file.name)
            if number:
                _more_tables(root, read)
                check_head_keys(root, read.to)
            read.contents.read_file(root, read.to, read.folder)
        _tables(read)
    except NotReadableError as error:
        read.to.refuse_file(path, error)
    return read, assemble(read)


def _roots(read: UnderWay, stdin: TextIO | None) -> list[tuple[CaseFile, Table]]:
    """The table of keys of each file, that of ``case.yaml`` first even where it can't be read."""
    if read.from_standard_input:
        file = CaseFile(STDIN, STDIN, Path())
        return [(file, _root(file, _standard_input(stdin), read.to))]
    read.folder, files = files_of(read.path)
    found = []
    for file in files:
        read.to.enter(file.name)
        content = b""
        try:
            content = file.content()
        except NotReadableError as error:
            read.to.refuse_file(file.name, error)
        read.hashes[file.inside] = sha256(content).hexdigest()
        found.append((file, _root(file, content, read.to)))
    return found


def _standard_input(stdin: TextIO | None) -> bytes:
    """Up to one byte more than a reader takes."""
    stream = stdin if stdin is not None else sys.stdin
    try:
        buffer = getattr(stream, "buffer", None)
        limit = yaml_nodes.LARGEST + 1
        content: bytes = buffer.read(limit) if buffer is not None else stream.read(limit).encode(errors="surrogatepass")
    except UnicodeDecodeError as error:
        raise NotReadableError("standard input is not UTF-8", mend="give JSON in UTF-8") from error
    return content


def _root(file: CaseFile, content: bytes, to: Gathering) -> Table:
    to.enter(file.name)
    empty = Table({}, 1, 1)
    try:
        root: Node | None
        if file.name == STDIN or file.name.endswith(".json"):
            root = json_nodes.nodes_of(yaml_nodes.text_of(content))
        else:
            root = yaml_nodes.nodes_of(content)
    except NotReadableError as error:
        to.refuse_file(file.name, error)
        return empty
    if root is None:
        return empty
    if not isinstance(root, Table):
        to.wrong_shape(root, "a table of keys", example="licit: 1")
        return empty
    return root


def _head(root: Table, to: Gathering) -> Head:
    """The head, with the vocabulary chosen; where it has errors, as much of it as the rest needs."""
    if not root.entries and to.problems:
        return Head()  # unreadable, and said so
    to.mark("case", root)
    read = HEAD.read(_without_sections(root), to, "case")
    if isinstance(read, Head):
        head = read
    else:  # with errors, said by now
        name = root.get("vocabulary")
        head = Head(vocabulary=name.value if isinstance(name, Text) else "")
    if head.vocabulary:
        try:
            to.words.trade = trade(head.vocabulary)
        except InvalidValueError as error:
            place = to.places.get("case.vocabulary", Place(to.file))
            to.refuse(place, error.what, mend=error.mend, check=UNKNOWN_VOCABULARY)
    return head


def _without_sections(root: Table) -> Table:
    """The keys of the head alone, so that unknown ones are told once, with the sections as candidates."""
    return Table({name: entry for name, entry in root.entries.items() if name in HEAD.by_name}, root.line, root.column)


def _includes(read: UnderWay) -> None:
    for number, wanted in enumerate(read.head.includes):
        place = read.to.places.get(f"case.include[{number}].case", Place(read.to.file))
        if read.from_standard_input:
            what = "a case on standard input includes another"
            read.to.refuse(place, what, mend="put it into a folder, or leave out include", check=WRONG_SHAPE)
        else:
            include(wanted, place, read, _read)


def _more_tables(root: Table, read: UnderWay) -> None:
    """The tables that a file besides ``case.yaml`` names, by their paths in the case: those of an import."""
    entry = root.entries.pop("repertoire", None)
    if entry is None:
        return
    named = HEAD.by_name["repertoire"].type.read(entry[1], read.to, f"{read.to.file}.repertoire")
    if named is not ABSENT:
        start = len(read.head.tables)
        for number in range(len(named)):
            if place := read.to.places.get(f"{read.to.file}.repertoire[{number}].file"):
                read.to.places[f"case.repertoire[{start + number}].file"] = place
        read.head = replace(read.head, tables=(*read.head.tables, *named))


def _tables(read: UnderWay) -> None:
    for number, table in enumerate(read.head.tables):
        place = read.to.places.get(f"case.repertoire[{number}].file", Place(read.to.file))
        if read.from_standard_input:
            what = "a case on standard input names a table"
            read.to.refuse(place, what, mend="put its rows into items, controls and offers", check=WRONG_SHAPE)
            continue
        name = read.shown(table.file)
        try:
            path = inside(read.folder, table.file)
            read.hashes[table.file] = read_table(table, path, name, read.contents, read.to)
        except NotReadableError as error:
            at_mention = error.check in (MISSING_FILE, OUTSIDE)
            there = place if at_mention else Place(name, error.line, error.column)
            read.to.refuse(there, error.what, mend=error.mend, check=error.check)
