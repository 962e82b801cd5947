# SPDX-License-Identifier: Apache-2.0
"""One row after the other as the mapping reads it: the cell as it stands, what it means, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from licit.formats.checks import UNSUPPORTED
from licit.formats.files import Decoded, File, Value
from licit.formats.tables.damage import Damage
from licit.formats.tables.days import Century, Order, day_of
from licit.formats.tables.dsr_layout import TYPE, headed, layout
from licit.formats.tables.mapping import Column, Mapping
from licit.formats.tables.naming import identifier
from licit.formats.tables.opening import first_rows, lines_of, tables
from licit.formats.tables.options import wishes_of
from licit.formats.tables.places import share_of, territories_of
from licit.formats.tables.reading import mapping_of
from licit.formats.tables.table import Row, Table, letters
from licit.model.problem import BadInputError, InvalidValueError, Place, Problem


def inspect(file: File) -> Iterator[Decoded]:
    """Rows and records, decoded. What is no row is a record without fields, with its problem."""
    try:
        if file.detected.version == "dsr":
            yield from _records(file)
            return
        wishes = wishes_of(file.options)
        with tables(file) as opened:
            for table in opened:
                head, table = first_rows(table)  # noqa: PLW2901 - the same table, its rows still to come
                mapping = mapping_of(table, head, wishes)
                damage = Damage(table.place or file.name, mapping)
                for row in table.rows:
                    yield (
                        _broken(row)
                        if isinstance(row, Problem)
                        else _row(row, table, mapping, damage, table.place or file.name)
                    )
    except BadInputError as error:
        yield Decoded("file", file.name, (), problems=error.problems)
    except InvalidValueError as error:
        problem = Problem(Place(file.name), error.what, error.mend, UNSUPPORTED)
        yield Decoded("file", file.name, (), problems=(problem,))


def _broken(problem: Problem) -> Decoded:
    return Decoded("row", str(problem.place), (), "a row that can't be read", (problem,))


def _row(row: Row, table: Table, mapping: Mapping, damage: Damage, name: str) -> Decoded:
    mended = damage.mended(row)
    problems = tuple(damage.problems(mended)) if damage.watches(row) else ()
    fields = [
        _value(column, cell, f"column {letters(at)}")
        for at, (column, cell) in enumerate(zip(mapping.columns, row.cells, strict=False))
    ]
    fields += [Value(key, "beside the columns", text, "detail") for key, text in row.more]
    about = f"a row of the sheet {table.sheet}" if table.sheet else "a row"
    return Decoded("row", str(Place(name, row.number)), tuple(fields), about, problems)


def _value(column: Column, cell: str, at: str) -> Value:
    text = cell.strip()
    if not text or column.role in ("detail", "ignore"):
        return Value(column.name, at, cell, column.role)
    try:
        read = _read(column, text)
    except InvalidValueError as error:
        return Value(column.name, at, cell, column.role, error.what)
    except Century:
        return Value(column.name, at, cell, column.role, "its year has two digits")
    return Value(column.name, at, cell, f"{column.role}: {read}" if read else column.role)


def _read(column: Column, text: str) -> str:
    match column.role:
        case "isrc" | "iswc":
            found, problem = identifier(column.role, text)
            if problem is not None:
                raise problem
            return found
        case "released" | "start" | "end":
            return str(day_of(text, column.order or Order.OPEN) or "nothing")
        case "share":
            if column.fraction is None:
                raise InvalidValueError("nothing tells whether it is percent or a part of 1", mend="say shares")
            return str(share_of(text, fraction=column.fraction))
        case "territory":
            return str(territories_of(text))
    return ""


def _records(file: File) -> Iterator[Decoded]:
    headings = {}
    with file.open() as stream:
        lines, _ = lines_of(stream, file)
        for line in lines:
            text = line.rstrip("\r\n")
            if not text.strip():
                continue
            cells = text.split("\t")
            kind = cells[0].strip()
            if kind.startswith("#"):
                headings[kind.lstrip("# ")] = headed(kind.lstrip("# "), cells)
                continue
            places = {**layout(kind), **headings.get(kind, {})} if TYPE.fullmatch(kind) else {}
            fields = [
                Value(
                    places.get(at, ("", ""))[0] or f"cell {at + 1}", f"cell {at + 1}", cell, places.get(at, ("", ""))[1]
                )
                for at, cell in enumerate(cells[1:], 1)
            ]
            about = "a record of a sales report"
            yield Decoded(kind[:20], str(Place(file.name, lines.number)), tuple(fields), about)
