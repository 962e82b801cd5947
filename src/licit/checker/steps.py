# SPDX-License-Identifier: Apache-2.0
"""What a checker says of a proof it refuses: which step is wrong, in what, and by which rule."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class WrongStep:
    """One step that does not follow.

    ``path`` leads from the verdict to the node, as one would write it in Python: ``upper.places[0].requirements[0]``.
    ``rule`` names the section that the step goes against.
    """

    path: str
    what: str
    rule: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what} ({self.rule})"


@dataclass
class WrongSteps:
    """The wrong steps found so far."""

    found: list[WrongStep] = field(default_factory=list)

    def add(self, path: str, what: str, rule: str) -> None:
        """Note a wrong step."""
        self.found.append(WrongStep(path, what, rule))

    def unless(self, holds: bool, path: str, what: str, rule: str) -> None:  # noqa: FBT001 - read as a sentence
        """Note a wrong step unless something holds."""
        if not holds:
            self.add(path, what, rule)

    def same(self, path: str, written: object, found: object, rule: str) -> None:
        """Note a wrong step unless what is written is what was found."""
        if written != found:
            self.add(path, f"{said(written)} is written where {said(found)} follows", rule)

    def same_set(self, path: str, written: Collection[str], found: Collection[str], rule: str) -> None:
        """Note what is missing from, too much in, or twice in what is written."""
        extra, lacking = sorted(set(written) - set(found)), sorted(set(found) - set(written))
        if extra:
            self.add(path, f"{', '.join(map(repr, extra))} does not belong here", rule)
        if lacking:
            self.add(path, f"{', '.join(map(repr, lacking))} is left out", rule)
        if len(set(written)) < len(written):
            self.add(path, "something is named twice", rule)


def said(value: object) -> str:
    """A value in a sentence."""
    word = getattr(value, "name", None)
    return word.lower().replace("_", " ") if isinstance(word, str) else repr(value)
