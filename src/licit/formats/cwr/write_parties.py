# SPDX-License-Identifier: Apache-2.0
"""Who the parties of a file are: name, number, IPI, and whether they write or publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from licit.formats.cwr.rights import CLASSES
from licit.formats.cwr.write_said import Unwritten
from licit.formats.cwr.write_words import TAKEN, fits, words
from licit.model.party import Party
from licit.model.problem import InvalidValueError
from licit.model.record import Record

NO_SOCIETY: Final = "099"  # CISAC's number for no society
WRITERS: Final = frozenset({"writer", "author", "composer", "lyricist", "arranger", "adaptor", "translator"})
PUBLISHERS: Final = frozenset({"publisher", "sub-publisher", "administrator"})
NUMBER: Final = 9  # characters of an interested party's number
NAME: Final = 45
FIRST: Final = 30


@dataclass(frozen=True, slots=True)
class Signatory:
    """A party as the records name it.

    ``first`` is a writer's first name; ``ipi`` and ``base`` are empty where the case has none. ``societies`` are CISAC
    numbers by class of rights. ``writes`` is ``None`` where the case does not say what the party is.
    """

    id: str
    number: str
    name: str
    first: str
    ipi: str
    base: str
    societies: Mapping[str, str] = field(hash=False)
    writes: bool | None


@dataclass(slots=True)
class Signatories:
    """The parties of one file.

    ``own`` are the submitter's own numbers by id, ``societies`` those of each party by class, ``hints`` whether a party
    writes where its kinds don't say. ``remarks`` are what was supposed or altered, each told once.
    """

    record: Record
    own: Mapping[str, str]
    societies: Mapping[str, Mapping[str, str]]
    hints: Mapping[str, bool]
    remarks: dict[tuple[str, str], Unwritten] = field(default_factory=dict)
    known: dict[str, Signatory] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)

    def of(self, one: str) -> Signatory:
        """The party of this id.

        Raises:
            InvalidValueError: its name can't be written.
        """
        if one not in self.known:
            self.known[one] = self._made(self.record.parties.get(one) or Party(one, one))
        return self.known[one]

    def in_work(self, one: str) -> Signatory:
        """The party, which must be known to write or to publish.

        Raises:
            InvalidValueError: its name can't be written, or the case does not say which it is.
        """
        found = self.of(one)
        if found.writes is None:
            what = f"the case does not say whether {one} writes or publishes"
            raise InvalidValueError(what, mend="give it the kind writer or publisher")
        return found

    def society(self, one: Signatory, right: str) -> str:
        """The society it is affiliated to for a class; where the case names none, the number for none: told."""
        if right not in one.societies:
            what = f"no society on record for {right.upper()}, where CWR wants one: written as {NO_SOCIETY}"
            self.remark(one.id, f"society for {right.upper()}", what, "record its affiliation to a society")
        return one.societies.get(right, NO_SOCIETY)

    def remark(self, one: str, what: str, why: str, mend: str = "") -> None:
        """Tell once."""
        self.remarks.setdefault((one, what), Unwritten(one, what, why, mend))

    def _made(self, party: Party) -> Signatory:
        writes, publishes = bool(WRITERS & set(party.kinds)), bool(PUBLISHERS & set(party.kinds))
        role = self.hints.get(party.id) if writes == publishes else writes
        last, first = words(party.name or party.id), ""
        if role:
            last, _, first = last.partition(", ")
        if fits(last, NAME) != last or fits(first, FIRST) != first:
            self.remark(party.id, "name", f"{last} {first} is longer than CWR has room for and was cut")
        elif words(party.name) != " ".join(party.name.upper().split()):
            self.remark(party.id, "name", f"written {words(party.name)}")
        given = dict(party.identifiers)
        return Signatory(
            id=party.id,
            number=self._number(party, given.get("ipi-name", "")),
            name=fits(last, NAME),
            first=fits(first, FIRST),
            ipi=given.get("ipi-name", ""),
            base=given.get("ipi-base", ""),
            societies=self.societies.get(party.id, {}),
            writes=role,
        )

    def _number(self, party: Party, ipi: str) -> str:
        """The submitter's own number, else the digits of its IPI name number, else letters made of its id."""
        made = "L" + sha256(party.id.encode()).hexdigest()[: NUMBER - 1].upper()
        for wanted in (self.own.get(party.id, ""), ipi.removeprefix("00"), made):
            fit = 0 < len(wanted) <= NUMBER and set(wanted) <= TAKEN
            if fit and self._taken.setdefault(wanted, party.id) == party.id:
                return wanted
        raise InvalidValueError(f"{party.id} has no number of its own", mend="give it one of nine characters")


def affiliated(one: Signatory) -> dict[str, str | int]:
    """The fields of its societies, where the case has them."""
    return {f"{right}-society": one.societies[right] for right in CLASSES if right in one.societies}
