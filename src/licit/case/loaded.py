# SPDX-License-Identifier: Apache-2.0
"""A case as it was read: the record, and where each part of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from licit.case.head import Include
from licit.model.evidence import Evidence
from licit.model.expectation import ExpectedQuestion
from licit.model.problem import Place, Problem
from licit.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Case:
    """A record with its questions and evidence, and the place of each part.

    ``record.facts`` stand in the order of their kinds (controls, grants, …), then of the files. ``places`` has the keys
    ``<fact id>``, ``<fact id>.<field>`` and ``<fact id>.said[<i>]`` (claims, notes and figures too), ``party:<id>``,
    ``asset:<id>``, ``item:<id>``, ``catalogue:<name>``, ``offers:<service>``, ``position:<name>``, ``evidence:<id>``,
    ``question:<n>``, ``statement:<n>`` with n the index in ``record.statements`` (and ``statement:<id>`` where it has
    one), and ``case`` for the head; each of these also with ``.<field>``, the name as written in the file.

    ``borrowed`` and ``borrowed_evidence`` are what the vocabulary and included cases supply: it is not written again.
    ``problems`` are warnings. ``path`` is what the user called the case, ``folder`` where relative paths start (empty
    for standard input).
    """

    record: Record
    questions: tuple[ExpectedQuestion, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    path: str = ""
    folder: str = ""
    vocabulary: str = ""
    laws: tuple[str, ...] = ()
    includes: tuple[Include, ...] = ()
    borrowed: Record = field(default_factory=Record)
    borrowed_evidence: Mapping[str, Evidence] = field(default_factory=dict)
