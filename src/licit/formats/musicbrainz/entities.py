# SPDX-License-Identifier: Apache-2.0
"""Entities in JSON into the store: a JSON dump has one a line, the web service one, or a list, a document.

Source: MusicBrainz API, JSON format of version 2; its entities and those of the JSON dumps are alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from licit.formats import checks
from licit.formats.entries import LeftOut
from licit.formats.files import File
from licit.formats.musicbrainz.rows import LONGEST, UUID, lines
from licit.formats.musicbrainz.store import Store
from licit.model.problem import Place, Problem

LARGEST: Final = 4 * LONGEST  # bytes of a document of the web service
OFTEN: Final = 1000
DEEPEST: Final = 8  # entities in relations of entities; the web service nests a work in a recording in a release
KINDS: Final = ("label", "release", "recording", "work")
_LISTS: Final = {f"{kind}s": kind for kind in KINDS}
_BAD: Final = "take the file as MusicBrainz gives it"

Entity = Mapping[str, Any]


def load(file: File, into: Store) -> Iterator[Problem | LeftOut]:
    """Take in the entities of a file; yield what is wrong with it, and what is left out.

    Of a file that is one document somebody asked for just this: its recordings are marked, and come with their works.
    """
    count, document = 0, None
    for number, found in documents(file):
        count += 1
        if isinstance(found, Problem):
            file.records["entity"] += 1
            yield found
            continue
        entity_list = next(((found[name], kind) for name, kind in _LISTS.items() if _is_list(found.get(name))), None)
        entities = entity_list[0] if entity_list and "id" not in found else [found]
        document = _Document(file, number, into)
        for entity in entities:
            yield from document.take(entity, entity_list[1] if entity_list and "id" not in found else "")
    if count == 1 and document is not None:
        for gid in document.recordings:
            into.add("asked", gid)


def documents(file: File) -> Iterator[tuple[int, Entity | Problem]]:
    """The JSON objects of a file with the lines they begin on: one a line, or the whole file as one."""
    with file.open() as stream:
        first = stream.readline(LONGEST)
        stream.seek(0)
        if not _is_object(first):
            data = stream.read(LARGEST + 1)
            file.reached(len(data))
            if len(data) > LARGEST:
                what = f"the document has more than {LARGEST} bytes"
                yield 1, Problem(Place(file.name), what, "use the JSON dump, one entity a line", checks.LIMIT)
            else:
                yield 1, _parsed(data, file.name, 0)
            return
        for count, line in enumerate(lines(stream, file.name)):
            if count % OFTEN == 0:
                file.reached(stream.tell())
            if isinstance(line, Problem):
                yield line.place.line, line
            elif line[1].strip():
                yield line[0], _parsed(line[1].encode(), file.name, line[0])
        file.reached(stream.tell())


def kind_of(entity: Entity) -> str:
    """Which of the four an entity is, by the keys that only it has; empty where it is none of them."""
    keys = entity.keys()
    if "title" in keys:
        if keys & {"media", "label-info", "release-group", "barcode", "packaging", "text-representation", "quality"}:
            return "release"
        if keys & {"isrcs", "video", "length"}:
            return "recording"
        return "work" if keys & {"iswcs", "languages", "language", "attributes"} else ""
    return "label" if "name" in keys and "label-code" in keys else ""


class _Document:
    """One object of a file on its way into the store. Its relations are numbered through, which tells them apart."""

    def __init__(self, file: File, line: int, into: Store) -> None:
        self.recordings: dict[str, None] = {}  # those of its entities and their tracks, in their order
        self._file = file
        self._line = line
        self._place = f"{file.base}:{line}"
        self._into = into
        self._relations = 0

    def take(self, entity: Any, kind: str) -> Iterator[Problem | LeftOut]:  # noqa: ANN401 - JSON
        """An entity with all that it holds. ``kind`` is empty where its keys have to tell."""
        found = (kind or kind_of(entity)) if isinstance(entity, dict) else ""
        self._file.records[found or "entity"] += 1
        place = Place(self._file.name, self._line)
        if not found:
            what = "this is neither a label nor a release, a recording or a work"
            yield Problem(place, what, "leave it out: nothing else is read", checks.RECORD)
            return
        try:
            self._keep(entity, found, 0)
            group = _list(entity.get("release-group") or {}, "relations") if found == "release" else []
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"the {found} has not the shape that MusicBrainz gives it: {_said(error)}"
            yield Problem(place, what, _BAD, checks.RECORD)
            return
        for _ in group:
            self._file.records["relation"] += 1
            yield LeftOut("relation of a release group", "it groups releases and says nothing of rights")

    def _keep(self, entity: Entity, kind: str, depth: int) -> None:
        if depth > DEEPEST:
            raise ValueError(f"more than {DEEPEST} entities stand in one another's relations")
        gid = _gid(entity)
        if kind == "label":
            self._label(entity, gid)
        elif kind == "work":
            self._into.add("work", gid, gid, _text(entity["title"]))
            self._numbers(entity, "iswcs", "work", gid)
        else:
            self._credited(entity, kind, gid)
            if kind == "recording":
                self._numbers(entity, "isrcs", "recording", gid)
            else:
                self._release(entity, gid, depth)
        if kind == "recording" and depth <= 1:
            self.recordings[gid] = None
        for relation in _list(entity, "relations"):
            self._relation(relation, kind, gid, depth)

    def _label(self, entity: Entity, gid: str) -> None:
        self._into.add("label", gid, gid, _text(entity["name"]))
        for key, scheme in (("ipis", "ipi-name"), ("isnis", "isni")):
            for value in _list(entity, key):
                self._into.add("label_number", gid, scheme, _text(value), self._place)

    def _numbers(self, entity: Entity, key: str, kind: str, gid: str) -> None:
        for value in _list(entity, key):
            self._into.add("number", kind, gid, _text(value), self._place)

    def _credited(self, entity: Entity, kind: str, gid: str) -> None:
        credit = "".join(
            _text(one.get("name") or "") + _text(one.get("joinphrase") or "") for one in _list(entity, "artist-credit")
        )
        self._into.add(kind, gid, gid, _text(entity["title"]), gid)
        if credit:
            self._into.add("credit", gid, credit)

    def _release(self, entity: Entity, gid: str, depth: int) -> None:
        if entity.get("date"):
            self._into.add("released", gid, _text(entity["date"]))
        for info in _list(entity, "label-info"):
            label = info.get("label")
            if label:
                self._into.add("release_label", gid, _gid(label))
                self._into.add("label", _gid(label), _gid(label), _text(label["name"]))
        for position, medium in enumerate(_list(entity, "media"), 1):
            self._into.add("medium", f"{gid}/{position}", gid)
            for track in _list(medium, "tracks"):
                recording = track.get("recording")
                if recording:
                    self._keep(recording, "recording", depth + 1)
                    self._into.add("track", f"{gid}/{position}", _gid(recording))

    def _relation(self, relation: Entity, kind: str, gid: str, depth: int) -> None:
        """A relation of an entity, which comes first unless it is ``backward``."""
        if not isinstance(relation, dict):
            raise TypeError(f"{str(relation)[:40]!r} is no object")
        self._file.records["relation"] += 1
        self._relations += 1
        named = f"{self._place} relation {self._relations}"
        other = _text(relation["target-type"])
        type_ = _text(relation["type-id"])
        self._into.add("link_type", type_, type_)
        first, last = (_text(relation.get(key) or "") for key in ("begin", "end"))
        self._into.add("link", named, type_, first, last, bool(relation.get("ended")), named)
        target: Any = relation.get(other)
        end = _gid(target) if other in KINDS and target else None
        backward = relation.get("direction") == "backward"
        pair, ends = ((other, kind), (end, gid)) if backward else ((kind, other), (gid, end))
        self._into.add("relation", "_".join(pair), named, *ends, "", named)
        if end is not None and target.get("name" if other == "label" else "title"):
            self._keep(target, other, depth + 2)  # no track of the document's own


def _said(error: Exception) -> str:
    """What is wrong, in words of the file: never of the reader's own making."""
    if isinstance(error, KeyError):
        return f"{error.args[0]!r} is missing"
    if isinstance(error, UnicodeError):
        return "a text has half a character (a lone surrogate)"
    if isinstance(error, AttributeError):
        return "there is a text or number where an object belongs"
    return str(error)[:80]


