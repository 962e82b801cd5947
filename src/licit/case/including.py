# SPDX-License-Identifier: Apache-2.0
"""What a case takes in from elsewhere: the laws of the vocabulary, and other cases by path and hash."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from licit.case import yaml_nodes
from licit.case.checks import DUPLICATE_ID, INCLUDE, LIMIT, MISSING_FILE, OUTSIDE, UNKNOWN_VOCABULARY
from licit.case.files import CASE_FILE, hash_of
from licit.case.head import Include
from licit.case.loaded import Case
from licit.case.nodes import NotReadableError, Table
from licit.case.under_way import UnderWay
from licit.model.problem import Place
from licit.model.record import Record
from licit.vocabulary.nearest import unknown

DEFAULT: Final = "default"
NO_DEFAULT: Final = "no-default"
DEEPEST: Final = 8  # cases that include one another in a row: laws, societies, a shop need three

Reader = Callable[[str, tuple[str, ...]], tuple[UnderWay, Case]]


def borrow(into: UnderWay) -> None:
    """Read the laws that the head names into the contents, and the default one."""
    to, trade = into.to, into.to.words.trade
    if trade is None:
        return
    stems = [] if NO_DEFAULT in into.head.laws else [DEFAULT]
    for number, stem in enumerate(into.head.laws):
        if stem == NO_DEFAULT:
            continue
        if stem not in trade.laws:
            place = to.places.get(f"case.laws[{number}]", to.places.get("case.laws", Place(to.file)))
            error = unknown(f"law of {trade.name}", stem, (*trade.laws, NO_DEFAULT))
            to.refuse(place, error.what, mend=error.mend, check=UNKNOWN_VOCABULARY)
        elif stem not in stems:
            stems.append(stem)
    outer, to.law = to.file, True
    for stem in stems:
        to.enter(f"vocabulary/{trade.name}/laws/{stem}.yaml")
        try:
            root = yaml_nodes.nodes_of(trade.law_text(stem).encode())
            if isinstance(root, Table):
                into.contents.read_file(root, to, Path())
        except NotReadableError as error:
            to.refuse_file(to.file, error)
    to.file, to.law = outer, False
    _remember(into)


def include(wanted: Include, place: Place, into: UnderWay, read: Reader) -> None:
    """Read another case into the contents. Its questions stay its own."""
    to = into.to
    try:
        where = _folder(wanted, into.folder, into.chain)
    except NotReadableError as error:
        to.refuse(place, error.what, mend=error.mend, check=error.check)
        return
    other, case = read(into.shown(wanted.case), (*into.chain, str(into.folder.resolve())))
    is_hash = hash_of(other.hashes.items())
    if wanted.sha256.lower() != is_hash:
        what = f"the content of {wanted.case} has the hash {is_hash}, not {wanted.sha256[:64]}"
        to.refuse(place, what, mend=f"look at what changed, then write sha256: {is_hash}", check=INCLUDE)
    for problem in other.to.sorted_problems():
        to.files.setdefault(problem.place.file, len(to.files))
        to.problems.append(problem)
    if case.vocabulary != into.head.vocabulary:
        what = f"{wanted.case} has the vocabulary {case.vocabulary}, this case {into.head.vocabulary}"
        to.refuse(place, what, mend="include cases of one trade", check=INCLUDE)
    up = Path(os.path.relpath(where, into.folder.resolve()))
    _take(case, up, place, into)
    _remember(into)


def _folder(wanted: Include, folder: Path, chain: tuple[str, ...]) -> Path:
    if not wanted.case or "\0" in wanted.case or Path(wanted.case).is_absolute() or wanted.case.startswith("~"):
        what = f"{wanted.case!r} is no relative path"
        raise NotReadableError(what, mend="write the path from this folder, as in ../laws", check=OUTSIDE)
    where = (folder / wanted.case).resolve()
    if not (where / CASE_FILE).is_file():
        what = f"{wanted.case} is no folder with a {CASE_FILE}"
        raise NotReadableError(what, mend="check the path: it starts from this folder", check=MISSING_FILE)
    if str(where) in chain or where == folder.resolve():
        raise NotReadableError(f"{wanted.case} includes itself", mend="take one include out", check=INCLUDE)
    if len(chain) >= DEEPEST:
        raise NotReadableError(f"more than {DEEPEST} cases in a row", mend="include them side by side", check=LIMIT)
    return where


def _take(other: Case, up: Path, place: Place, into: UnderWay) -> None:
    """Add the entries of another case. What is there already is the same, or a problem."""
    contents, to = into.contents, into.to
    record = other.record
    evidence = {
        name: replace(one, file=(up / one.file).as_posix()) if one.file else one for name, one in other.evidence.items()
    }
    taken: dict[str, dict[str, Any]] = {
        "parties": dict(record.parties),
        "assets": dict(record.assets),
        "items": dict(record.items),
        "evidence": evidence,
        "positions": dict(record.positions),
        "catalogues": dict(record.catalogues),
        "facts": dict(record.by_id),
        "notes": {one.id: one for one in record.notes},
        "figures": {one.id: one for one in record.figures},
        "claims": {one.id: one for one in record.claims},
    }
    for section, entries in taken.items():
        held = getattr(contents, section)
        for name, entry in entries.items():
            if held.setdefault(name, entry) != entry:
                what = f"the id {name!r} stands for one thing here or in a case before, and for another in {other.path}"
                to.refuse(place, what, mend="rename one of them", check=DUPLICATE_ID)
    for service, items in record.offers.items():
        contents.offers.setdefault(service, {}).update(dict.fromkeys(items))
    numbered = [key for key in other.places if key.startswith(("statement:", "question:", "case"))]
    for key, at in other.places.items():
        to.places.setdefault(key, at)
    for key in numbered:
        to.places.pop(key, None)
    known = {statement for statement, _ in contents.statements}
    for number, statement in enumerate(record.statements):
        if statement not in known:
            key = f"statements[{len(contents.statements)}]"
            if (at_statement := other.places.get(f"statement:{number}")) is not None:
                to.places[key] = at_statement
            contents.statements.append((statement, key))


def _remember(into: UnderWay) -> None:
    """All that the contents hold by now is borrowed."""
    contents = into.contents
    into.borrowed_evidence = dict(contents.evidence)
    into.borrowed = Record(
        facts=tuple(contents.facts.values()),
        statements=tuple(statement for statement, _ in contents.statements),
        items=dict(contents.items),
        assets=dict(contents.assets),
        catalogues=dict(contents.catalogues),
        offers={service: tuple(items) for service, items in contents.offers.items()},
        parties=dict(contents.parties),
        positions=dict(contents.positions),
        claims=tuple(contents.claims.values()),
        notes=tuple(contents.notes.values()),
        figures=tuple(contents.figures.values()),
    )
