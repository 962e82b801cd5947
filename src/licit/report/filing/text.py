# SPDX-License-Identifier: Apache-2.0
"""The text of a filed proof, read strictly: a file may come from anybody, and be made to mislead or to exhaust."""

from __future__ import annotations

import json
from typing import Any, BinaryIO, Final

from licit.model.problem import InvalidValueError

LONGEST: Final = 32 << 20  # bytes; a proof on a record of 10⁴ grants has some 10⁵, and reading takes ten times as much
DIGITS: Final = 12  # of a number: shares, links and hundredths have fewer
_MEND: Final = "give a file that licit wrote, as it was written"


def read(stream: BinaryIO) -> dict[str, Any]:
    """The object that the whole of a stream is.

    Raises:
        InvalidValueError: it is too long, no UTF-8, no JSON (RFC 8259), no object; a key stands twice in an object; a
            number is no whole one, or too long.
    """
    raw = stream.read(LONGEST + 1)
    if len(raw) > LONGEST:
        raise InvalidValueError(f"the file has more than {LONGEST >> 20} MiB", mend=_MEND)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidValueError(f"byte {error.start + 1} is no UTF-8", mend=_MEND) from None
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_float=_whole, parse_int=_number, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InvalidValueError(
            f"this is no JSON: {where}: {error.msg[:1].lower()}{error.msg[1:]}", mend=_MEND
        ) from None
    except RecursionError:
        raise InvalidValueError("the file is nested too deeply", mend=_MEND) from None
    if not isinstance(found, dict):
        raise InvalidValueError("the file is no JSON object", mend=_MEND)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise InvalidValueError(f"the key {_shown(twice)} stands twice in one object", mend=_MEND)
    return found


def _whole(number: str) -> Any:  # noqa: ANN401 - never returns
    raise InvalidValueError(f"{_shown(number)} is no whole number", mend=_MEND)


def _constant(word: str) -> Any:  # noqa: ANN401 - never returns
    raise InvalidValueError(f"{word} is no number of JSON", mend=_MEND)


def _number(digits: str) -> int:
    if len(digits) > DIGITS:
        raise InvalidValueError(f"a number has {len(digits)} digits", mend=_MEND)
    return int(digits)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")  # noqa: PLR2004 - enough to find it
