# SPDX-License-Identifier: Apache-2.0
"""Which message a file is, and of which version: by its root's name and its namespace, never by its file's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from licit.formats.files import Detected
from licit.formats.xml import opening

_OURS: Final = "ddex.net/xml/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A standard of DDEX and what is read of it.

    ``roots`` are the local names of its messages, ``read`` those whose content is read; ``spaces`` the words that its
    namespaces have had before the version, ``versions`` the beginnings of those whose layout is known; ``wanted`` the
    elements that are read, ``Parent/Child``; ``mend`` what to give instead of a message that is not read.
    """

    name: str
    title: str
    roots: frozenset[str]
    read: frozenset[str]
    spaces: frozenset[str]
    versions: tuple[str, ...]
    wanted: frozenset[str]
    mend: str

    def detected(self, head: bytes) -> Detected | None:
        """The message by the first bytes of its file; ``None`` where it is none of this standard."""
        found = opening(head)
        if found.root not in self.roots:
            return None
        at = found.text.find(found.root)
        tag = found.text[at : found.text.find(">", at) + 1]
        if "xmlns" in tag and _OURS not in tag:
            return None
        return Detected(self.name, self.version_of(tag), (("message", found.root),))

    def version_of(self, namespace: str) -> str:
        """``1.3`` of ``http://ddex.net/xml/mwn/13``; empty where nothing says it."""
        found = re.search(rf"{re.escape(_OURS)}(?:{'|'.join(sorted(self.spaces))})/([0-9]+)", namespace)
        return ".".join(found[1]) if found else ""

    def knows(self, version: str) -> bool:
        """Whether the layout of this version is known; an unstated one is taken by its names."""
        return not version or version.startswith(self.versions)
