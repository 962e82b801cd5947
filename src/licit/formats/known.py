# SPDX-License-Identifier: Apache-2.0
"""Who is who: what a reader asks of the case it reads into. ``case/identity`` answers; tests may answer plainly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from licit.model.day import When
from licit.model.fact import Fact

Identifiers = Mapping[str, str]  # scheme (``model/identifiers``) to value, in its compared form


class Known(Protocol):
    """Gives everyone and everything one id in the case, the same at each mention, whichever file mentions it.

    It never joins two by name alone where both have identifiers that differ, nor by a number that only one submitter
    uses: ``within`` is the party whose own ``number`` it is (STANDARDS §5.10).
    """

    def party(
        self,
        name: str,
        *,
        identifiers: Identifiers | None = None,
        kinds: Sequence[str] = (),
        within: str = "",
        number: str = "",
    ) -> str:
        """The party with one of these identifiers; else the one that ``within`` calls ``number``; else by its name.

        A party without identifiers is told from others by its name within one source, and reported as not identified.
        A bare name is the user's own word (an option): the party of the case that has that id or name.

        Raises:
            InvalidValueError: a bare name that several parties of the case have.
        """

    def asset(
        self, kind: str, title: str = "", *, identifiers: Identifiers | None = None, within: str = "", number: str = ""
    ) -> str:
        """The work, recording or performance with one of these identifiers; else ``within``'s ``number``.

        Raises:
            InvalidValueError: it has neither identifier nor number.
        """

    def item(  # noqa: PLR0913 - the parts of an item
        self,
        title: str,
        *,
        artist: str = "",
        recording: str = "",
        identifiers: Identifiers | None = None,
        within: str = "",
        number: str = "",
        group: str = "",
        released: When | None = None,
        details: Sequence[tuple[str, str]] = (),
    ) -> str:
        """What a user picks: the item of this recording (an asset's id), else ``within``'s ``number``.

        Its works and performances come by ``Embodied``. ``group`` is the party it is counted with.
        """

    def earlier(self, source: str, subject: str) -> Sequence[Fact]:
        """The facts that this source stated under this subject, in files read before and so far in this one."""

    def under(self, source: str, subject: str, fact: str) -> bool:
        """Whether ``earlier`` gives a fact of this id."""

    def subjects(self, source: str, beginning: str) -> Iterator[str]:
        """The subjects of this source that begin so, sorted: of files read before, and so far in this one."""
