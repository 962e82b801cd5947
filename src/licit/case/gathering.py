# SPDX-License-Identifier: Apache-2.0
"""What reading gathers beside the values: where each thing stands, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from licit.case.checks import BAD_VALUE, LIMIT, RefusedError
from licit.case.nodes import Node, NotReadableError, kind_of
from licit.case.words import Words
from licit.model.problem import InvalidValueError, Place, Problem

MOST: Final = 1000  # problems told: nobody mends more at once, and a hostile file has millions


@dataclass(slots=True)
class Gathering:
    """Places and problems of one case; ``file``, ``day`` and ``words`` are those of the entry that is being read.

    ``day`` is the day by which territory codes that were given twice are resolved.
    """

    words: Words
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    file: str = ""
    day: date | None = None
    law: bool = False  # the file belongs to the vocabulary, which is the source of what it says
    files: dict[str, int] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        """Whether no more problems are taken, so that what follows need not be read."""
        return len(self.problems) > MOST

    def enter(self, file: str) -> None:
        """Go on with this file."""
        self.file = file
        self.files.setdefault(file, len(self.files))

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.file, node.line, node.column)

    def mark(self, key: str, node: Node) -> None:
        """Remember where something stands; the first one stays."""
        self.places.setdefault(key, Place(self.file, node.line, node.column))

    def refuse(self, place: Place, what: str, *, mend: str, check: str) -> None:
        """Note an error."""
        if len(self.problems) < MOST:
            self.problems.append(Problem(place, what, mend, check))
        elif len(self.problems) == MOST:
            what = f"more than {MOST} problems; the others are not listed"
            self.problems.append(Problem(place, what, "mend these first", LIMIT))

    def refuse_node(self, node: Node, what: str, *, mend: str, check: str) -> None:
        """Note an error at a node."""
        self.refuse(self.place(node), what, mend=mend, check=check)

    def refuse_value(self, node: Node, error: InvalidValueError) -> None:
        """Note that a value could not be born."""
        self.refuse_error(self.place(node), error)

    def refuse_error(self, place: Place, error: InvalidValueError) -> None:
        """Note that the value there could not be born."""
        check = error.check if isinstance(error, RefusedError) else BAD_VALUE
        self.refuse(place, error.what, mend=error.mend, check=check)

    def refuse_file(self, file: str, error: NotReadableError) -> None:
        """Note that a file could not be read."""
        self.refuse(Place(file, error.line, error.column), error.what, mend=error.mend, check=error.check)

    def wrong_shape(self, node: Node, wanted: str, *, example: str = "") -> None:
        """Note that a text, list or table stands where another is needed."""
        mend = f"write {wanted}" + (f": {example}" if example else "")
        self.refuse_node(node, f"here stands {kind_of(node)}, not {wanted}", mend=mend, check="wrong-shape")

    def sorted_problems(self) -> tuple[Problem, ...]:
        """All problems in the order of the files."""
        last = len(self.files)
        return tuple(
            sorted(
                self.problems, key=lambda one: (self.files.get(one.place.file, last), one.place.line, one.place.column)
            )
        )
