# SPDX-License-Identifier: Apache-2.0
"""What MusicBrainz says of rights, in its own word alone: reported, without a source that it names.

Labels belong to labels (membership), are credited with the (P) of recordings (control), license releases to one another
(a grant whose extent is not said). What is read into what, and why: docs/formats/musicbrainz.md.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import groupby
from typing import Final

from licit.formats import checks
from licit.formats.entries import Entry, LeftOut, Listed, Origin, Stated
from licit.formats.files import File, unreadable
from licit.formats.ids import fact_id
from licit.formats.known import Known
from licit.formats.musicbrainz import dump, entities
from licit.formats.musicbrainz.controls import controls
from licit.formats.musicbrainz.days import term
from licit.formats.musicbrainz.names import Key, Names
from licit.formats.musicbrainz.relations import ARTIST, GIDS, Reading, left_out, reading
from licit.formats.musicbrainz.rows import table_of
from licit.formats.musicbrainz.store import Store, store
from licit.model.day import When
from licit.model.fact import Grant, GrantKind, Membership, Note
from licit.model.problem import InvalidValueError, Place, Problem, Severity
from licit.model.scope import Repertoire, Scope
from licit.model.statement import Basis

_RELATIONS: Final = """
    SELECT link_type.gid, relation.kind, relation.entity0, relation.entity1,
           link.first, link.last, link.ended, relation.made, relation.place
    FROM relation LEFT JOIN link ON link.id = relation.link LEFT JOIN link_type ON link_type.id = link.type
    WHERE relation.kind <> 'recording_work'
"""
_OF_LABELS: Final = "SELECT 1 FROM relation WHERE kind LIKE '%label%' LIMIT 1"
_RECORDINGS_OF: Final = """
    SELECT DISTINCT track.recording FROM medium JOIN track ON track.medium = medium.id
    WHERE medium.release = ? ORDER BY 1
