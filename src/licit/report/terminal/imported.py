# SPDX-License-Identifier: Apache-2.0
"""What came of one imported file, in the terminal: records and facts by kind, then what was refused, then left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rich.console import RenderableType
from rich.text import Text

from licit.model.imported import FileReport
from licit.model.problem import Problem
from licit.report.clean import clean
from licit.report.terminal.style import Wrapped, bullets, heading
from licit.report.words.importing import import_words
from licit.vocabulary.names import Lang

SHOWN: Final = 12  # problems, parties: --json has more
KINDS: Final = 24  # types of record
BESIDE: Final = 2  # details of a file beside its name; more of them, such as its columns, stand below it, one a line
DETAILS: Final = 100  # of these
HANG: Final = 4  # columns before the later lines of a list
_ITS_OWN: Final = re.compile(r"^[A-Z]{3}\b:?|'[^']*'|[0-9]+")  # what two problems alike differ in: type, value, number
LONGEST: Final = 300  # characters of one line


def drawn(report: FileReport, lang: Lang = "en") -> list[RenderableType]:
    """The parts, to be shown one below the other."""
    details = [_detail(one) for one in report.details.items()]
    beside = details if len(details) <= BESIDE else []
    what = " · ".join(one for one in (report.format, report.version, *beside) if one)
    head = Text(clean(report.file, longest=LONGEST), style="bold")
    head.append(f"  {clean(what, longest=LONGEST)}", style="dim")
    if report.passed or report.media:
        return [Wrapped(head, hang=HANG), *_passed(report, lang)]
    if report.beside:
        together = list(_problems("refused", report.refused, report.refusals, lang))
        together += _problems("doubts", report.doubts, report.doubted, lang)
        return [Wrapped(head, hang=HANG), *_counts("records", report.records, lang), *together]
    if report.before:
        told = import_words("before", lang, name=clean(report.before))
        return [Wrapped(head, hang=HANG), Wrapped(Text(f"  {told}"))]
    parts: list[RenderableType] = [Wrapped(head, hang=HANG)]
    if not beside and details:
        below = [clean(one, longest=LONGEST) for one in details[:DETAILS]]
        below += [import_words("more", lang, n=len(details) - DETAILS)] if len(details) > DETAILS else []
        parts.append(bullets(below, style="dim"))
    parts += _counts("records", report.records, lang)
    parts += _facts(report.facts, report.statements, lang)
    if report.items or report.offers:
        parts.append(Text(f"  {import_words('items', lang, n=report.items, offers=report.offers)}"))
    if report.format == "tables" and report.items and not (report.offers or report.statements):
        parts.append(Wrapped(Text(f"  {import_words('nobodys', lang)}"), hang=HANG))
    parts += _problems("refused", report.refused, report.refusals, lang)
    parts += _problems("doubts", report.doubts, report.doubted, lang)
    if report.left_out:
        parts.append(heading(f"  {import_words('left_out', lang)}"))
        parts.append(bullets(_left_out(report.left_out, lang), style="dim"))
    for key, named in (("unidentified", report.unidentified), ("by_name", report.by_name)):
        if named:
            names = _listed([clean(name) for name in named.values()], lang)
            text = Text(f"  {import_words(key, lang, n=len(named), names=names)}")
            parts.append(Wrapped(text, at="; ", hang=HANG))
    where = import_words("folder", lang, folder=clean(report.folder, longest=LONGEST)) if report.folder else ""
    where = where or import_words("nothing" if report.nothing else "dry_run", lang)
    parts.append(Wrapped(Text(f"  {where}", style="dim")))
    return parts


def total_drawn(reports: Sequence[FileReport], lang: Lang = "en") -> list[RenderableType]:
    """What came of several files together."""
    files = [report for report in reports if not (report.passed or report.media)]
    new = [report for report in files if not report.before]
    told = import_words("files", lang, n=len(files), before=len(files) - len(new))
    parts: list[RenderableType] = [Text(), heading(told)]
    parts += _counts("records", _sum(report.records for report in new), lang)
    parts += _facts(_sum(report.facts for report in new), sum(report.statements for report in new), lang)
    items, offers = sum(report.items for report in new), sum(report.offers for report in new)
    parts.append(Text(f"  {import_words('items', lang, n=items, offers=offers)}"))
    for key, count in (("refused", sum(one.refusals for one in new)), ("doubts", sum(one.doubted for one in new))):
        parts.append(Text(f"  {import_words(key, lang, n=count)}"))
    return parts


def _passed(report: FileReport, lang: Lang) -> Iterator[RenderableType]:
    """What a folder holds besides: media by their kind, other files by their names."""
    if report.media:
        kinds = ", ".join(f"{clean(kind)} {count}" for kind, count in sorted(report.media.items()))
        told = import_words("media", lang, n=sum(report.media.values()), kinds=kinds)
        yield Wrapped(Text(f"  {told}"), hang=HANG)
    if report.passed:
        names = _listed([clean(name) for name in report.passed], lang)
        told = import_words("passed", lang, n=len(report.passed), names=names)
        yield Wrapped(Text(f"  {told}"), at="; ", hang=HANG)


def _sum(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in counts:
        found.update(one)
    return found


def _detail(one: tuple[str, str]) -> str:
    return f"{one[0]} {one[1]}"


def _facts(facts: Mapping[str, int], statements: int, lang: Lang) -> Iterable[RenderableType]:
    """Those that are new, and the statements, which may be on facts that were there before."""
    if facts or statements:
        told = _sorted(facts, lang) or [import_words("none_new", lang)]
        yield _list("facts", [*told, import_words("statements", lang, n=statements)], lang)


def _counts(key: str, counts: Mapping[str, int], lang: Lang) -> Iterable[RenderableType]:
    if told := _sorted(counts, lang):
        yield _list(key, told, lang)


def _sorted(counts: Mapping[str, int], lang: Lang) -> list[str]:
    told = [f"{clean(name)} {count}" for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    if len(told) > KINDS:
        told[KINDS:] = [import_words("more", lang, n=len(told) - KINDS)]
    return told


def _list(key: str, told: Iterable[str], lang: Lang) -> RenderableType:
    return Wrapped(Text(f"  {import_words(key, lang, listed=', '.join(told))}"), at=", ", hang=HANG)


def _left_out(counts: Mapping[tuple[str, str], int], lang: Lang) -> Iterator[str]:
    """A line for each reason, the most frequent first, with what was left out for it."""
    by_reason: dict[str, list[str]] = {}
    for (what, why), times in sorted(counts.items(), key=lambda one: -one[1]):
        by_reason.setdefault(why, []).append(f"{import_words('times', lang, n=times)} {clean(what)}")
    for why, told in by_reason.items():
        yield f"{', '.join(told)}: {clean(why, longest=LONGEST)}"


def _problems(key: str, told: Iterable[Problem], count: int, lang: Lang) -> Iterable[RenderableType]:
    if not count:
        return
    yield heading(f"  {import_words(key, lang, n=count)}")
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for one in told:
        kinds.setdefault((_ITS_OWN.sub("", one.what), one.mend), []).append(one)
    lines, shown = [], 0
    for alike in list(kinds.values())[:SHOWN]:
        line = clean(str(alike[0]), longest=LONGEST + len(str(alike[0].place)))
        lines.append(f"{line} {import_words('alike', lang, n=len(alike) - 1)}" if len(alike) > 1 else line)
        shown += len(alike)
    if count > shown:
        lines.append(import_words("more", lang, n=count - shown))
    yield bullets(lines)


def _listed(names: list[str], lang: Lang) -> str:
    more = len(names) - SHOWN
    return "; ".join(names[:SHOWN] + ([import_words("more", lang, n=more)] if more > 0 else []))  # names have commas
