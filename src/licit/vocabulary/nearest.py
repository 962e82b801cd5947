# SPDX-License-Identifier: Apache-2.0
"""The nearest known name, for an error that says how to mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

from licit.model.problem import InvalidValueError

LONGEST: Final = 200  # characters compared and repeated: no name here has 80, and comparing costs the square
SHOWN: Final = 6  # names listed where none is near


def unknown(what: str, text: str, known: Iterable[str]) -> InvalidValueError:
    """The error for a name that none of ``known`` is: ``what`` it should have been, and the nearest that is known."""
    text = text[:LONGEST]
    by_key = {name.casefold(): name for name in sorted(known)}
    close = difflib.get_close_matches(text.casefold(), by_key, n=1, cutoff=0.5)
    if close:
        return InvalidValueError(f"{text!r} is no known {what}", mend=f"the nearest is {by_key[close[0]]}")
    names = list(by_key.values())
    listed = ", ".join(names[:SHOWN]) + (" and others" if len(names) > SHOWN else "")
    return InvalidValueError(f"{text!r} is no known {what}", mend=f"known are {listed}")