def _parsed(data: bytes, name: str, line: int) -> Entity | Problem:
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        what = f"byte 0x{data[error.start]:02X} is not UTF-8"
        return Problem(Place(name, line or data.count(b"\n", 0, error.start) + 1), what, _BAD, checks.ENCODING)
    except json.JSONDecodeError as error:
        place = Place(name, line or error.lineno, error.colno)
        return Problem(place, f"this is no JSON: {error.msg.lower()}", _BAD, checks.RECORD)
    except (RecursionError, ValueError):
        return Problem(Place(name, line), "the JSON nests too deep or has a number too long", _BAD, checks.LIMIT)
    if isinstance(found, dict):
        return found
    return Problem(Place(name, line), "this is no JSON object", _BAD, checks.RECORD)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_list(value: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(value, list)


def _list(entity: Entity, key: str) -> list[Any]:
    if not isinstance(entity, dict):
        raise TypeError(f"{str(entity)[:40]!r} is no object")
    found = entity.get(key) or []
    if not isinstance(found, list):
        raise TypeError(f"{key} is no list")
    return found


def _gid(entity: Entity) -> str:
    found = _text(entity["id"])
    if not UUID.fullmatch(found):
        raise ValueError(f"id is {found[:40]!r}, no UUID")
    return found


def _text(value: Any) -> str:  # noqa: ANN401 - JSON
    if not isinstance(value, str):
        raise TypeError(f"{str(value)[:40]!r} is no text")
    value.encode()  # a lone surrogate is no character: UnicodeEncodeError, a ValueError
    return value
