# SPDX-License-Identifier: Apache-2.0
"""An argument as a tree in box drawing: a step is marked where the law or the grantor changes, a break with a cross."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.text import Text
from rich.tree import Tree

from licit.model.proof import Value
from licit.model.verdict import Answer
from licit.report.argument import Step, StepKind
from licit.report.terminal.style import COLOURS, VALUES, Wrapped
from licit.report.words import BOOKS, set_for
from licit.vocabulary.names import Lang

_CROSS: Final = "✗ "
_ARROW: Final = "→ "


def proof_tree(steps: Sequence[Step], root: Text, lang: Lang) -> Tree:
    """The steps below a root line."""
    tree = Tree(root, guide_style="color(245)")
    _grow(tree, steps, lang)
    return tree


def _grow(tree: Tree, steps: Sequence[Step], lang: Lang) -> None:
    for step in steps:
        branch = tree.add(_line(step, lang))
        if step.also:
            same = f"{set_for(lang, BOOKS[lang].same(len(step.also)))} {'; '.join(step.also)}"
            branch.add(Wrapped(Text(same, style="italic")))
        _grow(branch, step.children, lang)


def _line(step: Step, lang: Lang) -> Wrapped:
    line = Text()
    if step.turns:
        line.append(f"── {BOOKS[lang].markers[step.turns.value]} ── ", style="dim")
    if step.kind is StepKind.BREAK:
        line.append(_CROSS + step.text, style=f"bold {COLOURS[Answer.NOT_CLEARED]}")
        if step.dimension is not None:
            line.append(f" [{step.dimension.code}]", style="dim")
    elif step.kind is StepKind.SAID:
        line.append(step.text, style="dim")
    elif step.kind is StepKind.ACTOR:
        line.append(_ARROW + step.text, style=f"bold {VALUES[Value.YES]}")
    elif step.kind is StepKind.LINK:
        line.append(step.text, style=VALUES[Value.YES])
    else:
        line.append(step.text)
    return Wrapped(line)
