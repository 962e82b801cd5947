# SPDX-License-Identifier: Apache-2.0
"""Anyone who owns, grants, receives, speaks or is asked about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """A party: its id in the case, its name, its kinds (service, society, label, federation, court …).

    ``identifiers`` are pairs of scheme and value, checked where they were read (``model/identifiers``).
    """

    id: str
    name: str
    kinds: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    domains: tuple[str, ...] = ()
    note: str = ""
