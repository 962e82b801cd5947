# SPDX-License-Identifier: Apache-2.0
"""What lapses, in the terminal: each lapse with its days and what it costs, then the days on which all of it tells."""

from __future__ import annotations

from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from licit.model.change import Lapse, Watch
from licit.model.day import FIRST, LAST
from licit.model.record import Record
from licit.report.clean import clean
from licit.report.terminal.style import Wrapped, bullets, heading
from licit.report.words.changing import change_words, lapse_words
from licit.report.words.names import Names
from licit.vocabulary.names import Lang

SHOWN: Final = 40  # lapses; --json has them all


def watch_view(watch: Watch, record: Record, lang: Lang = "en", *, top: int = SHOWN) -> RenderableType:
    """The days watched, what lapses in them, and what is lost on which day with everything together."""
    names = Names(record, lang)
    asked = watch.question
    days = change_words("watch", lang, first=names.day(watch.first), last=names.day(watch.last))
    what = [names.party(asked.service), names.word(asked.use), days, clean(asked.position)]
    told = change_words("watch_pairs" if watch.costs else "watch_none", lang, pairs=watch.pairs, lost=watch.costs)
    parts: list[RenderableType] = [Wrapped(Text(" · ".join(what), style="dim")), Text(), Text(told, style="bold")]
    if not watch.lapses:
        return Group(*parts, Text(), Text(change_words("lapses_none", lang)))
    parts += [Text(), heading(change_words("lapses", lang)), _table(watch, record, lang, top)]
    parts.append(Wrapped(Text(change_words("note_alone", lang), style="dim")))
    if watch.eves:
        lines = (
            change_words("together", lang, day=names.day(eve.day), lost=eve.lost, loosened=eve.loosened)
            for eve in watch.eves
        )
        parts += [Text(), bullets(lines)]
    return Group(*parts)


def _table(watch: Watch, record: Record, lang: Lang, top: int) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column(change_words("costs", lang), justify="right")
    if any(one.loosens for one in watch.lapses):
        table.add_column(change_words("loosens", lang), justify="right")
    table.add_column(change_words("last_day", lang))
    table.add_column(change_words("what", lang))
    for one in watch.lapses[:top]:
        cells = [str(one.costs), *([str(one.loosens)] if len(table.columns) > len(("costs", "day", "what")) else [])]
        what = f"{lapse_words(one.fact, one.kind, record, lang)} ({clean(one.fact)})"
        table.add_row(*cells, Wrapped(Text(days_words(one, record, lang))), Wrapped(Text(what)))
    if len(watch.lapses) > top:
        table.add_row(*[""] * (len(table.columns) - 1), change_words("more", lang, n=len(watch.lapses) - top))
    return table


def days_words(lapse: Lapse, record: Record, lang: Lang) -> str:
    """The last day as it was, or between which days that is."""
    names = Names(record, lang)
    if lapse.precise:
        return names.day(lapse.earliest)
    first = "…" if lapse.earliest == FIRST else names.day(lapse.earliest)
    last = "…" if lapse.latest == LAST else names.day(lapse.latest)
    return change_words("between", lang, first=first, last=last)
