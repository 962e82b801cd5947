# SPDX-License-Identifier: Apache-2.0
"""Records set out in columns and numbered, group by group, into a file that counts them.

Source: CWR 2.1 and 2.2, 2.1.1 (formats), 2.1.5 (prefix), 3.5 to 3.8 (control records).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from licit.formats.cwr.layouts import layouts
from licit.model.problem import InvalidValueError

Line = tuple[str, Mapping[str, str | int]]  # type, and values by field; a field left out is empty
EDI: Final = "01.10"
VERSIONS: Final[Mapping[str, str]] = {"2.1": "02.10", "2.2": "02.20"}
END: Final = "\r\n"
DIGITS: Final = ("N", "N 999v99", "D", "T")  # formats that are filled with zeros, also where there is nothing


@dataclass(slots=True)
class Output:
    """A file under way. ``records`` counts what is written, by type."""

    to: BinaryIO
    version: str
    records: Counter[str] = field(default_factory=Counter)
    groups: int = 0
    transactions: int = 0

    def begin(self, head: Mapping[str, str | int]) -> None:
        """The header of the file."""
        self._put("HDR", {**head, "edi-version": EDI})

    def group(self, kind: str, transactions: Iterable[Iterable[Line]]) -> None:
        """A group of transactions of one kind, none where there are none; each begins with its head."""
        count, before = 0, 0
        for transaction in transactions:
            if not count:
                self.groups += 1
                before = self.records.total()
                head: dict[str, str | int] = {
                    "transaction-type": kind,
                    "group-id": self.groups,
                    "version": VERSIONS[self.version],
                }
                self._put("GRH", head)
            for sequence, (record, values) in enumerate(transaction):
                self._put(record, {**values, "transaction": count, "sequence": sequence})
            count += 1
        if count:
            counts = {"transaction-count": count, "record-count": self.records.total() - before + 1}
            self._put("GRT", {"group-id": self.groups, **counts})
            self.transactions += count

    def end(self) -> None:
        """The trailer of the file."""
        counts = {"transaction-count": self.transactions, "record-count": self.records.total() + 1}
        self._put("TRL", {"group-count": self.groups, **counts})

    def _put(self, record: str, values: Mapping[str, str | int]) -> None:
        self.to.write((set_out(record, values, self.version) + END).encode("ascii"))
        self.records[record] += 1


def set_out(record: str, values: Mapping[str, str | int], version: str) -> str:
    """One record in its columns, as long as the version wants it: digits after zeros, the rest before blanks.

    Values have the characters of CWR; what a later version brought is left off.

    Raises:
        InvalidValueError: a value is longer than its field.
    """
    known = [one for one in layouts()[record].values() if one.since <= version]
    line = [" "] * max(one.place.stop for one in known)
    for one in known:
        text = record if one.name == "type" else str(values.get(one.name, ""))
        digits = one.format in DIGITS or one.name.endswith("ipi-name")
        filled = text.rjust(one.size, "0") if digits else text.ljust(one.size)
        if len(filled) != one.size:
            raise InvalidValueError(f"{record} {one.name} {text!r} is longer than {one.size}", mend="shorten it")
        line[one.place] = filled
    return "".join(line)
