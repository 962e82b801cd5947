# SPDX-License-Identifier: Apache-2.0
"""A long work cut into parts: whoever starts it again goes on where it stopped, and two at once share it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from licit.engine.store.arrays import AnyArray
from licit.engine.store.claim import claimed
from licit.engine.store.keeping import Entry, Store
from licit.engine.store.key import Key
from licit.engine.store.manifest import JSON
from licit.model.problem import BadInputError, InvalidValueError

PATIENCE: Final = 60.0  # seconds to wait for a part that another process is at work on
_PAUSE: Final = 0.02  # seconds between two looks


class Checkpoint:
    """The parts, numbered from 0, of the work whose result is kept under ``key``.

    Parts of another key, or of the same work cut otherwise, are none of these. Two processes that save one part save
    the same; the later stands. A use::

        while (whole := checkpoint.finished()) is None:
            for part in checkpoint.todo():
                checkpoint.save(part, compute(part))
            parts = [checkpoint.load(part) for part in range(checkpoint.total)]
            if None not in parts:  # else another process has just finished, or a part was damaged meanwhile
                checkpoint.finish(join(parts))

    A mapped array holds an open file until it is let go: where there are thousands, load and join them in turn.

    Raises:
        InvalidValueError: no parts at all, or the key is that of a part.
    """

    def __init__(self, store: Store, key: Key, total: int) -> None:
        if total < 1:
            raise InvalidValueError("a work has at least one part", mend="cut it into one part or more")
        key.part(0, total)
        self.store = store
        self.key = key
        self.total = total

    def done(self) -> set[int]:
        """The parts that are kept and believed."""
        return {part for part in range(self.total) if self.load(part) is not None}

    def todo(self, *, patience: float = PATIENCE) -> Iterator[int]:
        """Each part that is still to be made, claimed for as long as the caller is at work on it.

        What other processes are at work on comes last: once they have saved it, it is left out; if they take longer
        than ``patience`` (seconds, for each part), it is given here too. Ends early when the whole is finished.
        """
        later = []
        for part in range(self.total):
            if self.finished() is not None:
                return
            with claimed(self.store.disk, self._place(part)) as ours:
                if not ours:
                    later.append(part)
                elif self._is_missing(part):
                    yield part
        for part in later:
            yield from self._wait(part, time.monotonic() + patience)

    def save(self, part: int, arrays: Mapping[str, AnyArray], notes: Mapping[str, JSON] | None = None) -> None:
        """Keep one part, whole or not at all. Raises as :meth:`Store.put` does."""
        self.store.put(self.key.part(part, self.total), arrays, notes)

    def load(self, part: int) -> Entry | None:
        """One part; None if it is to be made (again)."""
        return self.store.get(self.key.part(part, self.total))

    def finish(self, arrays: Mapping[str, AnyArray], notes: Mapping[str, JSON] | None = None) -> None:
        """Keep the whole, then drop the parts, or leave them to a sweep. Raises as :meth:`Store.put` does."""
        self.store.put(self.key, arrays, notes)
        for part in range(self.total):
            with suppress(BadInputError):
                self.store.drop(self.key.part(part, self.total))

    def finished(self) -> Entry | None:
        """The whole, if it is kept and believed."""
        return self.store.get(self.key)

    def _place(self, part: int) -> Path:
        return self.store.place(self.key.part(part, self.total))

    def _is_missing(self, part: int) -> bool:
        return self.load(part) is None and self.finished() is None

    def _wait(self, part: int, until: float) -> Iterator[int]:
        while self._is_missing(part):
            with claimed(self.store.disk, self._place(part)) as ours:
                if ours or time.monotonic() >= until:
                    if self._is_missing(part):
                        yield part
                    return
            time.sleep(_PAUSE)
