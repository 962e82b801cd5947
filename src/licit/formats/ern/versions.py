# SPDX-License-Identifier: Apache-2.0
"""Which message a file is, and of which version: by its namespace, then by what it says; never by its file's name."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Final

from licit.formats.files import Detected

NEW: Final = "NewReleaseMessage"
PURGE: Final = "PurgeReleaseMessage"
OTHER: Final = ("CatalogListMessage", "UpdateReleaseMessage", "ReleaseAvailabilityMessage")
OLDEST: Final = (3, 3)
NEWEST: Final = (4, 3)

_NAMESPACE: Final = re.compile(r"ddex\.net/xml/(?:ern/|[0-9]{4}/ern-main/)([0-9][0-9.]*)")
_SCHEMA: Final = re.compile(r"(?:^|/)([0-9][0-9.]*)$")
_ROOT: Final = re.compile(rf"<(?:[\w.\-]+:)?({'|'.join((NEW, PURGE, *OTHER))})(?=[\s>/])")
_MARKS: Final = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def sniff(head: bytes, _: str) -> Detected | None:
    """An ERN message by its root's name, in UTF-8 or UTF-16. The whole is not parsed here."""
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "latin-1")
    text = head.decode(encoding, "replace")
    root = _ROOT.search(text)
    if root is None:
        return None
    tag = text[root.start() : text.find(">", root.start()) + 1]
    namespace = _NAMESPACE.search(tag)
    schema = re.search(r"""MessageSchemaVersionId\s*=\s*["']([^"']*)["']""", tag)
    version = version_of(namespace[0] if namespace else "", schema[1] if schema else "")
    return Detected("ern", version, (("message", root[1]),))


@lru_cache(256)  # the messages of a sender say the same
def version_of(namespace: str, schema: str) -> str:
    """``4.1.1`` of ``http://ddex.net/xml/ern/411``, or of ``ern/411``; empty where neither says it."""
    for pattern, said in ((_NAMESPACE, namespace), (_SCHEMA, schema)):
        if found := pattern.search(said.strip()):
            return ".".join(found[1].replace(".", ""))
    return ""


def is_read(version: str) -> bool:
    """Whether the version is one of those that Licit reads."""
    parts = tuple(int(part) for part in version.split(".")[:2])
    return OLDEST <= parts <= NEWEST
