# SPDX-License-Identifier: Apache-2.0
"""Small builds that are cut as large ones are."""

from __future__ import annotations

import pytest

from licit.engine.classes import building

MEMORY = 60_000  # bytes: the merge is cut into a few shards


def cut(patch: pytest.MonkeyPatch) -> None:
    """A few rows a chunk and partition, a few items a range."""
    patch.setattr(building, "_SMALLEST", 16)
    patch.setattr(building, "_ROW", 1 << 20)


@pytest.fixture
def cut_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut small for one test."""
    cut(monkeypatch)
