# SPDX-License-Identifier: Apache-2.0
"""Every fact that the nodes of a proof name. SEMANTICS §5: keep only these, and the answer stays."""

from __future__ import annotations

from collections.abc import Iterator

from licit.model.proof import Proof, ReadingProof, ShareProof


def facts_named(proof: Proof) -> frozenset[str]:
    """The ids of the facts named in settlements, places, requirements, shares, chains and breaks."""
    return frozenset(name for reading in (proof.lower, proof.upper) for name in _in_reading(reading) if name)


def _in_reading(reading: ReadingProof) -> Iterator[str]:
    yield from (fact for fact, _ in reading.settlement)
    for place in reading.places:
        yield place.server
        for requirement in place.requirements:
            yield requirement.requirement
            for right in requirement.rights:
                for share in right.shares:
                    yield from _in_share(share)


def _in_share(share: ShareProof) -> Iterator[str]:
    yield from share.controls
    yield share.operation
    if share.chain is not None:
        yield from share.chain.root.facts
        yield from (link.grant for link in share.chain.links)
    if share.broken_at is not None:
        yield share.broken_at.grant
        yield from share.broken_at.by
