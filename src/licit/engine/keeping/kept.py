# SPDX-License-Identifier: Apache-2.0
"""Compiled shares kept in a store under what they were made from, and many compiled in parts that outlast a stop."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import Final

from licit.engine.bearing import Share
from licit.engine.believed import Believed
from licit.engine.compiled import Compiled
from licit.engine.keeping.fingerprint import key_of
from licit.engine.keeping.packing import Unpacked, packed
from licit.engine.store import Checkpoint, Entry, Key, Store
from licit.model.problem import BadInputError
from licit.model.progress import Progress

PART: Final = 2000  # shares


def keep(compiled: Compiled, store: Store, key: Key | None = None) -> None:
    """Keep all that was compiled so far, beside what is kept of the same already.

    ``key``: what it is kept under, where that is known to hold all that it hangs on; else its fingerprint is taken.

    Raises:
        BadInputError: the disk refused; what was kept before is as it was.
    """
    key = key or key_of(compiled)
    entry = store.get(key)
    if entry is not None:
        Unpacked(entry.arrays).fill(compiled)
    if compiled.shelf is not None:
        compiled.shelf.fill(compiled)
    store.put(key, packed(compiled, compiled.shares, compiled.network.ways))


def recall(believed: Believed, service: str, use: str, store: Store, key: Key | None = None) -> Compiled:
    """The compiled form of a service and use, with what is kept of it: nothing, where none can be believed.

    ``key``: as in :func:`keep`.
    What is kept was made from the same facts that matter, with the same words on them, the same position, day of
    knowledge, numbering of leaves and lists. It is mapped, and each share read when it is first asked for.
    """
    compiled = Compiled(believed, service, use)
    entry = store.get(key or key_of(compiled))
    return compiled if entry is None else Compiled(believed, service, use, Unpacked(entry.arrays))


def compile_all(
    compiled: Compiled,
    shares: Iterable[Share],
    *,
    store: Store | None = None,
    part: int = PART,
    progress: Progress | None = None,
) -> None:
    """Compile many shares; with a store, in parts that are kept, and then all together.

    Whoever starts it again, with the same shares, goes on after the last part that is kept; two processes share the
    work. ``progress`` is called after each share, or each part that was kept before.

    Raises:
        BadInputError: the disk refused; the shares compiled so far stay in ``compiled``.
    """
    wanted = list(dict.fromkeys(shares))
    if store is None:
        _compile(compiled, wanted, 0, len(wanted), progress)
        return
    key = key_of(compiled)
    _take_up(compiled, store.get(key))
    parts = [wanted[start : start + part] for start in range(0, len(wanted), part)]
    if not parts:
        return
    work = Checkpoint(store, _of_work(key, wanted, part), len(parts))
    if any(share not in compiled.shares for share in wanted):
        _in_parts(compiled, parts, work, progress)
        keep(compiled, store)
    for number in range(len(parts)):
        with suppress(BadInputError):  # left to whoever does this again
            store.drop(work.key.part(number, len(parts)))


def _in_parts(compiled: Compiled, parts: list[list[Share]], work: Checkpoint, progress: Progress | None) -> None:
    total = sum(map(len, parts))
    done = 0
    for number, shares in enumerate(parts):
        if _take_up(compiled, work.load(number)):
            done += len(shares)
            if progress is not None:
                progress(done, total)
    for number in work.todo():
        ways = set(compiled.network.ways)
        _compile(compiled, parts[number], done, total, progress)
        done += len(parts[number])
        work.save(number, packed(compiled, parts[number], compiled.network.ways.keys() - ways))
    for number, shares in enumerate(parts):
        if any(share not in compiled.shares for share in shares):  # another process had this part
            _take_up(compiled, work.load(number))
            _compile(compiled, shares, done, total, progress)
            done += len(shares)


def _compile(compiled: Compiled, shares: Sequence[Share], done: int, total: int, progress: Progress | None) -> None:
    for number, share in enumerate(shares):
        compiled.slices(share)
        if progress is not None:
            progress(done + number + 1, total)


def _take_up(compiled: Compiled, entry: Entry | None) -> bool:
    if entry is None:
        return False
    Unpacked(entry.arrays).fill(compiled)
    return True


def _of_work(key: Key, shares: Iterable[Share], part: int) -> Key:
    """The key of this work's parts: the same shares, in the same parts."""
    text = json.dumps([part, [(share.owner, f"{share.profile:x}", share.right) for share in shares]])
    return Key.of(**key.as_dict, work=blake2b(text.encode(), digest_size=32).hexdigest())
