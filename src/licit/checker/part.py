# SPDX-License-Identifier: Apache-2.0
"""What a step of a proof is about: one owner's share of one right in one asset, where one law applies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One owner's share. ``leaf`` is the place whose law decides; ``owner`` is empty for the unnamed owner.

    A fact that belongs to no share is seen at the leaf alone: ``Part(leaf)``.
    """

    leaf: str
    asset: str = ""
    right: str = ""
    owner: str = ""
