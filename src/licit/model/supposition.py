# SPDX-License-Identifier: Apache-2.0
"""What if: facts added, ended, begun or signed on another day, denied, affirmed or settled; sources believed otherwise.

A supposition is a value. It changes no record: ``licit.explain.supposing`` makes another one by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from licit.model.day import When
from licit.model.position import PlaceOfAct
from licit.model.record import Record


@dataclass(frozen=True, slots=True)
class Added:
    """Facts, statements and what they name, beside those of the record. ``more`` holds nothing that the record has.

    Of these facts, those that no statement speaks of are affirmed by the supposed source.
    """

    more: Record


@dataclass(frozen=True, slots=True)
class Ended:
    """A fact's last day is another; ``None``: it has none. A grant then has no retention end and no termination."""

    fact: str
    last: When | None


@dataclass(frozen=True, slots=True)
class Begun:
    """A fact's first day is another; ``None``: it has always begun."""

    fact: str
    first: When | None


@dataclass(frozen=True, slots=True)
class Signed:
    """A grant's execution day is another."""

    fact: str
    day: When


@dataclass(frozen=True, slots=True)
class Spoken:
    """A fact is affirmed or denied: by ``source`` as its latest word, else by a supposed source of the best rank."""

    fact: str
    affirms: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A fact is so, or is not, whoever says what, and whatever findings hold."""

    fact: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """A source is believed in this rank, 0 the best; ``None``: it is not believed."""

    source: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """The act is placed at the user, at the server, or left open."""

    place: PlaceOfAct


Step = Added | Ended | Begun | Signed | Spoken | Settled | Ranked | Placed


@dataclass(frozen=True, slots=True)
class Supposition:
    """Steps, taken one after the other. An empty one supposes nothing."""

    steps: tuple[Step, ...] = field(default=())


def beside(record: Record, more: Record) -> Record:
    """The record with the facts, statements, and what these name, of another that shares no id with it."""
    offers = {name: dict.fromkeys((*record.offers.get(name, ()), *items)) for name, items in more.offers.items()}
    return replace(
        record,
        facts=(*record.facts, *more.facts),
        statements=(*record.statements, *more.statements),
        items={**record.items, **more.items},
        assets={**record.assets, **more.assets},
        catalogues={**record.catalogues, **more.catalogues},
        offers={**record.offers, **{name: tuple(items) for name, items in offers.items()}},
        parties={**record.parties, **more.parties},
    )
