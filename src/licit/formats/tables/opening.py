# SPDX-License-Identifier: Apache-2.0
"""From a file of whatever kind to its tables, each with names and rows; what was found on the way is told."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, Final

from licit.formats.checks import DOUBT, RECORD, UNSUPPORTED
from licit.formats.files import File
from licit.formats.tables import delimited, json_lines, parquet
from licit.formats.tables.dialect import dialect_of, marks_are_letters
from licit.formats.tables.encodings import Encoding, encoding_of
from licit.formats.tables.header import known_words
from licit.formats.tables.limits import COLUMNS, SAMPLE
from licit.formats.tables.lines import Lines
from licit.formats.tables.shapes import SHAPES
from licit.formats.tables.table import Row, Table, letters, some
from licit.formats.tables.workbook import Workbook, without_values
from licit.model.problem import BadInputError, Place, Problem, Severity

_ABOVE: Final = 20  # lines in which a header is looked for
_FEWEST: Final = 2  # header words that make a header of a line below others
_HEAD: Final = 1 << 18  # bytes that tell the separator
_FAR: Final = 1_000_000  # lines that are looked through for quotations
_QUOTING: Final = 200  # lines with quotations that tell whether their marks are letters
_SHORT: Final = 4_096  # characters of such a line
_DATA: Final = ("isrc", "iswc", "ean", "url", "price", "date", "duration")


@contextmanager
def tables(file: File) -> Iterator[Iterator[Table]]:
    """The tables of a file, one after the other: each is read before the next is asked for.

    Raises:
        BadInputError: it can't be read as what it is.
    """
    kind = file.detected.version
    if kind == "parquet":
        yield iter((replace(parquet.table_of(file.path, file.name), details=()),))
    elif kind == "xlsx":
        book = Workbook(file.path, file.name)
        try:
            yield _sheets(book, file)
        finally:
            book.close()
    else:
        with file.open() as stream:
            yield _text(stream, file)


def lines_of(stream: IO[bytes], file: File) -> tuple[Lines, Encoding]:
    """The lines of a text file, decoded as the option ``encoding`` or the file itself says.

    Raises:
        BadInputError: the option names no encoding.
    """
    encoding = _encoding(stream, file)
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    old = encoding.by_bytes and b"\r" in head and b"\n" not in head
    return Lines(stream, file.name, encoding, carriage_returns=old, reached=file.reached), encoding


def _text(stream: IO[bytes], file: File) -> Iterator[Table]:
    lines, encoding = lines_of(stream, file)
    details = [("encoding", encoding.shown + (" (by its letters)" if encoding.guessed else ""))]
    problems = [guessed(file.name, encoding)] if encoding.guessed else []
    if file.detected.version == "jsonl":
        yield replace(json_lines.table_of(lines, file.name), details=tuple(details), problems=tuple(problems))
        return
    sample = lines.peek(SAMPLE)
    wished = str(file.options.get("separator", ""))
    wished = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|"}.get(wished, wished)
    if len(wished) > 1 or wished in ('"', "\r", "\n"):
        raise _bad(file.name, f"{wished!r} is no separator", "write one sign, or tab, comma, semicolon")
    dialect = dialect_of(sample, wished)
    if dialect is None:
        if not sample:
            raise _bad(file.name, "the file has no line that can be read", "save it as UTF-8")
        dialect = dialect_of(sample, ",")  # one column
    if dialect is None:
        raise _bad(file.name, "no separator makes rows of one length", "name it with the option separator")
    mark = dialect.separator
    if (
        dialect.quote
        and marks_are_letters(sample, mark) is None
        and marks_are_letters(_quoting(file, encoding, mark), mark)
    ):
        dialect = replace(dialect, quote="")
    details.append(("separator", dialect.shown))
    if not dialect.quote:
        details.append(("quotation marks", "are letters like any other"))
    rows = (
        entry if isinstance(entry, Problem) else Row(entry[0], tuple(entry[1]))
        for entry in delimited.cells_of(lines, file.name, dialect)
    )
    yield _headed(rows, file, details=details, problems=problems)


def _quoting(file: File, encoding: Encoding, separator: str) -> list[str]:
    """Lines with a cell that begins with a quotation mark, from as far on as the file must be read to find some."""
    with file.open() as stream:
        lines = itertools.islice(Lines(stream, file.name, encoding), _FAR)
        inner = f'{separator}"'
        return list(
            itertools.islice((line[:_SHORT] for line in lines if line.startswith('"') or inner in line), _QUOTING)
        )


def guessed(name: str, encoding: Encoding) -> Problem:
    """The warning where only the letters of a file tell its encoding."""
    what = f"the file does not say its encoding: by its letters it is {encoding.shown}, which can be wrong"
    return Problem(Place(name), what, "look at its names, or name it with the option encoding", DOUBT, Severity.WARNING)


def _sheets(book: Workbook, file: File) -> Iterator[Table]:
    wished = str(file.options.get("sheet") or "")
    if wished and wished not in book.sheets:
        raise _bad(file.name, f"there is no sheet {wished!r}", f"name one of {', '.join(book.sheets)}")
    hidden = [] if wished else [sheet for sheet, shown in book.sheets.items() if not shown]
    if len(hidden) == len(book.sheets):
        raise _bad(file.name, "all sheets of the workbook are hidden", "name one with the option sheet")
    for sheet in [wished] if wished else [sheet for sheet in book.sheets if sheet not in hidden]:
        formulas, empty = book.formulas(sheet)
        details = [(f"sheet {one}", "hidden, left out") for one in hidden]
        details += [(f"sheet {sheet}", f"{formulas} formulas, by their saved values" if formulas else "read")]
        problems = [without_values(file.name, sheet, empty)] if empty else []
        name = book.place(sheet)
        found = _headed(book.rows(sheet), file, details=details, problems=problems, unit="row", sheet=sheet, name=name)
        found.hidden = len(hidden)
        hidden = []  # told once
        yield found


def _headed(  # noqa: PLR0913 - the parts of a table
    rows: Iterator[Row | Problem],
    file: File,
    *,
    details: list[tuple[str, str]],
    problems: list[Problem],
    unit: str = "line",
    sheet: str = "",
    name: str = "",
) -> Table:
    """A table of rows whose first ones may be a header, or lines above it."""
    called = name or file.name
    head = some(rows)
    first = [entry for entry in head if isinstance(entry, Row)]
    at = _header(first, file)
    place = Place(called, first[0].number if first else 0)
    if at is None:
        width = max((len(row.cells) for row in first), default=0)
        names = tuple(letters(column) for column in range(min(width, COLUMNS)))
        details.append(("header", "none: columns are called A, B, …"))
        body: Iterator[Row | Problem] = itertools.chain(head, rows)
        number, skipped = 0, 0
    else:
        names = tuple(name.strip().lstrip("\N{ZERO WIDTH NO-BREAK SPACE}") for name in first[at].cells) if first else ()
        while names and not names[-1]:
            names = names[:-1]
        number, skipped = (first[at].number, at) if first else (0, 0)
        place = Place(called, number)
        body = itertools.chain((one for one in head if isinstance(one, Problem) or one.number > number), rows)
        if number > 1:
            details.append(("header", f"{unit} {number}"))
        if len(first) > at + 1 and not known_words(names) and not _tells_header(first[at].cells, first[at + 1 :]):
            what = "nothing tells whether the first row names the columns; it is read as their names"
            mend = "say so with the option header: yes, or no"
            problems.append(Problem(place, what, mend, DOUBT, Severity.WARNING))
    if len(names) > COLUMNS:
        raise _bad(called, f"the header has more than {COLUMNS} columns", "check that this is a table")
    names, twice = _distinct(names)
    if twice:
        what = f"the header names {', '.join(map(repr, twice[:10]))} more than once"
        mend = "give each column a name of its own"
        problems.append(Problem(place, what, mend, DOUBT, Severity.WARNING))
    even = _even(body, len(names), called, unit)
    return Table(names, even, unit, sheet, number, skipped, tuple(details), tuple(problems), called)


def _header(rows: Sequence[Row], file: File) -> int | None:
    """Which of the first rows names the columns; none where the first looks like all others."""
    wished = file.options.get("header")
    if wished is not None and str(wished).casefold() in ("no", "none", "false", "0"):
        return None
    if not rows:
        return 0
    for at, row in enumerate(rows[:_ABOVE]):
        known, filled = known_words(row.cells), sum(1 for cell in row.cells if cell.strip())
        enough = known >= min(_FEWEST, len(row.cells)) and (not at or 2 * known >= filled)
        if enough and not _is_data(row.cells):
            return at
    if wished is None and _is_data(rows[0].cells):
        return None
    return 0


def _is_data(cells: Sequence[str]) -> bool:
    return any(SHAPES[shape](cell.strip()) for cell in cells if len(cell) < 200 for shape in _DATA)  # noqa: PLR2004


def _tells_header(cells: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether a column has numbers, or values of a shape, under a name that is none."""
    for at, name in enumerate(cells):
        values = [row.cells[at].strip() for row in below[:200] if at < len(row.cells) and row.cells[at].strip()]
        for shape in ("number", *_DATA):
            fits = SHAPES[shape]
            if values and not fits(name.strip()) and sum(map(fits, values)) >= 0.9 * len(values):
                return True
    return False


