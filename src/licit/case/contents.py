# SPDX-License-Identifier: Apache-2.0
"""What the files of a case hold together, filled section by section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from licit.case.checks import DUPLICATE_ID, UNKNOWN_KEY, WRONG_SHAPE
from licit.case.compounds import ListOf
from licit.case.files import EVIDENCE, inside
from licit.case.gathering import Gathering
from licit.case.kinds import FACTS, HEAD, LISTED, NAMED, SAID, SECTIONS
from licit.case.nodes import Items, Node, NotReadableError, Table, Text
from licit.case.shapes import Shape
from licit.case.values import ABSENT, ID, WHEN, identifier
from licit.model.asset import Asset, Item
from licit.model.day import FIRST, When
from licit.model.evidence import Evidence
from licit.model.expectation import ExpectedQuestion
from licit.model.fact import Claim, Fact, Figure, Note
from licit.model.party import Party
from licit.model.position import VOCABULARY, Position
from licit.model.problem import InvalidValueError, Place
from licit.model.statement import Statement
from licit.vocabulary.nearest import unknown

EVER: Final = When.on(FIRST)  # what the vocabulary supplies without a day was always published
_PREFIX: Final = {
    "parties": "party:", "assets": "asset:", "items": "item:", "evidence": "evidence:", "positions": "position:"
}  # fmt: skip  # of the keys of places; facts, claims, notes and figures have none


@dataclass(slots=True)
class Contents:
    """All entries, by section and id. ``statements`` pairs each with the key of its place while it is read."""

    parties: dict[str, Party] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    catalogues: dict[str, frozenset[str]] = field(default_factory=dict)
    offers: dict[str, dict[str, None]] = field(default_factory=dict)  # items in order, each once
    listed: dict[str, dict[str, None]] = field(default_factory=dict)  # rows of catalogues: they add up
    links: dict[str, dict[str, None]] = field(default_factory=dict)  # what a recording embodies
    statements: list[tuple[Statement, str]] = field(default_factory=list)
    questions: list[ExpectedQuestion] = field(default_factory=list)

    def holder(self, section: str) -> dict[str, Any]:
        """Where the entries of a section go: all facts are together."""
        held: dict[str, Any] = self.facts if section in FACTS else getattr(self, section)
        return held

    def read_file(self, root: Table, to: Gathering, folder: Path) -> None:
        """Read all sections of one file; the keys of the head are read before."""
        for name, (key, node) in root.entries.items():
            if isinstance(node, Text) and node.bare and not node.value:
                continue  # a section whose entries are all commented out
            if name in NAMED:
                self._read_named(name, node, to, folder)
            elif name in LISTED:
                self._read_listed(name, node, to)
            elif name == "catalogues":
                self._read_ids(node, to, "catalogue:", self._add_catalogue)
            elif name == "offers":
                self._read_ids(node, to, "offers:", self._add_offer)
            elif name not in HEAD.by_name:
                error = unknown("key of a case", name, (*HEAD.by_name, *SECTIONS))
                to.refuse_node(key, error.what, mend=error.mend, check=UNKNOWN_KEY)

    def _read_named(self, section: str, node: Node, to: Gathering, folder: Path) -> None:
        if not isinstance(node, Table):
            to.wrong_shape(node, f"a table of {section} by id", example="{an-id: {…}}")
            return
        shape = NAMED[section]
        prefix = _PREFIX.get(section, "")
        held = self.holder(section)
        for name, (key, value) in node.entries.items():
            if to.full:
                return
            if not self._is_new(name, prefix, key, to):
                continue
            published = self._take_published(value, to) if to.law and section in FACTS else None
            entry = shape.read(value, to, prefix + name, **{"name" if section == "positions" else "id": name})
            if section in FACTS and isinstance(value, Table):
                self._read_said(name, value, to, published, counts=entry is not ABSENT)
            if entry is ABSENT:
                continue
            if section == "evidence":
                self._check_file(entry, value, to, folder)
            held[name] = entry

    def _is_new(self, name: str, prefix: str, key: Text, to: Gathering) -> bool:
        try:
            identifier(name, to)
        except InvalidValueError as error:
            to.refuse_value(key, error)
            return False
        return self.is_new(prefix + name, name, to.place(key), to)

    def is_new(self, place_key: str, name: str, place: Place, to: Gathering) -> bool:
        """Whether nothing has this id; it is remembered under the key."""
        if (first := to.places.setdefault(place_key, place)) is not place:
            to.refuse(
                place, f"the id {name!r} stands here and at {first}", mend="rename one of them", check=DUPLICATE_ID
            )
            return False
        return True

    def _read_said(self, fact: str, entry: Table, to: Gathering, published: When | None, *, counts: bool) -> None:
        node = entry.get("said")
        if node is None:
            if to.law and counts:
                said = Statement(VOCABULARY, affirms=True, facts=(fact,), published=published or EVER)
                self.statements.append((said, fact))
            return
        to.mark(f"{fact}.said", node)
        for number, one in enumerate(node.nodes if isinstance(node, Items) else [node]):
            key = f"{fact}.said[{number}]"
            to.mark(key, one)
            if to.law and isinstance(one, Table):
                one.entries.setdefault("by", (Text("by", one.line, one.column), Text(VOCABULARY, one.line, one.column)))
            statement = SAID.read(one, to, key, facts=(fact,))
            if statement is not ABSENT and counts:
                self.statements.append((statement, key))

    def _take_published(self, entry: Node, to: Gathering) -> When | None:
        node = entry.entries.pop("published", None) if isinstance(entry, Table) else None
        found = WHEN.read(node[1], to, "") if node else None
        return found if isinstance(found, When) else None

    def _read_listed(self, section: str, node: Node, to: Gathering) -> None:
        if not isinstance(node, Items):
            to.wrong_shape(node, f"a list of {section}", example="- {…}")
            return
        shape = LISTED[section]
        for one in node.nodes:
            if to.full:
                return
            if section == "questions":
                key = f"question:{len(self.questions)}"
                to.places[key] = to.place(one)
                question = shape.read(one, to, key)
                if question is ABSENT:
                    _forget(key, shape, to)
                else:
                    self.questions.append(question)
                continue
            key = f"statements[{len(self.statements)}]"  # it gets its number when all are read and ordered
            to.places[key] = to.place(one)
            statement = shape.read(one, to, key)
            if statement is not ABSENT and self._speaks(statement, one, to):
                self.statements.append((statement, key))
            else:
                _forget(key, shape, to)

    def _speaks(self, statement: Statement, node: Node, to: Gathering) -> bool:
        if statement.id and not self.is_new(f"statement:{statement.id}", statement.id, to.place(node), to):
            return False
        if bool(statement.facts) == (statement.pattern is not None):
            what = "the statement is about nothing" if not statement.facts else "the statement has facts and a pattern"
            to.refuse_node(node, what, mend="give it either facts or a pattern", check="missing-key")
            return False
        if statement.pattern is not None and statement.affirms:
            mend = "write says: deny, or name the grants under facts"
            to.refuse_node(node, "a pattern is affirmed; it can only be denied", mend=mend, check="bad-value")
            return False
        return True

    def _read_ids(
        self, node: Node, to: Gathering, prefix: str, add: Callable[[str, Text, tuple[str, ...], Gathering], None]
    ) -> None:
        if not isinstance(node, Table):
            to.wrong_shape(node, "a table of lists", example="{name: [id, id]}")
            return
        for name, (key, value) in node.entries.items():
            empty = isinstance(value, Text) and value.bare and not value.value
            ids = () if empty else ListOf(ID).read(value, to, prefix + name)
            if ids is not ABSENT:
                add(name, key, ids, to)

    def _add_catalogue(self, name: str, key: Text, ids: tuple[str, ...], to: Gathering) -> None:
        if self._is_new(name, "catalogue:", key, to):
            self.catalogues[name] = frozenset(ids)

    def _add_offer(self, name: str, key: Text, ids: tuple[str, ...], to: Gathering) -> None:
        try:
            identifier(name, to)
        except InvalidValueError as error:
            to.refuse_value(key, error)
            return
        to.mark(f"offers:{name}", key)
        self.offers.setdefault(name, {}).update(dict.fromkeys(ids))  # files and tables add up

    def _check_file(self, evidence: Evidence, node: Node, to: Gathering, folder: Path) -> None:
        at = to.places.get(f"evidence:{evidence.id}.file", to.place(node))
        if evidence.file:
            try:
                inside(folder, evidence.file, below=EVIDENCE)
            except NotReadableError as error:
                to.refuse(at, error.what, mend=error.mend, check=error.check)


def _forget(key: str, shape: Shape, to: Gathering) -> None:
    """The next entry takes the number of one that was not to be read."""
    for name in (key, *(f"{key}.{name}" for name in shape.by_name)):
        to.places.pop(name, None)


def check_head_keys(root: Table, to: Gathering) -> None:
    """In a file that is not ``case.yaml``: refuse the keys that belong there."""
    for name, (key, _) in root.entries.items():
        if name in HEAD.by_name:
            what = f"{name} is a key of case.yaml alone"
            to.refuse_node(key, what, mend="move it there", check=WRONG_SHAPE)
