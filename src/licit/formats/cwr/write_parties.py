# SPDX-License-Identifier: Apache-2.0
"""Who the parties of a file are: name, number, IPI, society, and whether they write or publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from licit.formats.cwr.write_said import Unwritten
from licit.formats.cwr.write_words import TAKEN, fits, words
from licit.model.fact import Fact, Membership
from licit.model.party import Party
from licit.model.problem import InvalidValueError
from licit.model.record import Record

NO_SOCIETY: Final = "099"  # CISAC's number for no society
WRITERS: Final = frozenset({"writer", "author", "composer", "lyricist", "arranger", "adaptor", "translator"})
PUBLISHERS: Final = frozenset({"publisher", "original-publisher", "sub-publisher", "administrator", "label"})
NUMBER: Final = 9  # characters of an interested party's number
NAME: Final = 45
FIRST: Final = 30


@dataclass(frozen=True, slots=True)
class Signatory:
    """A party as the records name it. ``ipi`` and ``base`` are empty where the case has none."""

    id: str
    number: str
    name: str
    ipi: str
    base: str
    society: str
    writes: bool


@dataclass(slots=True)
class Signatories:
    """The parties of one file. ``own`` are the submitter's own numbers by id; ``remarks`` what it had to suppose."""

    record: Record
    own: Mapping[str, str]
    societies: Mapping[str, str]
    remarks: dict[tuple[str, str], Unwritten] = field(default_factory=dict)
    _known: dict[str, Signatory] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)

    def of(self, one: str) -> Signatory:
        """The party of this id.

        Raises:
            InvalidValueError: its name can't be written, or the case does not say whether it writes or publishes.
        """
        if one not in self._known:
            self._known[one] = self._made(self.record.parties.get(one) or Party(one, one))
        return self._known[one]

    def society(self, one: Signatory) -> str:
        """The society it is affiliated to; where the case names none, the number for none, which is told."""
        if not one.society:
            what = "no society on record, where CWR wants one"
            self.remark(one.id, "society", f"{what}: written as {NO_SOCIETY}", "record its membership in a society")
        return one.society or NO_SOCIETY

    def remark(self, one: str, what: str, why: str, mend: str = "") -> None:
        """Tell once."""
        self.remarks.setdefault((one, what), Unwritten(one, what, why, mend))

    def _made(self, party: Party) -> Signatory:
        writes = bool(WRITERS & set(party.kinds))
        if writes == bool(PUBLISHERS & set(party.kinds)):
            what = f"the case does not say whether {party.id} writes or publishes"
            raise InvalidValueError(what, mend="give it the kind writer or publisher")
        name = words(party.name or party.id)
        if fits(name, NAME) != name:
            self.remark(party.id, "name", f"{name} is longer than {NAME} characters and was cut")
        elif name != " ".join(party.name.upper().split()):
            self.remark(party.id, "name", f"written {name}")
        given = dict(party.identifiers)
        number = self._number(party, given.get("ipi-name", ""))
        found = given.get("ipi-name", ""), given.get("ipi-base", "")
        return Signatory(party.id, number, fits(name, NAME), *found, self.societies.get(party.id, ""), writes)

    def _number(self, party: Party, ipi: str) -> str:
        """The submitter's own number, else the digits of its IPI name number, else letters made of its id."""
        made = "L" + sha256(party.id.encode()).hexdigest()[: NUMBER - 1].upper()
        for wanted in (self.own.get(party.id, ""), ipi.removeprefix("00"), made):
            fit = 0 < len(wanted) <= NUMBER and set(wanted) <= TAKEN
            if fit and self._taken.setdefault(wanted, party.id) == party.id:
                return wanted
        raise InvalidValueError(f"{party.id} has no number of its own", mend="give it one of nine characters")


def affiliations(record: Record, facts: Iterable[Fact]) -> Mapping[str, str]:
    """The society of each member by its CISAC number: the first on record, where the group is a society."""
    found: dict[str, str] = {}
    for fact in facts:
        if isinstance(fact, Membership) and (group := record.parties.get(fact.group)) is not None:
            code = dict(group.identifiers).get("cisac", "")
            if code:
                found.setdefault(fact.member, code)
    return found
