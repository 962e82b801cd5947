# SPDX-License-Identifier: Apache-2.0
"""``licit export``: a whole case as tables, as a workbook or as linked data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Literal

from licit.case.atomic import make_folder
from licit.case.loaded import Case
from licit.case.writing import plain
from licit.formats.tables.write import write_book, write_table
from licit.report.case_jsonld import case_jsonld
from licit.report.case_tables import case_tables
from licit.report.json import json_text

Tabular = Literal["csv", "parquet"]
Kind = Literal[Tabular, "xlsx", "json-ld", "odrl", "cwr"]


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written, by what it is; and what of the case is not in the file, a line each."""

    counts: dict[str, int]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AsCwr:
    """Whose word a CWR file is, what was said by which day, and in which version."""

    submitter: str
    day: date
    version: str


def export(case: Case, to: Path, kind: Kind, cwr: AsCwr | None = None) -> Exported:
    """Write a case as ``kind``: a new folder for csv and parquet, else a file. CWR takes ``cwr`` besides.

    Raises:
        BadInputError: a folder can't be written; nothing was written then.
        InvalidValueError: the CWR version is not written, or the submitter has no number that CWR asks for.
        OSError: a file can't be written.
    """
    if kind == "csv" or kind == "parquet":  # noqa: PLR1714 - so that the type is narrowed
        return export_tables(case, to, kind)
    if cwr is not None:
        return export_cwr(case, to, cwr)
    return {"xlsx": export_workbook, "json-ld": export_jsonld, "odrl": export_odrl}[kind](case, to)


def export_tables(case: Case, into: Path, kind: Tabular) -> Exported:
    """Write one file a section into a new or empty folder; counted are the rows of each, by the name of its file.

    Raises:
        BadInputError: there is something in the folder, or it can't be written; nothing was written then.
    """
    files, counts = {}, {}
    for name, rows in case_tables(plain(case, into)).items():
        stream = BytesIO()
        counts[f"{name}.{kind}"] = write_table(list(rows[0]), ([*row.values()] for row in rows), stream, kind)
        files[f"{name}.{kind}"] = stream.getvalue()
    make_folder(into, files)
    return Exported(counts)


def export_workbook(case: Case, file: Path) -> Exported:
    """Write one sheet a section into an XLSX file; counted are the rows of each."""
    tables = case_tables(plain(case, file.parent))
    return Exported(
        write_book({name: (list(rows[0]), [[*row.values()] for row in rows]) for name, rows in tables.items()}, file)
    )


def export_jsonld(case: Case, file: Path) -> Exported:
    """Write the case as JSON-LD; counted are its nodes."""
    found = case_jsonld(plain(case, file.parent))
    file.write_text(json_text(found), encoding="utf-8")
    return Exported({"nodes": len(found["@graph"])})


def export_odrl(case: Case, file: Path) -> Exported:
    """Write the grants as ODRL policies."""
    from licit.formats.odrl.write import write

    written = write(case.record)
    file.write_text(written.text, encoding="utf-8")
    left = Counter(f"{one.what}: {one.why}" for one in written.left_out)
    return Exported({"policies": written.policies}, tuple(f"{times} × {what}" for what, times in left.items()))


def export_cwr(case: Case, file: Path, cwr: AsCwr) -> Exported:
    """Write what the submitter says as CWR; counted are the records by type.

    Raises:
        InvalidValueError: the version is not written, or the submitter has no number that CWR asks for.
    """
    from licit.formats.cwr.write import write

    with file.open("wb") as stream:
        written = write(case.record, stream, submitter=cwr.submitter, day=cwr.day, version=cwr.version)
    return Exported(dict(written.records), tuple(map(str, written.left_out)))
