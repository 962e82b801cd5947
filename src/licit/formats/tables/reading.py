# SPDX-License-Identifier: Apache-2.0
"""From tables to entries: the mapping of each table first, then its rows one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from licit.formats.checks import DOUBT, REFERENCE, UNSUPPORTED
from licit.formats.entries import Entry, LeftOut, Origin
from licit.formats.files import File, unreadable
from licit.formats.known import Known
from licit.formats.tables.facts import Facts
from licit.formats.tables.header import fingerprint
from licit.formats.tables.mapping import Mapping
from licit.formats.tables.opening import first_rows, tables
from licit.formats.tables.options import Wishes, wishes_of
from licit.formats.tables.proposing import Head, completed, propose
from licit.formats.tables.table import Row, Table
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem, Severity

ROW: Final = "row"
_DETAILS: Final = 200  # columns that are told of


def read(files: Sequence[File], known: Known) -> Iterator[Entry]:
    """What tables say. Each file's ``detected`` grows by what was found: encoding, separator, the role of columns."""
    for file in files:
        try:
            if file.detected.version == "dsr":
                from licit.formats.tables.dsr import read as read_dsr

                yield from read_dsr(file, known)
            else:
                yield from _read(file, known)
        except BadInputError as error:
            yield from error.problems
        except InvalidValueError as error:
            yield Problem(Place(file.name), error.what, error.mend, UNSUPPORTED)
        except OSError as error:
            yield unreadable(file.name, error, UNSUPPORTED)


def mappings_of(file: File) -> list[tuple[str, Mapping]]:
    """The mapping of each table of a file, with the name of its sheet (empty where there are none).

    Raises:
        BadInputError: the file can't be read.
        InvalidValueError: an option says what cannot be.
    """
    wishes = wishes_of(file.options)
    found = []
    with tables(file) as opened:
        for table in opened:
            head, table = first_rows(table)  # noqa: PLW2901 - the same table, its rows still to come
            found.append((table.sheet, mapping_of(table, head, wishes)))
    return found


def mapping_of(table: Table, head: Sequence[Row], wishes: Wishes) -> Mapping:
    """The mapping that the user names; else the kept one of this header; else the one proposed. Then single wishes.

    Raises:
        InvalidValueError: the mapping is for another header, or a wish names no column.
    """
    header = bool(table.header)
    if wishes.mapping is not None:
        if not wishes.mapping.fits(table.names, header=header):
            mine = fingerprint(table.names, header=header)
            what = f"the mapping is for {wishes.mapping.fingerprint}, this table's header is {mine}"
            raise InvalidValueError(what, mend="leave the mapping out, and one is proposed")
        found = wishes.mapping
    else:
        kept = next((one for one in wishes.kept if one.fits(table.names, header=header)), None)
        sample = Head(table.names, [row.cells for row in head], header)
        found = completed(kept, sample) if kept else propose(sample)
    found = found.changed(wishes.columns) if wishes.columns else found
    if wishes.dates is not None:
        dated = ("released", "start", "end")
        found = replace(
            found,
            columns=tuple(replace(one, order=wishes.dates) if one.role in dated else one for one in found.columns),
        )
    if wishes.fraction is not None:
        found = replace(
            found,
            columns=tuple(
                replace(one, fraction=wishes.fraction) if one.role == "share" else one for one in found.columns
            ),
        )
    return found


def _read(file: File, known: Known) -> Iterator[Entry]:
    wishes = wishes_of(file.options)
    facts: Facts | None = None
    with tables(file) as opened:
        for table in opened:
            head, table = first_rows(table)  # noqa: PLW2901 - the same table, its rows still to come
            yield from table.problems
            mapping = mapping_of(table, head, wishes)
            _tell(file, table, mapping)
            for _ in range(table.hidden):
                file.records["hidden sheet"] += 1
                yield LeftOut("hidden sheet", "the option sheet, with its name, reads it")
            for _ in range(table.skipped):
                file.records["line above the header"] += 1
                yield LeftOut("line above the header", "it is no row of the table")
            if facts is None:
                facts = Facts(file.name, wishes, known)
                if facts.source:
                    yield Origin(source=facts.source, made=wishes.made, published=wishes.made, title=file.base)
            yield from _rows(file, table, mapping, facts)


def _rows(file: File, table: Table, mapping: Mapping, facts: Facts) -> Iterator[Entry]:
    yield from facts.begin(table, mapping)
    count = 0
    for row in table.rows:
        if isinstance(row, Problem):
            count += row.severity is Severity.ERROR and row.place.line > 0
            yield row
            continue
        count += 1
        if not facts.silent:
            yield from facts.of(row)
    file.records[ROW] += count
    if not count:
        what = f"the sheet {table.sheet!r} has no row" if table.sheet else "the table has no row"
        mend = "check that it is the right one"
        yield Problem(
            Place(table.place or file.name), what, mend, DOUBT if table.sheet else REFERENCE, Severity.WARNING
        )


def _tell(file: File, table: Table, mapping: Mapping) -> None:
    file.learnt.setdefault("mappings", []).append(mapping.to_plain())
    sheet = f"{table.sheet}: " if table.sheet else ""
    told = [
        (f"{sheet}column {column.name!r}", f"{column.role} ({column.why})" if column.why else column.role)
        for column in mapping.columns[:_DETAILS]
    ]
    more = [*table.details, (f"{sheet}mapping", mapping.fingerprint), *told]
    file.detected = replace(file.detected, details=(*file.detected.details, *more))
