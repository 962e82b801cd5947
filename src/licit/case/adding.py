# SPDX-License-Identifier: Apache-2.0
"""A file beside a case: facts and statements in the case format, with the names of the case and its own.

What if (``licit what-if --add``) reads one; the case stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from licit.case import json_nodes, yaml_nodes
from licit.case.checks import UNKNOWN_KEY
from licit.case.contents import Contents, check_head_keys
from licit.case.files import content_of
from licit.case.gathering import Gathering
from licit.case.kinds import FACTS
from licit.case.lint import problems_in
from licit.case.loaded import Case
from licit.case.nodes import NotReadableError, Table
from licit.case.words import Words
from licit.model.problem import BadInputError, Problem, Severity
from licit.model.record import Record
from licit.model.supposition import beside
from licit.vocabulary.territories import territories
from licit.vocabulary.trade import trade

SECTIONS: Final = (*FACTS, "statements", "parties", "assets", "items", "evidence", "catalogues", "offers")


def read_beside(path: Path | str, case: Case) -> Record:
    """What a file adds to a case: its facts, statements, and the parties, assets, items and lists they name.

    Names are those of the case and of the file; an id that the case has already is refused.

    Raises:
        BadInputError: with every error of the file, each with its line and column.
    """
    to = Gathering(Words(territories()), places=dict(case.places))
    if case.vocabulary:
        to.words.trade = trade(case.vocabulary)
    to.enter(str(path))
    contents = Contents()
    try:
        content = content_of(Path(path), limit=yaml_nodes.LARGEST + 1)
        text = str(path).endswith(".json")
        root = json_nodes.nodes_of(yaml_nodes.text_of(content)) if text else yaml_nodes.nodes_of(content)
    except NotReadableError as error:
        to.refuse_file(str(path), error)
        root = None
    if isinstance(root, Table):
        _only_sections(root, to)
        contents.read_file(root, to, Path(path).parent)
    elif root is not None:
        to.wrong_shape(root, "a table of keys", example="grants: {…}")
    more = _record(contents)
    errors = [one for one in to.problems if one.severity is Severity.ERROR] or [*_found(case, more, contents, to)]
    if errors:
        raise BadInputError(tuple(sorted(set(errors), key=lambda one: (one.place, one.what))))
    return more


def _only_sections(root: Table, to: Gathering) -> None:
    check_head_keys(root, to)
    for name in [name for name in root.entries if name not in SECTIONS]:
        key, _ = root.entries.pop(name)
        if not any(one.place == to.place(key) for one in to.problems):
            mend = "supposed are facts, statements and what they name alone"
            to.refuse_node(key, f"{name} can't be supposed", mend=mend, check=UNKNOWN_KEY)


def _record(contents: Contents) -> Record:
    return Record(
        facts=tuple(contents.facts.values()),
        statements=tuple(statement for statement, _ in contents.statements),
        items=contents.items,
        assets=contents.assets,
        catalogues=contents.catalogues,
        offers={service: tuple(items) for service, items in contents.offers.items()},
        parties=contents.parties,
    )


def _found(case: Case, more: Record, contents: Contents, to: Gathering) -> Iterator[Problem]:
    """What the checks of a case find in the file, of errors: a party, fact or right that nobody has."""
    joined = beside(case.record, more)
    places = dict(to.places)
    for number, (_, key) in enumerate(contents.statements, start=len(case.record.statements)):
        for name in [name for name in to.places if name == key or name.startswith(f"{key}.")]:
            places[f"statement:{number}{name[len(key) :]}"] = to.places[name]
    evidence = {**case.evidence, **contents.evidence}
    supposed = replace(case, record=joined, places=places, evidence=evidence, borrowed=case.record, questions=())
    for problem in problems_in(supposed, whole=True):
        if problem.severity is Severity.ERROR and problem.place.file == to.file:
            yield problem
