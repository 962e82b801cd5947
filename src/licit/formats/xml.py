# SPDX-License-Identifier: Apache-2.0
"""XML that others wrote, piece by piece: hardened, in flat memory, every complaint with its line and column.

No entity is resolved and no DTD accepted, of whatever kind: no message of DDEX has one. What is read is given back one
subtree at a time; it goes when the next is asked for. Names are local names: namespaces change with each version.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import IO, Any, Final, cast

from lxml import etree

from licit.formats.checks import ENCODING, HOSTILE, LIMIT, RECORD
from licit.model.problem import Place, Problem

BLOCK: Final = 1 << 16  # bytes that are fed at once
LONGEST: Final = 8 << 20  # bytes between the ends of two pieces: a hundred times a long recording of a boxed set
MOST: Final = 200_000  # elements in a piece
SHORTEST: Final = 4  # bytes of an element: <a/>
ALIKE: Final = 2_000  # different texts of repeated pieces that are remembered
HEAD: Final = 1 << 16  # bytes in which the root has to begin
DEEPEST: Final = 256  # levels; the parser's own limit, as are 10 MB for a text or an attribute
ENCODINGS: Final = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso8859-1", "ascii", "cp1252"})

_DECLARED: Final = re.compile(r"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._\-]*)["']""")
_MISC: Final = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT: Final = re.compile(r"<(?:[\w.\-]+:)?([\w.\-]+)")
_MARKS: Final = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_TOO_MUCH: Final = frozenset({"ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG", "ERR_USER_STOP", "ERR_ENTITY_LOOP"})
_BYTES: Final = frozenset({"ERR_INVALID_ENCODING", "ERR_UNKNOWN_ENCODING", "ERR_UNSUPPORTED_ENCODING"})
_ENTITIES: Final = frozenset({"ERR_UNDECLARED_ENTITY", "WAR_UNDECLARED_ENTITY"})


@dataclass(slots=True)  # not frozen: there are millions, and a frozen one takes four times as long to make
class Piece:
    """A whole element: its local name, its parent's, the line it begins on. The root comes first, not yet read.

    ``above`` is its parent, itself for the root. ``written`` is its text, where it was asked for: elements with the
    same text say the same.
    """

    name: str
    parent: str
    line: int
    element: etree._Element
    above: etree._Element
    written: bytes = b""


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the root: the encoding, the root's local name (empty: none found), and the text itself.

    ``dtd`` is the line and column of a DOCTYPE; ``(0, 0)`` where there is none.
    """

    encoding: str
    root: str
    text: str
    dtd: tuple[int, int] = (0, 0)


@cache
def _ends(wanted: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """The local names that end a piece, each with those of its parents."""
    pairs = [one.rpartition("/") for one in wanted]
    return {name: frozenset(parent for parent, _, other in pairs if other == name) for _, _, name in pairs}


@cache
def _named(wanted: frozenset[str]) -> tuple[str, ...]:
    return tuple(f"{{*}}{one}" for one in _ends(wanted))


@cache
def _whole(names: frozenset[str]) -> re.Pattern[bytes]:
    """Elements of these names as they are written out: no ``<`` or ``>`` stands in an attribute then."""
    named = rb"(?:[\w.\-]++:)?+(%s)" % "|".join(map(re.escape, names)).encode()  # possessive: half the time
    return re.compile(rb"<" + named + rb"(?:\s[^>]*)?(?:/>|(?<!/)>.*?</(?:[\w.\-]++:)?+\1>)", re.DOTALL)


@cache
def local(tag: object) -> str:
    """The local name of a tag; empty for a comment or an instruction."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def opening(head: bytes) -> Opening:
    """Look at the first bytes of a file, before any parser does."""
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    text = head.decode(encoding or "latin-1", "replace")
    declared = _DECLARED.match(text)
    if not encoding and declared:
        encoding = declared[1].lower()
    at = 0
    while found := _MISC.match(text, at):
        at = found.end()
    if text.startswith("<!DOCTYPE", at):
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        found = _ROOT.search(text, text.find(">", at))
        return Opening(encoding or "utf-8", found[1] if found else "", text, (line, column))
    found = _ROOT.match(text, at)
    return Opening(encoding or "utf-8", found[1] if found else "", text)


