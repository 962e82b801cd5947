# SPDX-License-Identifier: Apache-2.0
"""Who is credited with the (P) of a recording: by a relation of its own, else by one of a release that it is on.

A (P) notice names the producer of a recording, its successor or exclusive licensee (Rome Convention, art. 11): as weak
a title as there is, but one. The share is not said: who is named alone has the whole; several named for the same days
have equal parts, which no answer hangs on, since each of them has to agree whatever its part.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from licit.formats import checks
from licit.formats.entries import Entry, LeftOut, Stated
from licit.formats.ids import fact_id
from licit.formats.musicbrainz.days import term
from licit.formats.musicbrainz.names import Names
from licit.formats.musicbrainz.relations import GIDS, Reading
from licit.formats.musicbrainz.store import Store
from licit.model.day import Term, When
from licit.model.fact import Control
from licit.model.problem import InvalidValueError, Place, Problem
from licit.model.share import WHOLE, Share
from licit.model.statement import Basis
from licit.model.territory import only
from licit.vocabulary import trade

_NOTICES: Final = """
    SELECT relation.entity1 AS recording, 0 AS level, relation.entity0, link.first, link.last, link.ended,
           relation.made, relation.place
    FROM relation JOIN link ON link.id = relation.link JOIN link_type ON link_type.id = link.type
    WHERE relation.kind = 'label_recording' AND link_type.gid = :recording
    UNION ALL
    SELECT track.recording, 1, relation.entity0, link.first, link.last, link.ended, relation.made, relation.place
    FROM relation JOIN link ON link.id = relation.link JOIN link_type ON link_type.id = link.type
    JOIN medium ON medium.release = relation.entity1 JOIN track ON track.medium = medium.id
    WHERE relation.kind = 'label_release' AND link_type.gid = :release
    ORDER BY 1, 2, 3, 4, 5, 8
"""
_ALONE: Final = """
    SELECT relation.place FROM relation JOIN link ON link.id = relation.link
    JOIN link_type ON link_type.id = link.type
    WHERE relation.kind = 'label_release' AND link_type.gid = ?
    AND NOT EXISTS (SELECT 1 FROM medium JOIN track ON track.medium = medium.id WHERE medium.release = relation.entity1)
"""


def controls(found: Store, names: Names) -> Iterator[Entry]:
    """The controls of recordings, recording by recording."""
    gids = {way: gid for gid, (_, way) in GIDS.items()}
    asked = {"recording": gids[Reading.P_RECORDING], "release": gids[Reading.P_RELEASE]}
    rights = frozenset(right for right in trade("music").rights if right.startswith("recording:"))
    for recording, group in groupby(found.ask(_NOTICES, asked), key=lambda row: row[0]):
        notices = list(group)
        nearest = notices[0][1]
        for _ in (notice for notice in notices if notice[1] != nearest):
            yield LeftOut("(P) of a release", "the recording has its own")
        yield from _of_recording(recording, [one for one in notices if one[1] == nearest], names, rights)
        yield from names.entries()
    for _ in found.ask(_ALONE, (gids[Reading.P_RELEASE],)):
        yield LeftOut("(P) of a release", "the files have no tracks of it")


def _of_recording(
    recording: Any,  # noqa: ANN401 - a number or a gid
    notices: list[tuple[Any, ...]],
    names: Names,
    rights: frozenset[str],
) -> Iterator[Entry]:
    held: dict[tuple[str, Term], list[tuple[Any, ...]]] = {}
    for notice in notices:
        _, _, label, first, last, ended, _, place = notice
        try:
            key = names.label(label), term(first, last, ended=bool(ended))
        except InvalidValueError as error:
            name, _, line = place.partition(" relation ")[0].rpartition(":")
            yield Problem(Place(name, int(line)), error.what, error.mend, checks.VALUE)
            continue
        held.setdefault(key, []).append(notice)
    holders = {holder for holder, _ in held}
    for (holder, during), said in held.items():
        try:
            asset = names.recording(recording, holder if len(holders) == 1 else "")
        except InvalidValueError as error:
            name, _, line = said[0][7].partition(" relation ")[0].rpartition(":")
            yield Problem(Place(name, int(line)), error.what, error.mend, checks.REFERENCE)
            return
        together = {other for other, term_ in held if during.may_meet(term_)}
        share = Share(WHOLE // len(together))
        fact = Control(
            id=fact_id("mb-control", holder, asset, share, during),
            party=holder,
            asset=asset,
            rights=rights,
            share=share,
            territories=only("Worldwide"),
            term=during,
            note="share and territory are not said by MusicBrainz" + (": equal parts" if len(together) > 1 else ""),
        )
        for _, level, _, _, _, _, made, place in said:
            basis = Basis.INFERRED if level else Basis.REPORTED
            when = When.parse(made) if made else None
            yield Stated(fact=fact, locator=place, made=when, basis=basis)
