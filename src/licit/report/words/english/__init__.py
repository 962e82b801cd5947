# SPDX-License-Identifier: Apache-2.0
"""The English phrase book."""

from __future__ import annotations

from typing import Final

from licit.report.words.book import Book
from licit.report.words.english import breaks, caveats, facts, nodes, page, statements, verdicts

ENGLISH: Final = Book(
    answers=verdicts.ANSWERS,
    standings=nodes.STANDINGS,
    values=nodes.VALUES,
    bases=statements.BASES,
    dimensions=breaks.DIMENSIONS,
    flags=nodes.FLAGS,
    grants=facts.GRANTS,
    readings=nodes.READINGS,
    markers=nodes.MARKERS,
    headings=caveats.HEADINGS,
    not_said=caveats.NOT_SAID,
    fact=facts.name,
    fact_line=facts.line,
    statement=statements.line,
    breaks=breaks.BREAKS,
    roots=nodes.ROOTS,
    link=nodes.link,
    actor=nodes.actor,
    share=nodes.share,
    right=nodes.right,
    missing=nodes.missing,
    requirement=nodes.requirement,
    place=nodes.place,
    settled=nodes.settled,
    same=nodes.same,
    open_points=nodes.OPEN_POINTS,
    reasons=verdicts.REASONS,
    sentences=verdicts.SENTENCES,
    asked=verdicts.asked,
    weighed=verdicts.weighed,
    difference=verdicts.difference,
    extents=verdicts.EXTENTS,
    page=page.PAGE,
    settles=page.SETTLES,
)
