# SPDX-License-Identifier: Apache-2.0
"""Masks as 64-bit words, the lowest first, in which NumPy works on many at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]


def everywhere(leaves: int) -> Words:
    """The mask of so many leaves, in words."""
    found: Words = as_words([(1 << leaves) - 1], leaves)[0]
    return found


def as_words(masks: Sequence[int], leaves: int) -> Words:
    """Masks as 64-bit words, the lowest first: uint64 ``[masks, words]``."""
    words = (leaves + 63) // 64
    content = b"".join(mask.to_bytes(8 * words, "little") for mask in masks)
    return np.frombuffer(content, dtype="<u8").reshape(len(masks), words)
