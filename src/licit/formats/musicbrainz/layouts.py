# SPDX-License-Identifier: Apache-2.0
"""The dump tables that are read, column by column. Source: metabrainz/musicbrainz-server, admin/sql/CreateTables.sql.

Later schemas add columns at the end: a row may have more than the table has here, not fewer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_SPAN: Final = "begin_date_year begin_date_month begin_date_day end_date_year end_date_month end_date_day"
_LINKED: Final = "id link entity0 entity1 edits_pending last_updated link_order entity0_credit entity1_credit"
_OF_RIGHTS: Final = ("l_label_label", "l_label_release", "l_label_recording", "l_label_work", "l_recording_work")

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(columns.split())
    for name, columns in {
        "label": f"id gid name {_SPAN} label_code type area comment edits_pending last_updated ended",
        "label_ipi": "label ipi edits_pending created",
        "label_isni": "label isni edits_pending created",
        "release": "id gid name artist_credit release_group status packaging language script barcode comment"
        " edits_pending quality last_updated",
        "release_label": "id release label catalog_number last_updated",
        "release_country": "release country date_year date_month date_day",
        "release_unknown_country": "release date_year date_month date_day",
        "medium": "id release position format name edits_pending last_updated track_count",
        "track": "id gid recording medium position number name artist_credit length edits_pending last_updated"
        " is_data_track",
        "recording": "id gid name artist_credit length comment edits_pending last_updated video",
        "work": "id gid name type comment edits_pending last_updated",
        "isrc": "id recording isrc source edits_pending created",
        "iswc": "id work iswc source edits_pending created",
        "artist_credit": "id name artist_count ref_count created",
        "link": f"id link_type {_SPAN} attribute_count created ended",
        "link_type": "id parent child_order gid entity_type0 entity_type1 name description link_phrase"
        " reverse_link_phrase long_link_phrase priority last_updated is_deprecated has_dates entity0_cardinality"
        " entity1_cardinality",
        "replication_control": "id current_schema_sequence current_replication_sequence last_replication_date",
        **dict.fromkeys(_OF_RIGHTS, _LINKED),
    }.items()
}
RELATIONS: Final = frozenset(_OF_RIGHTS)
MORE: Final = 6  # columns that later schemas may have added

_WHOLE: Final = "id label release medium recording work artist_credit link link_type entity0 entity1 country"
WHOLE: Final = frozenset(_WHOLE.split())  # columns that hold a whole number, and a row can't do without
EMPTY: Final = frozenset((("release_label", "label"),))  # but here


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as a file has it: where each column stands, which hold whole numbers, which the gid (-1: none)."""

    table: str
    columns: tuple[str, ...]
    places: Mapping[str, int]
    whole: tuple[tuple[int, str], ...]
    gid: int


def shape(table: str, columns: tuple[str, ...] = ()) -> Shape:
    """The shape of a table, with its own columns unless others are given."""
    columns = columns or TABLES[table]
    places = {name: place for place, name in enumerate(columns)}
    whole = tuple((n, name) for name, n in places.items() if name in WHOLE and (table, name) not in EMPTY)
    return Shape(table, columns, places, whole, places.get("gid", -1))
