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
            found["mapping"] = _mapping_in(json.loads(Path(mapping).read_text("utf-8")))
        except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
            mend = "give what `licit import FILE --dry-run --json` prints, with the roles changed"
            raise InvalidValueError(f"the mapping {mapping} can't be read: {error}", mend=mend) from None
    return {name: value for name, value in found.items() if value}


def _mapping_in(value: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A mapping: by itself, or the first in what a dry run printed."""
    if isinstance(value, list):
        value = value[0]["learnt"]["mappings"][0]
    if not isinstance(value, dict):
        raise TypeError("it is no table of keys")
    return value
