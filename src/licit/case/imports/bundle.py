# SPDX-License-Identifier: Apache-2.0
"""What files brought in, before it is written: what is new to a case, by section."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from licit.case.identity.registry import Named
from licit.case.linking import linked
from licit.model.evidence import Evidence
from licit.model.fact import Claim, Fact, Note
from licit.model.record import Record
from licit.model.statement import Statement


@dataclass(slots=True)
class Bundle:
    """New facts and who says them, new names, and what is offered, listed and embodied.

    ``statements`` may speak of facts that the case has already: then they are a further word on them. ``links`` are
    the works and performances of recordings. ``subjects`` are (source, subject) with the ids of facts under it.
    """

    named: Named = field(default_factory=Named)
    facts: dict[str, Fact] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    offers: dict[str, dict[str, None]] = field(default_factory=dict)
    catalogues: dict[str, dict[str, None]] = field(default_factory=dict)
    links: dict[str, dict[str, None]] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    subjects: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[str, ...]:
        """Whose words came in, in order."""
        return tuple(dict.fromkeys(one.source for one in self.statements))

    def joined(self, record: Record) -> Record:
        """A record with all of it, as it is read once it is written."""
        items = {**record.items, **self.named.items}
        assets = {**record.assets, **self.named.assets}
        offers = {service: dict.fromkeys(ids) for service, ids in record.offers.items()}
        for service, ids in self.offers.items():
            offers.setdefault(service, {}).update(ids)
        catalogues = {**record.catalogues}
        for name, ids in self.catalogues.items():
            catalogues[name] = catalogues.get(name, frozenset()) | frozenset(ids)
        return replace(
            record,
            facts=(*record.facts, *self.facts.values()),
            statements=(*record.statements, *self.statements),
            items=linked(items, self.links, assets),
            assets=assets,
            catalogues=catalogues,
            offers={service: tuple(ids) for service, ids in offers.items()},
            parties={**record.parties, **self.named.parties},
            claims=(*record.claims, *self.claims.values()),
            notes=(*record.notes, *self.notes.values()),
        )
