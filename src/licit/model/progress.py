# SPDX-License-Identifier: Apache-2.0
"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]  # how much is done, of how much


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""
