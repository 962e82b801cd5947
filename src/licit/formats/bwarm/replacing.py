# SPDX-License-Identifier: Apache-2.0
"""What a newer set replaces: all that the older one said, and it does not say, is denied as of its day.

What both say is not said again: it stands as the older set said it. Facts are found again by set and work (``Known``),
so that sets of any length are compared without being held.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from licit.formats import checks
from licit.formats.bwarm.layouts import SHARES
from licit.formats.bwarm.publisher import Publisher
from licit.formats.entries import Entry, Stated, Under
from licit.formats.files import File
from licit.formats.known import Known
from licit.model.fact import Fact
from licit.model.problem import Place, Problem, Severity

MOST: Final = 100_000  # works of which a row was refused; where there are more, nothing at all is denied


@dataclass(slots=True)
class Replacing:
    """``missing``: it can't be known what of the set was not read, so that it denies nothing."""

    known: Known
    publisher: Publisher
    missing: bool = False
    _spared: set[str] = field(default_factory=set)  # works of which a row was refused

    def say(self, fact: Fact, about: str, locator: str) -> Iterator[Entry]:
        """A fact of the set: a new one is stated, one that the set before said too belongs to this set as well."""
        one = self.publisher
        subject = _subject(one.set, about)
        if one.before and self.known.under(one.source, _subject(one.before, about), fact.id):
            yield Under(fact, subject)
        else:
            yield Stated(fact=fact, locator=locator, subject=subject)

    def spare(self, work: str) -> None:
        """A row was refused: what the older set said of its work may be what this row said."""
        self._spared.add(work)
        self.missing = self.missing or not work or len(self._spared) > MOST

    def compared(self, file: File) -> Iterator[Problem]:
        """Whether a file has as many lines as the manifest says (it may count the line of names, or not)."""
        wanted = self.publisher.lines.get(file.base)
        found = file.records[SHARES]
        if wanted is not None and not 0 <= wanted - found <= 1:
            self.missing = True
            what = f"it has {found} rows, {wanted} by the manifest"
            yield Problem(Place(file.name), what, "get the whole file", checks.DOUBT, Severity.WARNING)

    def settle(self, first: File) -> Iterator[Entry]:
        """At the end of a whole set: deny what it says no longer."""
        one = self.publisher
        if not (one.whole and one.made and one.before):
            return
        beginning = _subject(one.before, "")
        stand = 0
        for subject in self.known.subjects(one.source, beginning):
            about = subject.removeprefix(beginning)
            now = _subject(one.set, about)
            for fact in self.known.earlier(one.source, subject):
                if self.known.under(one.source, now, fact.id):
                    continue
                if self._stands(about):
                    stand += 1
                    yield Under(fact, now)
                else:
                    note = f"it is in the set of {one.before}, and not in that of {one.made}"
                    yield Stated(fact=fact, locator="the whole set", affirms=False, note=note)
        if stand:
            what = f"{stand} facts of the set of {one.before} that it has not still stand: rows of it were refused"

            mend = "mend the rows and read the set again"
            yield Problem(Place(first.name), what, mend, checks.DOUBT, Severity.WARNING)

    def _stands(self, about: str) -> bool:
        kind, _, number = about.partition(" ")
        return self.missing or (number in self._spared if kind == "work" else bool(self._spared))


def _subject(day: str, about: str) -> str:
    return f"bwarm {day} {about}"
