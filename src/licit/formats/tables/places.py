# SPDX-License-Identifier: Apache-2.0
"""Lists of territories and shares as the cells of a catalogue write them."""

from __future__ import annotations

import functools
import re
from typing import Final

from licit.model.problem import InvalidValueError
from licit.model.share import WHOLE, Share
from licit.model.territory import Expression

_EXCEPT: Final = re.compile(
    r"\s+(?:except|excluding|excl\.?|ex|without|sauf|hors|ohne|außer|ausser|excepto|salvo|eccetto|escluso|exceto|кроме)[:\s]+",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*[,;|]\s*")
_SPACES: Final = re.compile(r"\s+")
_CODE: Final = re.compile(r"[A-Z0-9]{2,4}(?:-[A-Z]{2})?")
_SHARE: Final = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]+))?\s*%?")
# World in languages that the vocabulary does not speak; no other name of a territory is taken from here.
_WORLD: Final = frozenset({"ww", "welt", "weltweit", "mundo", "mundial", "todo el mundo", "mondo", "mondiale", "mir",
                           "мир", "весь мир", "wereld", "wereldwijd", "monde entier", "mundo todo"})  # fmt: skip


def territories_of(text: str) -> Expression:
    """Read ``FR``, ``FR; DE``, ``FR DE``, ``World except RU, BY`` or ``+World -RU``.

    Raises:
        InvalidValueError: nothing is named, or something is no territory.
    """
    found = _outcome(text)
    if isinstance(found, InvalidValueError):
        raise InvalidValueError(found.what, mend=found.mend)
    return found


@functools.lru_cache(maxsize=4096)  # of what is none too: to look for the nearest name takes 5 ms
def _outcome(text: str) -> Expression | InvalidValueError:
    try:
        return _read(text)
    except InvalidValueError as error:
        return error


def _read(text: str) -> Expression:
    written = text.strip()
    if written[:1] in ("+", "-", "−"):
        steps = Expression.parse(written).steps
        return Expression(tuple((includes, _place(name)) for includes, name in steps))
    included, *excluded = _EXCEPT.split(written)
    if len(excluded) > 1:
        raise InvalidValueError(f"{text[:64]!r} excepts twice", mend="write +World -Commonwealth +CA")
    steps = tuple((True, name) for name in _names(included))
    return Expression(steps + tuple((False, name) for part in excluded for name in _names(part)))


def _names(text: str) -> list[str]:
    text = text.strip().strip("()").strip()
    parts = _BETWEEN.split(text) if _BETWEEN.search(text) else None
    if parts is None:
        codes = _SPACES.split(text)
        parts = codes if len(codes) > 1 and all(_CODE.fullmatch(code) for code in codes) else [text]
    found = [_place(part) for part in parts if part]
    if not found:
        raise InvalidValueError(f"{text[:64]!r} names no territory", mend="write FR, DE or World except RU, BY")
    return found


def _place(name: str) -> str:
    from licit.vocabulary import territories

    if name.casefold() in _WORLD:
        return "World"
    return territories().resolve(name)


def share_of(text: str, *, fraction: bool = False) -> Share:
    """Read ``33.33``, ``33,33 %`` or, of the whole as 1, ``0.3333``. Zeros at the end are none of its decimals.

    Raises:
        InvalidValueError: it is no share, or has a third decimal of a percent.
    """
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        raise InvalidValueError(f"{text[:64]!r} is no share", mend="write percent with at most two decimals: 33.33 %")
    decimals = (found[2] or "").rstrip("0")
    places = 4 if fraction else 2
    if len(decimals) > places:
        what = f"{text[:64]!r} has more decimals than a share keeps"
        raise InvalidValueError(what, mend="write percent with at most two decimals")
    hundredths = int(found[1] + decimals.ljust(places, "0"))
    if hundredths > WHOLE:
        raise InvalidValueError(f"{text[:64]!r} lies outside 0-100 %", mend="give each owner its part of 100 %")
    return Share(hundredths)
