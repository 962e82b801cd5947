# SPDX-License-Identifier: Apache-2.0
"""What a file says, piece by piece: the stream that a reader gives and a case takes in.

Parties, assets and items are named through ``Known`` (which hands out their ids); all else is an entry. A ``Problem``
is an entry too: an error is a record that was refused, a warning one that was read but is doubtful.
"""

from __future__ import annotations

from dataclasses import dataclass

from licit.model.day import When
from licit.model.fact import Claim, Fact, Note
from licit.model.problem import Problem
from licit.model.statement import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whose word the file is, and since when; it comes before the first ``Stated``. A second one replaces the first.

    ``source`` is a party's id. ``title`` says what the document is, for people. ``published`` is when the file reached
    anybody (sent, delivered); where it is missing ``made`` stands in, as in a statement.
    """

    source: str
    made: When | None = None
    published: When | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A fact that somebody affirms or denies, at a place of the file.

    ``locator`` is where in the file (``line 12``, ``ReleaseDeal[3]/Deal[1]``): it becomes the statement's. ``source``,
    ``made`` and ``published`` are those of the ``Origin`` unless given. The same fact (the same id) may be stated by
    many: the first brings it in, each adds a statement. ``subject`` names what a later file of the same source replaces
    as a whole (a work by its submitter's number, a release): ``Known.earlier`` gives it back. Empty: nothing does.
    """

    fact: Fact
    locator: str
    affirms: bool = True
    source: str = ""
    made: When | None = None
    published: When | None = None
    basis: Basis = Basis.SEEN
    note: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A service offers an item: ids."""

    service: str
    item: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An asset is in a catalogue, which is named by its id: what a grant of listed works or recordings names."""

    catalogue: str
    asset: str


@dataclass(frozen=True, slots=True)
class Embodied:
    """A recording embodies a work (or holds a performance): ids. Every item with the recording then has it too."""

    recording: str
    asset: str


@dataclass(frozen=True, slots=True)
class Under:
    """A fact that is stated by itself belongs to a subject too, of the file's source unless another is given.

    It is how one fact for many works is found again by each of them (``Known.earlier``), without a statement for each.
    """

    fact: Fact
    subject: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record, or a part of one, that is understood and says nothing of authority: what, and why it is left out.

    They are counted by the pair, so both are short and fixed: no names or numbers of the record in them.
    """

    what: str
    why: str


Entry = Origin | Stated | Offered | Listed | Under | Embodied | Claim | Note | LeftOut | Problem
