# SPDX-License-Identifier: Apache-2.0
"""What takes in the pieces of a file as they are read: the folder of an import, or, in a dry run, nobody."""

from __future__ import annotations

from typing import Protocol

from licit.model.evidence import Evidence
from licit.model.fact import Claim, Fact, Note
from licit.model.statement import Statement


class Taking(Protocol):
    """Each piece comes once, and is not asked for again."""

    def fact(self, fact: Fact, said: Statement) -> None:
        """A fact that the case does not have, and the first word on it."""

    def say(self, said: Statement) -> None:
        """A further word on a fact."""

    def pair(self, kind: str, one: str, other: str) -> None:
        """A row of ``offers`` (service, item), ``catalogues`` (catalogue, asset) or ``links`` (recording, asset)."""

    def under(self, source: str, subject: str, fact: str) -> None:
        """A fact, by id, that a later file of the source may replace."""

    def keep(self, entry: Claim | Note | Evidence) -> None:
        """An entry by its id; a later one of the same id stands instead."""


class Nobody:
    """Keeps nothing."""

    def fact(self, fact: Fact, said: Statement) -> None:
        """See ``Taking``."""

    def say(self, said: Statement) -> None:
        """See ``Taking``."""

    def pair(self, kind: str, one: str, other: str) -> None:
        """See ``Taking``."""

    def under(self, source: str, subject: str, fact: str) -> None:
        """See ``Taking``."""

    def keep(self, entry: Claim | Note | Evidence) -> None:
        """See ``Taking``."""
