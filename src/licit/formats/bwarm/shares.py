# SPDX-License-Identifier: Apache-2.0
"""What the right shares of a BWARM set become: controls, and grants to those who follow another share in title.

Shares of manuscript and collection are money; shares of the original publisher and of licensing bear on authority.
Source: DDEX BWARM, WorkRightShares; DDEX AVS, RightShareType, RightsCoverage; kb.ddex.net, linking right shares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from licit.formats import checks
from licit.formats.bwarm.layouts import SHARES
from licit.formats.bwarm.replacing import Replacing
from licit.formats.bwarm.rows import Row, rows
from licit.formats.bwarm.store import Above, Shares
from licit.formats.ddex.shares import BEARING, without_authority
from licit.formats.entries import Entry, LeftOut, Listed
from licit.formats.files import File
from licit.formats.ids import fact_id
from licit.formats.known import Known
from licit.formats.percentages import percentage
from licit.model.day import Term, When
from licit.model.fact import UNLIMITED, Control, Grant, GrantKind
from licit.model.problem import InvalidValueError, Problem
from licit.model.scope import ALL, Named, Repertoire, Scope
from licit.model.territory import Expression
from licit.vocabulary import territories, trade
from licit.vocabulary.rights import called

_SHARE = "right share"


def followed(file: File) -> Iterator[tuple[str, Above]]:
    """The shares of a file, for those that follow them; one that can't be read is told when it is read again."""
    for row in rows(file, SHARES, counted=False):
        if isinstance(row, Problem) or not row["FeedProvidersWorkRightShareId"]:
            continue
        try:
            share, _ = percentage(row["RightSharePercentage"])
        except InvalidValueError:
            continue
        bearing = without_authority(row.many("RightShareType"), row.many("PartyRole")) is None
        one = Above(row["FeedProvidersPartyId"], row["FeedProvidersWorkId"], share.hundredths, bearing)
        yield row["FeedProvidersWorkRightShareId"], one


@dataclass(frozen=True, slots=True)
class _Part:
    """What a control and a grant have alike."""

    party: str
    work: str
    rights: frozenset[str]
    places: Expression
    term: Term


