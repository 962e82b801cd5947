# SPDX-License-Identifier: Apache-2.0
"""Lists of territories that do less than they seem to. Source: SEMANTICS §2, Territories."""

from __future__ import annotations

from collections.abc import Iterator

from licit.case.lint import mentions
from licit.case.lint.remark import Remark
from licit.case.loaded import Case
from licit.model.territory import Atlas, Expression


def exclusion_first(case: Case) -> Iterator[Remark]:
    """A list starts with an exclusion, which has nothing to remove yet."""
    for at, list_ in mentions.territories(case):
        if not list_.steps[0][0]:
            rest = "so nothing is left" if not any(includes for includes, _ in list_.steps) else "so it removes nothing"
            yield Remark(
                at,
                f"the list starts with an exclusion, -{list_.steps[0][1]}, {rest}",
                f"begin with what it is taken from, as in +World -{list_.steps[0][1]}",
            )


def exclusion_removes_nothing(case: Case) -> Iterator[Remark]:
    """An exclusion of something that the list before it never contained, on any day."""
    idle = dict[Expression, tuple[str, ...]]()  # lists repeat: each is followed once
    for at, list_ in mentions.territories(case):
        if list_ not in idle:
            idle[list_] = tuple(_idle(case.record.atlas, list_))
        for name in idle[list_]:
            yield Remark(
                at,
                f"-{name} removes nothing: what stands before it never contains any of it",
                "leave it out, or include first what it is taken from",
            )


def _idle(atlas: Atlas, list_: Expression) -> Iterator[str]:
    """The exclusions, but for one that stands first, that remove nothing whatever the day."""
    inside = frozenset[str]()
    for number, (includes, name) in enumerate(list_.steps):
        leaves = _ever(atlas, name)
        if includes:
            inside |= leaves
        elif number > 0 and not inside & leaves:
            yield name
        elif name not in atlas.groups:  # a group's leaves may be outside of it on other days
            inside -= leaves


def _ever(atlas: Atlas, name: str) -> frozenset[str]:
    if name not in atlas.groups:
        return frozenset((name,))
    return frozenset(leaf for leaf, _ in atlas.groups[name])