def _distinct(names: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    """Names that are all different: empty ones by their letter, repeated ones by a number."""
    seen: dict[str, int] = {}
    found, twice = [], []
    for at, name in enumerate(names):
        wanted = name or f"column {letters(at)}"
        seen[wanted] = seen.get(wanted, 0) + 1
        if seen[wanted] > 1:
            twice.append(wanted)
            wanted = f"{wanted} ({seen[wanted]})"
        found.append(wanted)
    return tuple(found), list(dict.fromkeys(twice))


def _even(rows: Iterator[Row | Problem], width: int, name: str, unit: str) -> Iterator[Row | Problem]:
    """Rows as wide as the header. Sheets leave out empty cells at the end; texts that do are refused."""
    sheet = unit == "row"
    for row in rows:
        if isinstance(row, Problem) or len(row.cells) == width:
            yield row
            continue
        cells = row.cells
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            yield row._replace(cells=cells[:width])
        elif sheet and len(cells) < width:
            yield row._replace(cells=cells + ("",) * (width - len(cells)))
        elif not any(cell.strip() for cell in cells):
            yield row._replace(cells=("",) * width)
        else:
            what = f"the row has {len(cells)} cells, the header {width}"
            mend = "quote the cells that have a separator in them, or fill up the row"
            yield Problem(Place(name, row.number), what, mend, RECORD)


def _encoding(stream: IO[bytes], file: File) -> Encoding:
    wished = file.options.get("encoding")
    if not wished:
        return encoding_of(stream)
    import codecs

    try:
        found = codecs.lookup(str(wished))
        "".encode(found.name)  # refuses what encodes no text, as base64
        return Encoding(found.name)
    except (LookupError, ValueError):
        raise _bad(file.name, f"there is no encoding {wished!r}", "write utf-8, windows-1252 or the like") from None


def _bad(name: str, what: str, mend: str) -> BadInputError:
    return BadInputError((Problem(Place(name), what, mend, UNSUPPORTED),))


def first_rows(table: Table) -> tuple[list[Row], Table]:
    """The first rows of a table, and the table with all its rows still to come."""
    head = some(table.rows)
    rows = [entry for entry in head if isinstance(entry, Row)]
    return rows, replace(table, rows=itertools.chain(head, table.rows))
