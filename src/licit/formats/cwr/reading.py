# SPDX-License-Identifier: Apache-2.0
"""What is known while the transactions of one file are read: whose word it is, and what was met on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from licit.formats.cwr.collapsing import Links
from licit.formats.cwr.saying import agreement_subject
from licit.formats.known import Known
from licit.model.day import When
from licit.model.fact import Grant

MOST_TOLD: Final = 10_000  # doubts remembered so as to be told once; beyond, they are told each time


@dataclass(slots=True)
class Reading:
    """How far the reading of one file is.

    ``source`` is the sender's party, ``within`` whose own numbers the records use: the same, but in a society's answer
    it is the submitter answered, whose party is ``submitter`` where it is known. ``begun``: a header was read. ``day``
    is the day the file was made: lists of territories are checked on it.
    ``agreements`` are the grants of each agreement by its number, ``cited`` the numbers that works named before,
    ``numbers`` the submitter's number of each work, ``links`` those of its chains.
    """

    name: str
    known: Known
    links: Links
    source: str = ""
    within: str = ""
    submitter: str = ""
    society: bool = False
    begun: bool = False
    day: date = date.max
    made: When | None = None
    published: When | None = None
    agreements: dict[str, tuple[Grant, ...]] = field(default_factory=dict)
    cited: dict[str, None] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    affiliated: set[tuple[str, str, str]] = field(default_factory=set)
    told: set[tuple[str, str]] = field(default_factory=set)

    def once(self, check: str, about: str) -> bool:
        """Whether this is the first time that it is told."""
        if (check, about) in self.told:
            return False
        if len(self.told) < MOST_TOLD:
            self.told.add((check, about))
        return True

    def agreement(self, number: str) -> tuple[Grant, ...]:
        """The grants of the submitter's agreement of this number, of this file or of earlier ones."""
        if number not in self.agreements:
            earlier = self.known.earlier(self.within, agreement_subject(number)) if number else ()
            self.agreements[number] = tuple(fact for fact in earlier if isinstance(fact, Grant))
        return self.agreements[number]
