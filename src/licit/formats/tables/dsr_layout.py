# SPDX-License-Identifier: Apache-2.0
"""What stands in which cell of a sales report's records: the published layouts, and the file's own headings."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

TYPE: Final = re.compile(r"[A-Z]{2,4}[0-9]{0,2}(?:\.[0-9]{1,3})?")
_VERSION: Final = re.compile(r"([A-Z]{2}[0-9]{2})\.([0-9]+)")
_PREFIX: Final = re.compile(r"^(?:Resource|MusicalWork|Release|Musical|Dsp)(?=[A-Z])")
_HEADED: Final = {  # names of cells in headings, without what they are of
    "blockid": "block", "resourcereference": "reference", "reference": "reference", "isrc": "isrc", "iswc": "iswc",
    "displayartistname": "artist", "duration": "duration", "subtitle": "version", "composerauthor": "writer",
    "composerauthorname": "writer", "musicpublisher": "publisher", "publishername": "publisher", "icpn": "ean",
    "labelname": "label", "label": "label", "workid": "work", "dspworkid": "work",
}  # fmt: skip

Cells = Mapping[int, tuple[str, str]]  # cell (from 0): its name, what it says or nothing


@functools.cache
def _published() -> Mapping[str, Cells]:
    from licit.vocabulary.tables import rows

    found: dict[str, dict[int, tuple[str, str]]] = {}
    for row in rows(Path(__file__).parent / "dsr_records.csv"):
        found.setdefault(row["record"], {})[int(row["cell"]) - 1] = (row["name"], row["role"])
    return found


@functools.cache
def layout(record: str) -> Cells:
    """The published cells of a record type, as far as they are known; ``RE01.04`` has those of ``RE01.03`` too."""
    base, _, version = record.partition(".")
    found = dict(_published().get(base, {}))
    for other, cells in _published().items():
        since = _VERSION.fullmatch(other)
        if since and since[1] == base and version.isdigit() and int(version) >= int(since[2]):
            found.update(cells)
    return found


def headed(record: str, cells: Sequence[str]) -> Cells:
    """The cells of a record type as a heading line of the file names them."""
    kind = record[:2]
    found: dict[int, tuple[str, str]] = {}
    for at, cell in enumerate(cells[1:], 1):
        name = cell.strip()
        short = _PREFIX.sub("", name).casefold()
        role = _HEADED.get(name.casefold()) or _HEADED.get(short, "")
        if short == "title":
            of_work = kind == "MW" or name.startswith("MusicalWork")
            of_release = kind == "RE" or name.startswith("Release")
            role = "work_title" if of_work else "album" if of_release else "title"
        if name == "DspResourceId":
            role = "item"
        if role in ("artist", "version") and (kind in ("RE", "MW") or name.startswith(("Release", "MusicalWork"))):
            role = ""
        if role and any(role == one for _, one in found.values()):
            role = ""
        found[at] = name, role
    return found
