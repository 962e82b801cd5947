# SPDX-License-Identifier: Apache-2.0
"""English: the fixed words of the page of a whole case."""

from __future__ import annotations

from typing import Final

from licit.model.proof import OpenKind

PAGE: Final = {
    "title": "Is {service} licensed?",
    "kicker": "What the record of this case says",
    "cleared": "For all of what it offers, in all territories, authority on record reaches {service}.",
    "none": "For nothing that it offers, in no territory, does authority on record reach {service}.",
    "some": "For a part of what it offers authority on record reaches {service}.",
    "open": "Whether authority on record reaches {service} is open for all of what it offers.",
    "asked": "Asked: {use} of all {items} items that it offers, in {leaves} territories, on {day}, as far as was"
    " known by {known}, in the position {position}.",
    "contents": "On this page",
    "claims": "What the service says",
    "claims_none": "No claim of the service is on record.",
    "claims_lead": "Each claim, held against the record part by part.",
    "map": "Where",
    "map_lead": "The answer for all that the service offers, territory by territory: where the answers for single"
    " items differ, the one that decides first is shown (not cleared, then unknown, then contested).",
    "over_time": "Over the years",
    "over_time_lead": "How the answer for {item} changes, and what changes it.",
    "chains": "Why: the chains",
    "chains_lead": "From the right holders to the service, link by link; where a chain breaks, the link and in what.",
    "hangs": "What it hangs on",
    "point": "Open point",
    "hangs_none": "No answer here is contested.",
    "settles": "What would settle it",
    "pairs": "Pairs",
    "for_service": "What speaks for the service",
    "for_service_lead": "The best that can be said on this record: every open point taken for the service.",
    "for_service_none": "Even with every open point taken for the service, no chain of authority on record reaches it.",
    "for_claims": "Parts of its claims that the record supports",
    "for_positions": "Positions of the case in which more is cleared",
    "positions": "In other eyes",
    "positions_lead": "The same questions in each position of the case: whose statements are believed, and where the"
    " act is placed.",
    "position": "Position",
    "groups": "By group",
    "reasons": "What breaks, and how often",
    "statements": "Who says so",
    "statements_lead": "The facts that these answers rest on, how each stands in this position, and who says what.",
    "sources": "Evidence",
    "method": "Method",
    "method_lead": "Licit records who controls which right, who mandated whom, which law gives authority without a"
    " mandate, and who says so. From this it decides, item by item, territory by territory, day by day, whether an"
    " unbroken chain of authority reaches from all right holders to the service. It decides twice: with every open"
    " point taken against the service, and for it. Both yes: cleared. Both no: not cleared. Only the second yes:"
    " contested.",
    "believes": "The position believes, best first",
    "placed": "The act is placed",
    "placed_reception": "where the people are",
    "placed_emission": "where the server is",
    "placed_open": "at either place: that is left open",
    "record": "Record",
    "complete": "complete until {day}",
    "editions": "Vocabularies",
    "missing": "Sources expected and not heard",
    "made": "Made by Licit. Every answer on this page can be made again from the same record.",
    "in": "in {place}",
    "others": "of no major",
    "table": "The same as a table",
}
SETTLES: Final = {
    OpenKind.FACT: "a document of a party to it, or a court’s finding, that says whether it is so",
    OpenKind.ORDER: "the signed documents, with the hour or the number of each",
    OpenKind.DAY: "a document that gives the day",
    OpenKind.SCOPE: "the text of the grant, or of the law",
    OpenKind.SOME: "the list of the members who signed",
    OpenKind.CONDITION: "proof that the condition was fulfilled",
    OpenKind.PLACE: "a rule, or a finding, on whose law places the act",
}
