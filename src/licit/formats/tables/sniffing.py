# SPDX-License-Identifier: Apache-2.0
"""Whether some first bytes are a table, and of which kind. This room is asked last, and claims no prose and no junk."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Final

from licit.formats.files import HEAD, Detected
from licit.formats.tables.dialect import dialect_of
from licit.formats.tables.encodings import Encoding, by_mark, of_text
from licit.formats.tables.header import known_words
from licit.formats.tables.shapes import SHAPES, TELLING

ROOM: Final = "tables"
_NAMED: Final = frozenset({".csv", ".tsv", ".tab", ".txt", ".psv", ".dsv"})
_LINES: Final = frozenset({".jsonl", ".ndjson"})
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1e\x7f]")
_CWR: Final = re.compile(r"HDR(?:PB|SO|WR|AA|[0-9]{2})[0-9A-Z ]{9}")
_RULE: Final = re.compile(r"[\s|:+=-]+")
_FEW: Final = 3  # rows that two lines of prose would easily make


def sniff(head: bytes, name: str) -> Detected | None:  # noqa: PLR0911 - each kind, or none
    """The kind of table; ``None`` where it is none."""
    if head.startswith(b"PAR1"):
        return Detected(ROOM, "parquet")
    if head.startswith(b"PK\x03\x04"):
        return _zip(head, name)
    encoding = by_mark(head) or of_text(head)
    text = _text(head, encoding)
    if text is None:
        return None
    cut = len(head) < HEAD
    lines = text.splitlines(keepends=True)
    lines = lines if cut or len(lines) == 1 else lines[:-1]  # the last may be cut off
    lines = [line for line in lines if line.strip()]
    if not lines:
        return None
    start = lines[0].lstrip()
    if start.startswith("{"):
        return _json(lines, name)
    if start.startswith(("<", "[", "%PDF", "---")) or _CWR.match(start):
        return None
    if is_dsr(lines):
        return Detected(ROOM, "dsr")
    return _separated(lines, name)


def is_dsr(lines: list[str]) -> bool:
    """Whether the first line that is no comment is a head of the flat-file profile of DSR."""
    first = next((line for line in lines if not line.startswith("#")), "")
    cells = first.rstrip("\r\n").split("\t")
    return cells[0] == "HEAD" and len(cells) > 2 and (cells[1].lower().startswith("dsrf") or "Profile" in cells[2])  # noqa: PLR2004


def _zip(head: bytes, name: str) -> Detected | None:
    """A workbook says so in the names of its parts, of which the first bytes hold the first few."""
    office = any(part in head for part in (b"[Content_Types].xml", b"_rels/", b"docProps/"))
    other = any(part in head for part in (b"word/", b"ppt/", b"META-INF/", b"mimetype"))
    if b"xl/" in head or (office and not other and PurePath(name).suffix.lower() in (".xlsx", ".xlsm")):
        return Detected(ROOM, "xlsx")
    return None


def _text(head: bytes, encoding: Encoding) -> str | None:
    try:
        text = head.decode(encoding.codec, "ignore" if len(head) >= HEAD or not encoding.by_bytes else "replace")
    except (UnicodeError, LookupError):
        return None
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if len(_CONTROLS.findall(text[:4096])) > max(1, len(text[:4096]) // 200):
        return None
    return text


def _json(lines: list[str], name: str) -> Detected | None:
    good = 0
    for line in lines[:20]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        good += isinstance(found, dict) and "@context" not in found
    named = PurePath(name).suffix.lower() in _LINES
    if good and (named or (len(lines) > 1 and good * 2 > len(lines[:20]))):
        return Detected(ROOM, "jsonl")
    return None


def _separated(lines: list[str], name: str) -> Detected | None:
    named = PurePath(name).suffix.lower() in _NAMED
    dialect = dialect_of(lines)
    if dialect is None:
        return _one_column(lines, named=named)
    first = lines[0].rstrip("\r\n").split(dialect.separator)
    if len(lines) > 1 and _RULE.fullmatch(lines[1].strip()):
        return None  # a table drawn in prose
    cells = [cell.strip(' "') for cell in first]
    identified = any(SHAPES[shape](cell) for shape in TELLING for cell in cells)
    if not named and len(lines) <= _FEW and not known_words(cells) and not identified:
        return None
    return Detected(ROOM, "tsv" if dialect.separator == "\t" else "csv")


def _one_column(lines: list[str], *, named: bool) -> Detected | None:
    """A list of identifiers, with or without a name at its top."""
    values = [line.strip().strip('"') for line in lines]
    header = bool(known_words(values[:1]))
    values = values[1:] if header else values
    if any(values and sum(map(SHAPES[shape], values)) >= 0.9 * len(values) for shape in TELLING):
        return Detected(ROOM, "csv")
    return Detected(ROOM, "csv") if named and header else None
