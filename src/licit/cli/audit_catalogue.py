# SPDX-License-Identifier: Apache-2.0
"""``licit audit --repertoire``: a catalogue of any size, by rights classes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Group, Parameter

from licit.cli.options import Language
from licit.model.problem import InvalidValueError

if TYPE_CHECKING:
    from licit.model.question import Question
    from licit.tasks.catalogue import Means
    from licit.tasks.catalogue_files import Per
    from licit.tasks.catalogue_tables import By
    from licit.tasks.opening import OpenCase

REPERTOIRE = Group("A repertoire in files", sort_key=3)
_GIB = 1 << 30

Repertoire = Annotated[
    str,
    Parameter(
        group=REPERTOIRE,
        help="A folder with controls and items as Parquet (docs/catalogue.md): audit by rights classes.",
        show_default=False,
    ),
]
Memory = Annotated[float, Parameter(group=REPERTOIRE, help="GiB that it may take, about.", show_default=True)]
Threads = Annotated[int, Parameter(group=REPERTOIRE, help="Tasks at once.", show_default=True)]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked of a repertoire, as it was typed but for names; ``start`` empty asks about one day."""

    repertoire: str
    catalogue: str
    territories: tuple[str, ...]
    uses: tuple[str, ...]
    start: str
    end: str
    memory: float
    threads: int
    quiet: bool


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How the answer is shown, and the files it goes into."""

    by: By
    per: Per
    csv: str
    parquet: str
    lang: Language
    json: bool


@contextmanager
def means_of(memory: float, threads: int, quiet: bool) -> Iterator[Means]:
    """What a task may take in this block; a bar shows how far it is, for the kind of work that is going on.

    Raises:
        InvalidValueError: less than 0.25 GiB, or no thread.
    """
    from licit.cli.progress import progress
    from licit.tasks.catalogue import Means

    if memory < 0.25 or threads < 1:  # noqa: PLR2004 - DuckDB needs some
        raise InvalidValueError(
            "too little memory, or no thread", mend="give it 0.25 GiB or more, and a thread or more"
        )
    with ExitStack() as shown:
        bars: dict[str, Callable[[int, int], None]] = {}

        def told(what: str, done: int, total: int) -> None:
            if what not in bars:
                shown.close()
                bars.clear()
                bars[what] = shown.enter_context(progress(what, quiet=quiet))
            bars[what](done, total)

        yield Means(memory=int(memory * _GIB), threads=threads, told=told)


def show_catalogue(opened: OpenCase, question: Question, asked: Asked, shown: Shown) -> None:
    """Audit a catalogue on a day, or through a window of days, write its files and show it."""
    if asked.start or asked.end:
        _through(opened, question, asked, shown)
        return
    from licit.report.terminal import audit_view
    from licit.tasks.catalogue import audit_catalogue
    from licit.tasks.catalogue_files import write_csv, write_parquet
    from licit.tasks.catalogue_tables import overview

    with means_of(asked.memory, asked.threads, asked.quiet) as means:
        found = audit_catalogue(
            opened,
            question,
            Path(asked.repertoire),
            catalogue=Path(asked.catalogue) if asked.catalogue else None,
            territories=asked.territories,
            uses=asked.uses,
            means=means,
        )
    if shown.csv:
        write_csv(found, Path(shown.csv), shown.per, shown.by)
    if shown.parquet:
        write_parquet(found, Path(shown.parquet), shown.per, shown.by)
    seen = overview(found, shown.by)
    if shown.json:
        from licit.cli.printing import print_json
        from licit.report.json import audit_json

        print_json(audit_json(seen, opened.record, shown.lang))
        return
    from licit.cli.audit import with_others
    from licit.cli.printing import show
    from licit.report.terminal.catalogue import reason_totals, territory_rows
    from licit.report.terminal.verdict import not_said

    if shown.by == "reason":
        parts = reason_totals(seen, opened.record, shown.lang)
    else:
        rows = territory_rows(seen, opened.record, shown.lang) if shown.by == "territory" else seen
        parts = [audit_view(with_others(rows, shown.lang) if shown.by == "major" else rows, opened.record, shown.lang)]
    show(*parts, "", not_said(shown.lang))


def _through(opened: OpenCase, question: Question, asked: Asked, shown: Shown) -> None:
    from licit.engine.class_timelines import Window
    from licit.report.terminal.catalogue import coverage_view
    from licit.report.terminal.verdict import not_said
    from licit.tasks.catalogue_files import write_table
    from licit.tasks.catalogue_timeline import coverage
    from licit.tasks.naming import whole_day

    if not asked.start:
        raise InvalidValueError(
            "--to is given, but no --from", mend="give the first day with --from, or one with --day"
        )
    window = Window(whole_day(asked.start), whole_day(asked.end) if asked.end else opened.reaches)
    with means_of(asked.memory, asked.threads, asked.quiet) as means:
        found = coverage(
            opened,
            question,
            Path(asked.repertoire),
            window,
            catalogue=Path(asked.catalogue) if asked.catalogue else None,
            territories=asked.territories,
            uses=asked.uses,
            means=means,
        )
    for path in (shown.csv, shown.parquet):
        if path:
            write_table(found.table(), Path(path), csv=path == shown.csv)
    if shown.json:
        from licit.cli.printing import print_json
        from licit.report.json import tally_json

        print_json(
            [
                {"first": one.first.isoformat(), "last": one.last.isoformat(), "answers": tally_json(one.tally)}
                for one in found.slices
            ]
        )
        return
    from licit.cli.printing import show

    rows = [(one.first, one.last, one.tally) for one in found.slices]
    show(coverage_view(rows, opened.record, shown.lang), "", not_said(shown.lang))
