# SPDX-License-Identifier: Apache-2.0
"""English: what an answer does not say, and the fixed words of tables and drawings."""

from __future__ import annotations

from typing import Final

NOT_SAID: Final = (
    "It is no finding of law: it says which chains of authority are on record, nothing about guilt or liability.",
    "“Unknown” is never a “no”, and “not cleared” means: no authority on record. One may exist off the record.",
    "It rests on statements published by the day given, of sources that the position believes; it vouches for none.",
    "It speaks of the service’s act, not of what the people who use the service do.",
    "It says nothing about money: whether anything was offered, paid or received changes no authority.",
    "A membership, in a federation or a society, confers no authority, and its end takes none.",
    "Where a step is marked “Licit’s convention”, it is ours: no law on record says so.",
)
HEADINGS: Final = {
    "answer": "Answer",
    "why": "Why",
    "sources": "Sources",
    "open": "Open points it hangs on",
    "nearly": "What nearly matched",
    "elsewhere": "Where and when the answer differs",
    "not_said": "What this does not say",
    "receipt": "Receipt",
    "reasons": "Reasons, by how many answers turn on them",
    "points": "Open points, by how many answers hang on them",
    "group": "Group",
    "weight": "Market weight",
    "total": "Total",
    "count": "Count",
    "fact": "Fact",
    "standing": "Standing",
    "who": "Who says so",
    "events": "Events on record",
    "no_tile": "without a tile",
    "none": "none",
    "first": "First day",
    "last": "Last day",
    "reason": "Reason",
    "territory": "Territory",
    "flags": "Raised beside the answers",
    "changed": "changes here",
    "not_believed": "not believed here",
    "everywhere": "everywhere",
    "except": "except",
}
