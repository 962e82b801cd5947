# SPDX-License-Identifier: Apache-2.0
"""Values of the model as JSON: what ``canonical`` spells, read back."""

from __future__ import annotations

from typing import Any


def plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    """A value of the model as plain JSON, its ``type`` beside its fields; what has its default is left out."""
    import json

    from licit.model.canonical import canonical

    return json.loads(canonical(value))
