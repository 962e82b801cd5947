# SPDX-License-Identifier: Apache-2.0
"""What ``case.yaml`` says of the case as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from licit.model.day import When
from licit.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Include:
    """Another case that this one takes in: its folder relative to this one, and the hash of its canonical content."""

    case: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table of rows in a file of its own, and who says them."""

    file: str
    kind: str
    said: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a case."""

    version: int = 1
    title: str = ""
    vocabulary: str = ""
    complete_until: When | None = None
    laws: tuple[str, ...] = ()
    expected_sources: tuple[str, ...] = ()
    includes: tuple[Include, ...] = ()
    tables: tuple[TableFile, ...] = ()
