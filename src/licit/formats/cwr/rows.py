# SPDX-License-Identifier: Apache-2.0
"""The lines of a CWR file as rows: every line is a row or a problem.

Records of any version's length stand side by side in real files, cut or padded: what is not there is blank. LF is taken
for CR LF. Source: CWR 2.2 (CWR19-1070R1), record prefix and field formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import BinaryIO, Final

from licit.formats import checks
from licit.formats.cwr.forms import Forms, fits
from licit.formats.cwr.layouts import TWO, Layout, forms, layout_of, layouts, names
from licit.formats.cwr.unread import Unread
from licit.formats.cwr.values import day_of, flag_of, is_number, share_of
from licit.formats.lines import numbered
from licit.model.problem import Place, Problem, Severity

LONGEST: Final = 4096  # bytes of a line: no record reaches 1,000, so a longer one is no CWR, or hostile
FRAME: Final = ("HDR", "GRH", "GRT", "TRL")  # records without transaction and sequence numbers
SETS: Final = {"UTF-8": "utf-8", "UNICODE": "utf-8", "BIG5": "big5", "GB": "gb18030"}  # the header's character sets
MARK: Final = b"\xef\xbb\xbf"  # a byte order mark
_LATIN: Final = re.compile(r"8859-?0?([1-9]|10)$")  # CWR22-0145: ISO-8859-1 to 10
_TYPE: Final = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: ``row["party"]`` is the text of a field, without blanks around it; empty where it is not there.

    ``form`` is its form where several are published.
    """

    type: str
    text: str
    place: Place
    version: str = "2.1"
    form: str = ""

    def __getitem__(self, name: str) -> str:
        field = self.layout.get(name)
        if field is None:
            if name not in names():
                raise KeyError(name)
            return ""  # a field of other records, or of another version
        return self.text[field.place].strip()

    @property
    def layout(self) -> Layout:
        """Its fields."""
        return layout_of(self.type, self.version[0], self.form)

    @property
    def transaction(self) -> str:
        """The number of its transaction, as it stands; frame records have none."""
        return "" if self.type in FRAME else self.text[3:11].strip()

    @property
    def sequence(self) -> str:
        """Its number in its transaction, as it stands."""
        return "" if self.type in FRAME else self.text[11:19].strip()

    def day(self, name: str) -> date | None:
        """A day; blanks and zeros are none.

        Raises:
            InvalidValueError: it is no day.
        """
        return day_of(name, self[name])

    def share(self, name: str) -> int | None:
        """A share in hundredths of a percent; blanks are none.

        Raises:
            InvalidValueError: it is no share, or more than the whole.
        """
        return share_of(name, self[name])

    def flag(self, name: str) -> bool | None:
        """Y or N; blanks and U are neither.

        Raises:
            InvalidValueError: it is another letter.
        """
        return flag_of(name, self[name])


def rows(stream: BinaryIO, name: str, encoding: str = "") -> Iterator[Row | Problem]:
    """Yield each line as a row, or as a problem of severity error; warnings come besides. Constant memory.

    ``name`` is what the user calls the file; it comes back in every place. ``encoding``: left out, that of the byte
    order mark or of the header's character set, else UTF-8, else Latin-1; each guess is told once. The stream is
    left open.
    """
    state = State(name, encoding)
    for number, raw in numbered(stream, LONGEST):
        if raw is None:
            yield state.too_long(number)
        else:
            yield from state.line(state.marked(raw) if number == 1 and raw.startswith(MARK) else raw, number)


