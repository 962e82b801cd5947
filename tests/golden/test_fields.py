# SPDX-License-Identifier: Apache-2.0
"""A phrase says the fields of its node that it names: another value of one changes that sentence, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, get_args

import pytest

from licit.model.proof import Dimension, OpenKind, Powers, RequirementProof, RightProof, RootKind, Standing, Value
from licit.model.verdict import Verdict
from licit.report.argument import Step, StepKind, argument
from licit.report.words import BOOKS, says
from licit.report.words.names import Names
from licit.vocabulary.names import Lang
from tests.golden import told
from tests.golden import verdicts as by_hand
from tests.golden.verdicts import BREAKS, OPEN_POINTS, RECORD, VERDICTS

LANGS: tuple[Lang, ...] = get_args(Lang)
Node = Any  # of a proof; which fields it has is what is tested
Phrase = Callable[[Names, Node], str]
Slot = tuple[str, Enum | str]
TEXTS = (
    "rival",
    "writers",
    "exclusive",
    "mandate",
    "run",
    "server",
    "law-45",
    "JP",
    "RU",
    "two-works",
    "w",
    "work",
    "x",
)
OTHERS = (  # values of the kinds that fields have
    *TEXTS,
    "",
    1234,
    date(2004, 1, 30),
    date(2003, 12, 31),
    date(2005, 1, 1),
    Powers(exercise=False, sublicense=0),
    Powers(exercise=True, sublicense=0),
    ("exclusive",),
    ("law-39",),
    (),
    *Standing,
)
SLOTS: dict[Slot, tuple[str, ...]] = {
    **{("nodes", name): used for name, used in says.NODES.items()},
    **{("roots", kind): used for kind, used in says.ROOTS.items()},
    **{("breaks", dimension): used for dimension, used in says.BREAKS.items()},
    **{("open_points", kind): used for kind, used in says.OPEN_POINTS.items()},
}
STEPS = {
    StepKind.PLACE: "place",
    StepKind.REQUIREMENT: "requirement",
    StepKind.RIGHT: "right",
    StepKind.SHARE: "share",
    StepKind.LINK: "link",
    StepKind.ACTOR: "actor",
    StepKind.ROOT: "root",
    StepKind.BREAK: "break",
}


def phrase(lang: Lang, slot: Slot) -> Phrase:
    book = BOOKS[lang]
    kind, name = slot
    found: Phrase = getattr(book, str(name)) if kind == "nodes" else getattr(book, kind)[name]
    return found


def all_nodes(value: object) -> Iterator[Node]:
    """The node, and all that it is made of."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from all_nodes(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from all_nodes(one)


def samples(slot: Slot) -> list[Node]:
    """Nodes that the phrase is told of: those of the hand-made verdicts."""
    kind, name = slot
    if kind == "roots":
        return [root for root in told.ROOTS if root.kind is name]
    if kind == "breaks":
        assert isinstance(name, Dimension)
        more = {
            Dimension.TERM: [
                replace(BREAKS[Dimension.TERM], by=()),
                replace(BREAKS[Dimension.TERM], by=(), grant="deal"),
            ],
            Dimension.NOT_BEGUN: [replace(BREAKS[Dimension.NOT_BEGUN], grant="deal")],
            Dimension.BARRED: [replace(BREAKS[Dimension.BARRED], grant="")],
        }
        return [BREAKS[name], *more.get(name, ())]
    if kind == "open_points":
        return [point for point in OPEN_POINTS if point.kind is name]
    types = {"place": "PlaceProof", "requirement": "RequirementProof", "right": "RightProof", "link": "Link"}
    wanted = types.get(str(name), "ShareProof")
    found: dict[Node, None] = {one: None for verdict in VERDICTS.values() for one in all_nodes(verdict)}
    found[RequirementProof("convention", Standing.ACCEPTED, Value.UNKNOWN, (), ("work",))] = None  # asks, of what lacks
    found[RightProof("w", "work", "broadcasting-by-balloon", Value.YES, False, False, ())] = None  # noqa: FBT003 - a right of no vocabulary
    return [one for one in found if type(one).__name__ == wanted and (name != "actor" or one.actor)]


def others(node: Node, field: str) -> Iterator[Node]:
    """The node with other values of one field, of the kind that the field has."""
    old = getattr(node, field)
    if field in ("rights", "missing"):
        yield replace(node, **{field: ()})
        return
    for new in OTHERS:
        same_kind = type(new) is type(old) or (old is None and isinstance(new, date))
        if same_kind and new != old:
            yield replace(node, **{field: new})


