# SPDX-License-Identifier: Apache-2.0
"""YAML to nodes: one document of plain texts, lists and keys; no tags, anchors, aliases or keys given twice."""

from __future__ import annotations

from typing import Any, Final

from licit.case.nodes import DEEPEST, Items, Node, NotReadableError, Table, Text

LARGEST: Final = 16 * 2**20  # bytes; some 400,000 lines, which nobody reads or reviews: such lists belong in tables
_LARGE: Final = "put long lists into a CSV or Parquet file and name it under repertoire"
_BOM: Final = "\ufeff"


def nodes_of(content: bytes) -> Node | None:
    """Read the one document of a YAML file; nothing where it is empty or all comment.

    Raises:
        NotReadableError: it is too large, binary, not UTF-8, no YAML, or uses more of YAML than a case may.
    """
    return _document(text_of(content))


def text_of(content: bytes) -> str:
    """Decode a file of text, refusing what no text file holds.

    Raises:
        NotReadableError: it is too large, or holds a NUL byte or bytes that are not UTF-8.
    """
    if len(content) > LARGEST:
        raise NotReadableError(
            f"the file has {len(content):,} bytes, more than {LARGEST:,}", mend=_LARGE, check="limit"
        )
    if (at := content.find(b"\0")) >= 0:
        raise NotReadableError(
            "the file is binary: it holds a NUL byte",
            mend="give a text file in UTF-8",
            line=content.count(b"\n", 0, at) + 1,
        )
    try:
        return content.decode().removeprefix(_BOM)
    except UnicodeDecodeError as error:
        raise NotReadableError(
            f"byte 0x{content[error.start]:02X} is not UTF-8",
            mend="save the file as UTF-8",
            line=content.count(b"\n", 0, error.start) + 1,
        ) from None


class _Document:
    """The nodes of one document, built from the parser's events in one pass."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[tuple[Items | Table, Text | None]] = []  # each with the key that waits for its value
        self.documents = 0

    def add(self, node: Node) -> None:
        """Put a whole or just opened node where it belongs."""
        if not self.open:
            self.root = node
            return
        holder, key = self.open[-1]
        if isinstance(holder, Items):
            holder.nodes.append(node)
        elif key is None:
            self._expect(holder, node)
        else:
            holder.entries[key.value] = (key, node)
            self.open[-1] = (holder, None)

    def _expect(self, holder: Table, node: Node) -> None:
        if not isinstance(node, Text):
            raise _at(node, "a key is a list or a table", mend="write a word as the key", check="not-readable")
        if node.value in holder.entries:
            first = holder.entries[node.value][0].line
            what = f"the key {node.value!r} stands here and on line {first}"
            raise _at(node, what, mend="keep one of them", check="duplicate-key")
        self.open[-1] = (holder, node)

    def begin(self, node: Items | Table) -> None:
        """Open a list or table."""
        self.add(node)
        if len(self.open) == DEEPEST:
            raise _at(node, f"more than {DEEPEST} levels", mend="check that this is a case", check="limit")
        self.open.append((node, None))


def _document(text: str) -> Node | None:
    import yaml  # type: ignore[import-untyped]

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where there is one: ten times as fast
    built = _Document()
    try:
        for event in yaml.parse(text, loader):
            _take(event, built, yaml)
    except yaml.YAMLError as error:
        raise _refused(error) from None
    return built.root


def _take(event: Any, built: _Document, yaml: Any) -> None:  # noqa: ANN401 - PyYAML has no types
    kind = type(event)
    if kind is yaml.ScalarEvent:
        mark = event.start_mark
        if event.anchor is not None or event.tag is not None:
            raise _unwanted(event)
        built.add(Text(event.value, mark.line + 1, mark.column + 1, event.style in (None, "")))
    elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
        mark = event.start_mark
        if event.anchor is not None or event.tag is not None:
            raise _unwanted(event)
        if kind is yaml.MappingStartEvent:
            built.begin(Table({}, mark.line + 1, mark.column + 1))
        else:
            built.begin(Items([], mark.line + 1, mark.column + 1))
    elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
        built.open.pop()
    elif kind is yaml.AliasEvent:
        raise _unwanted(event)
    elif kind is yaml.DocumentStartEvent:
        built.documents += 1
        if built.documents > 1:
            line = event.start_mark.line + 1
            raise NotReadableError("a second document begins", mend="put it into a file of its own", line=line)


def _unwanted(event: Any) -> NotReadableError:  # noqa: ANN401
    tag = getattr(event, "tag", None)
    what = f"the tag {tag}" if tag is not None else f"the anchor or alias {event.anchor!r}"
    mend = "write the value itself: a case has no YAML tags, anchors or aliases"
    mark = event.start_mark
    return NotReadableError(what, mend=mend, line=mark.line + 1, column=mark.column + 1)


def _refused(error: Any) -> NotReadableError:  # noqa: ANN401
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = " ".join(str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).split())
    if (context := getattr(error, "context", None)) and getattr(error, "problem", None):
        what = f"{context}: {what}"
    mend = "mend the YAML here: mostly a missing quote, colon or bracket, a tab, or lines that are not indented alike"
    if mark is None:
        return NotReadableError(f"no YAML: {what}", mend=mend)
    return NotReadableError(f"no YAML: {what}", mend=mend, line=mark.line + 1, column=mark.column + 1)


def _at(node: Node, what: str, *, mend: str, check: str) -> NotReadableError:
    return NotReadableError(what, mend=mend, line=node.line, column=node.column, check=check)
