# SPDX-License-Identifier: Apache-2.0
"""Whose word a message is, and the parties that it names, under their ids in the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from licit.formats.ddex.rows import Header, PartyRow
from licit.formats.known import Known

_DDEX: Final = "ddex"  # whose number a sender is, if its id is no register's


@dataclass(slots=True)
class Names:
    """``sender`` is a party's id: numbers that are no register's are that party's own."""

    known: Known
    sender: str = ""
    _voices: dict[str, str] = field(default_factory=dict)  # by name: the sender, and on whose behalf it sent

    def open(self, header: Header, *kinds: str) -> tuple[str, tuple[str, ...]]:
        """Whose word the message is (on whose behalf it was sent, else the sender), and whom it was sent to.

        ``kinds`` are those of the recipients. From here on a bare name that is the sender's is the sender.
        """
        self.sender = self._party(header.sender, (), _DDEX)
        behalf = header.behalf
        again = behalf is None or behalf == header.sender
        voice = self.sender if again or behalf is None else self._party(behalf, (), self.sender)
        self._voices = {header.sender.name: self.sender, **({} if behalf is None else {behalf.name: voice})}
        return voice, tuple(dict.fromkeys(self.party(one, *kinds) for one in header.recipients))

    def party(self, row: PartyRow, *kinds: str) -> str:
        """The party's id. A bare name that is the sender's is the sender; a number of its own is within the sender."""
        if not row.identifiers and not row.number and row.name in self._voices:
            return self._voices[row.name]
        return self._party(row, kinds, self.sender)

    def _party(self, row: PartyRow, kinds: Sequence[str], within: str) -> str:
        """A number that should be a register's and is not tells a party only with its name."""
        number = ""
        if row.number and not row.identifiers:
            number = f"{row.namespace}:{row.number}" if row.namespace else row.number
            if not row.namespace and row.name != row.number:
                number = f"{row.number} {row.name}"
        return self.known.party(row.name, identifiers=dict(row.identifiers), kinds=kinds, within=within, number=number)