class Watched:
    """A node that remembers which of its fields were read."""

    def __init__(self, node: object, read: set[str]) -> None:
        self._node = node
        self._read = read

    def __getattr__(self, name: str) -> object:
        self._read.add(name)
        return getattr(self._node, name)


def test_every_phrase_of_a_node_names_its_fields() -> None:
    assert set(says.BREAKS) == set(Dimension)
    assert set(says.ROOTS) == set(RootKind)
    assert set(says.OPEN_POINTS) == set(OpenKind)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: f"{slot[0]}-{slot[1]}")
def test_a_phrase_reads_no_field_that_it_does_not_name(slot: Slot, lang: Lang) -> None:
    read: set[str] = set()
    nodes = [
        one for node in samples(slot) for one in (node, *(other for f in SLOTS[slot] for other in others(node, f)))
    ]
    assert nodes

    for node in nodes:
        phrase(lang, slot)(Names(RECORD, lang), Watched(node, read))

    assert read == set(SLOTS[slot])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: f"{slot[0]}-{slot[1]}")
def test_another_value_of_a_field_changes_the_phrase_that_names_it(slot: Slot, lang: Lang) -> None:
    say, names = phrase(lang, slot), Names(RECORD, lang)

    for field in SLOTS[slot]:
        heard = [
            (node, other)
            for node in samples(slot)
            for other in others(node, field)
            if say(names, other) != say(names, node)
        ]
        assert heard, f"{field} is named and never heard"


def said(steps: tuple[Step, ...], at: tuple[int, ...] = ()) -> dict[tuple[int, ...], tuple[StepKind, str]]:
    """Each sentence of an argument, by where it stands."""
    found: dict[tuple[int, ...], tuple[StepKind, str]] = {}
    for number, step in enumerate(steps):
        found[*at, number] = (step.kind, step.text)
        found |= said(step.children, (*at, number))
    return found


def changed(value: Node, node: object, other: object) -> Node:
    """The value with one node in it, found by identity, replaced."""
    if value is node:
        return other
    if is_dataclass(value) and not isinstance(value, type):
        new = {field.name: changed(getattr(value, field.name), node, other) for field in fields(value)}
        return value if all(new[name] is getattr(value, name) for name in new) else replace(value, **new)
    if isinstance(value, tuple):
        new_ones = tuple(changed(one, node, other) for one in value)
        return value if all(one is old for one, old in zip(new_ones, value, strict=True)) else new_ones
    return value


def own_fields(node: Node) -> dict[str, str]:
    """The fields that sentences of a node name, each with the kind of step that says it."""
    name = type(node).__name__
    if name == "Break":
        return dict.fromkeys(says.BREAKS[node.dimension], "break")
    if name == "Root":  # of an owner the share has told
        return {} if node.kind is RootKind.OWNER else dict.fromkeys(says.ROOTS[node.kind], "root")
    if name == "ShareProof":
        yes = dict.fromkeys(says.NODES["actor"], "actor") if node.value is Value.YES else {}
        return dict.fromkeys(says.NODES["share"], "share") | yes
    slot = {"PlaceProof": "place", "RequirementProof": "requirement", "RightProof": "right", "Link": "link"}.get(
        name, ""
    )
    return dict.fromkeys(says.NODES.get(slot, ()), slot)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", VERDICTS)
def test_another_value_in_a_node_changes_its_own_sentence_and_no_other(name: str, lang: Lang) -> None:
    """Values that make other sentences come or go (whether a law asks, or speaks at all, an actor) are left alone."""
    verdict: Verdict = VERDICTS[name]
    before = said(argument(verdict, RECORD, lang))
    heard = 0

    for node in all_nodes((verdict.proof.lower, verdict.proof.upper)):
        for field, kind in own_fields(node).items():
            if field in ("rights", "missing") or (kind == "place" and not node.requirements):
                continue
            for other in others(node, field):
                if kind == "actor" and not other.actor:
                    continue
                after = said(argument(changed(verdict, node, other), RECORD, lang))
                assert after.keys() == before.keys(), (node, field)
                differing = [before[at][0] for at in before if before[at] != after[at]]
                assert all(STEPS[step] == kind for step in differing), (node, field, differing)
                assert len(differing) <= (2 if verdict.proof.lower == verdict.proof.upper else 1), (node, other)
                heard += len(differing)

    assert heard or name in ("no server", "no requirement", "item not on record")


def test_the_hand_made_verdicts_are_heard_in_every_kind_of_step() -> None:
    kinds = {kind for verdict in VERDICTS.values() for kind, _ in said(argument(verdict, by_hand.RECORD)).values()}

    assert set(STEPS) <= kinds
