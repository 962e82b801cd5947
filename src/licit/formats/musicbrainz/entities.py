# SPDX-License-Identifier: Apache-2.0
"""Entities in JSON into the store: a JSON dump has one a line, the web service one, or a list, a document.

Source: MusicBrainz API, JSON format of version 2; its entities and those of the JSON dumps are alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from licit.formats import checks
from licit.formats.files import File
from licit.formats.musicbrainz.rows import LONGEST, UUID, lines
from licit.formats.musicbrainz.store import Store
from licit.model.problem import Place, Problem

LARGEST: Final = 4 * LONGEST  # bytes of a document of the web service
OFTEN: Final = 1000
KINDS: Final = ("label", "release", "recording", "work")
_LISTS: Final = {f"{kind}s": kind for kind in KINDS}
_BAD: Final = "take the file as MusicBrainz gives it"

Entity = Mapping[str, Any]


def load(file: File, into: Store) -> Iterator[Problem]:
    """Take in the entities of a file; yield what is wrong with it."""
    for number, found in documents(file):
        if isinstance(found, Problem):
            file.records["entity"] += 1
            yield found
            continue
        entity_list = next(((found[name], kind) for name, kind in _LISTS.items() if _is_list(found.get(name))), None)
        entities = entity_list[0] if entity_list and "id" not in found else [found]
        for entity in entities:
            yield from _take(file, number, entity, entity_list[1] if entity_list and "id" not in found else "", into)


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


def _take(file: File, number: int, entity: Any, kind: str, into: Store) -> Iterator[Problem]:  # noqa: ANN401 - JSON
    place = Place(file.name, number)
    found = (kind or kind_of(entity)) if isinstance(entity, dict) else ""
    file.records[found or "entity"] += 1
    if not found:
        what = "this is neither a label nor a release, a recording or a work"
        yield Problem(place, what, "leave it out: nothing else is read", checks.RECORD)
        return
    try:
        gid = _gid(entity)
        _keep(entity, found, f"{file.name}:{number}", into)
        for position, relation in enumerate(_list(entity, "relations"), 1):
            file.records["relation"] += 1
            _relation(relation, found, gid, (f"{file.name}:{number}", position), into)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"the {found} has not the shape that MusicBrainz gives it ({type(error).__name__}: {str(error)[:60]})"
        yield Problem(place, what, _BAD, checks.RECORD)


def _keep(entity: Entity, kind: str, place: str, into: Store) -> None:
    gid = _gid(entity)
    if kind == "label":
        into.add("label", gid, gid, _text(entity["name"]))
        for key, scheme in (("ipis", "ipi-name"), ("isnis", "isni")):
            for value in _list(entity, key):
                into.add("label_number", gid, scheme, _text(value), place)
        return
    title = _text(entity["title"])
    if kind == "work":
        into.add("work", gid, gid, title)
        for value in _list(entity, "iswcs"):
            into.add("number", "work", gid, _text(value), place)
        return
    credit = "".join(
        _text(one.get("name") or "") + _text(one.get("joinphrase") or "") for one in _list(entity, "artist-credit")
    )
    into.add(kind, gid, gid, title, gid)
    if credit:
        into.add("credit", gid, credit)
    if kind == "recording":
        for value in _list(entity, "isrcs"):
            into.add("number", "recording", gid, _text(value), place)
    else:
        _release(entity, gid, place, into)


def _release(entity: Entity, gid: str, place: str, into: Store) -> None:
    if entity.get("date"):
        into.add("released", gid, _text(entity["date"]))
    for info in _list(entity, "label-info"):
        label = info.get("label")
        if label:
            into.add("release_label", gid, _gid(label))
            into.add("label", _gid(label), _gid(label), _text(label["name"]))
    for position, medium in enumerate(_list(entity, "media"), 1):
        into.add("medium", f"{gid}/{position}", gid)
        for track in _list(medium, "tracks"):
            recording = track.get("recording")
            if recording:
                _keep(recording, "recording", place, into)
                into.add("track", f"{gid}/{position}", _gid(recording))


def _relation(relation: Entity, kind: str, gid: str, place: tuple[str, int], into: Store) -> None:
    """A relation of an entity, which comes first unless it is ``backward``."""
    other = _text(relation["target-type"])
    named = f"{place[0]} relation {place[1]}"
    type_ = _text(relation["type-id"])
    into.add("link_type", type_, type_)
    first, last = (_text(relation.get(key) or "") for key in ("begin", "end"))
    into.add("link", named, type_, first, last, bool(relation.get("ended")), named)
    target: Any = relation.get(other)
    end = _gid(target) if other in KINDS and target else None
    if end is not None and target.get("name" if other == "label" else "title"):
        _keep(target, other, place[0], into)
    backward = relation.get("direction") == "backward"
    pair, ends = ((other, kind), (end, gid)) if backward else ((kind, other), (gid, end))
    into.add("relation", "_".join(pair), named, *ends, "", named)


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
