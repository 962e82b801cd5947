# SPDX-License-Identifier: Apache-2.0
"""What backs a statement."""

from __future__ import annotations

from dataclasses import dataclass

from licit.model.day import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A document or page: who published it, when, where it is to be found, and the hash of the copy kept.

    ``file`` is the kept copy, relative to the folder of the case; ``sha256`` is 64 hexadecimal digits. Either may be
    empty. ``date`` is the day of the document itself.
    """

    id: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    date: When | None = None
    url: str = ""
    file: str = ""
    sha256: str = ""
    note: str = ""
