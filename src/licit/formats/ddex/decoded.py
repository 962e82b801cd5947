# SPDX-License-Identifier: Apache-2.0
"""A message shown record by record: each element with its path, and what it is read as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from lxml import etree

from licit.formats.checks import LIMIT
from licit.formats.ddex.codes import territory
from licit.formats.ddex.periods import end_of, start_of
from licit.formats.files import Decoded, File, Value
from licit.formats.xml import Piece, local, pieces
from licit.model.identifiers import check
from licit.model.problem import InvalidValueError, Problem
from licit.vocabulary import territories, trade

MOST: Final = 2000  # fields shown of one record
Meaning = Callable[[Any, str, str], str]  # of an element, its name and its text; empty where it is text
_CHECKED: Final = {"ISRC": "isrc", "GRid": "grid", "ISWC": "iswc"}


def inspect(
    file: File, wanted: Collection[str], about: Mapping[str, str], meaning: Meaning | None = None
) -> Iterator[Decoded]:
    """Yield each record of a message, element by element, in the order of the file.

    ``wanted`` are a standard's records, ``about`` what they are for, ``meaning`` what its own values mean.
    """
    with file.open() as stream:
        for piece in pieces(stream, file.name, wanted, records=file.records, reached=file.reached):
            if isinstance(piece, Problem):
                yield Decoded("XML", str(piece.place), (), problems=(piece,))
            else:
                yield _decoded(piece, file, about, meaning or meaning_of)


def _decoded(piece: Piece, file: File, about: Mapping[str, str], meaning: Meaning) -> Decoded:
    found: list[Value] = []
    for value in _values(piece.element, "", meaning, deep=bool(piece.parent)):
        if len(found) == MOST:
            break
        found.append(value)
    if len(found) == MOST:
        found.append(Value("…", "", "", problem=f"more than {MOST} fields: the rest is not shown ({LIMIT})"))
    said = about.get(piece.name, "left out" if piece.parent else "the message")
    return Decoded(piece.name, f"{file.name}:{piece.line}", tuple(found), said)


def _values(element: etree._Element, path: str, meaning: Meaning, *, deep: bool) -> Iterator[Value]:
    for name, raw in element.attrib.items():
        yield Value(f"@{local(name)}", f"{path or local(element.tag)}@{local(name)}", str(raw))
    written = (element.text or "").strip()
    if written:
        yield _value(element, path or local(element.tag), written, meaning)
    if not deep:
        return
    total = Counter(local(one.tag) for one in element)
    seen: Counter[str] = Counter()
    for one in element:
        if name := local(one.tag):
            seen[name] += 1
            step = f"{name}[{seen[name]}]" if total[name] > 1 else name
            yield from _values(one, f"{path}/{step}" if path else step, meaning, deep=True)


def _value(element: etree._Element, path: str, written: str, meaning: Meaning) -> Value:
    name = local(element.tag)
    try:
        return Value(name, path, written, meaning(element, name, written))
    except InvalidValueError as error:
        return Value(name, path, written, problem=error.what)


def meaning_of(element: etree._Element, name: str, written: str) -> str:
    """What a value is read as; empty where it is text.

    Raises:
        InvalidValueError: it can't be what it should be.
    """
    if name in _CHECKED:
        return check(_CHECKED[name], written)
    if name in ("TerritoryCode", "ExcludedTerritoryCode", "TerritoryOfRightsDelegation"):
        found = territory(written, str(element.get("IdentifierType") or ""), None)
        return f"{'not ' if name.startswith('Excluded') else ''}{territories().name(found)}"
    if name in ("UseType", "CommercialModelType"):
        word = written.removesuffix("Model")
        if element.get("UserDefinedValue") and word == "UserDefined":
            return f"the sender's own: {element.get('UserDefinedValue')}"
        return trade("music").names(word)
    return _day(name, written)


def _day(name: str, written: str) -> str:
    if name in ("StartDate", "StartDateTime"):
        when, rounded = start_of(written)
        return f"from {when}{' (the whole day)' if rounded else ''}"
    if name in ("EndDate", "EndDateTime"):
        when, rounded = end_of(written)
        return f"to {when}, that day too{' (the whole day)' if rounded else ''}"
    return ""
