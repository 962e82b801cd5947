# SPDX-License-Identifier: Apache-2.0
"""What a phrase book holds: one phrase a node and language, and no phrase says more than its node."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from licit.explain.turning import Turn
from licit.model.day import Reading
from licit.model.evidence import Evidence
from licit.model.fact import Fact, GrantKind
from licit.model.overview import Extent, Reason, ServiceAnswer
from licit.model.proof import (
    Break,
    Dimension,
    Flag,
    Link,
    OpenKind,
    OpenPoint,
    PlaceProof,
    RequirementProof,
    RightProof,
    Root,
    RootKind,
    ShareProof,
    Standing,
    Value,
)
from licit.model.question import Question
from licit.model.statement import Basis, Statement
from licit.model.verdict import Answer, Difference, Verdict
from licit.report.words.names import Names


@dataclass(frozen=True, kw_only=True)
class Book:
    """The phrases of one language. Those that take ``Names`` get every text of the case through it, cleaned.

    ``dimensions`` are the neutral fixed phrases; ``breaks`` the same of one link. ``sentences`` answer the question in
    one sentence, given the part that the answer turns on. ``headings`` are the fixed words of tables and drawings,
    ``page`` those of the page of a case; ``settles`` what would settle an open point.
    """

    answers: Mapping[Answer, str]
    standings: Mapping[Standing, str]
    values: Mapping[Value, str]
    bases: Mapping[Basis, str]
    dimensions: Mapping[Dimension, str]
    flags: Mapping[Flag, str]
    grants: Mapping[GrantKind, str]
    readings: Mapping[Reading, str]
    markers: Mapping[str, str]
    headings: Mapping[str, str]
    not_said: tuple[str, ...]

    fact: Callable[[Names, str], str]
    fact_line: Callable[[Names, Fact], str]
    statement: Callable[[Names, Statement, str, Mapping[str, Evidence]], str]

    breaks: Mapping[Dimension, Callable[[Names, Break], str]]
    roots: Mapping[RootKind, Callable[[Names, Root], str]]
    link: Callable[[Names, Link], str]
    actor: Callable[[Names, ShareProof], str]
    share: Callable[[Names, ShareProof], str]
    right: Callable[[Names, RightProof], str]
    missing: Callable[[Names, str], str]
    requirement: Callable[[Names, RequirementProof], str]
    place: Callable[[Names, PlaceProof], str]
    settled: Callable[[Names, str, bool], str]
    same: Callable[[int], str]

    open_points: Mapping[OpenKind, Callable[[Names, OpenPoint], str]]
    reasons: Mapping[str, Callable[[Names, Reason], str]]
    sentences: Mapping[Answer, Callable[[Names, Verdict, Turn], str]]
    asked: Callable[[Names, Question], str]
    weighed: Callable[[Names, Verdict], str]
    difference: Callable[[Names, Difference], str]
    extents: Mapping[Extent, Callable[[Names, ServiceAnswer], str]]
    page: Mapping[str, str]
    settles: Mapping[OpenKind, str]