def pieces(  # noqa: PLR0913 - the parts of a file
    stream: IO[bytes],
    name: str,
    wanted: Collection[str],
    *,
    records: Counter[str],
    reached: Callable[[int], None] = lambda _: None,
    repeated: str = "",
    aside: Collection[str] = (),
    longest: int = LONGEST,
) -> Iterator[Piece | Problem]:
    """Yield the root, then each element ``wanted`` (``Parent/Child``, local names) when it is whole, in order.

    A piece must not be kept: it goes when more of the file is read, with all that stands before it. ``records``
    counts every element by its local name, wanted or not; it is complete at the end. Pieces named ``repeated`` come
    with their text, without the elements named ``aside``, which make no difference. What is not XML, too large or
    hostile ends the reading with one problem, the last that comes.
    """
    block = stream.read(HEAD)
    if problem := _refused(opening(block), block, name):
        yield problem
        return
    cutter = _Cutter(name, wanted, records, repeated, aside)
    while True:
        more = cutter.feed(block)
        for piece in cutter.cut():
            yield piece
            if isinstance(piece, Problem) and piece.check == HOSTILE:
                return
        reached(cutter.read)
        if not more or not block:
            break
        if cutter.since > longest:
            what = f"a record has more than {longest >> 20} MB"
            mend = "split the message, or check that it is what it says"
            yield Problem(Place(name, cutter.line()), what, mend, LIMIT)
            return
        block = stream.read(BLOCK)
    yield from cutter.end()


@dataclass(slots=True)
class _Alike:
    """Elements that are written alike: their text without what makes no difference, what is below them, how many."""

    text: bytes
    tags: Sequence[str] = ()
    times: int = 0


