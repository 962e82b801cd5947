# SPDX-License-Identifier: Apache-2.0
"""The frame of a file: whether all of it is there, by the counts of its trailer. Source: CWR 2.2, 3.7, 3.8."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from licit.formats import checks
from licit.formats.cwr.rows import Row
from licit.formats.cwr.saying import doubt
from licit.formats.files import File
from licit.model.problem import Place, Problem, Severity

COUNTED: Final = (("transaction-count", "transactions"), ("record-count", "records"))


@dataclass(slots=True)
class Frame:
    """What a file said of its own size, against what came.

    ``transactions`` are the heads read, but for those that an answer holds.
    """

    file: File
    transactions: int = 0
    header: Row | None = None
    trailer: Row | None = None

    def see(self, row: Row) -> Iterator[Problem]:
        """A frame record, in its place."""
        if self.trailer is not None and row.type != "HDR":
            yield doubt(row, "it comes after the trailer (TRL)", "look for files that were joined", checks.ORDER)
        if row.type == "HDR":
            self.header, self.trailer, self.transactions = row, None, 0
        elif row.type == "TRL":
            self.trailer = row
            yield from self._counts(row)

    def _counts(self, row: Row) -> Iterator[Problem]:
        first = self.header.place.line if self.header else 1
        came = {"transaction-count": self.transactions, "record-count": row.place.line - first + 1}
        for field, word in COUNTED:
            said = row[field]
            if said.isdecimal() and int(said) != came[field]:
                what = f"the file says it has {int(said)} {word}, and {came[field]} came"
                yield doubt(row, what, "ask its sender whether all of it is there")

    def end(self) -> Iterator[Problem]:
        """At the end of the file: whether it has its trailer."""
        if self.header is not None and self.trailer is None:
            what = "the file ends without its trailer (TRL): it may be cut off"
            mend = "ask its sender whether all of it is there"
            yield Problem(Place(self.file.name), what, mend, checks.DOUBT, Severity.WARNING)
