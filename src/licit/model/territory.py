# SPDX-License-Identifier: Apache-2.0
"""Leaf territories, the dated groups over them, and the ordered lists that grants are written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from licit.model.day import Reading, Term
from licit.model.problem import InvalidValueError

_STEP: Final = re.compile(r"[+\-−]\s*\S+")


@dataclass(frozen=True)
class Atlas:
    """The dated list of leaves, and of groups with their dated members.

    ``leaves`` maps a leaf to the term in which it exists; ``groups`` a name to its leaves, each over a term. A leaf
    that no list names is taken as it is, so that a small world needs no atlas. ``edition`` names the source.

    Source: SEMANTICS §2, Territories; CISAC TIS.
    """

    leaves: Mapping[str, Term] = field(default_factory=dict)
    groups: Mapping[str, tuple[tuple[str, Term], ...]] = field(default_factory=dict)
    edition: str = ""

    def members(self, name: str, day: date) -> frozenset[str]:
        """The leaves of a group on that day, or the leaf itself."""
        if name not in self.groups:
            return frozenset((name,))
        if (name, day) not in self._resolved:  # asked some ten thousand times a question, of a handful of groups
            inside = (leaf for leaf, term in self.groups[name] if term.covers(day, Reading.LOWER))
            self._resolved[name, day] = frozenset(inside)
        return self._resolved[name, day]

    @cached_property
    def _resolved(self) -> dict[tuple[str, date], frozenset[str]]:
        return {}

    def leaves_on(self, day: date) -> tuple[str, ...]:
        """The leaves that exist on that day, in the atlas's order."""
        return tuple(leaf for leaf, term in self.leaves.items() if term.covers(day, Reading.LOWER))

    def knows(self, name: str) -> bool:
        """Whether the name is one of its leaves or groups."""
        return name in self.leaves or name in self.groups


@dataclass(frozen=True, slots=True)
class Expression:
    """An ordered list of inclusions and exclusions, applied in order to an empty set.

    ``steps`` are pairs: whether it includes, and the name of a leaf or group. An exclusion with nothing to remove
    removes nothing. ``parse`` and ``str`` are inverse.

    Source: SEMANTICS §2, Territories; CWR user manual §3.2.2.
    """

    steps: tuple[tuple[bool, str], ...]

    @classmethod
    def parse(cls, text: str) -> Expression:
        """Read ``World except RU, BY``, ``FR, DE`` or signed steps ``+World -Commonwealth +CA``.

        Raises:
            InvalidValueError: nothing is named, or a step has no name.
        """
        text = text.strip()
        if text[:1] in ("+", "-", "−"):
            parts = _STEP.findall(text)
            if "".join("".join(parts).split()) != "".join(text.split()):
                raise InvalidValueError(f"{text!r} is no list of steps", mend="write +World -Commonwealth +CA")
            return cls(tuple((part[0] == "+", part[1:].strip()) for part in parts))
        included, _, excluded = text.partition(" except ")
        steps = [(True, name.strip()) for name in included.split(",")]
        steps += [(False, name.strip()) for name in excluded.split(",")] if excluded else []
        if not all(name for _, name in steps):
            raise InvalidValueError(f"{text!r} names no territory", mend="write FR, DE or World except RU, BY")
        return cls(tuple(steps))

    def contains(self, leaf: str, atlas: Atlas, day: date) -> bool:
        """Whether the leaf is in the set, with the groups as they are on that day."""
        inside = False
        for includes, name in self.steps:
            if leaf in atlas.members(name, day):
                inside = includes
        return inside

    def leaves(self, atlas: Atlas, day: date) -> frozenset[str]:
        """The set itself, with the groups as they are on that day."""
        found: frozenset[str] = frozenset()
        for includes, name in self.steps:
            members = atlas.members(name, day)
            found = found | members if includes else found - members
        return found

    def __str__(self) -> str:
        included = [name for includes, name in self.steps if includes]
        excluded = [name for includes, name in self.steps if not includes]
        ordered = tuple((True, name) for name in included) + tuple((False, name) for name in excluded)
        if included and ordered == self.steps:
            return ", ".join(included) + (" except " + ", ".join(excluded) if excluded else "")
        return " ".join(("+" if includes else "-") + name for includes, name in self.steps)


def only(*names: str) -> Expression:
    """Just these leaves or groups."""
    return Expression(tuple((True, name) for name in names))