"""
_LABELS_OF: Final = "SELECT DISTINCT label FROM release_label WHERE release = ? ORDER BY 1"


def read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    """What the files say together: tables are joined with one another, entities as well."""
    with store() as found:
        for file in files:
            try:
                table = dict(file.detected.details).get("table", "")
                if file.detected.version == "JSON" or is_json(file):
                    yield from entities.load(file, found)
                else:
                    yield from dump.load(file, table or table_in(file), found)
            except OSError as error:
                yield unreadable(file.name, error)
        found.ready()
        yield from _facts(files, found, known)


def is_json(file: File) -> bool:
    """Whether the file is JSON."""
    with file.open() as stream:
        return stream.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def table_in(file: File) -> str:
    """The table that the file is; empty where COPY lines say it."""
    with file.open() as stream:
        return table_of(stream.read(65_536), file.name)


def _facts(files: Sequence[File], found: Store, known: Known) -> Iterator[Entry]:
    name = files[0].name
    day = str(files[0].options.get("made") or "")
    try:
        made = When.parse(day) if day else None
    except InvalidValueError as error:
        yield Problem(Place(name), error.what, error.mend, checks.VALUE)
        made = None
    source = known.party("MusicBrainz")
    yield Origin(source=source, made=made, title="MusicBrainz")
    missing = [
        (table, what) for table, what in (("link", "relation"), ("link_type", "link")) if _lacks(found, table, what)
    ]
    if _lacks(found, "label", "relation") and next(found.ask(_OF_LABELS), None) is not None:
        missing.append(("label", "relation"))
    if missing:
        tables = " and ".join(table for table, _ in missing)
        what = f"without {tables}, which the files lack, relations say nothing"
        yield Problem(Place(name), what, "import the folder mbdump whole, or all its tables at once", checks.REFERENCE)
        return
    if not found.has("relation") and not any(is_json(file) for file in files):
        what = "no table of relations (l_label_recording and its like) is among the files: nothing is said of rights"
        mend = "import the folder mbdump whole, or all its tables at once"
        yield Problem(Place(name), what, mend, checks.REFERENCE, Severity.WARNING)
    names = Names(found, known, source)
    yield from controls(found, names)
    undated = yield from _others(found, names)
    names.documents()
    yield from names.entries()
    for kind in entities.KINDS:
        for _ in range(found.count(kind) - names.count(kind)):
            yield LeftOut(kind, "nothing that is read speaks of it")
    if undated and made is None:
        what = f"{undated} relations don't say when they were made, and neither does the file"
        mend = "say when it was taken with the option made: undated words count on no day"
        yield Problem(Place(name), what, mend, checks.DOUBT, Severity.WARNING)


def _lacks(found: Store, table: str, what: str) -> bool:
    """Whether there is what needs the table, and not the table."""
    return found.has(what) and not found.has(table)


def _others(found: Store, names: Names) -> Generator[Entry, None, int]:
    """All relations but the (P) ones and works, one by one; gives back how many are undated."""
    undated = 0
    for gid, kind, one, other, first, last, ended, made, place in found.ask(_RELATIONS):
        if gid is None:
            where = Place(*_split(place))
            yield Problem(where, "the relation's link is in no file", "give mbdump/link whole", checks.REFERENCE)
            continue
        undated += not made and reading(gid) is not Reading.NOTHING
        match reading(gid):
            case Reading.P_RECORDING | Reading.P_RELEASE | Reading.PERFORMANCE | Reading.LICENSEE:
                continue  # by recording; a licensee goes with its licensor
            case Reading.NOTHING:
                yield LeftOut(*(ARTIST if "artist" in kind and gid not in GIDS else left_out(gid)))
                continue
            case Reading.OWNERSHIP | Reading.EVENT:
                try:
                    days = term(first, last, ended=bool(ended))
                    ends = names.label(one), names.label(other)
                except InvalidValueError as error:
                    yield Problem(Place(*_split(place)), error.what, error.mend, checks.VALUE)
                    continue
                if reading(gid) is Reading.OWNERSHIP:
                    fact = Membership(
                        id=fact_id("mb-member", *ends, days), member=ends[1], group=ends[0], term=days, note=_CROWD
                    )
                    yield _stated(fact, place, made)
                elif days.start is None:
                    yield LeftOut(GIDS[gid][0], "it has no day")
                else:
                    text = f"{names.name(one)}: {GIDS[gid][0]}, {names.name(other)}"
                    id_ = fact_id("mb-event", gid, *ends, days)
                    yield Note(id=id_, day=days.start, text=text, source=names.source)
            case Reading.LICENSOR:
                yield from _licensed(found, names, (one, other), (first, last, bool(ended)), (made, place))
    yield from _alone(found)
    return undated


_CROWD: Final = "an entry of MusicBrainz, without a source"


def _licensed(
    found: Store, names: Names, ends: tuple[Key, Key], days: tuple[str, str, bool], said: tuple[str, str]
) -> Iterator[Entry]:
    """A licence of one release: to its licensees, else to the labels it came out on, which is an inference."""
    licensor, release = ends
    made, place = said
    query = _RELATIONS + " AND link_type.gid = ? AND relation.entity1 = ? ORDER BY relation.entity0"
    licensee = next(gid for gid, (_, way) in GIDS.items() if way is Reading.LICENSEE)
    to = [row[2] for row in found.ask(query, (licensee, release))]
    basis = Basis.REPORTED if to else Basis.INFERRED
    to = to or [row[0] for row in found.ask(_LABELS_OF, (release,))]
    to = [one for one in to if one != licensor]
    if not to:
        yield LeftOut("licensor", "the files name nobody who has the licence")
        return
    try:
        during = term(days[0], days[1], ended=days[2])
        grantor, grantees = names.label(licensor), [names.label(one) for one in to]
        recordings = [names.recording(row[0]) for row in found.ask(_RECORDINGS_OF, (release,))]
    except InvalidValueError as error:
        yield Problem(Place(*_split(place)), error.what, error.mend, checks.REFERENCE)
        return
    for grantee in grantees:
        id_ = fact_id("mb-licence", grantor, grantee, names.gid("release", release), during)
        reach = Repertoire(catalogues=frozenset((id_,))) if recordings else None
        fact = Grant(
            id=id_,
            grantor=grantor,
            grantee=grantee,
            kind=GrantKind.NON_EXCLUSIVE,
            scope=Scope(reach),
            term=during,
            note=_CROWD,
        )
        yield _stated(fact, place, made, basis)
        for recording in recordings:
            yield Listed(id_, recording)
    yield from names.entries()


def _alone(found: Store) -> Iterator[Entry]:
    """Licensees of releases for which the files name no licensor."""
    rows = found.ask(_RELATIONS + " AND link_type.gid IS NOT NULL ORDER BY relation.entity1")
    of_release = ((row[3], reading(row[0])) for row in rows if row[1] == "label_release")
    for _, group in groupby(of_release, key=lambda pair: pair[0]):
        kinds = [kind for _, kind in group]
        if Reading.LICENSEE in kinds and Reading.LICENSOR not in kinds:
            for _ in range(kinds.count(Reading.LICENSEE)):
                yield LeftOut("licensee", "the files name nobody who gave the licence")


def _stated(fact: Membership | Grant, place: str, made: str, basis: Basis = Basis.REPORTED) -> Stated:
    when = When.parse(made) if made else None
    return Stated(fact=fact, locator=place, made=when, basis=basis)


def _split(place: str) -> tuple[str, int]:
    """The file and line of a place in the store."""
    name, _, line = place.partition(" relation ")[0].rpartition(":")
    return name, int(line)
