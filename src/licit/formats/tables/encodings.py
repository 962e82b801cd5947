# SPDX-License-Identifier: Apache-2.0
"""Which encoding the text of a file has: by its mark, else by being UTF-8, else by its letters, and then as a guess."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import IO, Final

CHUNK: Final = 1 << 20
LETTERS: Final = 65_536  # bytes of lines with other than ASCII that a guess is made on

_MARKS: Final = (  # the longer first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Of two that fit alike the first is taken. The byte decides between them only by what it spells.
_GUESSED: Final = (
    "cp1252", "cp1251", "koi8_r", "cp866", "cp1250", "cp1253", "cp1254", "mac_roman", "mac_cyrillic", "iso8859_5",
    "iso8859_2", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
_SHOWN: Final = {"utf-8-sig": "UTF-8 with a byte order mark", "cp1252": "windows-1252", "cp1251": "windows-1251",
                 "cp1250": "windows-1250", "cp1253": "windows-1253", "cp1254": "windows-1254", "koi8_r": "KOI8-R",
                 "mac_roman": "Mac Roman", "utf-8": "UTF-8", "ascii": "ASCII", "latin-1": "ISO-8859-1"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding by its Python name. ``guessed``: only the letters tell, so that the user is told."""

    codec: str
    guessed: bool = False

    @property
    def shown(self) -> str:
        """As people write it."""
        return _SHOWN.get(self.codec, self.codec.replace("_", "-"))

    @property
    def by_bytes(self) -> bool:
        """Whether a line feed is the one byte 0x0A, and no part of another letter."""
        return not self.codec.startswith(("utf-16", "utf-32"))


def by_mark(head: bytes) -> Encoding | None:
    """The encoding that the first bytes name, or UTF-16 without a mark by its many zero bytes."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec)
    sample = head[: min(len(head), 4096) & ~1]
    if len(sample) >= 4 and b"\0" in sample:  # noqa: PLR2004 - two letters
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = len(sample) // 2
        if odd > half * 0.4 and even < half * 0.05:
            return Encoding("utf-16-le")
        if even > half * 0.4 and odd < half * 0.05:
            return Encoding("utf-16-be")
    return None


def encoding_of(stream: IO[bytes]) -> Encoding:
    """The encoding of a whole file, which is read up to where it tells. The stream is left anywhere.

    ASCII counts as UTF-8. A file that is UTF-8 up to its first megabyte of other letters is UTF-8: bytes that are not
    are then told line by line.
    """
    head = stream.read(CHUNK)
    if found := by_mark(head):
        return found
    chunk = head
    while chunk and chunk.isascii():
        chunk = stream.read(CHUNK)
    if not chunk:
        return Encoding("utf-8")
    chunk += stream.read(CHUNK) if len(chunk) == CHUNK else b""
    return of_text(chunk)


def of_text(text: bytes) -> Encoding:
    """The encoding of some text without a mark; the text may begin and end within a letter."""
    if _is_utf8(text):
        return Encoding("utf-8")
    from charset_normalizer import from_bytes

    lines: list[bytes] = []
    size = 0
    for line in text.splitlines():
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > LETTERS:
                break
    sample = b"\n".join(lines)[: 2 * LETTERS]
    fits = [
        (match.chaos, -match.coherence, _GUESSED.index(match.encoding), match.encoding)
        for match in from_bytes(sample, cp_isolation=list(_GUESSED))
        if match.encoding in _GUESSED
    ]
    found = min(fits)[3] if fits else "latin-1"
    for codec in _GUESSED:  # the commonest of those that spell the same
        if codec == found or _spells(sample, codec, found):
            return Encoding(codec, guessed=True)
    return Encoding(found, guessed=True)


def _spells(text: bytes, codec: str, other: str) -> bool:
    try:
        return text.decode(codec) == text.decode(other)
    except UnicodeDecodeError:
        return False


def _is_utf8(text: bytes) -> bool:
    start = 0
    while start < min(3, len(text)) and text[start] & 0xC0 == 0x80:  # noqa: PLR2004 - the rest of a letter
        start += 1
    try:
        codecs.getincrementaldecoder("utf-8")().decode(text[start:])
    except UnicodeDecodeError as error:
        # One stray byte among much that is UTF-8 is a broken line of UTF-8, not another encoding.
        good = text[start:].decode("utf-8", "ignore")
        broken = text[start:].decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
        return error.start >= 0 and sum(not one.isascii() for one in good) > 10 * broken
    return True
