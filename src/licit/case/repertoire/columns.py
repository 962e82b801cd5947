# SPDX-License-Identifier: Apache-2.0
"""The columns of repertoire tables, by kind of table. docs/case.md lists them."""

from __future__ import annotations

from typing import Final

SPEECH: Final = ("by", "says", "made", "published", "basis", "evidence", "where", "through", "remark")  # the row's own
COLUMNS: Final = {
    "items": ("item", "title", "artist", "group", "released"),  # and one a kind of asset; every other is a detail
    "controls": ("id", "asset", "party", "rights", "share", "territories", "start", "end", "note", *SPEECH),
    "offers": ("service", "item"),
    "assets": ("asset", "kind", "title", "identifiers"),
    "catalogues": ("catalogue", "asset"),
    "links": ("recording", "asset"),
}
NEEDED: Final = {
    "items": ("item",),
    "controls": ("asset", "party", "rights", "share", "territories"),
    "offers": COLUMNS["offers"],
    "assets": ("asset", "kind"),
    "catalogues": COLUMNS["catalogues"],
    "links": COLUMNS["links"],
}
