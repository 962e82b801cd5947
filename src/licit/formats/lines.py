# SPDX-License-Identifier: Apache-2.0
"""The lines of a file of bytes, one at a time and never longer than a file of its kind has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Lines(Protocol):
    """What lines are read from."""

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, or its next part of at most so many bytes."""


def numbered(stream: Lines, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number from 1; ``None`` for one of more than ``longest`` bytes, which is not kept."""
    number = 0
    while raw := stream.readline(longest + 1):
        number += 1
        if len(raw) <= longest:
            yield number, raw
            continue
        while raw and not raw.endswith(b"\n"):  # skip the rest, so that later line numbers stay true
            raw = stream.readline(longest + 1)
        yield number, None
