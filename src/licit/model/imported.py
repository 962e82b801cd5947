# SPDX-License-Identifier: Apache-2.0
"""What came of one file: what came in, what was refused and why, what was left out on purpose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from licit.model.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """One file, its format and version; ``details`` are what was found out about it besides (encoding, columns).

    ``refused`` and ``doubts`` are problems as told, ``refusals`` and ``doubted`` how many there were. ``left_out`` are
    (what, why) with how often. ``unidentified`` are new parties without an identifier, ``by_name`` parties joined to
    one of the case by name alone: id and name. ``folder`` is where it was written, empty in a dry run; ``before`` the
    name of the import that brought this very file in already; ``learnt`` is what later files are read with.
    ``nothing``: it was refused as a whole, so that nothing was written, and it is read anew the next time. ``beside``
    is the file that it was read together with: what they say as one stands there. Of a folder, ``passed`` are the files
    of no format that is read, ``media`` how many of each kind of sound, picture and film.
    """

    file: str
    format: str
    version: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, int] = field(default_factory=dict)
    statements: int = 0
    learnt: Mapping[str, Sequence[object]] = field(default_factory=dict)
    refused: Sequence[Problem] = ()
    refusals: int = 0
    doubts: Sequence[Problem] = ()
    doubted: int = 0
    left_out: Mapping[tuple[str, str], int] = field(default_factory=dict)
    items: int = 0
    offers: int = 0
    unidentified: Mapping[str, str] = field(default_factory=dict)
    by_name: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    before: str = ""
    nothing: bool = False
    beside: str = ""
    passed: Sequence[str] = ()
    media: Mapping[str, int] = field(default_factory=dict)

    def plain(self) -> dict[str, object]:
        """As JSON has it; docs/formats.md lists the keys."""
        found: dict[str, object] = {
            "file": self.file,
            "format": self.format,
            "version": self.version,
            "details": dict(self.details),
            "records": dict(self.records),
            "refused": [_problem(one) for one in self.refused],
            "refusals": self.refusals,
            "doubts": [_problem(one) for one in self.doubts],
            "doubted": self.doubted,
            "facts": dict(self.facts),
            "statements": self.statements,
            "items": self.items,
            "offers": self.offers,
            "left_out": [
                {"what": what, "why": why, "times": times} for (what, why), times in sorted(self.left_out.items())
            ],
            "unidentified": dict(self.unidentified),
            "by_name": dict(self.by_name),
            "learnt": dict(self.learnt),
            "nothing": self.nothing,
        }
        if self.beside:
            found["beside"] = self.beside
        if self.passed or self.media:
            found |= {"passed": list(self.passed), "media": dict(self.media)}
        return {**found, **({"before": self.before} if self.before else {"folder": self.folder})}


def _problem(one: Problem) -> dict[str, str]:
    return {"place": str(one.place), "what": one.what, "mend": one.mend, "check": one.check}
