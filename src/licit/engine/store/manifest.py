# SPDX-License-Identifier: Apache-2.0
"""The manifest of a kept result: what it was made from, which files it has, and their checksums."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final, TypeAlias

from licit.engine.store.key import FORMAT, Key
from licit.engine.store.trouble import DistrustError
from licit.engine.store.writer import WRITER
from licit.model.problem import InvalidValueError

JSON: TypeAlias = "str | int | float | bool | Sequence[JSON] | Mapping[str, JSON] | None"

ARRAY_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
DATA_FOLDER: Final = re.compile(f"data-(?P<writer>{WRITER})")
LARGEST: Final = 1 << 24  # bytes of a manifest; one of a thousand arrays has 130 kB


@dataclass(frozen=True, slots=True)
class FileSum:
    """Size in bytes and BLAKE2b (32 bytes, hexadecimal) of a file."""

    size: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands in ``manifest.json``: the arrays of ``key`` lie in the folder ``data`` beside it, one file each."""

    key: Key
    data: str
    arrays: Mapping[str, FileSum]
    notes: Mapping[str, JSON]

    def encode(self) -> bytes:
        """The one text of this manifest, with a checksum of its own.

        Raises:
            InvalidValueError: the notes are no JSON.
        """
        body = {
            "format": FORMAT,
            "key": dict(self.key.parts),
            "data": self.data,
            "arrays": {name: {"bytes": file.size, "blake2b": file.checksum} for name, file in self.arrays.items()},
            "notes": dict(self.notes),
        }
        try:
            return _encode({**body, "blake2b": blake2b(_encode(body), digest_size=32).hexdigest()})
        except (TypeError, ValueError, RecursionError) as error:
            raise InvalidValueError(
                f"the notes are no JSON: {error}", mend="use texts, numbers, lists, dicts"
            ) from None


def decode(raw: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        DistrustError: it is damaged, of another format, or was not written by :meth:`Manifest.encode`.
    """
    try:
        body: Any = json.loads(raw)
    except (ValueError, RecursionError):
        raise DistrustError("its manifest is damaged") from None
    if not isinstance(body, dict):
        raise DistrustError("its manifest is damaged")
    if body.get("format") != FORMAT:
        raise DistrustError(f"it is of format {body.get('format')!r}, and this edition of Licit reads {FORMAT}")
    try:
        arrays = {name: FileSum(file["bytes"], file["blake2b"]) for name, file in body["arrays"].items()}
        manifest = Manifest(Key.of(**body["key"]), body["data"], arrays, body["notes"])
        if manifest.encode() == raw and DATA_FOLDER.fullmatch(manifest.data) and all(map(ARRAY_NAME.fullmatch, arrays)):
            return manifest
    except (KeyError, TypeError, AttributeError, ValueError):
        pass
    raise DistrustError("its manifest is damaged")


def _encode(body: object) -> bytes:
    return json.dumps(body, sort_keys=True, indent=1, allow_nan=False).encode() + b"\n"