class _Cutter:
    """A parser that is fed, and the pieces that are whole so far."""

    def __init__(
        self, name: str, wanted: Collection[str], records: Counter[str], repeated: str, aside: Collection[str]
    ) -> None:
        self.name = name
        self.records = records
        self.read = self.since = 0
        self._ends = _ends(frozenset(wanted))
        self._parser = etree.XMLPullParser(
            events=("end",),
            tag=_named(frozenset(wanted)),
            resolve_entities=False,
            load_dtd=False,
            dtd_validation=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        self._events = cast("Iterator[tuple[str, Any]]", self._parser.read_events())
        self._tags: Counter[str] = Counter()
        self._repeated = repeated
        self._aside = _whole(frozenset(aside)) if aside else None
        self._alike: dict[bytes, _Alike] = {}
        self._looking = True  # whether more are remembered
        self._root: etree._Element | None = None
        self._last: etree._Element | None = None  # of the pieces
        self._opened = False
        self._error: etree.XMLSyntaxError | None = None

    def feed(self, block: bytes) -> bool:
        """Parse more; nothing more is the end. Whether it went well."""
        try:
            if block:
                self._sweep()
                self._parser.feed(block)
            else:
                self._root = self._parser.close()
        except etree.XMLSyntaxError as error:
            self._error = error
        self.read += len(block)
        self.since += len(block)
        return self._error is None

    def cut(self) -> Iterator[Piece | Problem]:
        """The pieces that became whole."""
        for _, element in self._events:
            above = element.getparent()
            if not self._opened:
                yield self._open(element.getroottree().getroot())
            name = local(element.tag)
            if above is None or (parent := local(above.tag)) not in self._ends[name]:
                continue
            alike, text = self._alike_or_new(element) if name == self._repeated else (None, b"")
            if self.since + BLOCK > SHORTEST * MOST and sum(1 for _ in element.iterdescendants()) > MOST:
                what = f"<{name}> has more than {MOST} elements"
                yield Problem(Place(self.name, line_of(element)), what, "split the message", LIMIT)
            else:
                yield Piece(name, parent, element.sourceline, element, above, text)
            self.since = 0
            self._last = element
            if alike is not None and alike.times > 1:
                alike.tags = alike.tags or [one.tag for one in element.iterdescendants("*")]
                element.clear()  # so it is counted once only

    def _alike_or_new(self, element: etree._Element) -> tuple[_Alike | None, bytes]:
        """What is known of elements that are written alike, unless hardly any are, and the text without ``aside``."""
        written = etree.tostring(element, with_tail=False)
        known = self._alike.get(written)
        if known is None:
            text = self._aside.sub(b"", written) if self._aside is not None else written
            if not self._looking:
                return None, text
            if len(self._alike) == ALIKE:
                self._looking = sum(one.times for one in self._alike.values()) >= 2 * ALIKE
                self._add_alike()
            known = self._alike[written] = _Alike(text)
        known.times += 1
        return known, known.text

    def _add_alike(self) -> None:
        for one in self._alike.values():
            for tag, number in Counter(one.tags).items() if one.times > 1 else ():
                self._tags[tag] += number * (one.times - 1)
        self._alike.clear()

    def _sweep(self) -> None:
        """Take away what stands before the last piece and before those it is in."""
        at: Any = self._last
        while at is not None and (above := at.getparent()) is not None:
            if before := above.index(at):
                self._tags.update([each.tag for one in above[:before] for each in one.iter("*")])
                del above[:before]
            at = above

    def end(self) -> Iterator[Piece | Problem]:
        """What is left to say when all is read, or no more can be."""
        self._add_alike()
        if self._error is not None:
            yield _syntax(self._error, self._parser.feed_error_log, self.name, self.read)
        elif not self._opened and self._root is not None:  # nothing wanted came
            yield self._open(self._root)
        if self._root is not None:
            self._tags.update([one.tag for one in self._root.iter("*")])
            self._root.clear()  # the parser holds itself in a circle: its tree would stay until rubbish is collected
        for tag in [one for one in self._tags if "{" in one]:  # hardly any
            self._tags[local(tag)] += self._tags.pop(tag)
        self.records.update(self._tags)

    def line(self) -> int:
        """Where the last element begins that was read."""
        at = self._root
        while at is not None and len(at):
            at = at[-1]
        return line_of(at) if at is not None else 0

    def _open(self, root: etree._Element) -> Piece | Problem:
        self._root, self._opened = root, True
        return _dtd(root, self.name) or Piece(local(root.tag), "", line_of(root), root, root)


def line_of(element: etree._Element) -> int:
    """The line on which an element begins, beyond 65535 too (measured with lxml 6.1, libxml2 2.14)."""
    return cast(int, element.sourceline) or 0


Parts = Mapping[str, Sequence[Any]]  # the children of an element by their local names


def parts(element: etree._Element) -> Parts:
    """All children by their local names, in order: looking once is quicker than looking for each."""
    found: dict[str, list[Any]] = {}
    for one in element:
        name = local(one.tag)
        if name in found:
            found[name].append(one)
        else:
            found[name] = [one]
    return found


def first(found: Parts, name: str, *path: str) -> str:
    """The text of the first child of this name, or of ``child`` below it; empty where there is none."""
    if name not in found:
        return ""
    one = found[name][0]
    return text(one, *path) if path else (one.text or "").strip()


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of this local name."""
    for child in element:
        if local(child.tag) == name:
            yield child


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of this name, its first child of the next name …; ``None`` where there is none."""
    for name in path:
        if element is None:
            return None
        for one in element:  # not ``children``: this is asked most of all
            if local(one.tag) == name:
                element = one
                break
        else:
            return None
    return element


def text(element: etree._Element | None, *path: str) -> str:
    """The text of ``child``, without white space around; empty where there is none."""
    found = child(element, *path) if path else element
    return (found.text or "").strip() if found is not None else ""


def texts(element: etree._Element, name: str) -> list[str]:
    """The texts of all children of this name that have one."""
    return [found for one in children(element, name) if (found := (one.text or "").strip())]


def _refused(found: Opening, head: bytes, name: str) -> Problem | None:
    if found.dtd != (0, 0):
        what = "the file has a DOCTYPE, which may hide entities: no message of this kind has one"
        return Problem(Place(name, *found.dtd), what, "take it out if you trust the sender", HOSTILE)
    try:
        known = codecs.lookup(found.encoding.removesuffix("-sig")).name in ENCODINGS
    except LookupError:
        known = False
    if not known:
        what = f"the file says that it is in {found.encoding!r}"
        return Problem(Place(name, 1), what, "write it in UTF-8 or UTF-16", ENCODING)
    if not found.root:
        long = len(head) == HEAD and found.text.lstrip()[:1] == "<"
        what = f"no element begins in the first {HEAD} bytes" if long else "the file is no XML: no element begins"
        return Problem(Place(name, 1), what, "check that it is the message itself", LIMIT if long else RECORD)
    return None


def _dtd(root: etree._Element, name: str) -> Problem | None:
    """A DTD that the look at the first bytes did not see."""
    info = root.getroottree().docinfo
    if info.internalDTD is None and info.externalDTD is None and not info.doctype:
        return None
    what = "the file has a DOCTYPE, which may hide entities: no message of this kind has one"
    return Problem(Place(name, 1), what, "take it out if you trust the sender", HOSTILE)


def _syntax(error: etree.XMLSyntaxError, log: etree._ListErrorLog, name: str, read: int) -> Problem:
    first = next((one for one in log if one.level >= etree.ErrorLevels.ERROR), None)
    if first is not None:
        kind, said, line, column = first.type_name, first.message, first.line, first.column
    else:
        kind, said, (line, column) = "", error.msg or "", error.position
    said = said.partition(", line ")[0].strip()
    place = Place(name, max(line, 1), max(column, 0))
    if kind in _ENTITIES:
        return Problem(place, f"an entity is named that no such message has: {said}", "write its text", HOSTILE)
    if kind in _TOO_MUCH or "depth" in said.lower() or "huge" in said.lower():
        what = f"the file is deeper or longer than its kind can be: {said}"
        return Problem(place, what, f"keep below {DEEPEST} levels and 10 MB a text", LIMIT)
    if kind in _BYTES:
        return Problem(place, f"bytes are not of the encoding: {said}", "write it in UTF-8 or UTF-16", ENCODING)
    if not said or "no element found" in said:
        said = f"it ends after {read} bytes"
    what = f"the XML is cut off or broken here: {said}"
    return Problem(place, what, "ask for the file again; what came before this place was read", RECORD)
