# SPDX-License-Identifier: Apache-2.0
"""``licit demo``: the case of AllOfMP3 in one page."""

from __future__ import annotations


def demo() -> None:
    """Judge the AllOfMP3 claim."""
