# SPDX-License-Identifier: Apache-2.0
"""English: the fixed words of drawings, and of the page around them."""

from __future__ import annotations

from typing import Final

from licit.model.day import Term
from licit.report.words.english import grammar
from licit.report.words.names import Names

DRAWINGS: Final = {
    # chains
    "chains": "Chains of authority to {service}",
    "owner": "owner of {share}",
    "owners": "{n} owners",
    "any": "any one co-owner suffices",
    "each": "each of {n}",
    "ended": "ended {day}; sublicences signed in time live on",
    "law": "law",
    "operates": "operates",
    "asked": "asked for by {laws}",
    "nearly_more": "and {n} more, told in the words of the proof",
    "key": "Key",
    "key_owner": "owner of a share",
    "key_grant": "grant, carried on",
    "key_disputed": "dashed: disputed",
    "key_broken": "cut and torn: the link breaks here, and in what",
    "key_ghost": "whom it would have reached",
    "key_law": "law instead of a grant",
    "key_bar": "what stops the link",
    "key_service": "the service, making the use",
    # timeline
    "timeline": "The answer over time",
    "facts": "Facts it turns on, and their terms",
    "facts_more": "and {n} more facts, named in the slices",
    "day": "day asked about: {day}",
    "key_laws": "round and pale: a law instead of a grant",
    "key_imprecise": "pale and dashed: begins or ends on some day of that span",
    "key_ended": "upright bar: ended by a termination",
    # map
    "map": "The answer by territory",
    "count": "{answer}: {n}",
    "here": "territory asked about: {territory}",
    "no_shape": "without a shape on this map",
    "former": "{former} is drawn as {successors}.",
    "borders": "Borders are today’s.",
    "dots": "Small territories are round marks, moved apart where one would cover another.",
    "none": "no territory of that day",
    # page
    "page": "{service}: {answer}",
    "page_answer": "The answer",
    "page_chains": "The chains, drawn",
    "page_timeline": "Over time",
    "page_map": "By territory",
    "page_words": "The whole argument",
    "page_scroll": "drawing, scrolls sideways",
    "page_receipt": "Record {record}; semantics {semantics}.",
}


def term(n: Names, span: Term) -> str:
    """``from … to …``; nothing where both ends are open."""
    return grammar.term(n, span)
