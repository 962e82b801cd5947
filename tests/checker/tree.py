# SPDX-License-Identifier: Apache-2.0
"""The nodes of a verdict by their paths, and the same verdict with another node in a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from licit.model.verdict import Verdict

NodeT = TypeVar("NodeT")
OF_VERDICT = ("answer", "flags", "receipt", "question")
_STEP = re.compile(r"\w+|\[\d+\]")


def nodes(verdict: Verdict, kind: type[NodeT]) -> Iterator[tuple[str, NodeT]]:
    """Every node of a kind, with its path as the checker writes it."""
    yield from _below(verdict.proof, "", kind)


def _below(value: object, path: str, kind: type[NodeT]) -> Iterator[tuple[str, NodeT]]:
    if isinstance(value, kind):
        yield path, value
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _below(one, f"{path}[{number}]", kind)
    elif is_dataclass(value):
        for field in fields(value):
            start = f"{path}.{field.name}" if path else field.name
            yield from _below(getattr(value, field.name), start, kind)


def at(verdict: Verdict, path: str) -> Any:  # noqa: ANN401 - any node
    """The node at a path."""
    value: Any = verdict if path.startswith(OF_VERDICT) else verdict.proof
    for step in _STEP.findall(path):
        value = value[int(step[1:-1])] if step.startswith("[") else getattr(value, step)
    return value


def put(verdict: Verdict, path: str, value: object) -> Verdict:
    """The verdict with another value at the path; nothing else is changed."""
    steps = _STEP.findall(path)
    if not path.startswith(OF_VERDICT):
        steps.insert(0, "proof")
    changed: Verdict = _put(verdict, steps, value)
    return changed


def _put(tree: Any, steps: list[str], value: object) -> Any:  # noqa: ANN401 - any node
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step.startswith("["):
        number = int(step[1:-1])
        return (*tree[:number], _put(tree[number], rest, value), *tree[number + 1 :])
    return replace(tree, **{step: _put(getattr(tree, step), rest, value)})
