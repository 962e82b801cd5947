# SPDX-License-Identifier: Apache-2.0
"""The message itself: its kind and version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from licit.formats.checks import DOUBT, UNSUPPORTED
from licit.formats.ern.rows import Root, Row
from licit.formats.ern.versions import NEW, PURGE, is_read, version_of
from licit.formats.xml import Piece
from licit.model.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from licit.formats.ern.walk import Walk


def root(piece: Piece, walk: Walk) -> Iterator[Row | Problem]:
    """The message's kind and version; a doubt where its namespace and its own word differ."""
    place = Place(walk.name, piece.line)
    namespace = str(piece.element.tag).partition("}")[0].lstrip("{")
    said = str(piece.element.get("MessageSchemaVersionId") or "")
    version, other = version_of(namespace, said), version_of("", said)
    if other and other != version:
        what = f"the namespace is that of ERN {version}, MessageSchemaVersionId says {other}"
        yield Problem(place, what, "trust the namespace, or ask the sender", DOUBT, Severity.WARNING)
    if version and not is_read(version):
        what = f"the message is in ERN {version}"
        yield Problem(place, what, "send it in 3.3 to 4.3", UNSUPPORTED)
    if piece.name not in (NEW, PURGE):
        what = f"the message is {'an' if piece.name[0] in 'AEIOU' else 'a'} {piece.name}, which carries no deals"
        mend = "give the NewReleaseMessage of the releases"
        yield Problem(place, what, mend, UNSUPPORTED, Severity.WARNING)
    walk.deaf = piece.name not in (NEW, PURGE) or bool(version and not is_read(version))
    yield Root(place, piece.name, version)