@dataclass(slots=True)
class State:
    """What the lines before say of a line: the version and encoding of the last header, what was told."""

    name: str
    encoding: str = ""  # the user's word
    version: str = "2.1"
    wanted: str = ""  # the encoding that the file itself says
    told: set[str] = field(default_factory=set)  # encodings that were guessed
    unread: Unread = field(default_factory=Unread)
    forms: Forms = field(default_factory=Forms)

    def marked(self, raw: bytes) -> bytes:
        """The file's first line without its byte order mark, which says that it is UTF-8."""
        self.wanted = "utf-8"
        return raw.removeprefix(MARK)

    def too_long(self, number: int) -> Problem:
        """What is wrong with a line of more than ``LONGEST`` bytes."""
        what, mend = f"the line has more than {LONGEST} bytes", "check that this is CWR: one record a line"
        return Problem(Place(self.name, number), what, mend, checks.LIMIT)

    def line(self, raw: bytes, number: int) -> Iterator[Row | Problem]:
        """A line with or without its end: one row or error, and perhaps a warning before it."""
        place = Place(self.name, number)
        text, problem, guessed = _decoded(raw, place, self.encoding or self.wanted)
        if problem is not None:
            yield problem
            return
        if guessed and guessed not in self.told:
            self.told.add(guessed)
            what = f"the file has letters beyond ASCII, read as {guessed}"
            mend = "name the encoding with --encoding if it is another"
            yield Problem(place, what, mend, checks.ENCODING, Severity.WARNING)
        row = _row(text, place, self.version)
        if (inside := text.find("\r")) >= 0:
            what = "the line has a carriage return inside: what comes after it may be further records"
            row = Problem(Place(self.name, number, inside + 1), what, "end each line with CR LF", checks.RECORD)
        if isinstance(row, Row) and row.type == "HDR":
            (self.version, form), self.unread, self.forms = _headed(row.text), Unread(), Forms()
            row = replace(row, version=self.version, form=form)
            self.wanted = _charset(row) or self.wanted
        elif isinstance(row, Row) and row.type == "GRH" and self.version.startswith(TWO):
            self.version = _group_version(row["version"], self.version)
            row = replace(row, version=self.version)
        elif isinstance(row, Row) and row.type == "GRH":
            self.unread.begin(row["transaction-type"])
        elif not self.version.startswith(TWO) and text[:3] not in FRAME:
            row = self._formed(row, text)
        yield row

    def _formed(self, row: Row | Problem, text: str) -> Row | Problem:
        """A record of 3.x in its form, or why it is not read."""
        kind = text[:3]
        if isinstance(row, Row):
            problem = self.unread.problem(kind, text, row.place)
            form = problem or self.forms.of(kind, text, row.place)
            if form:
                row = replace(row, form=form) if isinstance(form, str) else form
        self.unread.see(kind, text, read=isinstance(row, Row))
        return row


def _decoded(raw: bytes, place: Place, encoding: str) -> tuple[str, Problem | None, str]:
    raw = raw.rstrip(b"\r\n")
    if raw.isascii():
        return raw.decode("ascii"), None, ""
    if encoding:
        try:
            return raw.decode(encoding), None, ""
        except UnicodeDecodeError as error:
            at = Place(place.file, place.line, error.start + 1)
            what = f"byte 0x{raw[error.start]:02X} is not {encoding}"
            return "", Problem(at, what, "name the encoding with --encoding", checks.ENCODING), ""
        except LookupError:
            what = f"{encoding!r} is no encoding"
            return "", Problem(place, what, "name one with --encoding: utf-8, latin-1", checks.ENCODING), ""
    try:
        return raw.decode("utf-8"), None, "UTF-8"
    except UnicodeDecodeError:
        return raw.decode("latin-1"), None, "Latin-1"


def _row(text: str, place: Place, version: str) -> Row | Problem:
    kind = text[:3]
    if not text.strip():
        return Problem(place, "the line is blank", "remove it", checks.RECORD)
    if not _TYPE.fullmatch(kind):
        what = f"{kind!r} is no type of record"
        return Problem(place, what, "begin each line with a record type of three letters", checks.RECORD)
    if kind not in layouts(version[0]):
        what = f"{kind} is no record of CWR {version}"
        return Problem(place, what, "remove it if it is a vendor's own", checks.RECORD)
    if kind not in FRAME and not (is_number(text[3:11]) and is_number(text[11:19])):
        what = f"{kind} has no transaction or sequence number"
        mend = "write eight digits each from column 4 and column 12"
        return Problem(Place(place.file, place.line, 4), what, mend, checks.RECORD)
    return Row(kind, text, place, version)


def version_of(header: str) -> str:
    """The version that a header says: 3.x by its own field, 2.2 by the field that 2.2 brought, else 2.1.

    The header of 2.x says ``01.10`` of itself; 2.0 and 2.1 are told apart by the group's header.
    """
    return _headed(header)[0]


def _headed(header: str) -> tuple[str, str]:
    """The version, and the header's form: in 3.x it has eleven columns after the sender's name, or not."""
    for form, layout in forms("HDR").items():
        if fits("HDR", form, header):
            return header[layout["version"].place][:3], form
    own = header[101:104].strip()
    return (own if re.fullmatch(r"2\.[0-9]", own) else "2.1"), ""


def _group_version(text: str, version: str) -> str:
    match = re.fullmatch(r"0?([0-9])\.([0-9])[0-9]", text)
    return f"{match[1]}.{match[2]}" if match and match[1] == TWO else version


def _charset(row: Row) -> str:
    said = row["character-set"].upper().replace(" ", "")
    if part := _LATIN.search(said):
        return f"iso8859-{int(part[1])}"
    return next((name for word, name in SETS.items() if word in said), "")
