# SPDX-License-Identifier: Apache-2.0
"""``licit export``: a whole case as tables, as a workbook or as linked data."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from licit.case.atomic import make_folder
from licit.case.loaded import Case
from licit.case.writing import plain
from licit.formats.tables.write import write_book, write_table
from licit.report.case_jsonld import case_jsonld
from licit.report.case_tables import case_tables
from licit.report.json import json_text

Tabular = Literal["csv", "parquet"]
TABULAR: Final = ("csv", "parquet")


def export_tables(case: Case, into: Path, kind: Tabular) -> dict[str, int]:
    """Write one file a section into a new or empty folder; the rows of each by the name of its file.

    Raises:
        BadInputError: there is something in the folder, or it can't be written; nothing was written then.
    """
    tables = case_tables(plain(case, into))
    files = {}
    for name, rows in tables.items():
        stream = BytesIO()
        write_table(list(rows[0]), ([*row.values()] for row in rows), stream, kind)
        files[f"{name}.{kind}"] = stream.getvalue()
    make_folder(into, files)
    return {f"{name}.{kind}": len(rows) for name, rows in tables.items()}


def export_workbook(case: Case, file: Path) -> dict[str, int]:
    """Write one sheet a section into an XLSX file; the rows of each sheet."""
    tables = case_tables(plain(case, file.parent))
    return write_book({name: (list(rows[0]), [[*row.values()] for row in rows]) for name, rows in tables.items()}, file)


def export_jsonld(case: Case, file: Path) -> dict[str, int]:
    """Write the case as JSON-LD; how many nodes it has."""
    found = case_jsonld(plain(case, file.parent))
    file.write_text(json_text(found), encoding="utf-8")
    return {"nodes": len(found["@graph"])}


def export_odrl(case: Case, file: Path) -> tuple[dict[str, int], list[str]]:
    """Write the grants as ODRL policies; how many, and what of the case is not in them."""
    from licit.formats.odrl.write import write

    written = write(case.record)
    file.write_text(written.text, encoding="utf-8")
    left = Counter(f"{one.what}: {one.why}" for one in written.left_out)
    return {"policies": written.text.count('"@type": "Agreement"')}, [f"{n} × {what}" for what, n in left.items()]


def export_cwr(case: Case, file: Path, *, submitter: str, day: date, version: str) -> tuple[dict[str, int], list[str]]:
    """Write what the submitter says as CWR; the records by type, and what of it is not in them.

    Raises:
        InvalidValueError: the version is not written, or the submitter has no number that CWR asks for.
    """
    from licit.formats.cwr.write import write

    with file.open("wb") as stream:
        written = write(case.record, stream, submitter=submitter, day=day, version=version)
    return dict(written.records), [str(one) for one in written.left_out]
