# SPDX-License-Identifier: Apache-2.0
"""The hash of all that compiled shares hang on, and of nothing else: items, controls and laws' requirements are not it.

One fact at a time, each with the words on it that count, so that a changed fact costs one hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from typing import Final

from licit.engine.believed import Believed, Word
from licit.engine.compiled import Compiled
from licit.engine.store import Key
from licit.model.canonical import canonical, digest
from licit.model.fact import Fact, Finding, Grant, Membership, Operation, OptOut, Statute, Termination

EDITION: Final = "3"  # of what compiling gives, and of how it is packed; another makes all that was kept stale
MATTERS: Final = (Grant, Termination, Statute, OptOut, Membership, Operation, Finding)
_PROSE: Final = ("note", "article", "authority")
_SIZE: Final = 32


def key_of(compiled: Compiled) -> Key:
    """What the shares of a compiled form are made from, as a key of the store."""
    believed = compiled.believed
    return Key.of(
        kind="shares",
        edition=EDITION,
        facts=fingerprint(believed),
        position=f"{believed.position.name} {digest(believed.position)}",
        known_by=believed.known_by.isoformat(),
        service=compiled.service,
        use=compiled.use,
        leaves=_sum(name.encode() for name in believed.places.names),
        lists=_sum(canonical(assets) for assets in believed.lists.numbering),
    )


def fingerprint(believed: Believed) -> str:
    """The hash of the facts that matter with the believed words on each, of denied patterns, of atlas and uses.

    Whatever the order of facts and words. Cost: 40 µs a fact at first, afterwards only for those that are new.
    """
    record = believed.record
    known: dict[object, bytes] = {}
    facts = [_digest(fact, believed, known) for fact in record.facts if isinstance(fact, MATTERS)]
    return _sum(
        (
            *(sorted(facts) if len(record.by_id) == len(record.facts) else facts),  # of two of one name the last counts
            *sorted(canonical(one) for one in believed.patterns),
            canonical(record.atlas),
            canonical(record.uses),
        )
    )


def _digest(fact: Fact, believed: Believed, known: dict[object, bytes]) -> bytes:
    if believed.record.by_id[fact.id] is not fact:
        return _of_fact(fact, [], known)
    found = believed.digests.get(fact.id)
    if found is None:
        found = believed.digests[fact.id] = _of_fact(fact, believed.words(fact.id), known)
    return found


def _of_fact(fact: Fact, words: list[Word], known: dict[object, bytes]) -> bytes:
    kind: type = type(fact)
    parts = [kind.__name__.encode(), *(_text(getattr(fact, name), known) for name in _names(kind))]
    parts += sorted({_text(word, known) for word in words})
    return blake2b(b"\0".join(parts), digest_size=_SIZE).digest()


def _text(value: object, known: dict[object, bytes]) -> bytes:
    """The canonical bytes; terms, territories and words are the same few over and over."""
    key = (type(value), value)
    found = known.get(key)
    if found is None:
        found = known[key] = canonical(value)
    return found


@cache  # one entry a kind of fact
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.name not in _PROSE)


def _sum(parts: Iterable[bytes]) -> str:
    """The hash of a row of texts, each with its length, so that no two rows read the same."""
    found = blake2b(digest_size=_SIZE)
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.hexdigest()
