# SPDX-License-Identifier: Apache-2.0
"""What a kept result was made from: named texts that together are its fingerprint."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, Self

from licit.model.problem import InvalidValueError

FORMAT: Final = 1  # of the files in the store; part of each digest, so that two editions of Licit share one folder
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
_PART: Final = "part_number"
_PARTS: Final = "part_total"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Named texts, such as the record's digest, position, day, service, use and the engine's edition.

    All that a result depends on has to be in its key: what is kept under an equal key is believed.
    ``Key.of(record=..., use=...)`` is the usual way to make one; the order of the names makes no difference.

    Raises:
        InvalidValueError: no parts, a name that is no small word, one twice or out of order, a value that is no text.
    """

    parts: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        names = [name for name, _ in self.parts]
        if not names or names != sorted(set(names)):
            raise InvalidValueError("a key needs parts, in the order of their names", mend="make it with Key.of")
        for name, value in self.parts:
            if not _NAME.fullmatch(name):
                raise InvalidValueError(f"{name!r} names no part of a key", mend="use a-z, 0-9 and _, a letter first")
            if type(value) is not str:
                raise InvalidValueError(f"part {name} of a key is no text", mend="write it as its canonical text")

    @classmethod
    def of(cls, /, **parts: str) -> Self:
        """The key of these parts."""
        return cls(tuple(sorted(parts.items())))

    @property
    def as_dict(self) -> Mapping[str, str]:
        """The value of each part by its name."""
        return dict(self.parts)

    @property
    def text(self) -> str:
        """The canonical text: JSON in ASCII, names in order. Two keys are equal where their texts are."""
        return json.dumps(dict(self.parts), sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """32 hexadecimal digits that name the key's folder. Names it only: readers compare the key in full."""
        return blake2b(f"{FORMAT}\n{self.text}".encode(), digest_size=16).hexdigest()

    def part(self, number: int, total: int) -> Key:
        """The key of one part of a long work that is cut into ``total``; numbered from 0.

        Raises:
            InvalidValueError: there is no such part, or this is a part itself.
        """
        if not 0 <= number < total:
            raise InvalidValueError(f"{number} is no part of {total}", mend="number the parts from 0")
        if self.whole is not None:
            raise InvalidValueError("a part of a work has no parts of its own", mend="give the key of the whole")
        return Key.of(**self.as_dict, **{_PART: str(number), _PARTS: str(total)})

    @property
    def whole(self) -> Key | None:
        """The key of the work that this is a part of; None for a whole."""
        rest = tuple(part for part in self.parts if part[0] not in (_PART, _PARTS))
        return Key(rest) if rest and len(rest) < len(self.parts) else None
