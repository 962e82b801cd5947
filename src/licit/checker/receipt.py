# SPDX-License-Identifier: Apache-2.0
"""Whether a receipt is that of this record and these facts. SEMANTICS §5, Receipt."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from licit.checker.part import Part
from licit.checker.standing import Standings
from licit.checker.steps import WrongSteps
from licit.model.canonical import fact_digest, record_digest
from licit.model.fact import Grant
from licit.model.proof import Receipt

RULE = "SEMANTICS §5, Receipt"


def check_facts(receipt: Receipt, used: Collection[str], standings: Standings, wrong: WrongSteps) -> None:
    """Hold the hashes of the facts used against the facts, and what the receipt copies against the record."""
    record = standings.record
    wrong.same_set("receipt.facts", [fact for fact, _ in receipt.facts], used, RULE)
    for number, (name, written) in enumerate(receipt.facts):
        fact = record.by_id.get(name)
        if fact is not None:
            follows = fact_digest(fact, record.statements_on.get(name, ()))
            wrong.unless(written == follows, f"receipt.facts[{number}]", f"{name} has another hash", RULE)
    wrong.same("receipt.editions", receipt.editions, record.editions, RULE)
    wrong.same("receipt.complete_until", receipt.complete_until, str(record.complete_until or ""), RULE)


def check_record(
    receipt: Receipt, used: Collection[str], leaves: Collection[str], standings: Standings, wrong: WrongSteps
) -> None:
    """Hold the hash of the whole record, and the sources heard and missing, against the record."""
    record, question = standings.record, standings.question
    wrong.unless(receipt.record == record_digest(record), "receipt.record", "the record has another hash", RULE)
    heard = sources_heard(used, leaves, standings)
    wrong.same("receipt.sources", sorted(receipt.sources), sorted(heard.items()), RULE)
    spoke = {statement.source for statement in record.statements if statement.published_on <= question.known_by}
    missing = [source for source in record.expected_sources if source not in spoke]
    wrong.same("receipt.missing", sorted(receipt.missing), sorted(missing), RULE)


def sources_heard(used: Collection[str], leaves: Collection[str], standings: Standings) -> dict[str, date]:
    """Each source that is heard on the facts used, with the day of its latest word on any of them."""
    record = standings.record
    words = [one for name in used for one in record.statements_on.get(name, ())]
    for name in used:
        fact = record.by_id.get(name)
        if isinstance(fact, Grant):
            words += [denial for leaf in leaves for denial, _ in standings.patterns_on(fact, leaf)]
    found: dict[str, date] = {}
    for statement in words:
        if standings.heard(statement):
            found[statement.source] = max(found.get(statement.source, statement.made_on), statement.made_on)
    return found


def leaves_of(parts: Collection[Part]) -> frozenset[str]:
    """The places that parts lie in."""
    return frozenset(part.leaf for part in parts)
