# SPDX-License-Identifier: Apache-2.0
"""Text in a sheet's XML: what XML can't hold is written ``_x0001_``, as spreadsheets do it, and read back."""

from __future__ import annotations

import re
from typing import Final

# Control characters, the carriage return (XML would make a line feed of it), halves of letters, and what looks like
# an escape itself.
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """The text as a sheet may hold it."""
    return _UNFIT.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The inverse of ``escaped``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
