# SPDX-License-Identifier: Apache-2.0
"""``licit statements``: who said what, when, on what basis, and whether it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from licit.cli.options import Case, Json, KnownBy, Lang, Language, Position
from licit.cli.phrases import phrase

if TYPE_CHECKING:
    from licit.tasks.listing import StatementHeard
    from licit.tasks.opening import OpenCase

SHOWN = 6  # facts of one statement that are named; of more, the rest is counted


def statements(
    case: Case,
    /,
    *,
    by: Annotated[
        str, Parameter(help="Only the words of this source, or that came through it.", show_default=False)
    ] = "",
    about: Annotated[
        str,
        Parameter(help="Only words on this fact, or on facts about this party or asset (an id).", show_default=False),
    ] = "",
    position: Position = "",
    known_by: KnownBy = "",
    json: Json = False,
    lang: Lang = "en",
) -> None:
    """List statements: who affirms or denies what, and whether it counts."""
    import sys

    from licit.cli.options import today
    from licit.cli.plain import plain
    from licit.cli.printing import print_json, say
    from licit.tasks.listing import statements as list_statements
    from licit.tasks.opening import open_case

    opened = open_case(case, today=today(), stdin=sys.stdin)
    question = opened.believed(position=position, known_by=known_by)
    found = list_statements(opened.record, question, source=by, about=about)
    if json:
        words = [
            {"counts": not one.unheard, "why-not": one.unheard, "statement": plain(one.statement)} for one in found
        ]
        print_json({"position": question.position, "known-by": str(question.known_by), "statements": words})
    else:
        for line in _lines(opened, found, lang):
            say(line)
        if not found:
            say(phrase("none", lang))


def _lines(opened: OpenCase, found: Sequence[StatementHeard], lang: Language) -> Iterator[str]:
    from licit.report.words import fact_line, statement_line

    record = opened.record
    for one in found:
        word = one.statement
        counts = phrase(one.unheard or "counts", lang)
        yield f"{statement_line(word, record, lang, evidence=opened.case.evidence)} · {counts}"
        says = phrase("affirmed" if word.affirms else "denied", lang)
        for fact in word.facts[:SHOWN]:
            text = fact_line(record.by_id[fact], record, lang) if fact in record.by_id else fact
            yield f"    {says}: {text} [{fact}]"
        if len(word.facts) > SHOWN:
            yield f"    {says}: +{len(word.facts) - SHOWN}"