@dataclass(slots=True)
class Reader:
    """The rows of shares, one by one."""

    known: Known
    replacing: Replacing
    places: str  # of rows that name none
    above: Shares
    kind: str = ""  # of the shares that are read as controls
    _stated: set[str] = field(default_factory=set)  # grants: as many as there are pairs of parties

    @property
    def _source(self) -> str:
        return self.replacing.publisher.source

    def of(self, row: Row) -> Iterator[Entry]:
        """What one row says; of a work of which one is refused, nothing is denied."""
        try:
            yield from self._said(row)
        except InvalidValueError as error:
            self.replacing.spare(row["FeedProvidersWorkId"])
            check = checks.REFERENCE if isinstance(error, _ReferenceError) else checks.VALUE
            yield Problem(row.place, error.what, error.mend, check)

    def _said(self, row: Row) -> Iterator[Entry]:
        if not row["FeedProvidersWorkRightShareId"]:
            raise InvalidValueError("the row has no id", mend="fill its first cell")
        left = without_authority(row.many("RightShareType"), row.many("PartyRole"))
        if left is not None:
            yield left
            return
        rights = frozenset().union(*(called("ddex", "work").get(one, frozenset()) for one in row.many("RightsType")))
        if not rights:
            yield LeftOut(_SHARE, "no right of the vocabulary is named")
            return
        above = self._above(row)
        if above is not None:
            yield from self._follower(row, rights, above)
            return
        left = self._twice(row)
        if left is not None:
            yield left
        elif row.many("UseType"):
            yield LeftOut(_SHARE, "it is limited to some uses")
        else:
            fact = self._control(row, rights)
            yield from self.replacing.say(fact, f"work {row['FeedProvidersWorkId']}", _locator(row))

    def _above(self, row: Row) -> Above | None:
        """The share that it follows, where that bears on authority."""
        name = row["FeedProvidersParentWorkRightShareId"]
        if not name:
            return None
        above = self.above.get(name)
        if above is None:
            raise _ReferenceError(
                f"it follows share {name}, which is not in the set", mend="give the whole set together"
            )
        if above.work != row["FeedProvidersWorkId"]:
            raise _ReferenceError(
                f"it follows share {name}, which is of another work", mend="name the share of its own work"
            )
        return above if above.bearing else None

    def _follower(self, row: Row, rights: frozenset[str], above: Above) -> Iterator[Entry]:
        """It took over what the party above has of the work: the whole of it, since a grant has no share."""
        share, _ = percentage(row["RightSharePercentage"])
        if above.party == row["FeedProvidersPartyId"]:
            yield LeftOut(_SHARE, "its party has the share that it follows itself")
        elif share.hundredths != above.hundredths:
            yield LeftOut(_SHARE, "it follows a share of another size: a grant has no share")
        elif self.above.has_others(row["FeedProvidersParentWorkRightShareId"], above):
            yield LeftOut(_SHARE, "whom it follows has other shares of the work: a grant has no share")
        elif not above.party:
            yield LeftOut(_SHARE, "the share that it follows names no party")
        elif not (uses := _uses(row)):
            yield LeftOut(_SHARE, "its uses are none of the vocabulary")
        else:
            yield from self._grant(self._part(row, rights), self._party(above.party), uses, _locator(row))

    def _grant(self, part: _Part, giver: str, uses: Named, locator: str) -> Iterator[Entry]:
        """A grant of listed works, for all rows of the set that are alike: each set has its own, with its own list."""
        parts = (self._source, self.replacing.publisher.set, giver, part.party, part.rights, uses, part.places)
        name = fact_id("bwarm-title", *parts, part.term)
        if name not in self._stated:
            self._stated.add(name)
            grant = Grant(
                id=name,
                grantor=giver,
                grantee=part.party,
                kind=GrantKind.EXCLUSIVE,
                scope=Scope(Repertoire(catalogues=frozenset((name,))), part.rights, uses, part.places),
                sublicense=UNLIMITED,
                term=part.term,
            )
            yield from self.replacing.say(grant, f"title {name}", locator)
        yield Listed(name, part.work)

    def _twice(self, row: Row) -> LeftOut | None:
        """Why a share may be the same part of the work as another: rows come in any order, too many to be held."""
        kinds = [one for one in row.many("RightShareType") if one in BEARING]
        self.kind = self.kind or kinds[0]
        if self.kind in kinds:
            return None
        return LeftOut(_SHARE, f"a {kinds[0]} may be the same part as a {self.kind}: the first type is read")

    def _control(self, row: Row, rights: frozenset[str]) -> Control:
        one = self._part(row, rights)
        share, note = percentage(row["RightSharePercentage"])
        return Control(
            id=fact_id("bwarm-control", self._source, one.party, one.work, rights, share, one.places, one.term),
            party=one.party,
            asset=one.work,
            rights=rights,
            share=share,
            territories=one.places,
            term=one.term,
            note=note,
        )

    def _part(self, row: Row, rights: frozenset[str]) -> _Part:
        party, work = row["FeedProvidersPartyId"], row["FeedProvidersWorkId"]
        if not party or not work:
            raise InvalidValueError("the share names no party or no work", mend="fill its cells")
        term = Term(_day(row["ValidityStartDate"]), _day(row["ValidityEndDate"]))
        start = term.start.earliest if term.start else None
        places = self._places(row, start)
        asset = self.known.asset("work", within=self._source, number=work)
        return _Part(self._party(party), asset, rights, places, term)

    def _party(self, number: str) -> str:
        return self.known.party("", within=self._source, number=number)

    def _places(self, row: Row, day: date | None) -> Expression:
        codes = row.many("TerritoryCode") or tuple(one.strip() for one in self.places.split(",") if one.strip())
        if not codes:
            what = "the share names no territory"
            raise InvalidValueError(what, mend="say it for all such rows with --option territories=US")
        return Expression(tuple((True, territories().resolve(one, day)) for one in codes))


class _ReferenceError(InvalidValueError):
    """A row refers to what is not there."""


def _uses(row: Row) -> Named:
    """The uses that a share names, those of the vocabulary; all where it names none."""
    named = row.many("UseType")
    words = trade("music").use_names
    return frozenset(one for one in named if one in words) if named else ALL


def _locator(row: Row) -> str:
    return f"{row.table} line {row.place.line}"


def _day(text: str) -> When | None:
    return When.parse(text[:10]) if text else None
