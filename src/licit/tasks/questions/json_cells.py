# SPDX-License-Identifier: Apache-2.0
"""A cell as JSON on one line, in which nothing acts on a terminal."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final

from licit.report.json import json_text

_PLAIN: Final = re.compile(r"[ !#-\[\]-~]*")  # printable ASCII but the quote and the backslash


def json_cell(value: Any) -> str:  # noqa: ANN401 - whatever a column holds
    """The value as JSON; what JSON has no word for is its text, and no number is null."""
    if isinstance(value, str):
        if _PLAIN.fullmatch(value):
            return f'"{value}"'
        return json_text(value).removesuffix("\n")
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    return json.dumps(value, default=str)
