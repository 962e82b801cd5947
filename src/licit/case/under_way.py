# SPDX-License-Identifier: Apache-2.0
"""A case that is being read."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from licit.case.contents import Contents
from licit.case.gathering import Gathering
from licit.case.head import Head
from licit.model.evidence import Evidence
from licit.model.record import Record

STDIN: Final = "-"


@dataclass(slots=True)
class UnderWay:
    """What is known of a case by now.

    ``path`` is what the user calls it, ``folder`` where its relative paths start, ``hashes`` those of its files,
    ``chain`` the real paths of the cases that are including it, ``borrowed`` what was taken in from elsewhere.
    """

    path: str
    to: Gathering
    chain: tuple[str, ...] = ()
    folder: Path = field(default_factory=Path)
    head: Head = field(default_factory=Head)
    contents: Contents = field(default_factory=Contents)
    borrowed: Record = field(default_factory=Record)
    borrowed_evidence: dict[str, Evidence] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    @property
    def from_standard_input(self) -> bool:
        """Whether it has no folder."""
        return self.path == STDIN

    def shown(self, relative: str) -> str:
        """A path relative to the folder, as the user would write it."""
        base = self.path if Path(self.path).is_dir() else str(Path(self.path).parent)
        return os.path.normpath(os.path.join(base, relative))  # noqa: PTH118 - keeps ../ and what the user wrote
