# SPDX-License-Identifier: Apache-2.0
"""A field of many records as an Arrow column. What is not plain is read as ``Row`` reads it, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from licit.formats.cwr.layouts import Field
from licit.formats.cwr.rows import Row
from licit.formats.cwr.values import WHOLE, day_of, flag_of, share_of
from licit.model.problem import InvalidValueError

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Bad = list[tuple[int, InvalidValueError]]  # which of the lines, and what is wrong with the value
SPACE: Final = " \t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"  # what str.strip takes off ASCII text
NUMBERED: Final = ("transaction", "sequence")
_ZERO, _TEN, _BLANK, _YES, _NO, _UNKNOWN = ord("0"), 10, ord(" "), ord("Y"), ord("N"), ord("U")
_EPOCH: Final = date(1970, 1, 1).toordinal()
_DAYS: Final = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int32)  # of each month from 1
_FEBRUARY, _DECEMBER = 2, 12


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one record type: their bytes one under the other, padded; those ``apart`` are read from their rows."""

    matrix: Bytes
    apart: Mapping[int, Row]

    def mended(
        self, field: Field, found: npt.NDArray[Any], good: Mask, wrong: Mask, read: Callable[[str, str], Any]
    ) -> Bad:
        """Put in, one by one, what ``read`` makes of the ``wrong`` values; blanks are no values."""
        bad: Bad = []
        for at, text in self._texts(field, wrong):
            try:
                value = read(field.name, text)
            except InvalidValueError as error:
                bad.append((at, error))
                value = None
            good[at] = value is not None
            if value is not None:
                found[at] = value
        return bad

    def _texts(self, field: Field, wrong: Mask) -> Iterator[tuple[int, str]]:
        if wrong.any():
            part = self.matrix[:, field.place]
            for at in np.flatnonzero(wrong & (part != _BLANK).any(axis=1)).tolist():
                if at not in self.apart:
                    yield at, part[at].tobytes().decode("ascii").strip()
        for at, row in self.apart.items():
            yield at, row[field.name]


def column(field: Field, lines: Lines) -> tuple[pa.Array, Bad]:
    """The field of each line, and what could not be read."""
    if field.name in NUMBERED:
        return _numbers(field, lines, _number_of, 10**field.size)
    if field.format == "D":
        return _days(field, lines)
    if field.format.endswith("999v99"):
        return _numbers(field, lines, share_of, WHOLE)
    if field.format in ("F", "B"):
        return _flags(field, lines)
    return _texts(field, lines), []


def _texts(field: Field, lines: Lines) -> pa.Array:
    data = np.ascontiguousarray(lines.matrix[:, field.place])
    count = len(data)
    data[list(lines.apart)] = _BLANK  # else it might be no text at all
    offsets = np.arange(0, (count + 1) * field.size, field.size, dtype=np.int32)
    texts = pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(data))
    texts = pc.ascii_trim(texts, characters=SPACE)
    if lines.apart:
        mask = np.zeros(count, np.bool_)
        mask[list(lines.apart)] = True
        ours = pa.array([row[field.name] for _, row in sorted(lines.apart.items())], pa.string())
        texts = pc.replace_with_mask(texts, pa.array(mask), ours)
    return texts


def _number_of(name: str, text: str) -> int | None:
    del name
    return int(text) if text else None


def _digits(part: Bytes) -> tuple[Numbers, Mask]:
    """The number in each line, and whether it is digits throughout."""
    places = np.ascontiguousarray(part.T) - _ZERO
    found = places[0].astype(np.int32)
    for place in places[1:]:
        found *= _TEN
        found += place
    whole: Mask = np.asarray((places < _TEN).all(axis=0))
    return found, whole


def _numbers(field: Field, lines: Lines, read: Callable[[str, str], int | None], most: int) -> tuple[pa.Array, Bad]:
    found, good = _digits(lines.matrix[:, field.place])
    good &= found <= most
    bad = lines.mended(field, found, good, ~good, read)
    return pa.array(found, mask=~good), bad


def _days(field: Field, lines: Lines) -> tuple[pa.Array, Bad]:
    found, plain = _digits(lines.matrix[:, field.place])
    good = plain & (found != 0)
    dated = np.flatnonzero(good)
    wrong = ~plain
    if len(dated):
        found[dated], real = _since_epoch(found[dated])
        good[dated] = real
        wrong[dated] = ~real
    bad = lines.mended(field, found, good, wrong, _day_since_epoch)
    return pa.array(found, mask=~good).view(pa.date32()), bad


def _since_epoch(written: Numbers) -> tuple[Numbers, Mask]:
    """Days since 1970-01-01 of days written as YYYYMMDD, and which of them there are (Gregorian calendar)."""
    year, rest = np.divmod(written, 10_000)
    month, day = np.divmod(rest, 100)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = _DAYS[np.where(month <= _DECEMBER, month, 0)] + (leap & (month == _FEBRUARY))
    real: Mask = (year > 0) & (day > 0) & (day <= length)
    early = month <= _FEBRUARY
    year = year - early  # years are taken to begin in March, so that the leap day is the last
    of_year = (153 * (month + np.where(early, 9, -3)) + 2) // 5 + day - 1
    days: Numbers = (365 * year + year // 4 - year // 100 + year // 400 + of_year - 719_468).astype(np.int32)
    return days, real


def _day_since_epoch(name: str, text: str) -> int | None:
    day = day_of(name, text)
    return None if day is None else day.toordinal() - _EPOCH


def _flags(field: Field, lines: Lines) -> tuple[pa.Array, Bad]:
    letters = lines.matrix[:, field.start - 1]
    yes = letters == _YES
    good = yes | (letters == _NO)
    bad = lines.mended(field, yes, good, ~good & (letters != _UNKNOWN), flag_of)
    return pa.array(yes, mask=~good), bad
