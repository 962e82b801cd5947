# SPDX-License-Identifier: Apache-2.0
"""Sections of a case as YAML files, entry by entry, as many files as are needed: nothing is held.

The style is that of ``writing``: blocks, with short lists and tables of texts in one line. All scalars are texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final, TextIO

from licit.case.values import CONTROL, Plain
from licit.case.writing import MOST

_BARE: Final = re.compile(r"\w(?:[\w ./()+-]*[\w.)+])?")  # what needs no quotes anywhere
_ONE_LINE: Final = re.compile(r"[^\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]*")
_BREAK: Final = re.compile(r"[\x85\u2028\u2029]")  # what JSON leaves as it is, and YAML takes for the end of a line
LONGEST_KEY: Final = 1000  # characters; YAML takes 1024 for a key in one line


class Section:
    """The entries of one section below a folder: ``grants.yaml``, then ``grants-0002.yaml``."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._files = self._entries = 0
        self._stream: TextIO | None = None

    def add(self, one: str, entry: Plain) -> None:
        """The next entry, by its id; one of a list has none."""
        if self._stream is None or self._entries == MOST:
            self.close()
            self._files += 1
            name = f"{self._name}.yaml" if self._files == 1 else f"{self._name}-{self._files:04}.yaml"
            self._stream = (self._folder / name).open("w", encoding="utf-8", newline="\n")
            self._stream.write(f"{self._name}:\n")
            self._entries = 0
        self._stream.write("".join(_keyed(one, entry, 2) if one else _listed(entry, 0)))
        self._entries += 1

    def close(self) -> None:
        """After the last entry; a section without any has no file."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _keyed(key: str, value: Plain, depth: int) -> Iterator[str]:
    written = scalar(key)
    yield f"{' ' * depth}{written}:" if len(written) < LONGEST_KEY else f"{' ' * depth}? {written}\n{' ' * depth}:"
    yield from _below(value, depth)


def _listed(value: Plain, depth: int) -> Iterator[str]:
    yield f"{' ' * depth}-"
    yield from _below(value, depth + 1)


def _below(value: Plain, depth: int) -> Iterator[str]:
    """What follows a key or a dash: the value in its line, or the lines below it."""
    if _flat(value):
        yield f" {_flow(value)}\n"
        return
    yield "\n"
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _keyed(name, part, depth + 2)
    else:
        for part in value:
            yield from _listed(part, depth)


def _flat(value: Plain) -> bool:
    """Whether it goes into one line: a text, or a list or table of texts, or of such."""
    if isinstance(value, str):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return all(isinstance(part, str) for part in parts)


def _flow(value: Plain) -> str:
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, dict):
        return "{" + ", ".join([f"{scalar(name)}: {_flow(part)}" for name, part in value.items()]) + "}"
    return "[" + ", ".join([_flow(part) for part in value]) + "]"


@lru_cache(maxsize=8192)
def scalar(text: str) -> str:
    """A text as it may stand anywhere in YAML, in one line; a character that no case may have becomes a blank."""
    text = CONTROL.sub(" ", text)
    if _BARE.fullmatch(text):
        return text
    if _ONE_LINE.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    return _BREAK.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
