# SPDX-License-Identifier: Apache-2.0
"""A case as linked data: JSON-LD 1.1, each entry a node, each mention of another a link to it.

Terms are the keys of docs/case.md under ``urn:licit:term:``; nothing has to be fetched to read it.
Source: W3C JSON-LD 1.1, §4.1 (context), §4.2.3 (type coercion), §4.9 (graph).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from licit.case.kinds import FACTS, IDS_BY_NAME, NAMED, SAID_KEY

TERMS: Final = "urn:licit:term:"
KINDS: Final = {  # section -> the kind in a node's id
    "parties": "party", "assets": "asset", "items": "item", "evidence": "evidence", "positions": "position"
}  # fmt: skip
REFERS: Final = {  # key -> the kind of what it names
    **dict.fromkeys(
        (
            "party", "from", "to", "member", "group", "society", "service", "operator", "licensor", "said-by", "by",
            "through", "of", "between", "parties", "members-of", "some-members-of",
        ),
        "party",
    ),
    **dict.fromkeys(("asset", "assets"), "asset"),
    **dict.fromkeys(("grant", "statute", "fact", "facts"), "fact"),
    **dict.fromkeys(("item", "offers"), "item"),
    "evidence": "evidence",
    "catalogues": "catalogue",
}  # fmt: skip


def case_jsonld(document: Mapping[str, Any]) -> dict[str, Any]:
    """A case as ``licit.case.writing.plain`` gives it, as one JSON-LD document."""
    context: dict[str, Any] = {"@version": 1.1, "@vocab": TERMS}
    context |= {key: {"@type": "@id"} for key in sorted(REFERS)}
    return {"@context": context, "@graph": list(_nodes(document))}


def _nodes(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    head = {key: value for key, value in document.items() if isinstance(value, str)}
    yield {"@id": "urn:licit:case", "@type": "Case", **head}
    for section, entries in document.items():
        if section in NAMED:
            kind = KINDS.get(section, "fact" if section in FACTS else section.removesuffix("s"))
            for name, entry in entries.items():
                yield {"@id": iri(kind, name), "@type": _type(section), **_linked(entry)}
        elif section in IDS_BY_NAME:
            kind, of, key = ("catalogue", "Catalogue", "assets") if section == "catalogues" else ("party", "", "offers")
            for name, ids in entries.items():
                yield {"@id": iri(kind, name), **({"@type": of} if of else {}), key: _link(key, ids)}
        elif section == "statements":
            yield from ({"@type": "Statement", **_linked(one)} for one in entries)
        elif section == "questions":
            yield from ({"@type": "Question", **_linked(one)} for one in entries)


def _linked(entry: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in entry.items():
        if key == SAID_KEY:
            found[key] = [{"@type": "Statement", **_linked(one)} for one in value]
        elif isinstance(value, dict):
            kinds = key == "assets"  # of an item: by kind of asset
            found[key] = [iri("asset", one) for ids in value.values() for one in ids] if kinds else _linked(value)
        else:
            found[key] = _link(key, value)
    return found


def _link(key: str, value: Any) -> Any:  # noqa: ANN401 - texts and lists of them
    if key not in REFERS:
        return [_linked(one) if isinstance(one, dict) else one for one in value] if isinstance(value, list) else value
    if isinstance(value, list):
        return [iri(REFERS[key], one) for one in value]
    return iri(REFERS[key], value)


def iri(kind: str, name: str) -> str:
    """The node of an entry: ``urn:licit:party:roms``."""
    return f"urn:licit:{kind}:{quote(name, safe='')}"


def _type(section: str) -> str:
    shape = NAMED[section]
    return "".join(part.capitalize() for part in shape.one.replace("-", " ").split())
