# SPDX-License-Identifier: Apache-2.0
"""The user's words on how files are read, checked before any is."""

from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from licit.model.problem import InvalidValueError


def options_of(
    *, encoding: str = "", service: str = "", owner: str = "", mapping: str = "", others: Sequence[str] = ()
) -> dict[str, Any]:
    """The options that are given; ``others`` are texts ``name=value``.

    Raises:
        InvalidValueError: there is no such encoding, an option is no pair, or the mapping can't be read.
    """
    found: dict[str, Any] = {"service": service, "owner": owner}
    for one in others:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise InvalidValueError(f"{one!r} is no option of a format", mend="write NAME=VALUE, as in assigner=label")
        found[name] = value
    if encoding:
        try:
            found["encoding"] = codecs.lookup(encoding).name
        except LookupError:
            raise InvalidValueError(
                f"{encoding!r} is no encoding", mend="write one such as utf-8, cp1252 or koi8-r"
            ) from None
    if mapping:
        try:
            found["mapping"] = json.loads(Path(mapping).read_text("utf-8"))
        except (OSError, ValueError) as error:
            mend = "give a file as `licit import FILE --dry-run --json` shows it under mapping"
            raise InvalidValueError(f"the mapping {mapping} can't be read: {error}", mend=mend) from None
    return {name: value for name, value in found.items() if value}
