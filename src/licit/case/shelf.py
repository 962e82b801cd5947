# SPDX-License-Identifier: Apache-2.0
"""A table of keys that may be longer than memory: the newest entries at hand, the others in a database of the run.

The database has no name: SQLite makes it in the folder for temporary files when it outgrows its memory, and it is gone
with the process, however that ends.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import ItemsView, Iterator, Mapping, MutableMapping, ValuesView
from typing import Any, Final, TypeVar, cast, overload

AT_HAND: Final = 4096  # entries in memory, new ones and read ones each
CACHE: Final = 2048  # KiB of pages of the database in memory
PAGE: Final = 1024  # entries read at once where all are asked for
BETWEEN: Final = "\x1f"  # of the parts of a key

K = TypeVar("K", bound=str | tuple[str, ...])
V = TypeVar("V")
T = TypeVar("T")
_ABSENT: Final = object()


class Shelf(MutableMapping[K, V]):
    """As a ``dict`` of texts (or tuples of texts, all of one length), in the order in which keys came.

    ``under`` are entries that are in memory anyway: they are asked after those of the shelf, listed before them, and
    never copied. What is taken out must have been put in: nothing is ever deleted. Values are frozen: a changed one
    is put in again.
    """

    def __init__(self, under: Mapping[K, V] | None = None) -> None:
        self._under: Mapping[K, V] = under if under is not None else {}
        self._new: dict[K, V] = {}
        self._read: dict[K, V] = {}
        self._changed: set[K] = set()  # of those under
        self._tuples = False
        self._database: sqlite3.Connection | None = None

    def __getitem__(self, key: K) -> V:
        found = self.get(key, _ABSENT)
        if found is _ABSENT:
            raise KeyError(key)
        return cast(V, found)

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, default: V, /) -> V: ...
    @overload
    def get(self, key: K, default: T, /) -> V | T: ...
    def get(self, key: K, default: Any = None, /) -> Any:
        """The entry, or ``default``."""
        found = self._new.get(key, _ABSENT)
        if found is not _ABSENT:
            return found
        if key in self._under and key not in self._changed:
            return self._under[key]
        if self._database is None:
            return default
        if key in self._read:
            return self._read[key]
        row = self._database.execute("SELECT value FROM entry WHERE key = ?", (_written(key),)).fetchone()
        if row is None:
            return default
        if len(self._read) >= AT_HAND:
            self._read.clear()
        value = self._read[key] = _value(row[0])
        return value

    @overload
    def setdefault(self: Shelf[K, T | None], key: K, default: None = None, /) -> T | None: ...
    @overload
    def setdefault(self, key: K, default: V, /) -> V: ...
    def setdefault(self, key: K, default: Any = None, /) -> Any:
        """As of a ``dict``; the one that is inherited raises an error for each new key, which takes time."""
        found = self.get(key, _ABSENT)
        if found is _ABSENT:
            found = self[key] = default
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(cast(K, key), _ABSENT) is not _ABSENT

    def __setitem__(self, key: K, value: V) -> None:
        self._new[key] = value
        if key in self._under:
            self._changed.add(key)
        self._read.pop(key, None)
        if len(self._new) >= AT_HAND:
            self._put_away()

    def __delitem__(self, key: K) -> None:
        raise TypeError("what is on a shelf stays there")

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[K]:
        return (key for key, _ in self.pairs())

    def __bool__(self) -> bool:
        return bool(self._new or self._under) or self._database is not None

    def items(self) -> ItemsView[K, V]:
        """The entries, each read once."""
        return _Items(self)

    def values(self) -> ValuesView[V]:
        """The values, each read once."""
        return _Values(self)

    def keys_from(self, beginning: K) -> Iterator[K]:
        """The keys that begin so (of a tuple, the last part does), sorted; entries may come meanwhile."""
        start = _written(beginning)
        yield from sorted(key for key in self._under if _written(key).startswith(start))
        self._put_away()
        after, inclusive = start, True
        while self._database is not None:
            sign = ">=" if inclusive else ">"
            asked = f"SELECT key FROM entry WHERE key {sign} ? ORDER BY key LIMIT {PAGE}"  # noqa: S608 - no text of others
            found = [row[0] for row in self._database.execute(asked, (after,))]
            for written in found:
                if not written.startswith(start):
                    return
                yield self._key(written)
            if len(found) < PAGE:
                return
            after, inclusive = found[-1], False

    def pairs(self) -> Iterator[tuple[K, V]]:
        """Keys and values in their order."""
        yield from ((key, self.get(key, value)) for key, value in self._under.items())
        own = self._stored() if self._database is not None else iter(list(self._new.items()))
        yield from ((key, value) for key, value in own if key not in self._under)

    def _stored(self) -> Iterator[tuple[K, V]]:
        self._put_away()
        if self._database is None:
            return
        last = 0
        asked = f"SELECT rowid, key, value FROM entry WHERE rowid > ? ORDER BY rowid LIMIT {PAGE}"  # noqa: S608
        while found := self._database.execute(asked, (last,)).fetchall():
            last = found[-1][0]
            yield from ((self._key(key), _value(value)) for _, key, value in found)

    def _put_away(self) -> None:
        if not self._new:
            return
        if self._database is None:
            self._tuples = isinstance(next(iter(self._new)), tuple)
            self._database = sqlite3.connect("", isolation_level=None)
            for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE}"):
                self._database.execute(f"PRAGMA {setting}")
            self._database.execute("CREATE TABLE entry (key BLOB NOT NULL UNIQUE, value BLOB)")
        put = "INSERT INTO entry VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        self._database.execute("BEGIN")
        self._database.executemany(put, ((_written(key), _bytes(value)) for key, value in self._new.items()))
        self._database.execute("COMMIT")
        self._read, self._new = self._new, {}

    def _key(self, written: bytes) -> K:
        text = written.decode("utf-8", "surrogatepass")
        return cast(K, tuple(text.split(BETWEEN)) if self._tuples else text)


class _Items(ItemsView[K, V]):
    _mapping: Shelf[K, V]

    def __iter__(self) -> Iterator[tuple[K, V]]:
        return self._mapping.pairs()


class _Values(ValuesView[V]):
    _mapping: Shelf[Any, V]

    def __iter__(self) -> Iterator[V]:
        return (value for _, value in self._mapping.pairs())


def _written(key: str | tuple[str, ...]) -> bytes:
    if isinstance(key, tuple):
        text = BETWEEN.join(key)
        if text.count(BETWEEN) != len(key) - 1:  # of a hostile file; no file of a case may have it either
            text = BETWEEN.join(part.replace(BETWEEN, " ") for part in key)
    else:
        text = key
    return text.encode("utf-8", "surrogatepass")


def _bytes(value: object) -> bytes | None:
    return None if value is None else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _value(stored: bytes | None) -> Any:  # noqa: ANN401 - whatever was put in
    return None if stored is None else pickle.loads(stored)  # noqa: S301 - of this run
